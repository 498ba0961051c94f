// The formatter on random rule files: what it writes is read as the same rules, formats to itself, and keeps every comment.
#include "grammar/format/format.hpp"

#include <doctest/doctest.h>

#include <string>

#include "tests/generate/compiled.hpp"
#include "tests/generate/rules_generator.hpp"
#include "tests/generate/same_rules.hpp"
#include "tests/support/seeds.hpp"

using namespace fenji;
using namespace fenji::generate;

namespace {

std::string formatted(const std::string& text, std::optional<Language> keywords = {}) {
  const grammar::FormatResult result = grammar::format_rules(text, 0, keywords);
  SourceSet sources;
  sources.add(Source("rules", text));
  std::string complaints;
  for (const Diagnostic& diagnostic : result.diagnostics)
    if (diagnostic.severity == Severity::error) complaints += render(diagnostic, sources, Language::english);
  INFO(text, "\n", complaints);
  REQUIRE(complaints == "");
  return result.text;
}

void check_same(const std::string& expected, const std::string& text) {
  const Compiled before = compile(expected);
  const Compiled after = compile(text);
  INFO(expected, "\n", text, "\n", after.complaints);
  REQUIRE(after.complaints == "");
  REQUIRE(difference(*before.rules, *after.rules) == "");
}

// How often the generator's comments stand in `text`.
std::size_t comments(const std::string& text) {
  std::size_t count = 0;
  for (const std::string_view comment : {"注：规则 a = b", "# | 字段", "# \"", "（注", "# …"}) {
    for (std::size_t at = text.find(comment); at != std::string::npos; at = text.find(comment, at + 1)) ++count;
  }
  return count;
}

void check_seed(std::uint64_t seed) {
  CAPTURE(seed);
  Random random(seed);
  RulesOptions options;
  options.language = seed % 2 == 0 ? Language::chinese : Language::english;
  options.size = 1 + static_cast<int>(seed % 13);
  options.with_faults = seed % 3 == 0;
  options.near_overflow = seed % 5 == 0;
  const Language other = seed % 2 == 0 ? Language::english : Language::chinese;
  const std::string text = random_rules(random, options);

  const std::string canonical = formatted(text);
  check_same(text, canonical);
  REQUIRE(formatted(canonical) == canonical);
  REQUIRE(comments(canonical) == comments(text));

  const std::string translated = formatted(text, other);
  REQUIRE(grammar::parse(translated).tree.language == other);
  check_same(text, translated);
  REQUIRE(comments(translated) == comments(text));
  check_same(text, formatted(canonical, other));

  const std::string back = formatted(translated, options.language);
  check_same(text, back);
}

}  // namespace

TEST_CASE("formatting and translating there and back keep the meaning of random rule files") {
  for (std::uint64_t seed = 1; seed <= test::seeds(450); ++seed) check_seed(seed);
}
