// Lines: blocks and what belongs to them, comments, continuation, CRLF; rows as Excel and markdown write them.
#include <vector>

#include "tests/grammar/grammar_case.hpp"

namespace fenji::test {
namespace {

TEST_CASE("indentation has no meaning but that a line is not at the margin") {
  CHECK(tree_of("参数\n a = 1\n\t b = 2\n      c = 3\n　d = 4\n") == "parameters\n  a = 1\n  b = 2\n  c = 3\n  d = 4\n");
  CHECK(tree_of("分档 y 按 x\n| 5以上 | 1 |\n   | 其余 | 0 |\n") == "bands y on x\n  | [5..] | 1 |\n  | otherwise | 0 |\n");
}

TEST_CASE("blank and comment lines end nothing") {
  CHECK(tree_of("# 开头\n参数\n\n  a = 1\n# 在行首\n  # 缩进\n   \n  b = 2 # 后面\n\tc = 3\t# 制表符之后\n") ==
        "parameters\n  a = 1\n  b = 2\n  c = 3\n");
  CHECK(tree_of("x = 1 +\n\n# 注释\n  2\n") == "x = (1 + 2)\n");
  CHECK(tree_of("分档 y 按 x\n  | 5以上 | 1 | # 一\n\n# 二\n  | 其余 | 0 # 三\n") ==
        "bands y on x\n  | [5..] | 1 |\n  | otherwise | 0 |\n");
}

TEST_CASE("# opens a comment behind a blank or at the start of a line") {
  CHECK(tree_of("x = 1 # + 2\n") == "x = 1\n");
  CHECK(tree_of("x = 1　＃ + 2\n") == "x = 1\n");
  CHECK(tree_of("字段\n  A#1: 数\nx = A#1 + 1\n") == "fields\n  A#1: number\nx = (A#1 + 1)\n");
  CHECK(tree_of("规则 客户#1\n  版本: 2026.1 # 草稿\n") == "rules <客户#1>\n  version <2026.1>\n");
}

TEST_CASE("a line continues inside brackets and behind an operator or separator") {
  const std::vector<std::string> continued = {
      "x = (1 +\n  2)\n",      "x = (1\n  + 2)\n", "x = 1 +\n  2\n",
      "x = 1 + # 注释\n  2\n", "x =\n  1 + 2\n",   "x = (1\n\n  # 注释\n  + 2\n  )\n",
  };
  for (const std::string& text : continued) {
    CAPTURE(text);
    CHECK(tree_of(text) == "x = (1 + 2)\n");
  }
  CHECK(tree_of("x = a 且\n  b\n") == "x = (and a b)\n");
  CHECK(tree_of("x = a 或\n  非\n  b\n") == "x = (or a (not b))\n");
  CHECK(tree_of("x = a 为\n  1、\n  2\n") == "x = (in a 1 2)\n");
  CHECK(tree_of("x = a 不为\n  1\n") == "x = (not-in a 1)\n");
  CHECK(tree_of("x = a 为 1 至\n  不满\n  2\n") == "x = (in a [1..2))\n");
  CHECK(tree_of("x = a >=\n  5\n") == "x = (a >= 5)\n");
  CHECK(tree_of("x = a ÷\n  5\n") == "x = (a / 5)\n");
  CHECK(tree_of("parameters\n  x = a and\n    b or\n    not\n    c\n") == "parameters\n  x = (or (and a b) (not c))\n");
  CHECK(tree_of("fields\n  x: one of a,\n    b\n  y: number\n") == "fields\n  x: one of a; b\n  y: number\n");
  CHECK(tree_of("输出\n  a、b，\n  c\n") == "output a; b; c\n");
  CHECK(tree_of("字段\n  a: 选项 甲、\n    乙\n  b: 数\n") == "fields\n  a: one of 甲; 乙\n  b: number\n");
}

TEST_CASE("a margin line ends every continuation") {
  CHECK(errors_of("x = (1 +\ny = 2\n") == "1:9 [] 这里应当是一个名称、数值或括号，但这一行到此为止\n");
  CHECK(errors_of("x = 1 +\n  \ny = 2\n") == "1:8 [] 这里应当是一个名称、数值或括号，但这一行到此为止\n");
  CHECK(errors_of("字段\n  a: 选项 甲、\n参数\n  b = 1\n") == "2:10 [、] 多了“、” | 请删去 => \n");
}

TEST_CASE("so does a line that begins a statement of its own") {
  const std::string text = "准入条件 e: 全部满足\n  甲: (a > 1\n  乙: b > > 2\n  丙: c\n";
  CHECK(errors_of(text) ==
        "2:12 [] 括号没有闭合，这里少了“)” | 请写成 ) => )\n"
        "3:10 [>] 这里应当是一个名称、数值或括号，却是“>”\n");
  CHECK(tree_of("字段\n  信用: 选项 A、A-\n  金额: 金额\n") == "fields\n  信用: one of A; A-\n  金额: money\n");
  CHECK(tree_of("x = f(\"a: b\",\n  \"c: d\")\n") == "x = f(\"a: b\" \"c: d\")\n");
}

TEST_CASE("CRLF") {
  CHECK(tree_of("参数\r\n  a = 1 +\r\n  2\r\n# 注释\r\n分档 y 按 x\r\n  | 5以上 | A |\r\n  | 其余\t| B\r\n") ==
        "parameters\n  a = (1 + 2)\nbands y on x\n  | [5..] | A |\n  | otherwise | B |\n");
  CHECK(tree_of("规则 标题\r\n  版本: 1\r\n") == "rules <标题>\n  version <1>\n");
}

TEST_CASE("rows of markdown") {
  const std::string expected = "bands y on x\n  | [5..] | A |\n  | otherwise | B |\n";
  CHECK(tree_of("分档 y 按 x\n  | 5以上 | A |\n  |---|---|\n  | 其余 | B |\n") == expected);
  CHECK(tree_of("分档 y 按 x\n  | :--- | :-: |\n  | 5以上 | A\n  | 其余 | B\n") == expected);
  CHECK(tree_of("分档 y 按 x\n  |--|--\n  |5以上|A|\n  |其余|B|\n") == expected);
  CHECK(tree_of("分档 y 按 x\n  ｜ 5以上 ｜ A ｜\n  ｜ 其余 ｜ B ｜\n") == expected);
  CHECK(tree_of("分档 y 按 x\n  | “|” | A |\n") == "bands y on x\n  | \"|\" | A |\n");
}

TEST_CASE("rows pasted from Excel") {
  const std::string expected = "bands y on x\n  | [5..] | A |\n  | otherwise | B |\n";
  CHECK(tree_of("分档 y 按 x\n5以上\tA\n其余\tB\n") == expected);
  CHECK(tree_of("分档 y 按 x\n\t5以上\tA\n\t其余\tB\n") == expected);
  CHECK(tree_of("分档 y 按 x\n  5以上 \t A\n  其余\tB\n参数\n\ta\t=\t1\n") == expected + "parameters\n  a = 1\n");
  const std::string plan = "plan p on g: 高管; 区域\n  | A | 1-1/1 month | none |\n";
  CHECK(tree_of("计划 p 按 g\n\t高管\t区域\nA\t1次/月\t无\n") == plan);
  CHECK(tree_of("计划 p 按 g\n级别\t高管\t区域\nA\t1次/月\t无\n") == plan);
  CHECK(tree_of("计划 p 按 g\n  |  | 高管 | 区域 |\n  | A | 1次/月 | 无 |\n") == plan);
  // An empty last cell is a cell.
  CHECK(errors_of("分档 y 按 x\n5以上\tA\n其余\t\n") == "3:4 [] 结果格不能空着\n");
}

TEST_CASE("rows have as many cells as their head") {
  CHECK(errors_of("分档 y 按 x\n  | 5以上 | A | B |\n  | 其余 |\n") ==
        "2:5 [5以上 | A | B] 这一行有 3 格，应当有 2 格 | 每一列都要有一格；不限时写“不限”\n"
        "3:5 [其余] 这一行有 1 格，应当有 2 格 | 每一列都要有一格；不限时写“不限”\n");
  CHECK(errors_of("分档 y 按 x\n  |  | A |\n  | 5以上 |  |\n") ==
        "2:4 [] 条件格不能空着 | 没有条件时写“不限”或 - =>  不限 \n"
        "3:10 [] 结果格不能空着\n");
}

}  // namespace
}  // namespace fenji::test
