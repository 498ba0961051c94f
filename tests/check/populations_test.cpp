// Functions over the whole list become fields that no list has.
#include "tests/check/check_case.hpp"

namespace fenji::test {
namespace {

TEST_CASE("types") {
  CHECK(result_of("合计(编号)") == "type-mismatch [编号] 这里应当是数，却是文本\n");
  CHECK(problems_in("x = 合计(销售额)\n") == "");
  CHECK(model_of("x = 合计(毛利率)\n", "define x") == "define x layer 1: percent .8 = 合计(毛利率)\n");
  CHECK(model_of("x = 计数(重点)\n", "define x") == "define x layer 1: whole .0 = 计数(重点)\n");
  CHECK(model_of("x = 平均(产量) >= 5吨/月\n", "define x") ==
        "define x layer 1: yes/no = (>= (/ 合计(产量) 计数(产量)) 5吨/月)\n");
  CHECK(model_of("x = 占比(销售额) >= 20%\n", "define x") == "define x layer 1: yes/no = (>= (/ 销售额 合计(销售额)) 20%)\n");
  CHECK(model_of("x = 排前累计占比(销售额) < 80%\n", "define x") ==
        "define x layer 1: yes/no = (< (/ 排前合计(销售额) 合计(销售额)) 80%)\n");
  CHECK(model_of("x = 名次(客户数, 重点, 每 行业)\n", "define x") ==
        "define x layer 1: whole .0 = 名次(客户数, 重点, 每 行业)\n");
  CHECK(model_of("x = 百分位(客户数) > 50%\n", "define x") ==
        "define x layer 1: yes/no = (> (/ 排后个数(客户数) 计数(客户数)) 50%)\n");
  CHECK(model_of("x = 分摊(100万元, 销售额)\n", "define x") == "define x layer 1: whole 元 .0 = 分摊(100万元, 销售额)\n");
  CHECK(model_of("x = 分摊(100万元, 销售额, 2, 每 地区)\n", "define x") ==
        "define x layer 1: number 元 .2 = 分摊(100万元, 销售额, 2, 每 地区)\n");
}

TEST_CASE("mistakes") {
  CHECK(problems_in("x = 合计()\n") == "type-mismatch [合计()] “合计”需要 1 项，却写了 0 项\n");
  CHECK(problems_in("x = 合计(销售额, 客户数)\n") == "type-mismatch [客户数] 这里应当是一个条件，却是数\n");
  CHECK(problems_in("x = 合计(销售额, 重点, 5)\n") == "type-mismatch [合计(销售额, 重点, 5)] “合计”需要 1 项，却写了 3 项\n");
  CHECK(problems_in("x = 合计(销售额 / 成本)\n") ==
        "type-mismatch [销售额 / 成本] 除法的结果是分数：可以直接比较，但显示或继续计算之前要先四舍五入 | 例如 四舍五入(销售额 "
        "/ 成本, 2)\n");
  CHECK(problems_in("x = 合计(销售额 * 毛利率)\n") ==
        "overflow [销售额 * 毛利率] 结果的小数位数太多，请对中间结果四舍五入 | 例如 四舍五入(销售额 * 毛利率, 2)\n");
  CHECK(problems_in("x = 合计(四舍五入(销售额 * 毛利率, 2))\n") == "");
  CHECK(problems_in("x = 计数(客户数)\n") == "type-mismatch [客户数] 这里应当是一个条件，却是数\n");
  CHECK(problems_in("x = 平均(销售额)\n") == "");
  CHECK(problems_in("x = 最小(1, 每 行业)\n") == "type-mismatch [行业] “最小”不看名单，不能写“每 …”\n");
  CHECK(problems_in("x = 分摊(100万元, 销售额, 1.5)\n") ==
        "type-mismatch [1.5] 小数位数应当是 0 至 12 的整数，例如 四舍五入(x, 2)\n");
  CHECK(problems_in("x = 分摊(100万元)\n") == "type-mismatch [分摊(100万元)] “分摊”需要 2 项，却写了 1 项\n");
  CHECK(problems_in("x = 名次(x)\n") == "cycle [x = 名次(x)] 定义绕了一圈：x → x\n");
  CHECK(problems_in("准入条件 门\n  大: 名次(客户数) <= 10\n") ==
        "layer [名次(客户数)] 适用和准入条件里不能用“名次(客户数)”：它只看通过准入的客户\n");
}

TEST_CASE("levels: what is found from what is found") {
  const model::Rules rules = rules_of(chinese_fields +
                                      "a = 名次(客户数)\nb = 合计(a, 每 行业)\nc = 合计(客户数)\nd = 占比(b + c) > 5%\n"
                                      "输出\n  a、b、c、d\n");
  std::string levels;
  for (const model::Population& population : rules.populations) {
    levels += rules.fields[population.field].name + " " + std::to_string(population.level) + "; ";
  }
  CHECK(levels == "名次(客户数) 1; 合计(a, 每 行业) 2; 合计(客户数) 1; 合计(…) 3; ");
}

TEST_CASE("portfolio checks are of totals and constants") {
  CHECK(problems_in("汇总检查 c 每 地区\n  a: 合计(客户数) >= 5 且 平均(销售额) > 下限\n  b: 计数(重点) / 计数() > 50%\n") ==
        "");
  CHECK(problems_in("汇总检查 c\n  a: 客户数 > 5\n") ==
        "type-mismatch [客户数 > 5] 汇总检查用合计、计数、平均来写，可以加常数，例如 合计(本月反馈表) >= 5\n");
  CHECK(problems_in("汇总检查 c\n  a: 1 > 2\n").starts_with("type-mismatch [1 > 2] 汇总检查用合计"));
  CHECK(problems_in("汇总检查 c\n  a: 名次(客户数) > 5\n") ==
        "type-mismatch [名次(客户数) > 5] 汇总检查用合计、计数、平均来写，可以加常数，例如 合计(本月反馈表) >= 5\n");
  CHECK(problems_in("汇总检查 c 每 地区\n  a: 合计(客户数, 每 行业) > 5\n") ==
        "type-mismatch [行业] 汇总检查已经按组计算，这里不再写“每 …”\n");
  CHECK(problems_in("汇总检查 c\n  a: 合计(客户数, 每 行业) > 5\n") ==
        "type-mismatch [行业] 这个汇总检查看的是全名单；要按组检查，把“每 …”写在它的第一行，例如 汇总检查 反馈 每 办事处\n");
  CHECK(problems_in("汇总检查 c\n  a: 合计(客户数) > 5\nx = 合计(客户数, 每 行业)\n") == "");
  CHECK(problems_in("汇总检查 c 每 地方\n  a: 计数() > 5\n") ==
        "unknown-name [地方] 不认识的名称“地方” | 是不是“地区”？ => 地区\n");
  CHECK(problems_in("汇总检查 c\n  a: 合计(客户数)\n") == "type-mismatch [合计(客户数)] 这里应当是一个条件，却是数\n");
}

}  // namespace
}  // namespace fenji::test
