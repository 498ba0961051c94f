#include "engine/execute/record_executor.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "engine/check/check.hpp"
#include "engine/graph/lower.hpp"
#include "grammar/parse.hpp"
#include "tests/support/outcome_text.hpp"

using namespace fenji;
using namespace fenji::execute;

namespace {

// One executor for all records that it is given.
class Grader {
 public:
  explicit Grader(const std::string& text)
      : rules_(*check::check(grammar::parse(text).tree).rules),
        graph_(graph::lower(rules_)),
        program_(graph_),
        executor_(program_, rules_),
        reader_(rules_, 1) {}

  // `rated 3 A`, `incomplete [missing:a]`; results that are hidden or not known are `-`.
  std::string grade(const std::vector<std::string_view>& cells) {
    std::vector<columns::CellColumn> columns;
    columns.emplace_back();  // no key
    for (const std::string_view& cell : cells) columns.push_back({&cell, 1});
    const BatchResult& result = executor_.execute(reader_.read(columns, 1));
    std::string text(status_name(result.statuses[0]));
    const Reasons reasons(result.reasons(0).begin(), result.reasons(0).end());
    if (!reasons.empty()) text += " [" + test::to_text(reasons, rules_) + "]";
    for (const ResultColumn& column : result.outputs) {
      if (column.definition == model::none) continue;
      const model::Value value = result.hidden(column, 0) ? model::Value{} : value_at(column, 0);
      const bool known = value.state == model::State::known;
      text += " " + (known ? model::to_text(value, column.type, rules_, Language::english) : "-");
    }
    return text;
  }

  const RecordProgram& program() const { return program_; }
  const graph::Graph& graph() const { return graph_; }

 private:
  model::Rules rules_;
  graph::Graph graph_;
  RecordProgram program_;
  RecordExecutor executor_;
  columns::BatchReader reader_;
};

}  // namespace

TEST_CASE("nothing of a record is left in the next") {
  Grader grader(
      "rules R\n"
      "  applies to: kind in x, y\n"
      "fields\n"
      "  id: text, key\n"
      "  kind: one of x, y, z\n"
      "  a: whole number\n"
      "  b: whole number\n"
      "  c: whole number, blank means 7\n"
      "eligibility gate: all of\n"
      "  a positive: a > 0\n"
      "  b given: b given\n"
      "table pair\n"
      "  | a       | b       | => points |\n"
      "  | under 5 | any     | 1 |\n"
      "  | at least 5 | under 5 | 2 |\n"
      "  | at least 5 | at least 5 | 1 |\n"
      "total = points + c\n"
      "grade mark on total\n"
      "  | at least 8 | A |\n"
      "  | under 8 | B |\n"
      "output\n"
      "  total, mark\n");
  const std::pair<std::vector<std::string_view>, std::string> records[] = {
      {{"x", "6", "1", "1"}, "rated 3 B"},
      {{"x", "", "1", "1"}, "incomplete [missing:a] - -"},
      {{"x", "6", "?", "1"}, "invalid [unreadable:b] - -"},
      {{"x", "6", "1", "1"}, "rated 3 B"},
      {{"z", "6", "1", "1"}, "not_applicable - -"},
      {{"x", "0", "", ""}, "ineligible [failed:a positive failed:b given] - -"},
      {{"y", "4", "1", ""}, "rated 8 A"},
      {{"", "4", "1", ""}, "incomplete [missing:kind] - -"},
      {{"y", "6", "1", "?"}, "invalid [unreadable:c] - -"},
      {{"y", "6", "9", "6"}, "rated 7 B"},
  };
  for (const auto& [cells, expected] : records) CHECK(grader.grade(cells) == expected);
}

// Results of rows that may fire are equal, or they are not: only kernels know.
TEST_CASE("tables that unknown cells leave open") {
  Grader grader(
      "rules R\n"
      "fields\n"
      "  id: text, key\n"
      "  a: whole number\n"
      "  b: whole number\n"
      "table pair: first match\n"
      "  | a        | b        | => points | => twice |\n"
      "  | under 10 | under 10 | 1         | b * 2    |\n"
      "  | under 10 | any      | 1         | b        |\n"
      "  | any      | any      | 3         | a        |\n"
      "output\n"
      "  points, twice\n");
  const std::pair<std::vector<std::string_view>, std::string> records[] = {
      {{"4", "4"}, "rated 1 8"},  {{"4", ""}, "incomplete [missing:b] 1 -"},          {{"", "4"}, "incomplete [missing:a] - -"},
      {{"40", ""}, "rated 3 40"}, {{"", ""}, "incomplete [missing:a missing:b] - -"}, {{"4", "40"}, "rated 1 40"},
  };
  for (const auto& [cells, expected] : records) CHECK(grader.grade(cells) == expected);
}

TEST_CASE("only what the result hangs on is asked for, and long chains need no deep stack") {
  constexpr int length = 20'000;
  std::string text = "rules R\nfields\n  id: text, key\n  a: whole number, 0 to 1000\nc0 = a\n";
  for (int i = 1; i <= length; ++i) {
    const std::string before = "c" + std::to_string(i - 1);
    text += "c" + std::to_string(i) + " = max(" + before + " + 1, a * 2)\n";
  }
  Grader grader(text + "output\n  c" + std::to_string(length) + "\n");
  CHECK(grader.program().landmarks().size() > length / 200);
  CHECK(grader.grade({"5"}) == "rated 20009");
  CHECK(grader.grade({""}) == "incomplete [missing:a] -");
  CHECK(grader.grade({"6"}) == "rated 20011");
}
