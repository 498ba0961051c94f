// The change proof, against every record that there is, graded by both versions.
#include "engine/lint/compare.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>

#include "engine/check/check.hpp"
#include "engine/execute/plain.hpp"
#include "grammar/parse.hpp"
#include "tests/lint/random_policy.hpp"

namespace fenji::test {
namespace {

using execute::Evaluation;
using execute::Status;
using model::State;

std::optional<model::Rules> rules_of(const std::string& text) {
  const grammar::ParseResult parsed = grammar::parse(text);
  check::CheckResult checked = check::check(parsed.tree);
  if (has_errors(parsed.diagnostics)) return {};
  return std::move(checked.rules);
}

// What the record's line would show: its status where it is not graded, else each result.
std::vector<std::string> shown(const model::Rules& rules, const Evaluation& evaluation) {
  if (evaluation.layer <= rules.gates.size()) return {std::to_string(static_cast<int>(evaluation.status))};
  std::vector<std::string> cells;
  for (const model::OutputColumn& column : rules.outputs) {
    if (column.definition == model::none) continue;
    const model::Value& value = evaluation.definitions[column.definition].value;
    const bool known = value.state == State::known;
    const model::Type& type = rules.definitions[column.definition].type;
    cells.push_back(known ? to_text(value, type, rules, Language::chinese) : "-");
  }
  return cells;
}

bool differ(const model::Rules& before, const model::Rules& after) {
  return test::any_record(before.fields.size(), [&](const execute::Record& record) {
    return shown(before, execute::evaluate(before, record)) != shown(after, execute::evaluate(after, record));
  });
}

// One digit of the rules is another.
std::string changed(std::string text, std::mt19937& random) {
  std::vector<std::size_t> digits;
  for (std::size_t at = text.find("丁: 选项"); at < text.size(); ++at) {
    if (text[at] >= '0' && text[at] <= '9') digits.push_back(at);
  }
  text[digits[random() % digits.size()]] = static_cast<char>('0' + random() % 10);
  return text;
}

TEST_CASE("two versions differ where some record does") {
  const char* const asked = std::getenv("FENJI_RANDOM_FILES");
  const int pairs = asked != nullptr ? std::atoi(asked) : 300;
  std::mt19937 random(20260321);
  int different = 0, same = 0, undecided = 0;
  for (int i = 0; i < pairs; ++i) {
    const std::string text = RandomPolicy(random).text();
    const std::string other = changed(text, random);
    const auto before = rules_of(text);
    const auto after = rules_of(other);
    if (!before || !after) continue;
    CAPTURE(i);
    CAPTURE(text);
    CAPTURE(other);
    const lint::Comparison comparison = lint::compare(*before, *after);
    const bool told = std::any_of(comparison.changes.begin(), comparison.changes.end(),
                                  [](const Diagnostic& each) { return each.name == "result-changed"; });
    const bool is_different = differ(*before, *after);
    if (!comparison.proved) {
      ++undecided;
      if (told) CHECK(is_different);
      continue;
    }
    CHECK(told == is_different);
    ++(is_different ? different : same);
  }
  MESSAGE(different << " pairs differ, " << same << " are proved the same, " << undecided << " undecided");
  CHECK(different > pairs / 10);
  CHECK(same > pairs / 20);
  CHECK(undecided <= pairs / 20);
}

}  // namespace
}  // namespace fenji::test
