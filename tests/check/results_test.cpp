// Result columns: labels of one set or expressions, never a mixture; bands, grades and scorecards as tables of the model.
#include "tests/check/check_case.hpp"

namespace fenji::test {
namespace {

std::string bands(const std::string& first, const std::string& second, const std::string& third = "") {
  std::string text = "分档 x 按 客户数\n  | 9以上 | " + first + " |\n  | 5至8 | " + second + " |\n";
  return third.empty() ? text : text + "  | 其余 | " + third + " |\n";
}

std::string type_of(const std::string& lines) {
  const std::string text = model_of(lines, "define x");
  const std::size_t begin = text.find(": ") + 2;
  return text.substr(begin, text.find(" by") - begin);
}

TEST_CASE("columns of labels") {
  CHECK(type_of(bands("A", "B")) == "{A B}");
  CHECK(type_of(bands("A+", "A", "A+")) == "{A+ A}");
  CHECK(type_of(bands("2级", "1级")) == "{2级 1级}");
  CHECK(type_of(bands("joint venture", "3M 中国", "500强")) == "{joint venture 3M 中国 500强}");
  CHECK(type_of(bands("「A/B」", "`C`")) == "{A/B C}");
  CHECK(type_of("级别顺序 s: C、B、A\n" + bands("A", "B")) == "{C B A}");
}

TEST_CASE("columns of expressions") {
  CHECK(type_of(bands("20%", "0", "5%")) == "percent .2");
  CHECK(type_of(bands("0", "20%")) == "percent .1");
  CHECK(type_of(bands("0", "0")) == "whole .0");
  CHECK(type_of(bands("10万元", "5万", "0")) == "whole 元 .0");
  CHECK(type_of(bands("1.5", "2", "客户数")) == "number .1");
  CHECK(type_of(bands("客户数 * 2", "1")) == "whole .0");
  CHECK(type_of(bands("销售额", "成本", "0")) == "number 元 .6");
  CHECK(type_of(bands("是", "否")) == "yes/no");
  CHECK(type_of(bands("重点", "客户数 > 5")) == "yes/no");
  CHECK(type_of(bands("“每周电话”", "“每月电话”")) == "text");
  CHECK(type_of(bands("名称", "“无”")) == "text");
  CHECK(type_of(bands("2026-01-01", "成交日")) == "date");
  CHECK(type_of(bands("行业", "行业")) == "[制造 贸易 其他]");
  CHECK(type_of(bands("3年", "年限")) == "number 年 .6");
  CHECK(type_of(bands("5000吨/月", "产量")) == "number 吨/月 .6");
}

TEST_CASE("cells of a column have the decimal places of its type") {
  CHECK(model_of(bands("1.5", "2", "客户数"), "define x") ==
        "define x layer 1: number .1 by row\n"
        "  客户数 in [9..]; => 1.5\n  客户数 in [5..8]; => 2\n  otherwise => (+ 客户数)\n");
}

TEST_CASE("mixtures") {
  CHECK(problems_in(bands("20%", "A")) == "type-mismatch [A] 同一列结果里既有名称“A”，又有算式或已定义的“20%”\n");
  CHECK(problems_in(bands("行业", "行业类")) == "unknown-name [行业类] 不认识的名称“行业类” | 是不是“行业”？ => 行业\n");
  CHECK(problems_in(bands("客户数 * 2", "A+")) ==
        "type-mismatch [A+] 同一列结果里既有名称“A+”，又有算式或已定义的“客户数 * 2”\n");
  CHECK(problems_in(bands("20%", "10")) == "type-mismatch [10] 同一列结果里既有百分比又有数 | 请写成 10% => 10%\n");
  CHECK(problems_in(bands("10", "20%")) == "type-mismatch [10] 同一列结果里既有百分比又有数 | 请写成 10% => 10%\n");
  CHECK(problems_in(bands("10万元", "20%")) == "type-mismatch [20%] 同一列结果里既有金额又有百分比\n");
  CHECK(problems_in(bands("10万元", "产量")) == "type-mismatch [产量] 同一列结果里既有金额又有以“吨/月”计的数\n");
  CHECK(problems_in(bands("10", "“a”")) == "type-mismatch [“a”] 同一列结果里既有数又有文本\n");
  CHECK(problems_in(bands("行业", "地区")) == "type-mismatch [地区] 同一列结果里既有选项又有选项\n");
  CHECK(problems_in(bands("是", "1")) == "type-mismatch [1] 同一列结果里既有是否又有数\n");
  CHECK(problems_in(bands("A-1", "B-1")) ==
        "unknown-name [A] 不认识的名称“A” | "
        "已有的名称：下限、要求、年度、月量、编号、名称、销售额、成本、毛利率、数量、客户数、产量、…\n"
        "unknown-name [B] 不认识的名称“B” | "
        "已有的名称：下限、要求、年度、月量、编号、名称、销售额、成本、毛利率、数量、客户数、产量、…\n");
}

TEST_CASE("a label that is also a declared name") {
  const std::string told =
      "type-mismatch [重点] “重点”是字段的名称，同一列的“未入”却没有定义：一列结果要么都是级别，要么都是名称或算式 | "
      "如果是级别，请加引号：“重点”，或者给“重点”改名；如果是名称，请先定义“未入” => “重点”\n";
  const auto first_line = [](const std::string& text) { return text.substr(0, text.find('\n') + 1); };
  CHECK(first_line(problems_in(bands("重点", "未入"))) == told);
  CHECK(first_line(problems_in(bands("未入", "重点"))) == told);  // whichever stands first
  CHECK(problems_in(bands("重点", "未入")).ends_with("[重点] 第一次出现在这里\n"));
  CHECK(problems_in(bands("未入", "下限")).starts_with("type-mismatch [下限] “下限”是参数的名称，同一列的“未入”"));
  CHECK(problems_in("好 = 重点\n" + bands("未入", "好")).starts_with("type-mismatch [好] “好”是结果的名称，同一列的“未入”"));
  // Of two characters one alone is no mistype; of three it is.
  CHECK(problems_in(bands("重要", "重点")).starts_with("type-mismatch [重点] “重点”是字段的名称"));
  CHECK(problems_in(bands("销售客", "销售额")) == "unknown-name [销售客] 不认识的名称“销售客” | 是不是“销售额”？ => 销售额\n");
  CHECK(is_mended(bands("重点", "未入")));
  CHECK(type_of(bands("“重点”", "未入")) == "{重点 未入}");
  CHECK(type_of(bands("未入", "“重点”", "“行业”")) == "{未入 重点 行业}");
  CHECK(problems_in(bands("“重点”", "未入", "客户数 * 2")).starts_with("type-mismatch"));
  CHECK(problems_in(bands("“无”", "名稱")).starts_with("type-mismatch [名稱]"));  // no text hides a mistyped name
  CHECK(
      problems_in_english("bands x on margin\n  | at least 5% | out |\n  | otherwise | sector |\n")
          .starts_with("type-mismatch [sector] `sector` is the name of a field, but `out` in the same column is not defined"));
}

TEST_CASE("a grade's results are labels whatever they look like") {
  const auto grade = [](const std::string& first, const std::string& second) {
    return "定级 x 按 客户数\n  | 9以上 | " + first + " |\n  | 其余 | " + second + " |\n";
  };
  CHECK(type_of(grade("A", "B")) == "{A B}");
  CHECK(type_of(grade("1", "2")) == "{1 2}");
  CHECK(type_of(grade("行业", "是")) == "{行业 是}");
  CHECK(type_of(grade("“甲”", "「乙」")) == "{甲 乙}");
  CHECK(type_of(grade("A+", "A级（重点）")) == "{A+ A级(重点)}");
}

TEST_CASE("bands") {
  CHECK(model_of("分档 x 按 销售额: 依次判断, 仅当 重点\n  | 400万以上 | 20% |\n  | 不满 下限、= 200万 | 10% |\n  | 成本 以下 "
                 "| 1% |\n  | 不限 | 0% |\n",
                 "define x") ==
        "define x layer 1 when 重点: percent .2 by first row\n"
        "  销售额 in [4000000..]; => 20%\n"
        "  销售额 in [..100000) [2000000..2000000]; => 10%\n"
        "  销售额 in (<= 销售额 成本); => 1%\n"
        "  销售额 in any; => 0%\n");
  CHECK(model_of("分档 甲 按 成交日\n  | 取值 | => x | => y |\n  | 2026-01-01至2026-06-30 | A | 1 |\n  | "
                 "2026年7月1日以上、不满2026-01-01 | B | 2 |\n",
                 "define x") ==
        "define x layer 1: {A B} by row\n"
        "  成交日 in [20454..20634]; => A\n"
        "  成交日 in [20635..] [..20454); => B\n");
  CHECK(problems_in("分档 x 按 客户数\n  | 90至80 | 1 |\n  | 超过5至5 | 2 |\n  | 80至不满80 | 3 |\n") ==
        "type-mismatch [90至80] 这个范围里没有数：下限 90 不小于上限 80 | 请写成 80至90 => 80至90\n"
        "type-mismatch [超过5至5] 这个范围里没有数：下限 5 不小于上限 5\n"
        "type-mismatch [80至不满80] 这个范围里没有数：下限 80 不小于上限 80\n");
  CHECK(problems_in("分档 x 按 客户数: 仅当 数量\n  | 5以上 | 1 |\n") == "type-mismatch [数量] 这里应当是一个条件，却是数\n");
  CHECK(problems_in("分档 x 按 客户书\n  | 5以上 | 1 |\ny = x + 1\n") ==
        "unknown-name [客户书] 不认识的名称“客户书” | 是不是“客户数”？ => 客户数\n");
  CHECK(problems_in("分档 x 按 客户数\n  | 产量 以上 | 1 |\n  | “a” | 2 |\n  | 2026-01-01 | 3 |\n") ==
        "unit-mismatch [产量] 数与以“吨/月”计的数单位不同 | 两边的单位要一样：请核对名称，或者改声明里的单位\n"
        "type-mismatch [“a”] 数不能与文本比较\n"
        "type-mismatch [2026-01-01] 数不能与日期比较\n");
}

TEST_CASE("scorecards") {
  const std::string text =
      "评分表 x\n  | 客户数 (30%) | 毛利率 + 1% (70%) | 分值 |\n  | 5以上 | 10%以上 | 100 |\n  | 其余 | 其余 | 60.5 |\n";
  const model::Rules rules = rules_of(chinese_fields + text + "输出\n  编号\n");
  CHECK(lines_of(rules, "define") ==
        "define x/客户数 layer 1: number .1 by row\n  客户数 in [5..]; => 100\n  otherwise => 60.5\n"
        "define x/毛利率 + 1% layer 1: number .1 by row\n  (+ 毛利率 1%) in [0.1..]; => 100\n  otherwise => 60.5\n"
        "define x layer 1: number .2 = (+ (* x/客户数 0.3) (* x/毛利率 + 1% 0.7))\n");
  CHECK(lines_of(rules, "scorecard") == "scorecard x, x/客户数 * 0.3, x/毛利率 + 1% * 0.7\n");
}

TEST_CASE("weights") {
  const auto card = [](const std::string& first, const std::string& second) {
    return "评分表 x\n  | 客户数 " + first + " | 数量 " + second +
           " | 分值 |\n  | 5以上 | 5以上 | 100 |\n  | 其余 | 其余 | 0 |\n";
  };
  CHECK(problems_in(card("(50%)", "(50%)")) == "");
  CHECK(problems_in(card("(33.4%)", "(66.6%)")) == "");
  CHECK(problems_in(card("(0%)", "(100%)")) == "");
  CHECK(problems_in(card("(50%)", "(40%)")) == "weights [客户数 (50%) | 数量 (40%)] 各项权重之和是 90%，应当是 100%\n");
  CHECK(problems_in(card("(50.5%)", "(50%)")) == "weights [客户数 (50.5%) | 数量 (50%)] 各项权重之和是 100.5%，应当是 100%\n");
  CHECK(problems_in(card("(50%)", "")) ==
        "weights [数量] 评分项“数量”没有写权重 | 写在列名后面；其余各项之外还剩 (50%) =>  (50%)\n");
  CHECK(problems_in_english("scorecard s\n  | sales (60%) | points |\n  | otherwise | 1 |\n") ==
        "weights [sales (60%)] the weights add up to 60%, not to 100%\n");
}

TEST_CASE("points are numbers") {
  CHECK(problems_in("评分表 x\n  | 客户数 (100%) | 分值 |\n  | 5以上 | A |\n  | 其余 | B |\n") ==
        "type-mismatch [A] 这里应当是分值，却是选项\n");
  CHECK(problems_in("评分表 x\n  | 客户数 (100%) | 分值 |\n  | 5以上 | 数量 / 3 |\n")
            .starts_with("type-mismatch [数量 / 3] 除法的结果是分数"));
  CHECK(problems_in("评分表 x\n  | 客户书 (50%) | 行业 (50%) | 分值 |\n  | 5以上 | 制造类 | 1 |\n  | 其余 | 其余 | 0 |\n") ==
        "unknown-name [客户书] 不认识的名称“客户书” | 是不是“客户数”？ => 客户数\n"
        "unknown-name [制造类] “行业”没有“制造类”这一选项 | 是不是“制造”？ => 制造\n");
  CHECK(problems_in("评分表 x\n  | 客户数 (100%) | 分值 |\n  | 其余 | 1 |\n  | 5以上 | 2 |\n") ==
        "syntax [其余] “其余”只能是最后一行\n");
}

}  // namespace
}  // namespace fenji::test
