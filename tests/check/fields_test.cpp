// Fields: types, units, bounds, what a blank means; the header of the file.
#include "tests/check/check_case.hpp"

namespace fenji::test {
namespace {

std::string file(const std::string& fields) {
  return "规则 a\n参数\n  上限 = 80\n字段\n  编号: 文本, 唯一编号\n" + fields + "输出\n  编号\n";
}

std::string field_of(const std::string& clauses) {
  const std::string all = lines_of(rules_of(file("  x: " + clauses + "\n")), "field x");
  return all.substr(9, all.size() - 9 - std::string(" unused\n").size());
}

std::string problems_of_field(const std::string& clauses) { return problems_of(file("  x: " + clauses + "\n")); }

TEST_CASE("types") {
  CHECK(field_of("文本") == "text");
  CHECK(field_of("是否") == "yes/no");
  CHECK(field_of("日期") == "date");
  CHECK(field_of("整数") == "whole .0");
  CHECK(field_of("金额") == "number 元 .6");
  CHECK(field_of("金额 元") == "number 元 .6");
  CHECK(field_of("金额 万元") == "number 元 .6 times 10000");
  CHECK(field_of("金额 亿") == "number 元 .6 times 100000000");
  CHECK(field_of("金额 千元") == "number 元 .6 times 1000");
  CHECK(field_of("百分比") == "percent .8");
  CHECK(field_of("百分比 按百分数") == "percent .8 points");
  CHECK(field_of("百分比 按小数") == "percent .8 fraction");
  CHECK(field_of("数") == "number .6");
  CHECK(field_of("数 吨/月") == "number 吨/月 .6");
  CHECK(field_of("数 万吨") == "number 吨 .6 times 10000");
  CHECK(field_of("数 千克") == "number 千克 .6");
  CHECK(field_of("选项 高、低") == "[高 低]");
  CHECK(field_of("文本, 又称 客户号、ID") == "text also 客户号 also ID");
  CHECK(problems_of_field("金额 吨") == "unit-mismatch [吨] 金额与“吨”单位不同 | 请写成 金额 万元\n");
}

TEST_CASE("bounds") {
  CHECK(field_of("金额, 超过0") == "number 元 .6 bounds (0..]");
  CHECK(field_of("整数, 0至100") == "whole .0 bounds [0..100]");
  CHECK(problems_of_field("整数, 超过0, 不超过上限") ==
        "unknown-name [不超过上限] 不认识的名称“不超过上限” | 少了空格，请写成：不超过 上限 => 不超过 上限\n");
  CHECK(field_of("整数, 超过0, 不超过 上限") == "whole .0 bounds (0..80]");
  CHECK(field_of("整数, 0至100, 不满50, 超过0") == "whole .0 bounds (0..50)");
  CHECK(field_of("整数, 50至100, 0以上, 不超过200") == "whole .0 bounds [50..100]");
  CHECK(field_of("百分比, -100%至100%") == "percent .8 bounds [-1..1]");
  CHECK(field_of("数 年, 3年以上") == "number 年 .6 bounds [3..]");
  CHECK(field_of("金额, 10万至1,000万") == "number 元 .6 bounds [100000..10000000]");
  CHECK(field_of("日期, 2026-01-01以上") == "date bounds [20454..]");
  CHECK(field_of("整数, [0, 100)") == "whole .0 bounds [0..100)");
  CHECK(problems_of_field("百分比, 0至100").starts_with("unit-mismatch [100]"));
  CHECK(problems_of_field("数 年, 3以上") == "unit-mismatch [3] “3”没有写单位，这里比较的是以“年”计的数 | 请写成 3年 => 3年\n");
  CHECK(problems_of_field("文本, 0至100") == "type-mismatch [0至100] 文本没有取值范围\n");
  CHECK(problems_of_field("选项 高、低, 超过3") == "");  // an option
  CHECK(problems_of_field("整数, ≠ 5") == "type-mismatch [≠ 5] 取值范围应当是一段固定的范围，例如 0至100\n");
  CHECK(problems_of_field("整数, 100至0").starts_with("type-mismatch [100至0] 这个范围里没有数"));
  CHECK(problems_of_field("整数, 编号 以上").starts_with("type-mismatch [编号]"));
}

TEST_CASE("what a blank means") {
  CHECK(field_of("金额, 空白视为 0") == "number 元 .6 blank 0元");
  CHECK(field_of("金额, 空白视为 10万") == "number 元 .6 blank 100000元");
  CHECK(field_of("整数, 空白视为 上限") == "whole .0 blank 80");
  CHECK(field_of("百分比, 空白视为 5%") == "percent .8 blank 5%");
  CHECK(field_of("是否, 空白视为 否") == "yes/no blank no");
  CHECK(field_of("是否, 空白视为 no") == "yes/no blank no");
  CHECK(field_of("选项 无、一级, 空白视为 无") == "[无 一级] blank 无");
  CHECK(field_of("文本, 空白视为 无") == "text blank '无'");
  CHECK(field_of("文本, 空白视为 “无”") == "text blank '无'");
  CHECK(field_of("日期, 空白视为 2026-01-01") == "date blank 2026-01-01");
  CHECK(field_of("数 年, 空白视为 0") == "number 年 .6 blank 0年");
  CHECK(problems_of_field("金额, 空白视为 35%") ==
        "unit-mismatch [35%] 金额与百分比单位不同 | 两边的单位要一样：请核对名称，或者改声明里的单位\n");
  CHECK(problems_of_field("百分比, 空白视为 35") ==
        "unit-mismatch [35] “35”没有写单位，这里比较的是百分比 | 请写成 35% => 35%\n");
  CHECK(problems_of_field("是否, 空白视为 0") == "type-mismatch [0] 这里应当是是否，却是数\n");
  CHECK(problems_of_field("选项 无、一级, 空白视为 二级") ==
        "unknown-name [二级] “x”没有“二级”这一选项 | 是不是“一级”？ => 一级\n");
  CHECK(problems_of_field("整数, 空白视为 0.5") == "type-mismatch [0.5] 结果的小数位数太多，请对中间结果四舍五入\n");
  CHECK(problems_of_field("文本, 空白视为 编号") == "type-mismatch [编号] 这里只能写固定的值\n");
}

TEST_CASE("the header") {
  const model::Rules rules = rules_of(
      "规则 标题\n  版本: 1\n  制定: 甲\n  批准: 乙\n  备注: 丙\n  有效期: 2026-01-01 至 2026-12-31\n字段\n  编号: 文本, "
      "唯一编号\n输出\n  编号\n");
  CHECK(rules.title == "标题");
  CHECK(rules.version == "1");
  CHECK(rules.owner == "甲");
  CHECK(rules.approval == "乙");
  CHECK(rules.notes == "丙");
  CHECK(rules.effective_from == model::day_from_civil(2026, 1, 1));
  CHECK(rules.effective_to == model::day_from_civil(2026, 12, 31));
  const auto header = [](const std::string& lines) {
    return problems_of("规则 a\n" + lines + "字段\n  编号: 文本, 唯一编号\n  额: 金额\n输出\n  编号\n");
  };
  CHECK(header("  有效期: 2026-12-31 至 2026-01-01\n") == "type-mismatch [2026-12-31 至 2026-01-01] 有效期的结束早于开始\n");
  CHECK(header("  有效期: 2026-02-29\n") == "type-mismatch [2026-02-29] 没有 2026 年 2 月 29 日这一天\n");
  CHECK(header("  有效期: 2026-01-01 至 2026-01-01\n") == "");
  CHECK(header("  适用: 额\n") == "type-mismatch [额] 这里应当是一个条件，却是金额\n");
  CHECK(header("  适用: 额度 > 1\n") == "unknown-name [额度] 不认识的名称“额度” | 是不是“额”？ => 额\n");
}

}  // namespace
}  // namespace fenji::test
