// What looks at the whole list: functions with 每, portfolio checks.
#include "tests/grammar/grammar_case.hpp"

namespace fenji::test {
namespace {

TEST_CASE("functions by group") {
  CHECK(tree_of("a = 合计(额, 类 = 甲, 每 组)\n") == "a = 合计(额 (类 = 甲) per 组)\n");
  CHECK(tree_of("a = 合计(额, 每 组、类) + 计数(每 年份(日))\n") == "a = (合计(额 per 组 per 类) + 计数( per 年份(日)))\n");
  CHECK(tree_of("a = 合计(额, 每 组, 每 类)\n") == "a = 合计(额 per 组 per 类)\n");
  CHECK(tree_of("a = total(sales, class = A, per office) / count()\n") ==
        "a = (total(sales (class = A) per office) / count())\n");
  CHECK(tree_of("a = 合计(额、每 组)\n") == "a = 合计(额 per 组)\n");
  CHECK(tree_of("每月 = 1\na = 合计(每月, 每 每月)\n") ==
        "每月 = 1\n"
        "a = 合计(每月 per 每月)\n");
  CHECK(tree_of("a = share above(sales)\n") == "a = share above(sales)\n");
}

TEST_CASE("a condition with = does not make the first line of a block a derived value") {
  CHECK(tree_of("分档 档 按 合计(额, 类 = 甲)\n  | 5以上 | A |\n") ==
        tree_of("分档 档 按 (合计(额, 类 == 甲))\n  | 5以上 | A |\n"));
  CHECK(tree_of("矩阵 档 按 a 与 合计（额，类 ＝ 甲）\n  |  | 5 |\n  | 6 | 7 |\n").find("matrix") == 0);
  CHECK(tree_of("plan p on best(a, b) : when count(c = d) > 5\n  |  | r |\n  | A | none |\n").find("plan p") == 0);
  CHECK(tree_of("汇总检查 查 每 (类 = 甲)\n  多: 计数() > 5\n").find("portfolio") == 0);
  CHECK(tree_of("分档 (同比) = 合计(额, 类 = 甲)\n") == "分档 (同比) = 合计(额 (类 = 甲))\n");
}

TEST_CASE("mistakes in groups") {
  CHECK(errors_of("a = 合计(额, 每)\n") == "1:12 [)] 这里应当是用来分组的字段，例如 每 办事处，却是“)”\n");
  CHECK(errors_of("a = 合计(额, 每 组、)\n") == "1:15 [)] 这里应当是一个名称、数值或括号，却是“)”\n");
  CHECK(errors_of("a = 合计(额 每 组)\n") == "1:10 [每] 括号没有闭合，这里应当有“)”，却是“每”\n");
}

TEST_CASE("portfolio checks") {
  CHECK(tree_of("汇总检查 反馈表 每 办事处\n  总数: 合计(表) >= 5\n  A类: 合计(表, 类 = A) >= 2 且\n    计数() > 1\n") ==
        "portfolio 反馈表 per 办事处\n"
        "  总数: (合计(表) >= 5)\n"
        "  A类: (and (合计(表 (类 = A)) >= 2) (计数() > 1))\n");
  CHECK(tree_of("汇总检查 全名单:\n  总数: 计数() >= 5\n") ==
        "portfolio 全名单\n"
        "  总数: (计数() >= 5)\n");
  CHECK(tree_of("portfolio calls per office, team\n  all: count() >= 5\n") ==
        "portfolio calls per office per team\n"
        "  all: (count() >= 5)\n");
  CHECK(tree_of("汇总检查 每月检查 每 办事处、年份(日)\n  总数: 计数() >= 5\n") ==
        "portfolio 每月检查 per 办事处 per 年份(日)\n"
        "  总数: (计数() >= 5)\n");
}

TEST_CASE("mistakes in portfolio checks") {
  CHECK(errors_of("汇总检查 反馈表 每 办事处\n参数\n") ==
        "1:1 [汇总检查 反馈表 每 办事处] 汇总检查下面没有检查项 | 每行写 名称: 条件，例如 总数: 合计(反馈表) >= 5\n");
  CHECK(errors_of("汇总检查 每 办事处\n  总数: 计数() >= 5\n") ==
        "1:6 [每] 汇总检查要先有名称，例如 汇总检查 反馈表 每 办事处，却是“每”\n");
  CHECK(errors_of("汇总检查 反馈表 每\n  总数: 计数() >= 5\n") ==
        "1:11 [] 这里应当是用来分组的字段，例如 每 办事处，但这一行到此为止\n");
  CHECK(errors_of("汇总检查 反馈表\n  总数 计数() >= 5\n  | x |\n") ==
        "2:5 [ ] 这里少了冒号“:” | 请写成 : => : \n"
        "3:5 [x] 这里不需要表格行\n");
  CHECK(errors_of("汇总检查 反馈表: 依次判断\n  总数: 计数() >= 5\n") ==
        "1:11 [依次判断] 这里应当结束，或写“每 …”，例如 汇总检查 反馈表 每 办事处，却是“依次判断”\n");
}

}  // namespace
}  // namespace fenji::test
