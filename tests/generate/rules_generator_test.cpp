#include "tests/generate/rules_generator.hpp"

#include <doctest/doctest.h>

#include <set>

#include "tests/generate/compiled.hpp"
#include "tests/generate/describe.hpp"
#include "tests/generate/same_rules.hpp"
#include "tests/generate/spell.hpp"
#include "tests/support/seeds.hpp"

using namespace fenji;
using namespace fenji::generate;

namespace {

RulesOptions options_for(std::uint64_t seed) {
  RulesOptions options;
  options.language = seed % 2 == 0 ? Language::chinese : Language::english;
  options.size = 1 + static_cast<int>(seed % 13);
  options.with_faults = seed % 3 == 0;
  options.near_overflow = seed % 5 == 0;
  options.canonical = seed % 7 == 0;
  return options;
}

}  // namespace

TEST_CASE("every generated file parses and checks without a word") {
  for (std::uint64_t seed = 1; seed <= test::seeds(1200); ++seed) {
    Random random(seed);
    const std::string text = random_rules(random, options_for(seed));
    const Compiled compiled = compile(text);
    INFO("seed ", seed, "\n", compiled.complaints, text);
    REQUIRE(compiled.complaints.empty());
    REQUIRE(compiled.rules);
    CHECK_FALSE(compiled.rules->outputs.empty());
  }
}

TEST_CASE("large files and long chains") {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    Random random(seed);
    RulesOptions options = options_for(seed);
    options.size = 120;
    const Compiled compiled = compile(random_rules(random, options));
    INFO("seed ", seed, "\n", compiled.complaints);
    REQUIRE(compiled.complaints.empty());
    CHECK(compiled.rules->definitions.size() >= 100);
  }
}

TEST_CASE("the text depends on the draws and options alone") {
  std::set<std::string> texts;
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    Random once(seed), again(seed);
    const std::string text = random_rules(once, options_for(seed));
    CHECK(text == random_rules(again, options_for(seed)));
    texts.insert(text);
  }
  CHECK(texts.size() == 50);
}

TEST_CASE("all spellings of one description mean the same") {
  for (std::uint64_t seed = 1; seed <= test::seeds(300); ++seed) {
    Random random(seed);
    const Description description = describe(random, options_for(seed));
    Random first = random.fork(), second = random.fork(), third = random.fork();
    const std::string texts[] = {
        spell(description, Language::chinese, nullptr), spell(description, Language::english, nullptr),
        spell(description, Language::chinese, &first),  spell(description, Language::english, &second),
        spell(description, Language::english, &third),
    };
    const Compiled expected = compile(texts[0]);
    for (const std::string& text : texts) {
      const Compiled compiled = compile(text);
      INFO("seed ", seed, "\n", compiled.complaints, texts[0], "\n", text);
      REQUIRE(compiled.complaints.empty());
      CHECK(compiled.rules->language == (&text == &texts[0] || &text == &texts[2] ? Language::chinese : Language::english));
      REQUIRE(difference(*expected.rules, *compiled.rules) == "");
    }
  }
}

TEST_CASE("a difference between models is found") {
  const auto rules_of = [](const char* limit, const char* label) {
    const std::string text = std::string("规则 x\n字段\n  编号: 文本, 唯一编号\n  额: 金额\n定级 级 按 额\n  | ") + limit +
                             " | " + label + " |\n  | 不满5 | B |\n输出\n  级\n";
    const Compiled compiled = compile(text);
    REQUIRE(compiled.complaints == "");
    return *compiled.rules;
  };
  const model::Rules rules = rules_of("5以上", "A");
  CHECK(difference(rules, rules_of(">= 5.0", "A")) == "");
  CHECK(difference(rules, rules_of("超过5", "A")) == "table 0: row 0: test 0: interval 0: bound's side");
  CHECK(difference(rules, rules_of("5元以上", "A")) == "");
  CHECK(difference(rules, rules_of("6以上", "A")) == "table 0: row 0: test 0: interval 0: bound");
  CHECK(difference(rules, rules_of("5以上", "C")) == "label set 0: labels");
}
