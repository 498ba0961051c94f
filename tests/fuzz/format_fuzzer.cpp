// libFuzzer: any bytes as a rule file. What the parser takes is formatted, in its language and in the other, and must mean the
// same: to the formatter, to itself once more, and to the checker where that finds no mistake.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>

#include "engine/check/check.hpp"
#include "grammar/format/format.hpp"
#include "grammar/parse.hpp"
#include "tests/fuzz/promises.hpp"
#include "tests/generate/same_rules.hpp"

namespace {

using namespace fenji;
using fenji::fuzz::require;

std::optional<model::Rules> rules_of(const std::string& text) {
  const grammar::ParseResult parsed = grammar::parse(text);
  check::CheckResult checked = check::check(parsed.tree);
  if (has_errors(parsed.diagnostics) || has_errors(checked.diagnostics)) return std::nullopt;
  return std::move(checked.rules);
}

bool is_refused(const grammar::FormatResult& result, const char* name) {
  return std::any_of(result.diagnostics.begin(), result.diagnostics.end(),
                     [&](const Diagnostic& diagnostic) { return diagnostic.name == name; });
}

void check_same(const std::optional<model::Rules>& before, const std::string& text) {
  const std::optional<model::Rules> after = rules_of(text);
  require(before.has_value() == after.has_value());
  if (before) require(generate::difference(*before, *after).empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const grammar::FormatResult formatted = grammar::format_rules(text);
  const std::optional<model::Rules> rules = rules_of(text);
  // Rules that the checker takes are never refused.
  if (rules) require(!is_refused(formatted, "unformattable"));
  if (has_errors(formatted.diagnostics)) return 0;
  check_same(rules, formatted.text);
  const grammar::FormatResult again = grammar::format_rules(formatted.text);
  require(!has_errors(again.diagnostics) && again.text == formatted.text);

  const Language other = formatted.language == Language::chinese ? Language::english : Language::chinese;
  const grammar::FormatResult translated = grammar::format_rules(text, 0, other);
  if (has_errors(translated.diagnostics)) return 0;
  if (rules) check_same(rules, translated.text);
  const grammar::FormatResult back = grammar::format_rules(translated.text, 0, formatted.language);
  if (!has_errors(back.diagnostics) && rules) check_same(rules, back.text);
  return 0;
}
