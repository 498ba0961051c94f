// Lists after 为 / in, precedence, calls, conditions.
#include <vector>

#include "tests/grammar/grammar_case.hpp"

namespace fenji::test {
namespace {

struct Case {
  std::string input, expected;
};

TEST_CASE("lists") {
  const std::vector<Case> cases = {
      {"行业 为 高", "(in 行业 高)"},
      {"行业 为 高、低", "(in 行业 高 低)"},
      {"行业 为 高，低", "(in 行业 高 低)"},
      {"行业 为 高, 低、中", "(in 行业 高 低 中)"},
      {"行业 不为 高、低", "(not-in 行业 高 低)"},
      {"行业 为 [高, 低, 中]", "(in 行业 高 低 中)"},
      {"行业 为 [高、低]", "(in 行业 高 低)"},
      {"行业 为 [高, 低]", "(in 行业 [高,低])"},
      {"行业 为 高、低 且 大额 > 1", "(and (in 行业 高 低) (大额 > 1))"},
      {"大额 为 100至200", "(in 大额 [100..200])"},
      {"大额 为 100至200、超过300", "(in 大额 [100..200] (300..])"},
      {"大额 为 [100至200、300以上]", "(in 大额 [100..200] [300..])"},
      {"大额 为 不满5、[8, 9)、10", "(in 大额 [..5) [8..9) 10)"},
      {"大额 为 >= 5", "(in 大额 [5..])"},
      {"(行业 为 高、低) 或 大额 > 1", "(or (in 行业 高 低) (大额 > 1))"},
      {"(行业 为 [高, 低, 中])", "(in 行业 高 低 中)"},
      {"大额 + 1 为 1、2", "(in (大额 + 1) 1 2)"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.input);
    CHECK(expression_of(c.input) == c.expected);
  }
  CHECK(expression_of("sector in high, low and large > 1", english) == "(and (in sector high low) (large > 1))");
  CHECK(expression_of("sector not in high, joint venture", english) == "(not-in sector high joint venture)");
}

TEST_CASE("inside brackets and behind a block's colon a comma ends the list") {
  CHECK(expression_of("最小(大额 为 1、2, 小额)") == "最小((in 大额 1 2) 小额)");
  CHECK(expression_of("(行业 为 高, 低)") == "6:12 [,] 这里不写“,”，写“、” | 请写成 、 => 、\n");
  CHECK(tree_of("分档 y 按 x: 仅当 a 为 甲、乙, 依次判断\n  | 5以上 | 1 |\n") ==
        "bands y on x first-match when (in a 甲 乙)\n  | [5..] | 1 |\n");
  CHECK(tree_of("评分表 y: 仅当 a 为 [甲, 乙], 依次判断\n  | x (100%) | 分值 |\n  | 5以上 | 1 |\n") ==
        "scorecard y first-match when (in a [甲,乙])\n  | x weight 100% |\n  | [5..] | 1 |\n");
  CHECK(tree_of("准入条件 e: 任一满足, 仅当 a 为 甲、乙\n  甲: b\n") == "eligibility e any when (in a 甲 乙)\n  甲: b\n");
}

TEST_CASE("lists in condition cells") {
  CHECK(cell_of("高、低") == "高 低");
  CHECK(cell_of("高, 低") == "高 低");
  CHECK(cell_of("高 或 低") == "高 低");
  CHECK(cell_of("不满5、8至9、[10, 12)") == "[..5) [8..9] [10..12)");
  CHECK(cell_of("high or low", english) == "high low");
  CHECK(cell_of("joint venture, state owned", english) == "joint venture state owned");
}

TEST_CASE("precedence") {
  const std::vector<Case> cases = {
      {"1 + 2 * 3 - 4", "(1 + (2 * 3) - 4)"},
      {"(1 + 2) * 3", "((1 + 2) * 3)"},
      {"1 - 2 - 3 + 4", "(1 - 2 - 3 + 4)"},
      {"8 / 4 / 2 * 3", "(8 / 4 / 2 * 3)"},
      {"-大额 * 2", "((-大额) * 2)"},
      {"2 * -大额", "(2 * (-大额))"},
      {"--5", "(-(-5))"},
      {"a 或 b 且 c", "(or a (and b c))"},
      {"a 且 b 或 c 且 d", "(or (and a b) (and c d))"},
      {"非 a 且 b", "(and (not a) b)"},
      {"非 (a 且 b)", "(not (and a b))"},
      {"非 非 a", "(not (not a))"},
      {"非 a > 1", "(not (a > 1))"},
      {"非 a 为 1、2", "(not (in a 1 2))"},
      {"a + 1 > b * 2 且 c 已填", "(and ((a + 1) > (b * 2)) (given c))"},
      {"a 未填 或 b 已填", "(or (missing a) (given b))"},
      {"(a > 1) = (b > 1)", "((a > 1) = (b > 1))"},
      {"a = 1", "(a = 1)"},
      {"a == 1", "(a = 1)"},
      {"a <> 1", "(a != 1)"},
      {"a 超过 5 且 b 至少 3", "(and (a > 5) (b >= 3))"},
      {"a 低于 b", "(a < b)"},
      {"年份(d) = 2026", "(年份(d) = 2026)"},
      {"四舍五入(a / b, 2)", "四舍五入((a / b) 2)"},
      {"最大(a, 最小(b、c))", "最大(a 最小(b c))"},
      {"f()", "f()"},
      {"f( )", "f()"},
      {"最大 (a, b)", "最大(a b)"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.input);
    CHECK(expression_of(c.input) == c.expected);
  }
  CHECK(expression_of("not a and b at least 3 or c missing", english) == "(or (and (not a) (b >= 3)) (missing c))");
  CHECK(expression_of("min(a, b) * 2", english) == "(min(a b) * 2)");
}

TEST_CASE("what an expression lacks") {
  const std::vector<Case> cases = {
      {"", "6:4 [] 这里应当是一个名称、数值或括号，但这一行到此为止\n"},
      {"1 +", "6:8 [] 这里应当是一个名称、数值或括号，但这一行到此为止\n"},
      {"1 + * 2", "6:9 [*] 这里应当是一个名称、数值或括号，却是“*”\n"},
      {"a ** 2", "6:8 [*] 这里应当是一个名称、数值或括号，却是“*” | 没有乘方：请写成连乘，例如 毛利率 * 毛利率\n"},
      {"(1 + 2", "6:11 [] 括号没有闭合，这里少了“)” | 请写成 ) => )\n"},
      {"1 + 2)", "6:10 [)] 多了“)” | 请删去 => \n"},
      {"a > ", "6:8 [] 这里应当是一个名称、数值或括号，但这一行到此为止\n"},
      {"a 且", "6:8 [] 这里应当是一个条件，但这一行到此为止\n"},
      {"非", "6:6 [] 这里应当是一个条件，但这一行到此为止\n"},
      {"a 为", "6:8 [] 这里应当是一个取值或范围，例如 100万至不满200万，但这一行到此为止\n"},
      {"a 为 1、", "6:10 [、] 多了“、” | 请删去 => \n"},
      {"100 <= a < 200", "6:14 [<] 一次只能比较两个数，请用“且”连接，例如 100 <= 数量 且 数量 < 200，却是“<”\n"},
      {"a 5", "6:7 [5] 这里应当结束，却是“5”\n"},
      {"最小(a, )", "6:11 [)] 这里应当是一个名称、数值或括号，却是“)”\n"},
      {"最小(>)", "6:8 [>] 这里应当是一个名称、数值或括号，却是“>”\n"},
      {"a？", "6:6 [？] 多了“?” | 请删去 => \n"},
      {"a；b", "6:6 [；] 这里不写“;”，写“且” | 请写成 且 =>  且 \n"},
      {"a。", "6:6 [。] 多了“。” | 请删去 => \n"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.input);
    CHECK(expression_of(c.input) == c.expected);
  }
  CHECK(expression_of("1 +", english) == "6:8 [] a name, a value or a bracket should stand here, but the line ends\n");
  CHECK(expression_of("large > 1 2", english) == "6:15 [2] the line should end here, not `2`\n");
}

}  // namespace
}  // namespace fenji::test
