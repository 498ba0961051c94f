// The blocks: header, parameters, fields, scale, eligibility, scorecard, bands, grade, examples, output.
#include <vector>

#include "tests/grammar/grammar_case.hpp"

namespace fenji::test {
namespace {

struct Case {
  std::string input, expected;
};

TEST_CASE("rules") {
  CHECK(tree_of("规则 政府类客户分级\n  版本: 2026.1\n  制定: 销售部, （华东）\n  批准：王总\n  备注: a = b: c\n"
                "  沿用: base.fenji\n  适用: a = 1 且\n    b\n  有效期: 2026-01-01 至 2026年12月31日\n") ==
        "rules <政府类客户分级>\n  version <2026.1>\n  owner <销售部, （华东）>\n  approval <王总>\n  notes <a = b: c>\n  "
        "extends <base.fenji>\n"
        "  applies <(and (a = 1) b)>\n  from <2026-1-1>\n  to <2026-12-31>\n");
  CHECK(
      tree_of("rules Government customers\n  version: 2026.1\n  owner: sales\n  approval: me\n  notes: n\n  applies to: a = 1\n"
              "  effective: 2026-01-01 to 2026-12-31\n") ==
      "rules <Government customers>\n  version <2026.1>\n  owner <sales>\n  approval <me>\n  notes <n>\n  applies <(a = 1)>\n"
      "  from <2026-1-1>\n  to <2026-12-31>\n");
  CHECK(tree_of("规则: 标题\n  有效期: 2026-01-01\n") == "rules <标题>\n  from <2026-1-1>\n");
  CHECK(errors_of("规则\n  版本 2026.1\n  版夲: 1\n  颜色: 红\n  有效期: 明天\n  | a |\n") ==
        "1:1 [规则] 规则没有标题 | 写成 规则 标题\n"
        "2:3 [版本] 后面应当有冒号“:” | 请写成 版本: => 版本:\n"
        "3:3 [版夲] 不认识的“版夲” | 是不是“版本”？ => 版本\n"
        "4:3 [颜色] 不认识的“颜色” | 这里可以写：版本、制定、批准、备注、适用、有效期、沿用\n"
        "5:8 [明天] 这里应当是日期，例如 2026-01-01，却是“明天”\n"
        "6:5 [a] 这里不需要表格行\n");
}

TEST_CASE("parameters") {
  CHECK(tree_of("参数\n  a = 35%\n  b = a * 2 + 1\n  c b = 2026-01-01\n  d = 是\n  e = “文字”\n") ==
        "parameters\n  a = 35%\n  b = ((a * 2) + 1)\n  c b = 2026-1-1\n  d = 是\n  e = \"文字\"\n");
  CHECK(tree_of("参数:\n  a = 1\n") == "parameters\n  a = 1\n");
  CHECK(errors_of("参数\n  b\n  = 5\n  c == 1\n") ==
        "2:4 [] 这里应当有等号“=”，但这一行到此为止\n"
        "3:3 [=] 这里应当是一个名称，却是“=”\n"
        "4:4 [ == ] 这里不写“==”，写“=” | 请写成 = =>  = \n");
  CHECK(errors_of("参数 多余\n  a = 1\n") == "1:4 [多余] 块名后面不需要别的内容\n");
}

TEST_CASE("fields") {
  const std::vector<Case> cases = {
      {"文本, 唯一编号", "text, key"},
      {"文本，可不填", "text, optional"},
      {"文本、可不填", "text, optional"},
      {"金额, 固定", "money, fixed"},
      {"文本、固定、可不填", "text, optional, fixed"},
      {"选项 高、低, 固定", "one of 高; 低, fixed"},
      {"选项 浮动、固定", "one of 浮动; 固定"},
      {"选项 固定, 浮动", "one of 固定; 浮动"},
      {"选项 浮动, 「固定」, 固定", "one of 浮动; 固定, fixed"},
      {"是否", "yes/no"},
      {"日期", "date"},
      {"整数, 0至100", "whole number, bounds [0..100]"},
      {"整数 天, 可不填", "whole number unit 天, optional"},
      {"整数, 超过0, 不超过100", "whole number, bounds (0..] [..100]"},
      {"金额", "money"},
      {"金额 万元", "money unit 万元"},
      {"金额, 超过0", "money, bounds (0..]"},
      {"金额, 0以上, 空白视为 0", "money, blank 0, bounds [0..]"},
      {"金额, >= 0", "money, bounds [0..]"},
      {"金额, 0至1,000,000, 空白视为 1,000", "money, blank 1000, bounds [0..1000000]"},
      {"百分比", "percent"},
      {"百分比 按百分数", "percent in points"},
      {"百分比 按小数, -100%至100%", "percent as fraction, bounds [(-100%)..100%]"},
      {"数", "number"},
      {"数 吨/月", "number unit 吨/月"},
      {"数 年, 空白视为0", "number unit 年, blank 0"},
      {"选项 高、中、低", "one of 高; 中; 低"},
      {"选项 高,中,低, 可不填", "one of 高; 中; 低, optional"},
      {"选项 无、一级、二级, 空白视为 无", "one of 无; 一级; 二级, blank 无"},
      {"选项 100,200、300", "one of 100; 200; 300"},
      {"选项 「可不填」、可不填的、超过5人", "one of 可不填; 可不填的; 超过5人"},
      {"文本, 又称 客户号、ID", "text, also 客户号; ID"},
      {"文本, 又称 [客户号, ID]", "text, also 客户号; ID"},
      {"文本, 又称 [ID], 可不填", "text, optional, also ID"},
      {"文本, 又称 客户 编号, 可不填", "text, optional, also 客户 编号"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.input);
    CHECK(tree_of("字段\n  x: " + c.input + "\n") == "fields\n  x: " + c.expected + "\n");
  }
  const std::vector<Case> english_cases = {
      {"text, key", "text, key"},
      {"whole number, 0 to 100, optional", "whole number, optional, bounds [0..100]"},
      {"one of joint venture, key account, optional extras, other, blank means other",
       "one of joint venture; key account; optional extras; other, blank other"},
      {"yes/no, blank means no", "yes/no, blank no"},
      {"percent in points", "percent in points"},
      {"percent as fraction", "percent as fraction"},
      {"money, at least 0", "money, bounds [0..]"},
      {"number t/month, over 0", "number unit t/month, bounds (0..]"},
      {"text, also customer no.", "text, also customer no."},
  };
  for (const Case& c : english_cases) {
    CAPTURE(c.input);
    CHECK(tree_of("fields\n  x: " + c.input + "\n") == "fields\n  x: " + c.expected + "\n");
  }
}

TEST_CASE("fields with a mistake") {
  CHECK(
      errors_of("字段\n  a\n  b: 数字\n  c:\n  d: 数, 多余\n  e: 选项\n  f: 金额 万元 可不填\n  : 数\n  g: 文本 唯一编号\n") ==
      "2:4 [] 这里应当有冒号“:”，但这一行到此为止\n"
      "3:6 [数字] 这里不写“数字”，写“数” | 请写成 数 => 数\n"
      "4:5 [] 这里应当是字段类型：文本、是否、选项 …、金额、百分比、数、整数 或 日期，但这一行到此为止\n"
      "6:8 [] 这里应当列出选项，例如 选项 高、中、低，但这一行到此为止\n"
      "7:11 [ ] 这里少了“,” | 请写成 , => , \n"
      "8:3 [:] 这里应当是一个名称，却是“:”\n"
      "9:8 [ ] 这里少了“,” | 请写成 , => , \n");
}

TEST_CASE("scale") {
  CHECK(tree_of("级别顺序 四级: A、B、C、D\n") == "scale 四级: A; B; C; D\n");
  CHECK(tree_of("级别顺序 信用: AA+, AA, 1 级, joint venture\n") == "scale 信用: AA+; AA; 1 级; joint venture\n");
  CHECK(tree_of("scale credit: A+, A, A-\nx = c in A+, A-\n") == "scale credit: A+; A; A-\nx = (in c A+ A-)\n");
  CHECK(errors_of("级别顺序 四级\n级别顺序 五级:\n级别顺序 六级: A、B\n  C\n") ==
        "1:8 [] 这里应当有冒号“:”，但这一行到此为止\n"
        "2:9 [] 这里应当是一个名称，但这一行到此为止\n"
        "4:3 [C] 级别顺序只占一行，这一行不属于它\n");
}

TEST_CASE("eligibility") {
  CHECK(tree_of("准入条件 四要素: 全部满足\n  甲: a\n  乙 二: b > 1 且\n    c\n") ==
        "eligibility 四要素 all\n  甲: a\n  乙 二: (and (b > 1) c)\n");
  CHECK(tree_of("准入条件 e: 任一满足\n  甲: a\n") == "eligibility e any\n  甲: a\n");
  CHECK(tree_of("准入条件 e: 至少满足 2 项, 仅当 a\n  甲: a\n") == "eligibility e at least 2 when a\n  甲: a\n");
  CHECK(tree_of("准入条件 e：至少满足2项\n  甲: a\n") == "eligibility e at least 2\n  甲: a\n");
  CHECK(tree_of("准入条件 e\n  甲: a\n") == "eligibility e all\n  甲: a\n");
  CHECK(tree_of("eligibility e: at least 2 of, when a\n  p: a\n") == "eligibility e at least 2 when a\n  p: a\n");
  CHECK(tree_of("eligibility e: any of\n  p: a\n") == "eligibility e any\n  p: a\n");
  CHECK(errors_of("准入条件 e: 全部满足, 依次判断, 任一满足\n  甲: a\n  b\n准入条件 f: 全都满足\n  甲: a\n") ==
        "1:15 [依次判断] “依次判断”只用于按行判断的表\n"
        "1:21 [任一满足] 这里已经写过一次\n"
        "3:4 [] 这里应当有冒号“:”，但这一行到此为止\n"
        "4:9 [全都满足] 不认识的“全都满足” | 请写成 全部满足 => 全部满足\n");
}

TEST_CASE("scorecard") {
  CHECK(tree_of("评分表 s: 依次判断, 仅当 g = A\n  | a (50%) | b c(33.3 %) | a * 2 | 分值 |\n  | 5以上 | 其余 | - | 100 |\n") ==
        "scorecard s first-match when (g = A)\n  | a weight 50% | b c weight 33.3% | (a * 2) |\n  | [5..] | otherwise | any | "
        "100 |\n");
  CHECK(tree_of("scorecard s\n  | a (100%) | points |\n  | at least 5 | 100 |\n  | otherwise | 0 |\n") ==
        "scorecard s\n  | a weight 100% |\n  | [5..] | 100 |\n  | otherwise | 0 |\n");
  CHECK(tree_of("评分表 s\n  | a (50%) | b (50%) | 分值 |\n  | 5以上 | 6以上 | 100 |\n  | 其余 | 0 |\n") ==
        "scorecard s\n  | a weight 50% | b weight 50% |\n  | [5..] | [6..] | 100 |\n  | otherwise | otherwise | 0 |\n");
  CHECK(errors_of("评分表 s\n  | a (50%) | 得分 |\n  |  | 100 |\n  | 5以上 |\n  | 5以上 | (1 |\n评分表 t\n评分表 u\n  | 分值 "
                  "|\n评分表 v\n  | a (100%) | 分值 |\n") ==
        "2:15 [得分] 评分表的最后一列应当是“分值” | 请写成 分值 => 分值\n"
        "3:4 [] 条件格不能空着 | 没有条件时写“不限”或 - =>  不限 \n"
        "4:5 [5以上] 这一行有 1 格，应当有 2 格 | 每一列都要有一格；不限时写“不限”\n"
        "5:13 [] 括号没有闭合，这里少了“)” | 请写成 ) => )\n"
        "6:1 [评分表 t] 评分表至少要有一个评分项和一列分值 | 写成 | 毛利率 (100%) | 分值 |\n"
        "8:5 [分值] 评分表至少要有一个评分项和一列分值 | 写成 | 毛利率 (100%) | 分值 |\n"
        "9:1 [评分表 v] 评分表下面没有行\n");
  CHECK(errors_of("评分表 s\n  | a（50） | b (50%) | 分值 |\n  | 5以上 | 5以上 | 1 |\n") ==
        "2:6 [（50）] 权重要写成百分数 | 请写成 (50%) => (50%)\n");
}

TEST_CASE("bands and grade") {
  CHECK(tree_of("分档 y 按 x * 2: 依次判断\n  | 5以上 | 20% |\n  | 其余 | 0% |\n") ==
        "bands y on (x * 2) first-match\n  | [5..] | 20% |\n  | otherwise | 0% |\n");
  CHECK(tree_of("分档 y 按 x\n  | 取值 | => 系数 | => 「说明 a」 |\n  | 5以上 | 1.5 | “多” |\n  | 其余 | 1 | “少” |\n") ==
        "bands y on x => 系数; 说明 a\n  | [5..] | 1.5 | \"多\" |\n  | otherwise | 1 | \"少\" |\n");
  CHECK(tree_of("定级 g 按 x: 仅当 y\n  | 90以上 | A+ |\n  | 不满90 | 3M 中国 |\n") ==
        "grade g on x when y\n  | [90..] | A+ |\n  | [..90) | label 3M 中国 |\n");
  CHECK(tree_of("grade g on x\n  | at least 90 | A |\n  | otherwise | first rate |\n") ==
        "grade g on x\n  | [90..] | A |\n  | otherwise | first rate |\n");
  CHECK(errors_of("分档 y\n  | 5以上 | 1 |\n分档 z 按 x\n分档 w 按 x: 全部满足\n  | 5以上 | 20% 30% |\n  5以下\n分档 v 按\n  | "
                  "5 | 1 |\n") ==
        "1:5 [] 这里应当有“按”和要判断的数值，例如 分档 加成 按 近两年销售额，但这一行到此为止\n"
        "3:1 [分档 z 按 x] 下面没有表格行 | 写成 | 400万以上 | 20% |\n"
        "4:11 [全部满足] “全部满足”这类写法只用于准入条件\n"
        "5:15 [30] 这里应当结束，却是“30”\n"
        "6:3 [5以下] 这一行应当是表格行，以 | 开头 | 各格用 | 隔开，例如 | 条件 | 结果 |\n"
        "7:7 [] 这里应当是一个名称、数值或括号，但这一行到此为止\n");
}

TEST_CASE("a row without strokes gets them") {
  struct Row {
    std::string text, fix;
  };
  const std::vector<Row> cases = {
      {"5以上  A", "| 5以上 | A |"},
      {"5以上 A", "| 5以上 | A |"},
      {"5至 不满 8 A", "| 5至 不满 8 | A |"},
      {"5至 不满 8    A", "| 5至 不满 8 | A |"},
      {"5以上", "none"},
  };
  for (const Row& c : cases) {
    CAPTURE(c.text);
    const Diagnostics found = grammar::parse("定级 g 按 x\n  " + c.text + "\n  | 其余 | B |\n").diagnostics;
    REQUIRE(found.size() == 1);
    CHECK((found[0].fix ? found[0].fix->text : "none") == c.fix);
    if (found[0].fix) CHECK(errors_of("定级 g 按 x\n  " + found[0].fix->text + "\n  | 其余 | B |\n") == "");
  }
  const Diagnostics english = grammar::parse("grade g on x\n  at least 5 A\n").diagnostics;
  REQUIRE(english.size() == 1);
  CHECK(english[0].advice->en == "write | at least 5 | A |");
}

TEST_CASE("examples and output") {
  CHECK(tree_of("示例 政策原文\n  | 额 | 日期 a | => 得分 | => 状态 |\n  | 1,000万 | 2026-01-01 | 84 | 不予评级 |\n  |  | - | "
                "A+ |  |\n") ==
        "examples 政策原文\n  | 额 | 日期 a | => 得分 | => 状态 (status) |\n  | 1000万 | 2026-01-01 | 84 | 不予评级 |\n  |  | "
        "- | A+ |  |\n");
  CHECK(tree_of("examples\n  | a | => status |\n  | 1 | rated |\n") ==
        "examples \n  | a | => status (status) |\n  | 1 | rated |\n");
  CHECK(errors_of("示例 a\n示例 b\n  | a | => b |\n  | 1 |\n") ==
        "1:1 [示例 a] 示例下面没有表格 | 第一行写字段和 => 结果，以下每个例子一行\n"
        "4:5 [1] 这一行有 1 格，应当有 2 格 | 每一列都要有一格；不限时写“不限”\n");
  CHECK(tree_of("输出\n  a、b c\n  「d」, e、\n") == "output a; b c; d; e\n");
  CHECK(tree_of("输出 a、b\n") == "output a; b\n");
  CHECK(tree_of("output: a, b\n  c\n") == "output a; b; c\n");
  CHECK(errors_of("输出\n输出\n  a、、b\n  | a |\n") ==
        "1:1 [输出] 输出没有列出任何列\n"
        "3:5 [、] 多了“、” | 请删去 => \n"
        "4:5 [a] 这里不需要表格行\n");
}

TEST_CASE("derived values") {
  CHECK(tree_of("毛利率差 = 预计毛利率 - 要求毛利率\n") == "毛利率差 = (预计毛利率 - 要求毛利率)\n");
  CHECK(errors_of("x = 1\n  y = 2\n  | a |\n") ==
        "2:3 [y = 2] 派生值只占一行，这一行不属于它\n"
        "3:5 [a] 派生值只占一行，这一行不属于它\n");
}

}  // namespace
}  // namespace fenji::test
