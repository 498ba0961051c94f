// Expressions as their author would write them, and with the numbers of a record put in.
#include "engine/explain/words.hpp"

#include <doctest/doctest.h>

#include <string>

#include "tests/explain/story.hpp"

using namespace fenji;
using test::RuleText;

namespace {

const RuleText::Cells cells = {{"甲", "3"},     {"乙", "-2"},    {"丙", "是"},          {"级", "高"},
                               {"额", "800万"}, {"率", "12.5%"}, {"日", "2026年3月1日"}};

constexpr auto declarations = R"(规则 试
参数
  底线 = 100
  人数 = 4
  底额 = 1万元
字段
  编号: 文本, 唯一编号
  甲: 数
  乙: 数
  丁: 数
  丙: 是否
  级: 选项 高、中、低
  别: 选项 低、高
  额: 金额
  率: 百分比
  日: 日期
  注: 文本, 可不填
果 = )";

explain::Result story(const std::string& expression, Language language) {
  std::string text = declarations + expression + "\n输出\n  编号、果\n";
  if (language == Language::english) {
    text = R"(rules test
parameters
  底线 = 100
fields
  编号: text, key
  甲: number
  乙: number
  丙: yes/no
  级: one of 高, 中, 低
  额: money
  日: date
  注: text, optional
果 = )" + expression +
           "\noutput\n  编号, 果\n";
  }
  return test::result(RuleText(text).explain(cells), "果");
}

std::string working(const std::string& expression, Language language = Language::chinese) {
  const explain::Result told = story(expression, language);
  const explain::NamedValue& value = told.values.front();
  if (!value.working) return "= " + value.text;
  return value.working->words + " = " + value.working->numbers + " = " + value.text;
}

std::string condition(const std::string& expression, Language language = Language::chinese) {
  const explain::Result told = story(expression, language);
  REQUIRE(told.condition.has_value());
  return told.condition->words;
}

}  // namespace

TEST_CASE("arithmetic, with no bracket that is not needed") {
  struct Case {
    std::string written, told;
  };
  const Case cases[] = {
      {"甲 + 乙", "甲 + 乙 = 3 + (-2) = 1"},
      {"乙 + 甲", "乙 + 甲 = -2 + 3 = 1"},
      {"甲 - 乙 - 1", "甲 − 乙 − 1 = 3 − (-2) − 1 = 4"},
      {"甲 - (乙 - 1)", "甲 − (乙 − 1) = 3 − (-2 − 1) = 6"},
      {"(甲 + 乙) * 2", "(甲 + 乙) × 2 = (3 + (-2)) × 2 = 2"},
      {"((甲 * 乙)) * ((2))", "甲 × 乙 × 2 = 3 × (-2) × 2 = -12"},
      {"甲 * (乙 * 2)", "甲 × (乙 × 2) = 3 × (-2 × 2) = -12"},
      {"-甲 + 2", "-甲 + 2 = -3 + 2 = -1"},
      {"-(甲 + 乙)", "-(甲 + 乙) = -(3 + (-2)) = -1"},
      {"-乙", "-乙 = -(-2) = 2"},
      {"2 - -甲", "2 − (-甲) = 2 − (-3) = 5"},
      {"甲 × 5 ÷ 2", "甲 × 5 ÷ 2 = 3 × 5 ÷ 2 = 7.5"},
      {"甲 / (1 + 1)", "甲 ÷ 2 = 3 ÷ 2 = 1.5"},
      {"(甲 + 1) / 人数", "(甲 + 1) ÷ 人数 = (3 + 1) ÷ 4 = 1"},
      {"(甲 + 1) / (人数 * 2) * 底线", "(甲 + 1) ÷ (人数 * 2) × 底线 = (3 + 1) ÷ 8 × 100 = 50"},
      {"四舍五入(甲 / 乙, 2)", "四舍五入(甲 ÷ 乙, 2) = 四舍五入(3 ÷ (-2), 2) = -1.5"},
      {"四舍五入(甲 / (乙 - 5), 2) * 2", "四舍五入(甲 ÷ (乙 − 5), 2) × 2 = 四舍五入(3 ÷ (-2 − 5), 2) × 2 = -0.86"},
      {"最大(甲, 乙, 0) + 最小(甲, 乙)", "最大(甲, 乙, 0) + 最小(甲, 乙) = 最大(3, -2, 0) + 最小(3, -2) = 1"},
      {"年份(日) + 1", "年份(日) + 1 = 年份(2026-03-01) + 1 = 2027"},
      {"率 - 5%", "率 − 5% = 12.5% − 5% = 7.5%"},
      {"额 * (1 + 率)", "额 × (1 + 率) = 8000000 × (1 + 12.5%) = 9000000"},
      {"额 - 底额", "额 − 底额 = 8000000 − 10000 = 7990000"},
      {"额 - 底额 * 2", "额 − 底额 * 2 = 8000000 − 20000 = 7980000"},
      {"额 - 100万", "额 − 1000000 = 8000000 − 1000000 = 7000000"},
      {"甲 + 丁 * 2", "甲 + 丁 × 2 = 3 + ? × 2 = "},
      // What would be said twice is said once.
      {"甲", "甲 =  = 3"},
      {"底线", "底线 =  = 100"},
      {"2 * 3", "= 6"},
      {"级", "级 =  = 高"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.written);
    CHECK(working(one.written) == one.told);
  }
  CHECK(working("round(甲 / 乙, 1) + min(甲, 底线) - max(乙, 0)", Language::english) ==
        "round(甲 ÷ 乙, 1) + min(甲, 底线) − max(乙, 0) = round(3 ÷ (-2), 1) + min(3, 100) − max(-2, 0) = 1.5");
  CHECK(working("year(日)", Language::english) == "year(日) = year(2026-03-01) = 2026");
}

