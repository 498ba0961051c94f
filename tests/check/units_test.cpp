// Types and units: money, percent, numbers with a unit, plain numbers; what can be added, compared and multiplied.
#include "tests/check/check_case.hpp"

namespace fenji::test {
namespace {

struct Case {
  std::string expression, expected;
};

void check_all(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    CAPTURE(c.expression);
    CHECK(result_of(c.expression) == c.expected);
  }
}

TEST_CASE("two numbers in one, as people speak") {
  const auto fix = [](const std::string& number) { return result_of("销售额 >= " + number); };
  CHECK(fix("1万5") == "syntax [1万5] “1万5”里有两个数 | 请写成 1.5万 => 1.5万\n");
  CHECK(fix("3亿2元") == "syntax [3亿2元] “3亿2元”里有两个数 | 请写成 3.2亿元 => 3.2亿元\n");
  CHECK(fix("1万2000") == "syntax [1万2000] “1万2000”里有两个数 | 请写成 12000 => 12000\n");
}

TEST_CASE("types of sums and products") {
  check_all({
      {"销售额 + 成本", "number 元 .6: (+ 销售额 成本)"},
      {"销售额 - 10万元", "number 元 .6: (- 销售额 100000元)"},
      {"销售额 - 10万", "number 元 .6: (- 销售额 100000)"},
      {"100 + 销售额", "number 元 .6: (+ 100 销售额)"},
      {"0 + 产量", "number 吨/月 .6: (+ 0 产量)"},
      {"产量 + 月量", "number 吨/月 .6: (+ 产量 5000吨/月)"},
      {"毛利率 - 要求", "percent .8: (- 毛利率 35%)"},
      {"毛利率 - 0", "percent .8: (- 毛利率 0)"},
      {"1 + 20%", "number .1: 1.2"},
      {"数量 * (1 + 20%)", "number .7: (* 数量 1.2)"},
      {"数量 * (1 + 毛利率)", "number .14: (* 数量 (+ 1 毛利率))"},
      {"1 - 毛利率", "number .8: (- 1 毛利率)"},
      {"毛利率 * 毛利率", "percent .16: (* 毛利率 毛利率)"},
      {"销售额 * 毛利率", "number 元 .14: (* 销售额 毛利率)"},
      {"产量 * 12", "number 吨/月 .6: (* 产量 12)"},
      {"产量 * 12月", "number 吨 .6: (* 产量 12月)"},
      {"产量 * 年限", "number 吨·年/月 .12: (* 产量 年限)"},
      {"客户数 + 1", "whole .0: (+ 客户数 1)"},
      {"客户数 * 2 - 1", "whole .0: (- (* 客户数 2) 1)"},
      {"客户数 + 0.5", "number .1: (+ 客户数 0.5)"},
      {"-客户数", "whole .0: (negate 客户数)"},
      {"-毛利率", "percent .8: (negate 毛利率)"},
      {"最大(毛利率, 0)", "percent .8: (max 毛利率 0)"},
      {"最小(销售额, 100)", "number 元 .6: (min 销售额 100)"},
      {"最大(客户数, 数量)", "number .6: (max 客户数 数量)"},
      {"四舍五入(数量)", "whole .0: (round 数量 0)"},
      {"四舍五入(毛利率, 2)", "percent .2: (round 毛利率 2)"},
      {"四舍五入(销售额 / 成本, 4)", "number .4: (round (/ 销售额 成本) 4)"},
      {"年份(成交日) - 年度", "whole .0: (- (year 成交日) 2026)"},
  });
}

TEST_CASE("neighbours in a sum or product make one operation") {
  check_all({
      {"数量 + 客户数 + 1 - 2 + 3", "number .6: (+ (- (+ 数量 客户数 1) 2) 3)"},
      {"数量 - 1 - 2", "number .6: (- (- 数量 1) 2)"},
      {"数量 * 2 * 客户数 / 4 * 3", "number .8: (* (* (* 数量 2 客户数) 0.25) 3)"},
  });
}

TEST_CASE("constants are folded") {
  check_all({
      {"2 + 3 * 4 - 1", "whole .0: 13"},
      {"1.50 * 2", "number .1: 3"},
      {"1 - 20%", "number .1: 0.8"},
      {"要求 * 2", "number .2: 0.7"},
      {"要求 / 2", "percent .3: 17.5%"},
      {"下限 * 10", "whole 元 .0: 1000000元"},
      {"1 / 4", "number .2: 0.25"},
      {"10 / 5", "whole .0: 2"},
      {"6 / 3", "whole .0: 2"},
      {"1万元 / 3年", "quotient 元/年: (/ 10000元 3年)"},
      {"-(3 - 5)", "whole .0: 2"},
      {"最小(3, 2.5)", "number .1: 2.5"},
      {"最大(3, 2.5)", "number .1: 3"},
      {"四舍五入(2.345, 2)", "number .2: 2.35"},
      {"四舍五入(-2.5)", "whole .0: -3"},
      {"四舍五入(1 / 3, 2)", "number .2: 0.33"},
      {"四舍五入(下限 / 3, 2)", "number 元 .2: 33333.33元"},
      {"年份(2026-03-01)", "whole .0: 2026"},
  });
}

TEST_CASE("what differs in unit or kind") {
  check_all({
      {"销售额 + 产量",
       "unit-mismatch [产量] 金额与以“吨/月”计的数单位不同 | 两边的单位要一样：请核对名称，或者改声明里的单位\n"},
      {"销售额 + 数量", "unit-mismatch [数量] 金额与数单位不同 | 两边的单位要一样：请核对名称，或者改声明里的单位\n"},
      {"销售额 + 毛利率", "unit-mismatch [毛利率] 金额与百分比单位不同 | 两边的单位要一样：请核对名称，或者改声明里的单位\n"},
      {"产量 + 年限",
       "unit-mismatch [年限] 以“吨/月”计的数与以“年”计的数单位不同 | 两边的单位要一样：请核对名称，或者改声明里的单位\n"},
      {"产量 + 5", "unit-mismatch [5] “5”没有写单位，这里比较的是以“吨/月”计的数 | 请写成 5吨/月 => 5吨/月\n"},
      {"5 + 产量", "unit-mismatch [5] “5”没有写单位，这里比较的是以“吨/月”计的数 | 请写成 5吨/月 => 5吨/月\n"},
      {"销售额 + 名称", "type-mismatch [名称] 这里应当是数，却是文本\n"},
      {"重点 * 2", "type-mismatch [重点] 这里应当是数，却是是否\n"},
      {"-行业", "type-mismatch [行业] 这里应当是数，却是选项\n"},
      {"最小(销售额, 产量)",
       "unit-mismatch [产量] 金额与以“吨/月”计的数单位不同 | 两边的单位要一样：请核对名称，或者改声明里的单位\n"},
      {"最大(毛利率, 35)", "unit-mismatch [35] “35”没有写单位，这里比较的是百分比 | 请写成 35% => 35%\n"},
      {"销售额 且 重点", "type-mismatch [销售额] 这里应当是一个条件，却是金额\n"},
      {"非 毛利率", "type-mismatch [毛利率] 这里应当是一个条件，却是百分比\n"},
      {"年份(销售额)", "type-mismatch [销售额] 这里应当是日期，却是金额\n"},
      {"年份(成交日, 1)", "type-mismatch [年份(成交日, 1)] “年份”需要 1 项，却写了 2 项\n"},
      {"最小()", "type-mismatch [最小()] “最小”需要 1 项，却写了 0 项\n"},
      {"四舍五入(数量, 2, 3)", "type-mismatch [四舍五入(数量, 2, 3)] “四舍五入”需要 2 项，却写了 3 项\n"},
      {"四舍五入(数量, 13)", "type-mismatch [13] 小数位数应当是 0 至 12 的整数，例如 四舍五入(x, 2)\n"},
      {"四舍五入(数量, 客户数)", "type-mismatch [客户数] 小数位数应当是 0 至 12 的整数，例如 四舍五入(x, 2)\n"},
      {"四舍五入(名称, 2)", "type-mismatch [名称] 这里应当是数，却是文本\n"},
      {"2026-02-30", "type-mismatch [2026-02-30] 没有 2026 年 2 月 30 日这一天\n"},
  });
}

TEST_CASE("comparisons of numbers") {
  check_all({
      {"销售额 >= 下限", "yes/no: (>= 销售额 100000元)"},
      {"销售额 > 100", "yes/no: (> 销售额 100)"},
      {"销售额 > 0", "yes/no: (> 销售额 0)"},
      {"产量 > 0", "yes/no: (> 产量 0)"},
      {"0 < 产量", "yes/no: (< 0 产量)"},
      {"100 < 销售额", "yes/no: (< 100 销售额)"},
      {"毛利率 > 要求", "yes/no: (> 毛利率 35%)"},
      {"毛利率 > 数量", "yes/no: (> 毛利率 数量)"},
      {"销售额 / 成本 > 50%", "yes/no: (> (/ 销售额 成本) 50%)"},
      {"销售额 / 成本 > 毛利率", "yes/no: (> (/ 销售额 成本) 毛利率)"},
      {"成交日 >= 2026-01-01", "yes/no: (>= 成交日 2026-01-01)"},
      {"毛利率 > 35", "unit-mismatch [35] “35”没有写单位，这里比较的是百分比 | 请写成 35% => 35%\n"},
      {"毛利率 > 0.35", "unit-mismatch [0.35] “0.35”没有写单位，这里比较的是百分比 | 请写成 35% => 35%\n"},
      {"-3 < 毛利率", "unit-mismatch [-3] “-3”没有写单位，这里比较的是百分比 | 请写成 -3% => -3%\n"},
      {"产量 >= 5000", "unit-mismatch [5000] “5000”没有写单位，这里比较的是以“吨/月”计的数 | 请写成 5000吨/月 => 5000吨/月\n"},
      {"年限 > 3", "unit-mismatch [3] “3”没有写单位，这里比较的是以“年”计的数 | 请写成 3年 => 3年\n"},
      {"销售额 > 35%", "unit-mismatch [35%] 金额与百分比单位不同 | 两边的单位要一样：请核对名称，或者改声明里的单位\n"},
      {"毛利率 > 下限", "unit-mismatch [下限] 百分比与金额单位不同 | 两边的单位要一样：请核对名称，或者改声明里的单位\n"},
      {"数量 > 5吨", "unit-mismatch [5吨] 数与以“吨”计的数单位不同 | 两边的单位要一样：请核对名称，或者改声明里的单位\n"},
      {"销售额 > 数量", "unit-mismatch [数量] 金额与数单位不同 | 两边的单位要一样：请核对名称，或者改声明里的单位\n"},
      {"销售额 / 产量 > 50%",
       "unit-mismatch [50%] 以“元·月/吨”计的数与百分比单位不同 | 两边的单位要一样：请核对名称，或者改声明里的单位\n"},
      {"成交日 > 2026", "type-mismatch [成交日 > 2026] 日期不能与数比较\n"},
      {"名称 > 5", "type-mismatch [名称 > 5] 文本不能与数比较\n"},
      {"名称 > “a”", "type-mismatch [名称 > “a”] 文本没有高低顺序，只能用 = 或 ≠ 比较\n"},
      {"重点 > 否", "type-mismatch [重点 > 否] 是否没有高低顺序，只能用 = 或 ≠ 比较\n"},
      {"行业 = 5", "unknown-name [5] “行业”没有“5”这一选项 | 可以是：制造、贸易、其他\n"},
  });
}

TEST_CASE("fixes of units, pasted in") {
  for (const char* condition : {"毛利率 > 35", "毛利率 > 0.35", "-3 < 毛利率", "产量 >= 5000", "年限 > 3", "产量 + 5 > 月量",
                                "毛利率 为 35至50%、-3"}) {
    CAPTURE(condition);
    if (std::string(condition).find("至") != std::string::npos) continue;
    CHECK(is_mended(std::string("x = ") + condition + "\n"));
  }
  CHECK(is_mended("分档 x 按 毛利率\n  | 35以上 | 1 |\n  | -3至35 | 2 |\n  | 其余 | 3 |\n"));
  CHECK(is_mended("分档 x 按 产量\n  | [1000, 5000) | 1 |\n  | 不满1000 | 2 |\n  | 其余 | 3 |\n"));
}

TEST_CASE("decimal places and the range of numbers") {
  CHECK(result_of("销售额 * 成本 * 数量 * 产量") == "number 元·元·吨/月 .24: (* 销售额 成本 数量 产量)");
  CHECK(result_of("销售额 * 成本 * 数量 * 产量 * 毛利率") ==
        "overflow [销售额 * 成本 * 数量 * 产量 * 毛利率] 结果的小数位数太多，请对中间结果四舍五入 | 例如 四舍五入(…, 2)\n");
  CHECK(result_of("99999999999999999999999999999999999999999") ==
        "overflow [99999999999999999999999999999999999999999] "
        "这个数超出可计算的范围：9999999999999999999999999999999999999999…\n");
  CHECK(result_of("0.0000000000000000000000001") ==
        "overflow [0.0000000000000000000000001] 这个数超出可计算的范围：0.0000000000000000000000001…\n");
  // What overflows only once it is worked out happens to the records.
  CHECK(result_of("99999999999999999999999999 * 99999999999999999999999999").starts_with("whole .0: (* "));
}

}  // namespace
}  // namespace fenji::test
