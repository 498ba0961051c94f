// Tables with several conditions, matrices and classes.
#include "tests/grammar/grammar_case.hpp"

namespace fenji::test {
namespace {

TEST_CASE("a table: conditions, then results") {
  CHECK(tree_of("对照表 客户: 仅当 阶段 = 潜在\n"
                "  | 在链 | 年数 - 1 | => 级别 | => 跟进 |\n"
                "  | 是 | 不限 | A | \"每周\" |\n"
                "  | 否 | 5以上、1 | B+ | \"无\" |\n"
                "  | 其余 | C | \"放弃\" |\n") ==
        "table 客户 on 在链 | (年数 - 1) when (阶段 = 潜在) => 级别; 跟进\n"
        "  | 是 | any | A | \"每周\" |\n"
        "  | 否 | [5..] 1 | B+ | \"无\" |\n"
        "  | otherwise | otherwise | C | \"放弃\" |\n");
  CHECK(tree_of("table t: first match\n  | x | y | => r |\n  | 1 | any | 5 |\n  | otherwise | otherwise | 6 |\n") ==
        "table t on x | y first-match => r\n"
        "  | 1 | any | 5 |\n"
        "  | otherwise | otherwise | 6 |\n");
  CHECK(tree_of("table t\n  | x | y | => r |\n  | otherwise | | 6 |\n") ==
        "table t on x | y => r\n"
        "  | otherwise | otherwise | 6 |\n");
  // Pasted from Excel.
  CHECK(tree_of("对照表 t\nx\ty\t=> r\n是\t否\tA\n") ==
        "table t on x | y => r\n"
        "  | 是 | 否 | A |\n");
}

TEST_CASE("mistakes in tables") {
  CHECK(errors_of("对照表 t\n  | x | r |\n  | 是 | A |\n") ==
        "2:9 [r] 表头没有结果列，结果列要以 => 开头 | 请写成 => r => => r\n");
  CHECK(errors_of("对照表 t\n参数\n") == "1:1 [对照表 t] 对照表下面没有表格 | 第一行写条件列和 => 结果列，以下每种情形一行\n");
  CHECK(errors_of("对照表 t\n  | => r |\n  | A |\n") == "2:5 [=> r] 对照表没有条件列 | 在 => 结果列前面写要判断的字段或名称\n");
  CHECK(errors_of("对照表 t\n  | x | => r | y |\n  | 是 | A | B |\n") ==
        "2:16 [y] 条件列要写在结果列前面 | 请写成 => y => => y\n");
  CHECK(errors_of("对照表 t\n  | x |  | => r |\n  | 是 | 是 | A |\n") ==
        "2:8 [] 条件列的表头不能空着 | 写上要判断的字段或名称\n");
  CHECK(errors_of("对照表 t\n  | x | => r |\n") ==
        "1:1 [对照表 t] 下面没有表格行 | 写成 | 是 | A |，每个条件列和结果列各一格\n");
  CHECK(errors_of("对照表 t\n  | x | y | => r |\n  | 是 | A |\n  |  | 是 | A |\n") ==
        "3:5 [是 | A] 这一行有 2 格，应当有 3 格 | 每一列都要有一格；不限时写“不限”\n"
        "4:4 [] 条件格不能空着 | 没有条件时写“不限”或 - =>  不限 \n");
  CHECK(errors_of("对照表 t\n  | x | => r |\n  | 其余 | A |\n  | 1 | B |\n") ==
        "3:5 [其余 | A] “其余”只能是最后一行 | 请把这一行移到表的最后 =>   | 1 | B |\n  | 其余 | A |\n");
  CHECK(errors_of("对照表 t 按 x\n  | x | => r |\n  | 是 | A |\n") ==
        "1:7 [按 x] 对照表的条件写在表头里，不写“按” | 表头写成 | 阶段 | => 客户级别 |\n");
}

TEST_CASE("a matrix") {
  CHECK(tree_of("矩阵 m 按 份额 与 规模 + 1: 仅当 a\n"
                "  |            | 大额 以上 | 其余 |\n"
                "  | 50%以上 | A | C |\n"
                "  | 不满50% | B | D |\n") ==
        "matrix m on 份额 and (规模 + 1) when a\n"
        "  | | [大额..] | otherwise |\n"
        "  | [50%..] | A | C |\n"
        "  | [..50%) | B | D |\n");
  CHECK(tree_of("matrix m on share and size\n  | share \\ size | high, low | any |\n  | yes | 1 | 2 * x |\n") ==
        "matrix m on share and size\n"
        "  | | high low | any |\n"
        "  | yes | 1 | (2 * x) |\n");
  // A head pasted from Excel without its empty corner.
  CHECK(tree_of("矩阵 m 按 a 与 b\n高\t低\n好\tA\tB\n") ==
        "matrix m on a and b\n"
        "  | | 高 | 低 |\n"
        "  | 好 | A | B |\n");
}

TEST_CASE("mistakes in matrices") {
  CHECK(errors_of("矩阵 m 按 a\n  |  | 1 |\n  | 1 | A |\n") ==
        "1:9 [] 矩阵要按两个数值来判断，这里应当有“与”，例如 按 付款信用 与 成交价格，但这一行到此为止\n");
  CHECK(errors_of("矩阵 m\n  |  | 1 |\n  | 1 | A |\n") ==
        "1:5 [] 这里应当有“按”和要判断的数值，例如 分档 加成 按 近两年销售额，但这一行到此为止\n");
  CHECK(errors_of("矩阵 m 按 a 与 b\n参数\n") ==
        "1:1 [矩阵 m 按 a 与 b] 矩阵缺少表格 | 第一行空一格后写各列的取值，以下每行先写该行的取值：|    | 高 | 低 |\n");
  CHECK(errors_of("矩阵 m 按 a 与 b\n  |  | 1 | 2 |\n  | 1 | A |\n  | 2 | A | B | C |\n") ==
        "3:5 [1 | A] 这一行有 2 格，应当有 3 格 | 每一列都要有一格；不限时写“不限”\n"
        "4:5 [2 | A | B | C] 这一行有 4 格，应当有 3 格 | 每一列都要有一格；不限时写“不限”\n");
  CHECK(errors_of("矩阵 m 按 a 与 b\n  |  | 1 | |\n  |  | A | B |\n") ==
        "2:11 [] 条件格不能空着 | 没有条件时写“不限”或 - =>  不限 \n"
        "3:4 [] 条件格不能空着 | 没有条件时写“不限”或 - =>  不限 \n");
  CHECK(errors_of("矩阵 m 按 a 与 b: 依次判断\n  |  | 1 |\n  | 1 | A |\n") == "1:15 [依次判断] “依次判断”只用于按行判断的表\n");
}

TEST_CASE("classes") {
  CHECK(tree_of("分类 阶段: 依次判断, 仅当 x\n  合作: 订单 >= 1\n  3M 中国: 已接触 且\n    需求\n  潜在: 其余\n") ==
        "classify 阶段 first-match when x\n"
        "  合作: (订单 >= 1)\n"
        "  3M 中国: (and 已接触 需求)\n"
        "  潜在: otherwise\n");
  CHECK(tree_of("classify stage\n  key account: a in 1, 2\n  rest: otherwise\n") ==
        "classify stage\n"
        "  key account: (in a 1 2)\n"
        "  rest: otherwise\n");
}

TEST_CASE("mistakes in classes") {
  CHECK(errors_of("分类 c\n参数\n") == "1:1 [分类 c] 分类下面没有类别 | 每行写 类别: 条件，最后可以写 类别: 其余\n");
  CHECK(errors_of("分类 c\n  A 订单 >= 1\n  B:\n  C: 其余的\n  | x |\n") ==
        "2:4 [ ] 这里少了冒号“:” | 请写成 : => : \n"
        "3:5 [] 这里应当是一个条件，但这一行到此为止\n"
        "5:5 [x] 这里不需要表格行\n");
}

}  // namespace
}  // namespace fenji::test
