#include "engine/coverage/coverage.hpp"

#include <string>
#include <vector>

#include "engine/explain/examples.hpp"
#include "tests/explain/story.hpp"

using namespace fenji;
using test::RuleText;

namespace {

const std::string head =
    "规则 试\n字段\n  编号: 文本, 唯一编号\n  区域: 选项 东、西\n  分: 整数\n  数: 整数\n  好: 是否\n  备注: 文本, 可不填\n";

// `[what stands at the place] sentence` for each part that the examples do not reach, then how many are reached of how many.
std::string unreached(const std::string& lines, const std::vector<RuleText::Cells>& records = {}) {
  const RuleText text(head + lines);
  coverage::Coverage coverage(text.rules());
  for (const model::Example& example : text.rules().examples) {
    const execute::Record record = explain::record_of(example, text.rules());
    coverage.add(record, execute::evaluate(text.rules(), record));
  }
  for (const RuleText::Cells& cells : records) {
    execute::Record record;
    record.fields = text.values(cells);
    coverage.add(record, execute::evaluate(text.rules(), record));
  }
  std::string result;
  const Diagnostics diagnostics = coverage.unreached(text.sources());
  for (const Diagnostic& diagnostic : diagnostics) {
    CHECK(diagnostic.name == "unreached");
    CHECK(diagnostic.severity == Severity::warning);
    CHECK_FALSE(diagnostic.message.en.empty());
    result += "[" + std::string(text.sources().text(diagnostic.span)) + "] " + diagnostic.message.zh + "\n";
  }
  CHECK(coverage.reached() + diagnostics.size() == coverage.parts());
  return result + std::to_string(coverage.reached()) + "/" + std::to_string(coverage.parts());
}

const std::string grade = "定级 级别 按 分\n  | 9以上 | A |\n  | 5至8 | B |\n  | 其余 | C |\n";
const std::string output = "输出\n  编号、级别\n";

}  // namespace

TEST_CASE("rows of a grade") {
  CHECK(unreached(grade + output).ends_with("0/3"));
  CHECK(unreached(grade + output + "示例\n  | 分 | => 级别 |\n  | 9 | A |\n  | 1 | C |\n") ==
        "[5至8 | B] 没有示例或样例记录到过这一行（定级 级别）：| 5至8 | B |\n2/3");
  CHECK(unreached(grade + output, {{{"编号", "1"}, {"分", "5"}}}).ends_with("1/3"));
  // A value that the example gives asks no row.
  CHECK(unreached(grade + output + "示例\n  | 分 | 级别 | => 级别 |\n  | 9 | B | B |\n").ends_with("0/3"));
}

TEST_CASE("a first-match row counts where no earlier one is open") {
  const std::string table =
      "对照表 查: 依次判断\n  | 好 | 分 | => 级别 |\n  | 是 | - | A |\n  | - | 5以上 | A |\n  | - | 不满5 | C |\n";
  CHECK(unreached(table + output + "示例\n  | 分 | => 级别 |\n  | 9 | A |\n").ends_with("0/3"));
  CHECK(unreached(table + output + "示例\n  | 分 | 好 | => 级别 |\n  | 9 | 否 | A |\n").ends_with("1/3"));
}

TEST_CASE("scorecards by cell, behind a total that is given not at all") {
  const std::string card =
      "评分表 总\n  | 分 (50%) | 数 (50%) | 分值 |\n  | 5以上 | 8以上 | 100 |\n  | 不满5 | 不满8 | 0 |\n"
      "输出\n  编号、总\n";
  CHECK(unreached(card + "示例\n  | 分 | 数 | => 总 |\n  | 5 | 7 | 50 |\n") ==
        "[8以上] 没有示例或样例记录到过这一格（评分表 总）：数: 8以上\n"
        "[不满5] 没有示例或样例记录到过这一格（评分表 总）：分: 不满5\n2/4");
  CHECK(unreached(card + "示例\n  | 分 | 数 | 总 | => 总 |\n  | 5 | 7 | 1 | 1 |\n").ends_with("0/4"));
}

