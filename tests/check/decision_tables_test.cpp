// Tables, matrices and classes as tables of the model; the worst and the best of several grades.
#include "tests/check/check_case.hpp"

namespace fenji::test {
namespace {

TEST_CASE("tables with several conditions and results") {
  CHECK(model_of("对照表 t\n  | 行业 | 客户数 * 2 | 重点 | => x | => y |\n  | 制造 | 5以上 | 不限 | A | 1 |\n"
                 "  | 贸易、其他 | 不限 | 是 | B | 客户数 |\n  | 其余 | C | 0 |\n",
                 "define") ==
        "define x layer 1: {A B C} by row\n"
        "  行业 in 制造; (* 客户数 2) in [5..]; 重点 in any; => A\n"
        "  行业 in 贸易 其他; (* 客户数 2) in any; 重点 in yes; => B\n"
        "  otherwise => C\n"
        "define y layer 1: whole .0 by row\n"
        "  行业 in 制造; (* 客户数 2) in [5..]; 重点 in any; => 1\n"
        "  行业 in 贸易 其他; (* 客户数 2) in any; 重点 in yes; => 客户数\n"
        "  otherwise => 0\n");
  CHECK(problems_in("对照表 t\n  | 行业 | 客户数 | => x |\n  | 制造 | 其余 | A |\n  | 其余 | 1 | B |\n") ==
        "syntax [制造 | 其余 | A] “其余”代表整行，同一行不能再写别的条件\n"
        "syntax [其余 | 1 | B] “其余”代表整行，同一行不能再写别的条件\n");
  CHECK(problems_in("对照表 t\n  | 行也 | => x |\n  | 制造 | A |\n") ==
        "unknown-name [行也] 不认识的名称“行也” | 是不是“行业”？ => 行业\n");
  CHECK(problems_in("对照表 t\n  | 行业 | => 客户数 |\n  | 制造 | A |\n") ==
        "duplicate-name [客户数] 名称“客户数”已经用过 | 请给其中一个换个名称，或删去重复的一行\n"
        "  14:3 [客户数] 第一次出现在这里\n");
}

TEST_CASE("其余 as the only head of a matrix asks nothing") {
  CHECK(model_of("矩阵 x 按 地区 与 客户数\n  |  | 其余 |\n  | 其余 | A |\n", "define x") ==
        "define x layer 1: {A} by row\n"
        "  地区 in any; 客户数 in any; => A\n");
}

TEST_CASE("matrices: a row for each cell") {
  CHECK(model_of("矩阵 x 按 行业 与 客户数: 仅当 重点\n  |  | 5以上 | 不满5 |\n  | 制造 | A | B |\n  | 其余 | C | D |\n",
                 "define x") ==
        "define x layer 1 when 重点: {A B C D} by row\n"
        "  行业 in 制造; 客户数 in [5..]; => A\n"
        "  行业 in 制造; 客户数 in [..5); => B\n"
        "  行业 in 贸易 其他; 客户数 in [5..]; => C\n"
        "  行业 in 贸易 其他; 客户数 in [..5); => D\n");
  CHECK(
      model_of("矩阵 x 按 客户数 与 重点\n  |  | 是 | 其余 |\n  | 5以上 | A | B |\n  | [1, 3] | C | D |\n  | 其余 | E | F |\n",
               "define x") ==
      "define x layer 1: {A B C D E F} by row\n"
      "  客户数 in [5..]; 重点 in yes; => A\n"
      "  客户数 in [5..]; 重点 in no; => B\n"
      "  客户数 in [1..3]; 重点 in yes; => C\n"
      "  客户数 in [1..3]; 重点 in no; => D\n"
      "  客户数 in [..1) (3..5); 重点 in yes; => E\n"
      "  客户数 in [..1) (3..5); 重点 in no; => F\n");
  CHECK(model_of("矩阵 x 按 销售额 与 重点\n  |  | 不限 |\n  | 成本 以上 | 1 |\n  | 其余 | 2 |\n", "define x") ==
        "define x layer 1: whole .0 by row\n"
        "  销售额 in (>= 销售额 成本); 重点 in any; => 1\n"
        "  销售额 in (not (销售额 in (>= 销售额 成本))); 重点 in any; => 2\n");
  CHECK(problems_in("矩阵 x 按 行业 与 客户数\n  |  | 其余 | 5 |\n  | 其余 | A | B |\n  | 制造 | A | B |\n") ==
        "syntax [其余] “其余”只能是最后一行\n"
        "syntax [其余] “其余”只能是最后一行\n");
  CHECK(problems_in("矩阵 x 按 行业 与 客户数\n  |  | 高 | 5 |\n  | 制造业 | A | B |\n") ==
        "unknown-name [高] 不认识的名称“高” | "
        "已有的名称：下限、要求、年度、月量、编号、名称、销售额、成本、毛利率、数量、客户数、产量、…\n"
        "unknown-name [制造业] “行业”没有“制造业”这一选项 | 是不是“制造”？ => 制造\n");
}

TEST_CASE("classes: tried in order, with or without saying so") {
  CHECK(model_of("分类 x\n  大: 客户数 >= 5\n  重点: 重点 且 非 (行业 = 制造)\n  大: 行业 = 其他\n  小: 其余\n", "define x") ==
        "define x layer 1: {大 重点 小} by first row\n"
        "  (>= 客户数 5); => 大\n"
        "  (and 重点 (not (行业 in 制造))); => 重点\n"
        "  (行业 in 其他); => 大\n"
        "  otherwise => 小\n");
  CHECK(model_of("分类 x: 依次判断\n  大: 客户数 >= 5\n  重点: 重点 且 非 (行业 = 制造)\n  大: 行业 = 其他\n  小: 其余\n",
                 "define x") ==
        "define x layer 1: {大 重点 小} by first row\n"
        "  (>= 客户数 5); => 大\n"
        "  (and 重点 (not (行业 in 制造))); => 重点\n"
        "  (行业 in 其他); => 大\n"
        "  otherwise => 小\n");
  CHECK(model_of("级别顺序 s: 小、大\n分类 x\n  大: 客户数 >= 5\n  小: 其余\n", "define x") ==
        "define x layer 1: {小 大} by first row\n"
        "  (>= 客户数 5); => 大\n"
        "  otherwise => 小\n");
  CHECK(problems_in("分类 x\n  大: 其余\n  小: 重点\n") == "syntax [大: 其余] “其余”只能是最后一行\n");
  CHECK(problems_in("分类 x\n  大: 客户数\n  小: 其余\n") == "type-mismatch [客户数] 这里应当是一个条件，却是数\n");
  CHECK(problems_in("分类 x\n  大: y = 大\n分类 y\n  大: x = 大\n") == "cycle [分类 x] 定义绕了一圈：x → y → x\n");
}

const std::string grades =
    "级别顺序 s: A、B、C\n分档 p 按 客户数\n  | 9以上 | A |\n  | 其余 | C |\n分档 q 按 客户数\n  | 9以上 | A |\n  | 其余 | B "
    "|\n";

TEST_CASE("worst and best") {
  CHECK(model_of(grades + "x = 最差(p, q)\n", "define") ==
        "define p layer 1: {A B C} by row\n"
        "  客户数 in [9..]; => A\n"
        "  otherwise => C\n"
        "define q layer 1: {A B C} by row\n"
        "  客户数 in [9..]; => A\n"
        "  otherwise => B\n"
        "define 最差(p, q) layer 1: {A B C} by first row\n"
        "  (or (p in C) (q in C)); => C\n"
        "  (or (p in B) (q in B)); => B\n"
        "  (or (p in A) (q in A)); => A\n"
        "define x layer 1: {A B C} = 最差(p, q)\n");
  CHECK(model_of(grades + "x = 最好(p, q)\n", "define 最好") ==
        "define 最好(p, q) layer 1: {A B C} by first row\n"
        "  (or (p in A) (q in A)); => A\n"
        "  (or (p in B) (q in B)); => B\n"
        "  (or (p in C) (q in C)); => C\n");
  const std::string unordered =
      "分档 p 按 客户数\n  | 9以上 | A |\n  | 其余 | C |\n分档 q 按 客户数\n  | 9以上 | A |\n  | 其余 | B |\n";
  CHECK(problems_in(unordered + "x = 最差(p, q)\n") ==
        "type-mismatch [最差(p, q)] 这些级别没有共同的高低顺序；用 级别顺序 名称: A、B、C 声明一个包含它们全部的顺序\n");
  CHECK(model_of(unordered + "x = 最差(p)\n", "define x") == "define x layer 1: {A C} = 最差(p)\n");
  CHECK(problems_in("x = 最差(客户数)\n") == "type-mismatch [客户数] “最差”要的是级别，这里是数\n");
  CHECK(problems_in("x = 最差(行业, 行业)\n") ==
        "type-mismatch [最差(行业, 行业)] 这些级别没有共同的高低顺序；用 级别顺序 名称: A、B、C 声明一个包含它们全部的顺序\n");
  CHECK(problems_in("x = 最好()\n") == "type-mismatch [最好()] “最好”需要 1 项，却写了 0 项\n");
}

}  // namespace
}  // namespace fenji::test
