// Examples that expect a plan's cells, and texts in examples.
#include "tests/check/check_case.hpp"

namespace fenji::test {
namespace {

const std::string plan =
    "级别顺序 级: A、B、C\n定级 客户级 按 客户数\n  | 9以上 | A |\n  | 5至8 | B |\n  | 其余 | C |\n"
    "计划 拜访 按 客户级\n  |   | 高管 | 区域 |\n  | A | 1次/半年 上门、2次/月 电话 | 1-3次/季度 上门 |\n"
    "  | B | 无 | 1次/2个月 微信 |\n  | C | 无 | 无 |\n";

std::string problems_with(const std::string& rows) { return problems_in(plan + "示例\n" + rows); }
std::string examples_with(const std::string& rows) { return model_of(plan + "示例\n" + rows, "example"); }

TEST_CASE("a plan's cell is expected by PLAN/ROLE") {
  CHECK(examples_with("  | 客户数 | => 拜访/高管 | => 拜访/区域 |\n  | 9 | 1次/半年 上门，2次/月 电话 | 1-3次/季度 上门 |\n"
                      "  | 5 | 无 |  |\n  | 1 | - | 1次/2个月 微信 |\n") ==
        "example 客户数=9 => 拜访/高管=[1次/半年 上门、2次/月 电话] 拜访/区域=[1-3次/季度 上门]\n"
        "example 客户数=5 => 拜访/高管=[无] 拜访/区域\n"
        "example 客户数=1 => 拜访/高管=[无] 拜访/区域=[1次/2个月 微信]\n");
  CHECK(problems_with("  | 客户数 | => 拜访/高管层 |\n  | 9 | 无 |\n") ==
        "unknown-name [拜访/高管层] 示例里的“拜访/高管层”没有定义 | 是不是“拜访/高管”？ => 拜访/高管\n");
  CHECK(problems_with("  | 客户数 | => 拜访/总裁 |\n  | 9 | 无 |\n").starts_with("unknown-name [拜访/总裁]"));
  CHECK(problems_with("  | 客户数 | => 拜访 |\n  | 9 | 无 |\n") ==
        "type-mismatch [拜访] “拜访”是计划，示例要写明是哪个角色 | 写成 => 拜访/高管 或 => 拜访/区域\n");
  CHECK(problems_with("  | 拜访/高管 | => 客户级 |\n  | 无 | A |\n") ==
        "type-mismatch [拜访/高管] “拜访/高管”是计划的结果，示例只能写它应为什么 | 请写成 => 拜访/高管 => => 拜访/高管\n");
  CHECK(problems_with("  | 客户数 | => 拜访/高管 |\n  | 9 | 3-1次/月 |\n")
            .starts_with("type-mismatch [3-1次/月] 联络次数 3-1 不合理"));
  CHECK(problems_with("  | 客户数 | => 毛利/高管 |\n  | 9 | 无 |\n").starts_with("unknown-name [毛利/高管] 示例里的"));
}

TEST_CASE("a declared name with a stroke is no role") {
  const std::string text =
      "规则 试\n字段\n  编号: 文本, 唯一编号\n  甲: 整数\n  「甲/乙」: 百分比\n输出\n  编号\n"
      "示例\n  | 甲 | 甲/乙 | => 甲/乙 |\n  | 1 | 5% | 5% |\n";
  CHECK(lines_of(rules_of(text), "example") == "example 甲=1 甲/乙=5% => 甲/乙=5%\n");
}

TEST_CASE("texts with full-width signs stand in quotes") {
  CHECK(problems_with("  | 名称 | => 客户级 |\n  | 张三，李四 | A |\n") ==
        "type-mismatch [张三，李四] 引号外的全角符号按半角读，“张三，李四”会读成“张三,李四” | 请写成 “张三，李四” => "
        "“张三，李四”\n");
  CHECK(is_mended(plan + "示例\n  | 名称 | => 客户级 |\n  | 甲（华东）　公司 | A |\n"));
  CHECK(examples_with("  | 名称 | => 客户级 |\n  | “张三，李四” | A |\n  | 「张三，李四」 | A |\n  | 甲, 乙 | A |\n") ==
        "example 名称='张三，李四' => 客户级=A\nexample 名称='张三，李四' => 客户级=A\nexample 名称='甲, 乙' => 客户级=A\n");
}

}  // namespace
}  // namespace fenji::test
