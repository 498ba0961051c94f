// Definitions and parameters form no circle; their order in the file does not matter.
#include "tests/check/check_case.hpp"

namespace fenji::test {
namespace {

TEST_CASE("a circle is shown with its path") {
  CHECK(problems_in("甲 = 乙 + 1\n乙 = 丙 + 1\n丙 = 甲 + 1\n") == "cycle [甲 = 乙 + 1] 定义绕了一圈：甲 → 乙 → 丙 → 甲\n");
  CHECK(problems_in("甲 = 甲 + 1\n") == "cycle [甲 = 甲 + 1] 定义绕了一圈：甲 → 甲\n");
  CHECK(problems_in("甲 = 1 + 乙\n乙 = 丙 * 2\n丙 = 丁\n丁 = 乙\n") == "cycle [乙 = 丙 * 2] 定义绕了一圈：乙 → 丙 → 丁 → 乙\n");
  CHECK(problems_in_english("a = b\nb = a\n") == "cycle [a = b] definitions form a circle: a -> b -> a\n");
}

TEST_CASE("through every kind of block") {
  CHECK(
      problems_in(
          "分档 档 按 分\n  | 5以上 | 1 |\n  | 其余 | 2 |\n评分表 分\n  | 差 (100%) | 分值 |\n  | 其余 | 1 |\n差 = 档 + 1\n") ==
      "cycle [分档 档 按 分] 定义绕了一圈：档 → 分 → 差 → 档\n");
  CHECK(problems_in("分档 档 按 数量: 仅当 分 > 1\n  | 其余 | 1 |\n分 = 档\n") ==
        "cycle [分档 档 按 数量: 仅当 分 > 1] 定义绕了一圈：档 → 分 → 档\n");
  CHECK(problems_in("分档 档 按 数量\n  | 分 以上 | 1 |\n  | 其余 | 2 |\n分 = 档\n") ==
        "cycle [分档 档 按 数量] 定义绕了一圈：档 → 分 → 档\n");
  CHECK(problems_in("分档 档 按 数量\n  | 取值 | => 甲 | => 乙 |\n  | 其余 | 丙 | 1 |\n丙 = 乙\n") ==
        "cycle [分档 档 按 数量] 定义绕了一圈：甲 → 丙 → 甲\n");
}

TEST_CASE("what hangs on a circle is no further mistake") {
  CHECK(problems_in("甲 = 乙\n乙 = 甲\n丙 = 甲 + 1\n分档 档 按 丙\n  | 其余 | 1 |\n") ==
        "cycle [甲 = 乙] 定义绕了一圈：甲 → 乙 → 甲\n");
}

TEST_CASE("definitions come after those they need") {
  const model::Rules rules = rules_of(chinese_fields + "甲 = 乙 + 丙\n乙 = 丙 * 2\n丙 = 数量\n输出\n  甲\n");
  CHECK(lines_of(rules, "define") ==
        "define 丙 layer 1: number .6 = 数量\n"
        "define 乙 layer 1: number .6 = (* 丙 2)\n"
        "define 甲 layer 1: number .6 = (+ 乙 丙)\n");
  for (const model::ExpressionId operand : rules.expressions.back().operands) CHECK(operand < rules.expressions.size() - 1);
}

TEST_CASE("a chain as long as the file") {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "d" + std::to_string(i) + " = d" + std::to_string(i + 1) + "\n";
  CHECK(problems_in(text + "d5000 = 1\n") == "");
  const std::string problems = problems_in(text + "d5000 = d0\n");
  CHECK(problems.starts_with("cycle [d0 = d1] 定义绕了一圈：d0 → d1 → "));
}

TEST_CASE("parameters in any order") {
  const model::Rules rules =
      rules_of("规则 a\n参数\n  丙 = 乙 * 2\n  乙 = 甲 + 1万元\n  甲 = 10万元\n字段\n  编号: 文本, 唯一编号\n输出\n  编号\n");
  CHECK(lines_of(rules, "parameter") ==
        "parameter 丙: whole 元 .0 = 220000元\nparameter 乙: whole 元 .0 = 110000元\nparameter 甲: whole 元 .0 = 100000元\n");
  CHECK(problems_of("规则 a\n参数\n  甲 = 乙\n  乙 = 甲 + 1\n字段\n  编号: 文本, 唯一编号\n输出\n  编号、甲\n") ==
        "cycle [甲] 定义绕了一圈：甲 → 乙 → 甲\n");
}

}  // namespace
}  // namespace fenji::test
