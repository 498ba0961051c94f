// Tables over differences of dates, full months and moved dates, held against all pairs of days in a window.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "engine/check/check.hpp"
#include "engine/model/calendar.hpp"
#include "engine/prove/prove.hpp"
#include "grammar/parse.hpp"

namespace fenji::test {
namespace {

using model::Day;

const Day first = model::day_from_civil(2024, 1, 20), last = model::day_from_civil(2024, 4, 5);
const Day as_of = model::day_from_civil(2024, 3, 31);

// What a column asks about, and what it is of two days.
struct Subject {
  std::string words;
  std::string unit;
  int (*value)(Day, Day);
  int least, greatest;
};

const std::vector<Subject> subjects = {
    {"终 - 始", "天", [](Day start, Day end) { return end - start; }, -80, 80},
    {"终 + 2天 - 始", "天", [](Day start, Day end) { return end + 2 - start; }, -78, 82},
    {"基准日 - 始", "天", [](Day start, Day) { return as_of - start; }, -10, 75},
    {"满月数(始, 终)", "个月", [](Day start, Day end) { return model::full_months(start, end); }, -4, 4},
    {"满月数(始)", "个月", [](Day start, Day) { return model::full_months(start, as_of); }, -2, 4},
    {"满年数(始)", "年", [](Day start, Day) { return model::full_years(start, as_of); }, -1, 1},
    {"(始 + 1个月) - 终", "天", [](Day start, Day end) { return *model::plus_months(start, 1) - end; }, -50, 110},
    {"终 - (始 - 1周)", "天", [](Day start, Day end) { return end - start + 7; }, -73, 87},
};

struct Row {
  int low = 0, high = 0;
  bool fits(int value) const { return low <= value && value <= high; }
};

std::string rules_text(const Subject& subject, const std::vector<Row>& rows) {
  std::string text =
      "规则 窗口\n字段\n  编号: 文本, 唯一编号\n  始: 日期, 2024-01-20至2024-04-05\n  终: 日期, 2024-01-20至2024-04-05\n"
      "量 = " +
      subject.words + "\n分档 级 按 量: 依次判断\n";
  for (std::size_t i = 0; i < rows.size(); ++i) {
    text += "| [" + std::to_string(rows[i].low) + subject.unit + ", " + std::to_string(rows[i].high) + subject.unit + "] | 第" +
            std::to_string(i) + "行 |\n";
  }
  return text + "输出\n  编号、级\n";
}

std::size_t count(const Diagnostics& findings, std::string_view name, Severity severity) {
  return static_cast<std::size_t>(std::count_if(findings.begin(), findings.end(), [&](const Diagnostic& finding) {
    return finding.name == name && finding.severity == severity;
  }));
}

TEST_CASE("gaps and rows out of reach are those that the days of the window show") {
  std::mt19937 random(20240229);
  const auto below = [&](int limit) { return static_cast<int>(random() % static_cast<unsigned>(limit)); };
  int gaps = 0, whole = 0;
  for (int trial = 0; trial < 400; ++trial) {
    const Subject& subject = subjects[static_cast<std::size_t>(below(static_cast<int>(subjects.size())))];
    std::vector<Row> rows;
    int from = subject.least - below(3);
    for (int left = 1 + below(4); left > 0; --left) {
      Row row{from, left == 1 && below(2) == 0 ? std::max(from, subject.greatest + 5)
                                               : from + below(subject.greatest - subject.least + 2)};
      rows.push_back(row);
      from = row.high + 1 + (below(4) == 0 ? 1 + below(3) : 0);
    }
    const std::string text = rules_text(subject, rows);
    CAPTURE(text);
    const grammar::ParseResult parsed = grammar::parse(text);
    const check::CheckResult checked = check::check(parsed.tree, as_of);
    REQUIRE(checked.rules.has_value());
    const Diagnostics findings = prove::prove(*checked.rules);
    bool uncovered = false;
    std::vector<bool> fires(rows.size(), false);
    for (Day start = first; start <= last; ++start) {
      for (Day end = first; end <= last; ++end) {
        const int value = subject.value(start, end);
        const auto row = std::find_if(rows.begin(), rows.end(), [&](const Row& each) { return each.fits(value); });
        uncovered = uncovered || row == rows.end();
        if (row != rows.end()) fires[static_cast<std::size_t>(row - rows.begin())] = true;
      }
    }
    const std::size_t claimed = count(findings, "gap", Severity::error);
    const bool said = std::any_of(findings.begin(), findings.end(), [](const Diagnostic& each) {
      return each.name.find("gap") != std::string::npos || each.name.find("hole") != std::string::npos;
    });
    if (claimed > 0) CHECK(uncovered);
    if (uncovered) CHECK(said);
    const std::size_t dead = static_cast<std::size_t>(std::count(fires.begin(), fires.end(), false));
    CHECK(count(findings, "masked-row", Severity::error) <= dead);
    ++(uncovered ? gaps : whole);
  }
  CHECK(gaps > 50);
  CHECK(whole > 50);
}

}  // namespace
}  // namespace fenji::test