TEST_CASE("conditions are the author's words") {
  struct Case {
    std::string written, told;
  };
  const Case cases[] = {
      {"甲 >= 底线   或 丙", "甲 >= 底线 或 丙"},
      {"(甲 > 1 或 丙) 且 额 为 100万至不满200万、不满5", "(甲 > 1 或 丙) 且 额 为 100万至不满200万、不满5"},
      {"级 = 别", "级 = 别"},
      {"非 丙", "非 丙"},
      {"丙 = 否", "丙 = 否"},
      {"丙 != 是", "丙 != 是"},
      {"非 (丙 或 甲 > 1)", "非 (丙 或 甲 > 1)"},
      {"注 未填 且 日 已填", "注 未填 且 日 已填"},
      {"级 不为 高、低", "级 不为 高、低"},
      {"级 != 高 且 非 丙", "级 != 高 且 非 丙"},
      {"级 != 别", "级 != 别"},
      {"非 级 = 别", "非 级 = 别"},
      {"额 不为 100万至不满200万、超过300万至400万、500万以上 或 丙",
       "额 不为 100万至不满200万、超过300万至400万、500万以上 或 丙"},
      {"甲 不为 不满3、4以下、超过 底线、7", "甲 不为 不满3、4以下、超过 底线、7"},
      {"日 不为 2026-01-01至2026-06-30", "日 不为 2026-01-01至2026-06-30"},
      {"(非 丙 或 甲 <= 1) 且 (甲 < 2 或 甲 != 3)", "(非 丙 或 甲 <= 1) 且 (甲 < 2 或 甲 != 3)"},
      {"注 = “甲 # 乙”  # 评论", "注 = “甲 # 乙”"},
      {"丙 且  # 说明\n  甲 > 1", "丙 且 甲 > 1"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.written);
    CHECK(condition(one.written) == one.told);
  }
  CHECK(condition("not (丙 or 甲 > 1) and 注 missing", Language::english) == "not (丙 or 甲 > 1) and 注 missing");
  CHECK(condition("级 not in 高, 低 or not 丙", Language::english) == "级 not in 高, 低 or not 丙");
  CHECK(condition("额 not in over 1 to under 5, at least 9, at most 0", Language::english) ==
        "额 not in over 1 to under 5, at least 9, at most 0");
}

TEST_CASE("what decided a condition, each thing once, in the order of the words") {
  const auto facts = [](const std::string& expression) {
    const explain::Result told = story(expression, Language::chinese);
    std::string text;
    for (const explain::Fact& fact : told.condition->facts)
      text += fact.name + "=" + fact.value + (fact.cell ? "/" + *fact.cell : "") + " ";
    return text;
  };
  CHECK(facts("甲 * 2 >= 底线 - 甲") == "甲=3 底线=100 ");
  CHECK(facts("额 为 底额 以上、不满100") == "额=8000000/800万 底额=10000 ");
  CHECK(facts("额 >= 底额 * 2") == "额=8000000/800万 底额=10000 ");
  CHECK(facts("甲 + 1 > 甲 / 人数") == "甲=3 人数=4 ");
  CHECK(facts("年份(日) = 2026") == "日=2026-03-01/2026年3月1日 ");
  CHECK(facts("级 != 别") == "级=高 别= ");
  CHECK(facts("非 (丙 且 额 不满 1亿)") == "丙=是 额=8000000/800万 ");
}

TEST_CASE("a very long formula") {
  std::string sum = "甲";
  for (int i = 0; i < 20000; ++i) sum += " + 1";
  const std::string told = working(sum);
  CHECK(told.starts_with("甲 + 1 + 1"));
  CHECK(told.ends_with("+ 1 = 20003"));
}

TEST_CASE("dates and periods, with their units") {
  struct Case {
    std::string written, told;
  };
  // The as-of date of these tests is 2026-03-01.
  const Case cases[] = {
      {"日 + 7天", "日 + 7天 = 2026-03-01 + 7天 = 2026-03-08"},
      {"日 - 3个月 + 2周", "日 − 3个月 + 2周 = 2026-03-01 − 3个月 + 2周 = 2025-12-15"},
      {"日 - 2026-02-01", "日 − 2026-02-01 = 2026-03-01 − 2026-02-01 = 28"},
      {"日 - (2026-02-01 + 四舍五入(甲) * 1天)",
       "日 − (2026-02-01 + 四舍五入(甲, 0) × 1) = 2026-03-01 − (2026-02-01 + (四舍五入(3, 0) × 1)天) = 25"},
      {"满年数(2020-03-02, 日)", "满年数(2020-03-02, 日) = 满年数(2020-03-02, 2026-03-01) = 5"},
      {"满月数(日)", "满月数(日) = 满月数(2026-03-01, 2026-03-01) = 0"},
      {"基准日 - 日", "基准日 − 日 = 2026-03-01 − 2026-03-01 = 0"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.written);
    CHECK(working(c.written) == c.told);
  }
  CHECK(working("日 + 1 month - 2 days", Language::english) ==
        "日 + 1 month − 2 days = 2026-03-01 + 1 month − 2 days = 2026-03-30");
  CHECK(working("full years(日)", Language::english) == "full years(日) = full years(2026-03-01, 2026-03-01) = 0");
}
