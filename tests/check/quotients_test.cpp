// A quotient is an exact fraction: it may be compared and looked up, but must be rounded before it is shown or used further.
#include "tests/check/check_case.hpp"

namespace fenji::test {
namespace {

const std::string sentence = "除法的结果是分数：可以直接比较，但显示或继续计算之前要先四舍五入";

TEST_CASE("where a quotient may stand") {
  CHECK(result_of("销售额 / 成本") == "quotient: (/ 销售额 成本)");
  CHECK(result_of("销售额 / 产量") == "quotient 元·月/吨: (/ 销售额 产量)");
  CHECK(result_of("销售额 / 成本 > 0.5") == "yes/no: (> (/ 销售额 成本) 0.5)");
  CHECK(result_of("销售额 / 成本 为 50%至80%、90%以上") == "yes/no: ((/ 销售额 成本) in [0.5..0.8] [0.9..])");
  CHECK(result_of("销售额 / 3 >= 成本 / 7") == "yes/no: (>= (/ 销售额 3) (/ 成本 7))");
  CHECK(result_of("四舍五入(销售额 / 成本, 2) * 2") == "number .2: (* (round (/ 销售额 成本) 2) 2)");
  const std::string table =
      "比 = 销售额 / 成本\n分档 档 按 比\n  | 50%以上 | A |\n  | 其余 | B |\n评分表 分\n  | 比 (100%) | 分值 |\n  | 其余 | 1 "
      "|\n";
  CHECK(problems_in(table) == "");
  CHECK(problems_in("比 = 销售额 / 成本\n准入条件 e: 全部满足\n  甲: 比 > 毛利率 且 销售额 / 成本 不满 比\n") == "");
}

TEST_CASE("where it must be rounded") {
  CHECK(result_of("销售额 / 成本 + 1") == "type-mismatch [销售额 / 成本] " + sentence + " | 例如 四舍五入(销售额 / 成本, 2)\n");
  CHECK(result_of("(销售额 + 成本 * 2) / 成本 + 1") ==
        "type-mismatch [(销售额 + 成本 * 2) / 成本] " + sentence + " | 例如 四舍五入(…, 2)\n");
  CHECK(result_of("-(销售额 / 成本)") ==
        "type-mismatch [(销售额 / 成本)] " + sentence + " | 例如 四舍五入(销售额 / 成本, 2)\n");
  CHECK(result_of("销售额 / 成本 * 2") == "type-mismatch [销售额 / 成本] " + sentence + " | 例如 四舍五入(销售额 / 成本, 2)\n");
  CHECK(result_of("销售额 / 成本 / 产量") ==
        "type-mismatch [销售额 / 成本] " + sentence + " | 例如 四舍五入(销售额 / 成本, 2)\n");
  CHECK(result_of("2 * (销售额 / 成本)") ==
        "type-mismatch [(销售额 / 成本)] " + sentence + " | 例如 四舍五入(销售额 / 成本, 2)\n");
  CHECK(result_of("最大(销售额 / 成本, 1)") ==
        "type-mismatch [销售额 / 成本] " + sentence + " | 例如 四舍五入(销售额 / 成本, 2)\n");
  CHECK(problems_of(chinese_fields + "比 = 销售额 / 成本\n输出\n  编号、比\n") ==
        "type-mismatch [比] " + sentence + " | 例如 四舍五入(比, 2)\n");
  CHECK(problems_in("比 = 销售额 / 成本\nx = 比 + 1\n") == "type-mismatch [比] " + sentence + " | 例如 四舍五入(比, 2)\n");
  CHECK(problems_in("分档 x 按 客户数\n  | 5以上 | 销售额 / 成本 |\n  | 其余 | 0 |\n") ==
        "type-mismatch [销售额 / 成本] " + sentence + " | 例如 四舍五入(销售额 / 成本, 2)\n");
  CHECK(problems_in("分档 x 按 数量\n  | 客户数 / 年度 以上 | 1 |\n  | 其余 | 0 |\n") ==
        "type-mismatch [客户数 / 年度] " + sentence + " | 例如 四舍五入(客户数 / 年度, 2)\n");
  CHECK(problems_in_english("x = sales / margin + 1\n") ==
        "type-mismatch [sales / margin] the result of a division is a fraction: it can be compared as it is, but must be "
        "rounded before it is "
        "shown or used further | for example round(sales / margin, 2)\n");
}

TEST_CASE("a division by a constant that is exact is no quotient") {
  CHECK(result_of("销售额 / 4") == "number 元 .8: (* 销售额 0.25)");
  CHECK(result_of("销售额 / 0.5") == "number 元 .6: (* 销售额 2)");
  CHECK(result_of("销售额 / -8") == "number 元 .9: (* 销售额 -0.125)");
  CHECK(result_of("销售额 / 10万元") == "number .11: (* 销售额 0.000011/元)");
  CHECK(result_of("毛利率 / 2") == "percent .9: (* 毛利率 0.5)");
  CHECK(result_of("毛利率 / 50%") == "number .8: (* 毛利率 2)");
  CHECK(result_of("产量 / 12月").starts_with("quotient 吨/月/月: "));
  CHECK(result_of("销售额 / 3") == "quotient 元: (/ 销售额 3)");
  CHECK(result_of("四舍五入(毛利率 / 3, 4)") == "percent .4: (round (/ 毛利率 3) 4)");
}

TEST_CASE("division by zero is seen where it is constant") {
  CHECK(result_of("销售额 / 0") == "overflow [销售额 / 0] 除数是零\n");
  CHECK(result_of("销售额 / (1 - 1)") == "overflow [销售额 / (1 - 1)] 除数是零\n");
  CHECK(result_of("1 / 0%") == "overflow [1 / 0%] 除数是零\n");
}

}  // namespace
}  // namespace fenji::test
