#include "engine/compare/changes.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "engine/check/check.hpp"
#include "grammar/parse.hpp"

using namespace fenji;
using namespace fenji::compare;

namespace {

const std::string head = "规则 甲\n";
const std::string base =
    "参数\n  界 = 10\n  倍 = 2\n"
    "字段\n  编号: 文本, 唯一编号\n  量: 数\n"
    "准入条件 有量: 全部满足\n  有: 量 已填\n"
    "准入条件 够量: 全部满足\n  够: 量 >= 1\n"
    "分值 = 量 * 倍\n"
    "定级 级别 按 分值\n  | 10以上 | A |\n  | 不满10 | B |\n"
    "输出\n  编号、级别\n";

TakenApart parts_of(const std::string& text) {
  grammar::ParseResult parsed = grammar::parse(text);
  for (const Diagnostic& diagnostic : parsed.diagnostics) MESSAGE(diagnostic.message.en);
  REQUIRE(parsed.diagnostics.empty());
  return take_apart(std::move(parsed.tree));
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

std::string told(const std::vector<Change>& changes) {
  std::string all;
  for (const Change& change : changes) {
    const char* how = change.how == Change::How::added ? "+" : change.how == Change::How::removed ? "-" : "";
    all += (all.empty() ? "" : "; ") + std::string(how) + change_text(change, Language::english);
  }
  return all;
}

}  // namespace

TEST_CASE("what counts as a change") {
  struct Case {
    std::string from, to;  // a piece of the old file and what stands there in the new one
    std::string changes;
  };
  const std::vector<Case> cases = {
      {"  界 = 10\n", "  # 界限\n  界  =  10\n", ""},
      {"字段\n", "字段   # 名单的列\n", ""},
      {"| 10以上 | A |", "| 10以上   | A |", ""},
      {"规则 甲", "规则 乙\n  版本: 2", ""},
      {"量 * 倍", "(量 * 倍)", ""},
      {"输出\n", "示例\n  | 量 | => 级别 |\n  | 3 | B |\n输出\n", ""},
      {"  界 = 10\n  倍 = 2\n", "  倍 = 2\n  界 = 10\n", ""},
      {"界 = 10", "界 = 11", "parameter 界"},
      {"  界 = 10\n", "", "-parameter 界"},
      {"  倍 = 2\n", "  倍 = 2\n  新 = 1\n", "+parameter 新"},
      {"量: 数", "量: 数, 空白视为 0", "field 量"},
      {"够: 量 >= 1", "够: 量 > 1", "eligibility 够量"},
      {"10以上 | A", "10以上 | C", "grade 级别"},
      {"10以上", "超过10", "grade 级别"},
      {"规则 甲\n", "规则 甲\n  适用: 量 > 0\n", "+applies to"},
      {"编号、级别", "编号、分值、级别", "output"},
      {"量 * 倍", "量 + 倍", "definition 分值"},
      // One thing takes the place of another of the same name.
      {"分值 = 量 * 倍\n", "分档 分值 按 量\n  | 5以上 | 10 |\n  | 不满5 | 0 |\n", "bands 分值"},
      // A new name is a removal and an addition.
      {"界 = 10", "限 = 10", "+parameter 限; -parameter 界"},
      {"准入条件 有量: 全部满足\n  有: 量 已填\n准入条件 够量: 全部满足\n  够: 量 >= 1\n",
       "准入条件 够量: 全部满足\n  够: 量 >= 1\n准入条件 有量: 全部满足\n  有: 量 已填\n", "order of the eligibility blocks"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.to);
    const std::string old_text = head + base;
    CHECK(told(find_changes(parts_of(old_text), parts_of(replaced(old_text, c.from, c.to)))) == c.changes);
  }
}

TEST_CASE("the same rules in the other keyword language, or with other digits, are no change") {
  const std::string chinese =
      "规则 甲\n  适用: 年份(日) = 2026\n参数\n  界 = 800万元\n字段\n  编号: 文本, 唯一编号\n  额: 金额, 空白视为 0\n  日: "
      "日期\n  老: 是否\n"
      "旧 = 老 = 是 且 日 < 基准日\n"
      "定级 级 按 额: 依次判断\n  | 界 以上 | A |\n  | 1.5万以上 | B |\n  | 其余 | C |\n"
      "计划 访 按 级\n  |  | 销售 |\n  | A | 1-2次/季度 上门 |\n  | B | 1次/半年 电话 |\n  | C | 无 |\n输出\n  编号、级、访\n";
  const std::string english =
      "rules 甲\n  applies to: year(日) = 2026\nparameters\n  界 = 8,000,000 yuan\nfields\n  编号: text, key\n  额: money, "
      "blank means 0\n"
      "  日: date\n  老: yes/no\n旧 = 老 = yes and 日 < as of\n"
      "grade 级 on 额: first match\n  | at least 界 | A |\n  | at least 15,000 | B |\n  | otherwise | C |\n"
      "plan 访 on 级\n  |  | 销售 |\n  | A | 1-2 per quarter on site |\n  | B | 1 per half-year by phone |\n  | C | none "
      "|\noutput\n  编号, "
      "级, 访\n";
  CHECK(told(find_changes(parts_of(chinese), parts_of(english))) == "");
  CHECK(told(find_changes(parts_of(chinese), parts_of(replaced(english, "15,000", "15,001")))) == "grade 级");
  CHECK(told(find_changes(parts_of(chinese), parts_of(replaced(english, "= yes", "= no")))) == "definition 旧");
  CHECK(told(find_changes(parts_of(chinese), parts_of(replaced(english, "year(", "full years(")))) == "applies to");
  CHECK(told(find_changes(parts_of(chinese), parts_of(replaced(english, "by phone", "on site")))) == "plan 访");
}

TEST_CASE("taking changes back") {
  const std::string old_text = head + base;
  std::string new_text = replaced(old_text, "界 = 10", "界 = 11");
  new_text = replaced(new_text, "规则 甲\n", "规则 甲\n  适用: 量 > 0\n");
  new_text = replaced(new_text, "10以上 | A", "10以上 | C");
  new_text = replaced(new_text, "准入条件 有量: 全部满足\n  有: 量 已填\n", "");
  new_text = replaced(new_text, "分值 =", "准入条件 新: 全部满足\n  新一: 量 < 100\n分值 =");
  const auto changes = find_changes(parts_of(old_text), parts_of(new_text));
  CHECK(told(changes) == "+applies to; parameter 界; +eligibility 新; grade 级别; -eligibility 有量");

  const auto taken_back = [&](const std::vector<std::size_t>& numbers) {
    return with_taken_back(parts_of(old_text), parts_of(new_text), changes, numbers);
  };
  const auto remaining = [&](const std::vector<std::size_t>& numbers) {
    return told(find_changes(parts_of(old_text), take_apart(taken_back(numbers))));
  };
  CHECK(remaining({}) == "+applies to; parameter 界; grade 级别; +eligibility 新; -eligibility 有量");
  CHECK(remaining({0, 1, 2, 3, 4}).empty());
  CHECK(remaining({1}) == "+applies to; grade 级别; +eligibility 新; -eligibility 有量");
  CHECK(remaining({0, 3}) == "parameter 界; +eligibility 新; -eligibility 有量");
  // Eligibility blocks stand where they stood among the others.
  const auto checked = check::check(taken_back({4}));
  REQUIRE(checked.rules);
  REQUIRE(checked.rules->gates.size() == 3);
  CHECK(checked.rules->gates[0].name == "有量");
  CHECK(checked.rules->gates[1].name == "够量");
  CHECK(checked.rules->gates[2].name == "新");
}

TEST_CASE("units that share names change as one") {
  const std::string table =
      "对照表 档位\n  | 量    | => 档 | => 分 |\n  | 5以上 | 高    | 2     |\n  | 不满5 | 低    | 1     |\n";
  const std::string old_text = head + "字段\n  编号: 文本, 唯一编号\n  量: 数\n" + table + "输出\n  编号、档、分\n";
  const std::string new_text = replaced(old_text, table,
                                        "分档 分 按 量\n  | 5以上 | 2 |\n  | 不满5 | 1 |\n"
                                        "定级 档 按 量\n  | 5以上 | 高 |\n  | 不满5 | 低 |\n");
  const auto changes = find_changes(parts_of(old_text), parts_of(new_text));
  CHECK(told(changes) == "bands 分, 档");
  CHECK(find_changes(parts_of(old_text), take_apart(with_taken_back(parts_of(old_text), parts_of(new_text), changes, {0})))
            .empty());
}
