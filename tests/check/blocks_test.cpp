// Eligibility, plans, examples and output.
#include "tests/check/check_case.hpp"

namespace fenji::test {
namespace {

const std::string grade = "定级 级 按 客户数\n  | 9以上 | A |\n  | 其余 | B |\n";

TEST_CASE("eligibility") {
  CHECK(model_of("准入条件 甲: 全部满足\n  一: 重点\n  二: 销售额 > 0\n准入条件 乙: 任一满足\n  一: 重点\n准入条件 丙: "
                 "至少满足 2 项\n  一: 重点\n  二: 重点\n",
                 "gate") ==
        "gate 甲 all\n  一: 重点\n  二: (> 销售额 0)\n"
        "gate 乙 at least 1\n  一: 重点\n"
        "gate 丙 at least 2\n  一: 重点\n  二: 重点\n");
  CHECK(model_of("准入条件 甲: 仅当 客户数 > 5\n  一: 重点\n", "gate") == "gate 甲 all\n  一: (or (not (> 客户数 5)) 重点)\n");
  CHECK(problems_in("准入条件 甲: 全部满足\n") == "syntax [准入条件 甲: 全部满足] 准入条件“甲”下面没有条件\n");
  CHECK(problems_in("准入条件 甲: 至少满足 3 项\n  一: 重点\n") ==
        "type-mismatch [准入条件 甲: 至少满足 3 项] 这里有 1 项，“至少满足”应当是 1 至 1 项，不能是 3 项\n");
  CHECK(problems_in("准入条件 甲: 至少满足 0 项\n  一: 重点\n").find("不能是 0 项") != std::string::npos);
  CHECK(problems_in("准入条件 甲: 全部满足\n  一: 销售额\n  二: 销售客 > 0\n") ==
        "type-mismatch [销售额] 这里应当是一个条件，却是金额\n"
        "unknown-name [销售客] 不认识的名称“销售客” | 是不是“销售额”？ => 销售额\n");
}

TEST_CASE("plans") {
  const model::Rules rules = rules_of(chinese_fields + grade +
                                      "计划 拜访 按 级: 仅当 重点\n  |  | 高管 | 区域 |\n  | B | 无 | 1-3次/2个月 上门、1次/年 "
                                      "微信 |\n  | A | 1次/周 | 无 |\n输出\n  编号、拜访\n");
  CHECK(lines_of(rules, "define 拜访") ==
        "define 拜访/高管 layer 1 when 重点 by row\n  级 in B; \n  级 in A; \n"
        "define 拜访/区域 layer 1 when 重点 by row\n  级 in B; \n  级 in A; \n");
  CHECK(lines_of(rules, "plan") ==
        "plan 拜访\n  高管: [none] [1 per week]\n  区域: [1-3 per 2 months on site, 1 per year 微信] [none]\n");
  CHECK(lines_of(rules, "output") == "output 编号\noutput 拜访/高管\noutput 拜访/区域\n");
  CHECK(rules.definitions.back().author_named == false);

  const auto plan = [](const std::string& rows) { return problems_in(grade + "计划 拜访 按 级\n  |  | 高管 |\n" + rows); };
  CHECK(plan("  | A | 无 |\n  | C | 无 |\n") == "unknown-name [C] “级”没有“C”这一选项 | 可以是：A、B\n");
  CHECK(plan("  | A | 无 |\n  | A | 无 |\n") == "duplicate-name [A] “A”在计划里有两行\n");
  CHECK(plan("  | A | 3-1次/月 |\n") ==
        "type-mismatch [3-1次/月] 联络次数 3-1 不合理：前面的数不能大于后面的，次数至多 1000，周期数在 1 至 36 之间\n");
  CHECK(plan("  | A | 1次/0个月 |\n").starts_with("type-mismatch [1次/0个月] 联络次数 1-1 不合理"));
  CHECK(plan("  | A | 99999999999次/月 |\n").starts_with("type-mismatch [99999999999次/月] 联络次数"));
  CHECK(problems_in("计划 拜访 按 客户数\n  |  | 高管 |\n  | A | 无 |\n") ==
        "type-mismatch [客户数] 计划要按级别或选项来分，“客户数”不是\n");
  CHECK(problems_in(grade + "计划 拜访 按 级\n  |  | 高管 | 高管 |\n  | A | 无 | 无 |\n") ==
        "duplicate-name [高管] “高管”写了两次\n");
  CHECK(problems_in(grade + "计划 拜访 按 级\n  |  | 高管 |\n  | A | 无 |\nx = 拜访 = 1\n") ==
        "type-mismatch [拜访] “拜访”是计划，只能写在输出里\n");
  CHECK(problems_in("计划 拜访 按 行业\n  |  | 高管 |\n  | 制造 | 无 |\n  | 「贸易」 | 无 |\n") == "");
}

TEST_CASE("examples") {
  const std::string text = chinese_fields + grade + "得分 = 客户数 * 1.05\n";
  const auto examples = [&](const std::string& rows) { return problems_of(text + "示例\n" + rows + "输出\n  编号\n"); };
  const model::Rules rules =
      rules_of(text +
               "示例 一\n  | 销售额 | 毛利率 | 客户数 | 重点 | 行业 | 名称 | 成交日 | 产量 | => 得分 | => 级 | => 状态 |\n"
               "  | 1,000万 | -3.01% | 9 | 是 | 制造 | 甲 公司 | 2026-01-01 | 5吨/月 | 9.45 | A | 已评级 |\n"
               "  | 100 | 0 | 1 | no | 「贸易」 | “甲” | 2026年1月1日 | 0 |  | “B” | 不予评级 |\n"
               "  |  |  |  |  |  |  |  |  | 1.2345 |  |  |\n输出\n  编号\n");
  CHECK(lines_of(rules, "example") ==
        "example 销售额=10000000元 毛利率=-3.01% 客户数=9 重点=yes 行业=制造 名称='甲 公司' 成交日=2026-01-01 产量=5吨/月 => "
        "得分=9.45 级=A 状态=status 0\n"
        "example 销售额=100元 毛利率=0% 客户数=1 重点=no 行业=贸易 名称='甲' 成交日=2026-01-01 产量=0吨/月 => 得分 级=B "
        "状态=status 1\n"
        "example 销售额 毛利率 客户数 重点 行业 名称 成交日 产量 => 得分=1.2345 级 状态\n");
  CHECK(examples("  | 得分 | => 级 |\n  | 84 | A |\n") == "");  // a definition given as an input
  CHECK(examples("  | 销售客 | => 级 |\n  | 1 | A |\n") ==
        "unknown-name [销售客] 示例里的“销售客”没有定义 | 是不是“销售额”？ => 销售额\n");
  CHECK(examples("  | 要求 | => 级 |\n  | 1 | A |\n") ==
        "type-mismatch [要求] “要求”是参数，不能写在示例里：示例用声明的参数值\n");
  CHECK(examples("  | 客户数 | 客户数 | => 级 |\n  | 1 | 1 | A |\n") == "duplicate-name [客户数] “客户数”写了两次\n");
  CHECK(examples("  | 客户数 | => 客户数 |\n  | 1 | 1 |\n") == "");
  CHECK(examples("  | 客户数 | 毛利率 | 行业 | 成交日 | 销售额 | => 级 | => 状态 |\n"
                 "  | 1.5 | 35 | 金融 | 2026 | 5吨 | C | 好 |\n") ==
        "type-mismatch [1.5] “1.5”不能读作数\n"
        "unit-mismatch [35] “35”没有写单位，这里比较的是百分比 | 请写成 35% => 35%\n"
        "unknown-name [金融] “行业”没有“金融”这一选项 | 可以是：制造、贸易、其他\n"
        "type-mismatch [2026] 这里应当是日期，却是数\n"
        "unit-mismatch [5吨] 金额与以“吨”计的数单位不同 | 两边的单位要一样：请核对名称，或者改声明里的单位\n"
        "unknown-name [C] “级”没有“C”这一选项 | 可以是：A、B\n"
        "unknown-name [好] 没有“好”这种状态\n");
  CHECK(examples("  | 客户数 | => 级 |\n  | 5 6 | A |\n") == "type-mismatch [5 6] “5 6”不能读作数\n");
  CHECK(examples("  | 客户数 | => 级 |\n  | 销售额 | A |\n").starts_with("type-mismatch [销售额] 这里只能写固定的值"));
  CHECK(problems_in_english("examples\n  | sales | => status |\n  | 1 | not applicable |\n  | 1 | 不适用 |\n") == "");
  // A name that is declared wins over the word for the status.
  CHECK(problems_of(text + "状态 = 客户数\n示例\n  | 客户数 | => 状态 |\n  | 1 | 1 |\n输出\n  编号\n") == "");
}

TEST_CASE("output") {
  const auto output = [](const std::string& names) {
    return problems_of(chinese_fields + grade + "比 = 销售额 / 成本\n输出\n  " + names + "\n");
  };
  CHECK(output("编号、级、要求、销售额") == "");
  CHECK(output("编号、编号") == "duplicate-name [编号] 输出里“编号”写了两次\n");
  CHECK(output("编号、级别别").starts_with("unknown-name [级别别] 输出里的“级别别”没有定义"));
  CHECK(output("编号、销售客") == "unknown-name [销售客] 输出里的“销售客”没有定义 | 是不是“销售额”？ => 销售额\n");
  CHECK(output("编号、比").starts_with("type-mismatch [比] 除法的结果是分数"));
  CHECK(lines_of(rules_of(chinese_fields + grade + "输出 编号\n输出\n  级、要求\n"), "output") ==
        "output 编号\noutput 级\noutput 要求\n");
}

TEST_CASE("layers: applies, then the gates in order, then everything else") {
  const std::string text =
      "规则 a\n  适用: 甲 > 0\n字段\n  编号: 文本, 唯一编号\n  一: 数\n  二: 数\n  三: 数\n  四: 数\n  五: 数\n"
      "甲 = 乙 + 1\n乙 = 一\n丙 = 二\n丁 = 丙 + 甲\n戊 = 三\n己 = 四 + 丁\n庚 = 五\n"
      "准入条件 先: 全部满足\n  a: 丙 > 0 且 乙 > 0\n准入条件 后: 全部满足\n  a: 丁 > 0\n输出\n  编号、戊、己\n";
  const model::Rules rules = rules_of(text);
  const auto layer_of = [&](const std::string& name) -> std::uint32_t {
    for (const model::Definition& definition : rules.definitions) {
      if (definition.name == name) return definition.layer;
    }
    return 99;
  };
  CHECK(layer_of("甲") == 0);
  CHECK(layer_of("乙") == 0);
  CHECK(layer_of("丙") == 1);
  CHECK(layer_of("丁") == 2);
  CHECK(layer_of("戊") == 3);
  CHECK(layer_of("己") == 3);
  CHECK(layer_of("庚") == 3);
  // What nothing that counts uses is not used.
  CHECK(lines_of(rules, "field 五") == "field 五: number .6 unused\n");
  CHECK(lines_of(rules, "field 四") == "field 四: number .6\n");
}

}  // namespace
}  // namespace fenji::test
