// One run reports every broken line, with its place and a caret under the right character; what they would have declared is
// known to be lost.
#include "grammar/diagnostics/render.hpp"
#include "tests/grammar/grammar_case.hpp"

namespace fenji::test {
namespace {

const std::string broken =
    "规则 政府类\n"
    "  版夲: 1\n"
    "  适用: 客户类型 = \n"
    "参数\n"
    "  要求毛利率 = 35%%\n"
    "  下限 10万元\n"
    "字段\n"
    "  客户编号: 文本，唯一编号\n"
    "  金额: 钱\n"
    "  毛利率: 百分比\n"
    "准入条件 要素: 全部满足\n"
    "  有预算: (金额 > 1\n"
    "  有需求: 毛利率 > > 1\n"
    "差额 = 毛利率 -\n"
    "评分表 分\n"
    "  | 毛利率 (100%) | 分值 |\n"
    "  | 10%~20% | 5 |\n"
    "  | 20%以上 |\n"
    "定级 级别 按 分 依次判断\n"
    "  | 90以上 | A |\n"
    "评分卡 其他\n"
    "  | a | b |\n"
    "计划 拜访 按 级别\n"
    "  |   | 经理 |\n"
    "  | A | 1次/旬 |\n"
    "输出\n"
    "  客户编号、、级别\n";

TEST_CASE("every broken line, in the order of the file") {
  CHECK(errors_of(broken) ==
        "2:3 [版夲] 不认识的“版夲” | 是不是“版本”？ => 版本\n"
        "3:13 [] 这里应当是一个名称、数值或括号，但这一行到此为止\n"
        "5:14 [%] 多了“%” | 请删去 => \n"
        "6:5 [ ] 这里少了“=” | 请写成 = =>  = \n"
        "9:7 [钱] 这里不写“钱”，写“金额” | 请写成 金额 => 金额\n"
        "12:15 [] 括号没有闭合，这里少了“)” | 请写成 ) => )\n"
        "13:14 [>] 这里应当是一个名称、数值或括号，却是“>”\n"
        "14:11 [] 这里应当是一个名称、数值或括号，但这一行到此为止\n"
        "17:5 [10%~20%] “~”不是范围：范围用“至”连接，两端都包含在内 | 请写成 10%至20% => 10%至20%\n"
        "18:5 [20%以上] 这一行有 1 格，应当有 2 格 | 每一列都要有一格；不限时写“不限”\n"
        "19:10 [ ] 这里少了冒号“:” | 请写成 : => : \n"
        "21:1 [评分卡] 不认识的块“评分卡” | 是不是“评分表”？ => 评分表\n"
        "21:1 [评分卡 其他] 评分表下面没有行\n"
        "22:9 [b] 评分表的最后一列应当是“分值” | 请写成 分值 => 分值\n"
        "25:12 [旬] 这里应当是周期：天、周、月、季度、半年或年，却是“旬”\n"
        "27:8 [、] 多了“、” | 请删去 => \n");
}

TEST_CASE("what could be read is there") {
  CHECK(text_of(grammar::parse(broken).tree) ==
        "rules <政府类>\n"
        "parameters\n  要求毛利率 = 35%\n  下限 = 10e4元\n"
        "fields\n  客户编号: text, key\n  金额: money\n  毛利率: percent\n"
        "eligibility 要素 all\n  有预算: (金额 > 1)\n"
        "scorecard 分\n  | 毛利率 weight 100% |\n  | [10%..20%] | 5 |\n"
        "grade 级别 on 分 first-match\n  | [90..] | A |\n"
        "scorecard 其他\n  | a |\n"
        "plan 拜访 on 级别: 经理\n  | A | none |\n"
        "output 客户编号; 级别\n");
}

TEST_CASE("the names that broken lines would declare") {
  const auto lost = [](const std::string& text) {
    std::string names;
    for (const std::string& name : grammar::parse(text).tree.lost_names) names += "[" + name + "]";
    return names;
  };
  CHECK(lost(broken) == "[差额]");
  CHECK(lost("分档 加成按 x\n分档 y 按\n评分表 s: 全都\n计划 p 按 g\n") == "[y][s][p]");
  CHECK(lost("bands bonus on\n  | a | => b | => c |\n") == "[bonus][b][c]");
  CHECK(lost("矩阵 m 按 a 与 b\n  |  | 1 |\n") == "[m]");
}

TEST_CASE("the caret stands under the right character") {
  SourceSet sources;
  sources.add(Source("政府.fenji", broken));
  const grammar::ParseResult result = grammar::parse(sources[0].text());
  const auto rendered = [&](std::size_t i) { return render(result.diagnostics.at(i), sources, Language::chinese); };
  CHECK(rendered(2) ==
        "政府.fenji:5:14: 错误：多了“%” [syntax]\n"
        "    5 |   要求毛利率 = 35%%\n"
        "      |                   ^\n"
        "      → 请删去\n");
  CHECK(rendered(8) ==
        "政府.fenji:17:5: 错误：“~”不是范围：范围用“至”连接，两端都包含在内 [syntax]\n"
        "   17 |   | 10%~20% | 5 |\n"
        "      |     ^^^^^^^\n"
        "      → 请写成 10%至20%\n");
  CHECK(rendered(12) ==
        "政府.fenji:21:1: 错误：评分表下面没有行 [syntax]\n"
        "   21 | 评分卡 其他\n"
        "      | ^^^^^^^^^^^\n");
}

TEST_CASE("lines that belong to no block") {
  CHECK(errors_of("  a = 1\n| b |\n参数\n  c = 1\n") ==
        "1:3 [a = 1] 这一行不属于任何一块 | 先写一行不缩进的块名，例如 字段 或 分档 …\n"
        "2:3 [b] 这一行不属于任何一块 | 先写一行不缩进的块名，例如 字段 或 分档 …\n");
  CHECK(errors_of("hello world\n").starts_with("1:1 [hello] 不认识的块“hello” | 不缩进的行开始一块"));
}

TEST_CASE("every sentence of the parser in English") {
  CHECK(
      errors_of("rules\n  version 1\n  colour: red\nfields\n  a: colour\nbands b\n  | 1 | 2 |\nbands c on a\nscorecard s\nplan "
                "p on a\nexamples\n"
                "output\n  | a |\nx = 1\n  y\nz = “a\nscale q: A\n  B\n",
                Language::english) ==
      "1:1 [rules] the rules have no title | write rules TITLE\n"
      "2:3 [version] a colon `:` should follow | write version: => version:\n"
      "3:3 [colour] unknown `colour` | what can stand here: version, owner, approval, notes, applies to, effective, extends\n"
      "5:6 [colour] a type should stand here: text, yes/no, one of …, money, percent, number, whole number or date, not "
      "`colour`\n"
      "6:8 [] `on` and the value to look at should stand here, such as bands bonus on sales, but the line ends\n"
      "8:1 [bands c on a] no rows follow | write | at least 400 | 20% |\n"
      "9:1 [scorecard s] a scorecard needs at least one criterion and a column of points | write | margin (100%) | points |\n"
      "10:1 [plan p on a] the plan has no table | the first row names the roles, a row for each grade follows\n"
      "11:1 [examples] the examples have no table | the first row names fields and => results, a row for each example follows\n"
      "12:1 [output] the output names no column\n"
      "13:5 [a] no table row is needed here\n"
      "15:3 [y] a derived value takes one line; this line does not belong to it\n"
      "16:5 [“a] this quote is not closed | close it on the same line\n"
      "18:3 [B] `scale` takes one line; this line does not belong to it\n");
}

}  // namespace
}  // namespace fenji::test
