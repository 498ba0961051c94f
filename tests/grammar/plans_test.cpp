// Plan cells: contacts, their frequency and action.
#include <vector>

#include "tests/grammar/grammar_case.hpp"

namespace fenji::test {
namespace {

struct Case {
  std::string cell, expected;
};

std::string cell_of_plan(const std::string& cell, bool in_chinese = true) {
  const std::string head = in_chinese ? "计划 p 按 g\n  |  | 角色 |\n  | A | " : "plan p on g\n  |  | role |\n  | A | ";
  const std::string text = head + cell + " |\n";
  const grammar::ParseResult result = grammar::parse(text);
  if (!result.diagnostics.empty()) return text_of(result.diagnostics, text, in_chinese ? Language::chinese : Language::english);
  const std::string tree = text_of(result.tree);
  const std::size_t begin = tree.find("| A | ") + 6;
  return tree.substr(begin, tree.rfind(" |") - begin);
}

TEST_CASE("Chinese contacts") {
  const std::vector<Case> cases = {
      {"1次/半年 上门", "1-1/1 half-year on site"},
      {"1-3次/季度 上门", "1-3/1 quarter on site"},
      {"1～3次/季度", "1-3/1 quarter"},
      {"1至3次/季度", "1-3/1 quarter"},
      {"2次/季度 上门或电话", "2-2/1 quarter on site or by phone"},
      {"1次/2个月", "1-1/2 month"},
      {"1次/2月", "1-1/2 month"},
      {"1次/2周 电话", "1-1/2 week by phone"},
      {"1次 / 天", "1-1/1 day"},
      {"5次/日", "5-5/1 day"},
      {"1次/星期", "1-1/1 week"},
      {"1次/季", "1-1/1 quarter"},
      {"1次/年", "1-1/1 year"},
      {"1次/月 微信", "1-1/1 month '微信'"},
      {"1次/月 上门 拜访", "1-1/1 month '上门 拜访'"},
      {"1次/年 上门、1次/月 电话", "1-1/1 year on site, 1-1/1 month by phone"},
      {"1次/年 上门, 1次/月 电话", "1-1/1 year on site, 1-1/1 month by phone"},
      {"上门", " on site"},
      {"节日问候", " '节日问候'"},
      {"１－３次／季度　上门", "1-3/1 quarter on site"},
      {"无", "none"},
      {"-", "none"},
      {"—", "none"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.cell);
    CHECK(cell_of_plan(c.cell) == c.expected);
  }
}

TEST_CASE("English contacts") {
  const std::vector<Case> cases = {
      {"1 per half-year on site", "1-1/1 half-year on site"},
      {"1-3 per quarter on site or by phone", "1-3/1 quarter on site or by phone"},
      {"1 to 3 per month", "1-3/1 month"},
      {"1 per 2 months by phone", "1-1/2 month by phone"},
      {"1/week", "1-1/1 week"},
      {"1 per year on site, 1 per month by phone", "1-1/1 year on site, 1-1/1 month by phone"},
      {"1 per month letter", "1-1/1 month 'letter'"},
      {"season's greetings", " 'season's greetings'"},
      {"none", "none"},
      {"-", "none"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.cell);
    CHECK(cell_of_plan(c.cell, false) == c.expected);
  }
}

TEST_CASE("contacts with a mistake") {
  CHECK(cell_of_plan("1次/旬") == "3:12 [旬] 这里应当是周期：天、周、月、季度、半年或年，却是“旬”\n");
  CHECK(cell_of_plan("1次/月上门") == "3:12 [月上门] “月上门”里少了空格 | 请写成 月 上门 => 月 上门\n");
  CHECK(cell_of_plan("1次/") == "3:12 [] 这里应当是周期：天、周、月、季度、半年或年，但这一行到此为止\n");
  CHECK(cell_of_plan("1次/月、") == "3:13 [、] 多了“、” | 请删去 => \n");
  CHECK(cell_of_plan("") == "3:8 [] 计划格不能空着 | 不联络时写“无” =>  无 \n");
  CHECK(cell_of_plan("1 per decade", false) ==
        "3:15 [decade] a period should stand here: day, week, month, quarter, half-year or year, not `decade`\n");
}

TEST_CASE("plans") {
  CHECK(tree_of("计划 最低拜访 按 客户级别: 仅当 a\n  | 级别 | 「高管 层」 | 区域 |\n  | 「A」 | 无 | 1次/月 |\n") ==
        "plan 最低拜访 on 客户级别 when a: 高管 层; 区域\n  | A | none | 1-1/1 month |\n");
  CHECK(
      errors_of("计划 p 按 g\n计划 q 按 g: 依次判断\n  |  | a |\n  | A | 无 |\n  | B |\n计划 r\n  |  | a |\n  | A | 无 |\n") ==
      "1:1 [计划 p 按 g] 计划下面没有表格 | 第一行是角色，以下每个级别一行\n"
      "2:11 [依次判断] “依次判断”只用于按行判断的表\n"
      "5:5 [B] 这一行有 1 格，应当有 2 格 | 每一列都要有一格；不限时写“不限”\n"
      "6:5 [] 这里应当有“按”和要判断的数值，例如 分档 加成 按 近两年销售额，但这一行到此为止\n");
}

}  // namespace
}  // namespace fenji::test
