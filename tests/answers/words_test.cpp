// What people and machines read of the answers.
#include "engine/answers/words.hpp"

#include <doctest/doctest.h>

#include <fmt/format.h>

#include "tests/explain/story.hpp"

namespace fenji::test {
namespace {

using answers::Upgrades;
using answers::Words;

struct Asked {
  explicit Asked(const RuleText& file, const RuleText::Cells& given, bool in_pairs = false)
      : rules(file.rules()), words_zh(rules, Language::chinese), words_en(rules, Language::english) {
    for (const model::Field& field : rules.fields) {
      const auto cell = given.find(field.name);
      record.push_back(columns::read_cell(cell == given.end() ? "" : cell->second, field, rules));
      cells.push_back(cell == given.end() ? "" : cell->second);
    }
    const execute::Evaluation evaluation = answers::evaluate(rules, record);
    possible = answers::PossibleSearch(rules).results(record, evaluation);
    answers::UpgradeSearch search(rules, model::day_from_civil(2026, 6, 30));
    upgrades = search.singles(record, evaluation);
    if (in_pairs) search.add_pairs(upgrades);
  }

  std::string possible_cell(const Words& words) const {
    return words.possible_cell(possible, [&](model::FieldId field) { return std::string_view(cells[field]); });
  }

  const model::Rules& rules;
  Words words_zh, words_en;
  std::vector<model::Value> record;
  std::vector<std::string> cells;
  answers::PossibleResults possible;
  Upgrades upgrades;
};

std::string joined(const std::vector<std::string>& lines) { return fmt::format("{}", fmt::join(lines, "\n")); }

const std::string& sales_rules() {
  static const std::string text =
      "规则 试\n字段\n  编号: 文本, 唯一编号\n  额: 金额 万元\n  量: 数 万吨\n  率: 百分比 按百分数\n  人: 文本\n"
      "定级 级 按 额: 依次判断\n  | 超过800万 | A |\n  | 6,200元以上 | B |\n  | 其余 | C |\n";
  return text;
}

TEST_CASE("a step in words, and as a cell that means it") {
  struct Case {
    std::string rules;
    RuleText::Cells cells;
    std::string chinese, english, cell;
  };
  const std::string by_amount = sales_rules() + "输出\n  编号、级\n";
  const auto by = [](const std::string& table) {
    std::string text = sales_rules();
    text.resize(text.find("定级"));
    return text + table + "输出\n  编号、级\n";
  };
  const std::vector<Case> cases = {
      {by_amount,
       {{"额", "620"}},
       "额 620万 → 超过800万：A",
       "额 ¥6,200,000 → over 8,000,000: A",
       "\"cell\":\"8,000,000.000001元\""},
      // 6200 alone would be 6200万.
      {by_amount, {{"额", "1元"}}, "额 1元 → 6200元：B", "额 ¥1 → ¥6200: B", "\"cell\":\"6200元\""},
      {by("定级 级 按 量: 依次判断\n  | 3万吨以上 | A |\n  | 其余 | B |\n"),
       {{"量", "2"}},
       "量 20,000吨 → 30,000吨：A",
       "量 20,000 吨 → 30,000 吨: A",
       "\"cell\":\"30,000吨\""},
      {by("定级 级 按 率: 依次判断\n  | 12.5%以上 | A |\n  | 其余 | B |\n"),
       {{"率", "3"}},
       "率 3% → 12.5%：A",
       "率 3% → 12.5%: A",
       "\"cell\":\"12.5%\""},
      {by("准入条件 门: 全部满足\n  有人: 人 已填\n定级 级 按 额\n  | 0以上 | A |\n  | 不满0 | B |\n"),
       {{"额", "1"}},
       "人 （空白） → 填上：A",
       "人 (blank) → filled in: A",
       "\"any_other_text\":true"},
  };
  for (const Case& c : cases) {
    const RuleText file(c.rules);
    const Asked asked(file, c.cells);
    CHECK(asked.words_zh.upgrade_cell(asked.upgrades, asked.record) == c.chinese);
    CHECK(asked.words_en.upgrade_cell(asked.upgrades, asked.record) == c.english);
    CHECK_MESSAGE(asked.words_zh.upgrade_json(asked.upgrades, asked.record).find(c.cell) != std::string::npos,
                  asked.words_zh.upgrade_json(asked.upgrades, asked.record));
  }
}

TEST_CASE("what there is to say besides") {
  struct Case {
    std::string rules;
    RuleText::Cells cells;
    std::string chinese, english, cell;
  };
  const std::string head = "规则 试\n字段\n  编号: 文本, 唯一编号\n  额: 金额\n  量: 整数, 0至9\n  旧: 整数, 固定\n";
  const std::string table =
      "对照表 级: 依次判断\n  | 额 | 量 | 旧 | => 级 |\n  | 100以上 | 5以上 | 3以上 | A |\n  | 其余 | B |\n";
  const std::vector<Case> cases = {
      {head + table + "输出\n  编号、级\n",
       {{"额", "10"}, {"量", "1"}, {"旧", "3"}},
       "怎样能高于 B\n单独怎么改都不够：额、量\n两项一起改：\n  额 10 → 100，量 1 → 5：A\n固定，不改：旧",
       "What would give a better grade than B\nno change of one of these alone is enough: 额, 量\ntwo together:\n  额 10 → "
       "100, 量 "
       "1 → 5: A\nfixed, left alone: 旧",
       "只改一项不够"},
      {head + table + "输出\n  编号、级\n",
       {{"额", "100"}, {"量", "5"}, {"旧", "3"}},
       "怎样能高于 A\n已经是最高的级别",
       "What would give a better grade than A\nit is the best grade already",
       ""},
      {head + table + "输出\n  编号、级\n",
       {},
       "怎样能得到级别\n现在没有级别，谈不上更高",
       "What would give a grade\nthere is no grade yet that could be better",
       ""},
      {head + "双 = 额 * 2\n输出\n  编号、双\n",
       {{"额", "1"}},
       "怎样能得到级别\n规则的结果里没有分高低的级别",
       "What would give a grade\nno result of the rules is a grade with an order",
       ""},
  };
  for (const Case& c : cases) {
    const RuleText file(c.rules);
    const Asked asked(file, c.cells, true);
    const auto told = [&](const Words& words) {
      const explain::Answer answer = words.upgrade_answer(asked.upgrades, asked.record);
      return answer.title + "\n" + joined(answer.lines);
    };
    CHECK(told(asked.words_zh) == c.chinese);
    CHECK(told(asked.words_en) == c.english);
    CHECK(asked.words_zh.upgrade_cell(asked.upgrades, asked.record) == c.cell);
  }
}

TEST_CASE("what it could still become, in words") {
  struct Case {
    std::string rules;
    RuleText::Cells cells;
    std::string chinese, english;
  };
  const std::string head = "规则 试\n字段\n  编号: 文本, 唯一编号\n  额: 金额\n  率: 百分比\n  类: 选项 甲、乙\n";
  const std::string two =
      "定级 级 按 额\n  | 100以上 | A |\n  | 不满100 | B |\n定级 信 按 率\n  | 30%以上 | 好 |\n  | 不满30% | 差 |\n";
  const std::vector<Case> cases = {
      {head + two + "输出\n  编号、级、信\n", {{"额", "1"}, {"率", "40%"}}, "", ""},
      {head + two + "输出\n  编号、级、信\n",
       {{"额", "约5"}, {"率", "40%"}},
       "级：A 或 B；信：好；无法识别：额“约5”",
       "级: A or B; 信: 好; Unreadable: 额 \"约5\""},
      {head + two + "输出\n  编号、信\n", {{"额", "1"}}, "好 或 差；待补：率", "好 or 差; Missing: 率"},
      {head + "名次 = 名次(额)\n定级 级 按 名次\n  | 1以下 | A |\n  | 超过1 | B |\n输出\n  编号、级\n",
       {},
       "未能判定",
       "not decided"},
      {head + "适用范围 = 率\n输出\n  编号、适用范围\n", {}, "", ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.rules);
    const RuleText file(c.rules);
    const Asked asked(file, c.cells);
    CHECK(asked.possible_cell(asked.words_zh) == c.chinese);
    CHECK(asked.possible_cell(asked.words_en) == c.english);
  }
}

}  // namespace
}  // namespace fenji::test