TEST_CASE("cells of a matrix, lines of a classification, rows of a plan") {
  const std::string matrix = "矩阵 级别 按 区域 与 好\n  |    | 是 | 否 |\n  | 东 | A | B |\n  | 西 | B | C |\n";
  CHECK(unreached(matrix + output +
                  "示例\n  | 区域 | 好 | => 级别 |\n  | 东 | 是 | A |\n  | 西 | 否 | C |\n  | 西 | 是 | B |\n") ==
        "[B] 没有示例或样例记录到过这一格（矩阵 级别）：| 东 | 否 | B |\n3/4");
  CHECK(unreached("分类 级别\n  甲: 好 且 分 >= 5\n  乙: 好\n  丙: 其余\n" + output +
                  "示例\n  | 好 | 分 | => 级别 |\n  | 是 | 9 | 甲 |\n  | 否 | 9 | 丙 |\n") ==
        "[乙: 好] 没有示例或样例记录到过这一行（分类 级别）：乙: 好\n2/3");
  CHECK(unreached(grade + "计划 拜访 按 级别\n  |   | 经理 |\n  | A | 1次/月 |\n  | B | 无 |\n  | C | 无 |\n" + output +
                  "示例\n  | 级别 | => 拜访/经理 |\n  | A | 1次/月 |\n  | C | 无 |\n") ==
        "[9以上 | A] 没有示例或样例记录到过这一行（定级 级别）：| 9以上 | A |\n"
        "[5至8 | B] 没有示例或样例记录到过这一行（定级 级别）：| 5至8 | B |\n"
        "[其余 | C] 没有示例或样例记录到过这一行（定级 级别）：| 其余 | C |\n"
        "[B | 无] 没有示例或样例记录到过这一行（计划 拜访）：| B | 无 |\n2/6");
}

TEST_CASE("eligibility both ways, applies both ways, layers hide what is below") {
  const std::string rules = "准入条件 门: 全部满足\n  好客户: 好\n  有备注: 备注 已填\n" + grade + output;
  CHECK(unreached(rules + "示例\n  | 好 | 备注 | 分 | => 状态 |\n  | 是 | 有 | 9 | 已评级 |\n  | 否 | 有 | 5 | 不予评级 |\n") ==
        "[有备注] 没有示例或样例记录不满足“有备注”（准入条件 门）\n"
        "[5至8 | B] 没有示例或样例记录到过这一行（定级 级别）：| 5至8 | B |\n"
        "[其余 | C] 没有示例或样例记录到过这一行（定级 级别）：| 其余 | C |\n4/7");
  // A block that counts as passed because nothing of it is given.
  CHECK(unreached(rules + "示例\n  | 分 | => 级别 |\n  | 9 | A |\n").ends_with("1/7"));

  const RuleText::Cells east = {{"编号", "1"}, {"区域", "东"}, {"分", "9"}},
                        west = {{"编号", "2"}, {"区域", "西"}, {"分", "5"}};
  const auto applying = [&](const std::vector<RuleText::Cells>& records) {
    const RuleText text("规则 试\n  适用: 区域 = 东\n" + head.substr(head.find("字段")) + grade + output);
    coverage::Coverage coverage(text.rules());
    for (const RuleText::Cells& cells : records) {
      execute::Record record;
      record.fields = text.values(cells);
      coverage.add(record, execute::evaluate(text.rules(), record));
    }
    std::string said;
    for (const Diagnostic& diagnostic : coverage.unreached(text.sources())) said += diagnostic.message.zh.substr(0, 48) + "\n";
    return said;
  };
  CHECK(applying({east}).starts_with("没有示例或样例记录在适用范围外\n"));
  CHECK(applying({west}).starts_with("没有示例或样例记录在适用范围内\n"));
  CHECK(applying({east, west}).starts_with("没有示例或样例记录到过这一行"));  // the row of the record that is outside
}

TEST_CASE("a table whose condition does not hold is not consulted") {
  const std::string bands = "分档 级别 按 分: 仅当 好\n  | 5以上 | A |\n  | 不满5 | B |\n" + output;
  CHECK(unreached(bands + "示例\n  | 分 | 好 | => 状态 |\n  | 9 | 否 | 不适用 |\n").ends_with("0/2"));
  CHECK(unreached(bands + "示例\n  | 分 | 好 | => 级别 |\n  | 9 | 是 | A |\n").ends_with("1/2"));
}

TEST_CASE("labels that an output can take beside its rows") {
  const std::string scale =
      "级别顺序 级: A、B、C、D\n分档 甲 按 分\n  | 9以上 | A |\n  | 其余 | C |\n分档 乙 按 数\n  | 9以上 | B |\n  | 其余 | C "
      "|\n";
  // 最差 of A, C and B, C is never A nor D.
  CHECK(unreached(scale + "级别 = 最差(甲, 乙)\n" + output + "示例\n  | 分 | 数 | => 级别 |\n  | 9 | 9 | B |\n") ==
        "[其余 | C] 没有示例或样例记录到过这一行（分档 甲）：| 其余 | C |\n"
        "[其余 | C] 没有示例或样例记录到过这一行（分档 乙）：| 其余 | C |\n"
        "[级别] 没有示例或样例记录的“级别”是“C”\n3/6");
  CHECK(unreached(scale + "级别 = 最好(甲, 乙)\n" + output +
                  "示例\n  | 分 | 数 | => 级别 |\n  | 9 | 1 | A |\n  | 1 | 9 | B |\n") ==
        "[级别] 没有示例或样例记录的“级别”是“C”\n6/7");
}
