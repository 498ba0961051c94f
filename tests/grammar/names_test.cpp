// Names: words of any script, with blanks or odd characters, quoted, or spelled like keywords; a declared name always wins.
#include <vector>

#include "tests/grammar/grammar_case.hpp"

namespace fenji::test {
namespace {

// `x = EXPRESSION` behind a file that declares `names` as fields, one a line.
std::string with_fields(const std::vector<std::string>& names, const std::string& expression, bool in_chinese = true) {
  std::string text = in_chinese ? "字段\n" : "fields\n";
  for (const std::string& name : names) text += "  " + name + (in_chinese ? ": 数\n" : ": number\n");
  text += "x = " + expression + "\n";
  const grammar::ParseResult result = grammar::parse(text);
  if (!result.diagnostics.empty()) return text_of(result.diagnostics, text);
  const std::string tree = text_of(result.tree);
  return tree.substr(tree.rfind("x = ") + 4, tree.size() - tree.rfind("x = ") - 5);
}

TEST_CASE("words of any script") {
  CHECK(expression_of("客户编号") == "客户编号");
  CHECK(expression_of("net_margin2") == "net_margin2");
  CHECK(expression_of("Größe + été") == "(Größe + été)");
  CHECK(expression_of("合同(甲)") == "合同(甲)");
  CHECK(expression_of("joint venture") == "joint venture");
  CHECK(expression_of("joint    venture") == "joint venture");
}

TEST_CASE("a declared name wins over the keywords in it") {
  struct Case {
    std::string name, expression, expected;
  };
  const std::vector<Case> cases = {
      {"不满意度", "不满意度 > 3", "(不满意度 > 3)"},
      {"是否重点", "非 是否重点", "(not 是否重点)"},
      {"或有负债", "或有负债 > 0 或 或有负债 < 5", "(or (或有负债 > 0) (或有负债 < 5))"},
      {"非标产品", "非标产品 为 1、2", "(in 非标产品 1 2)"},
      {"与我司成交额", "与我司成交额 不满100", "(与我司成交额 < 100)"},
      {"至尊客户数", "至尊客户数 + 1", "(至尊客户数 + 1)"},
      {"为民公司数", "为民公司数", "为民公司数"},
      {"按揭余额", "按揭余额 / 每月销量", "(按揭余额 / 每月销量)"},
      {"大额以上", "大额以上 > 3", "(大额以上 > 3)"},
      {"超过3次", "超过3次 > 5", "(超过3次 > 5)"},
      {"2025年销售额", "2025年销售额 > 5年", "(2025年销售额 > 5年)"},
      {"24小时响应", "24小时响应 为 24小时", "(in 24小时响应 24小时)"},
      {"A+", "A+ > 3 且 A + 1 > 2", "(and (A+ > 3) ((A + 1) > 2))"},
      {"毛利率（%）", "毛利率（%） + 1", "(毛利率(%) + 1)"},
      {"销售额(万元)", "销售额(万元) > 5", "(销售额(万元) > 5)"},
      {"e-mail", "e-mail - 1", "(e-mail - 1)"},
      {"电话/手机", "电话/手机 已填", "(given 电话/手机)"},
      {"Q 4", "Q 4 * 2", "(Q 4 * 2)"},
      {"不满", "不满 > 3 且 不满 不满 3", "(and (不满 > 3) (不满 < 3))"},
      {"非", "非 > 3", "(非 > 3)"},
      {"以上", "以上 + 1", "(以上 + 1)"},
      {"已填", "已填 已填", "(given 已填)"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    CHECK(with_fields({c.name, "A"}, c.expression) == c.expected);
  }
  // A longer name wins over a shorter one, and both over their parts.
  CHECK(with_fields({"A+", "A+ 级", "A"}, "A+ 级 + A+") == "(A+ 级 + A+)");
  CHECK(with_fields({"1-3 年", "1-3 年以上"}, "1-3 年以上 + 1-3 年") == "(1-3 年以上 + 1-3 年)");
}

TEST_CASE("the same in English") {
  struct Case {
    std::string name, expression, expected;
  };
  const std::vector<Case> cases = {
      {"sales in region", "sales in region > 3", "(sales in region > 3)"},
      {"over limit", "over limit in over 3, 5", "(in over limit (3..] 5)"},
      {"given name", "given name given and not given name missing", "(and (given given name) (not (missing given name)))"},
      {"date", "date > 2026-01-01", "(date > 2026-1-1)"},
      {"number", "number > 5 and number < 8", "(and (number > 5) (number < 8))"},
      {"key", "key + 1", "(key + 1)"},
      {"year", "year + year(2026-01-01)", "(year + year(2026-1-1))"},
      {"half-year sales", "half-year sales / 2", "(half-year sales / 2)"},
      {"to", "to > 3", "(to > 3)"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    CHECK(with_fields({c.name}, c.expression, false) == c.expected);
  }
}

TEST_CASE("options and labels hold blanks, digits and signs") {
  const std::string text =
      "字段\n"
      "  规模: 选项 1-50人、51-200人、500强、世界 500强\n"
      "  信用: 选项 AA+、AA、AA-\n"
      "  性质: 选项 joint venture, 「3M公司」, 80-89\n"
      "x = 规模 = 1-50人 且 规模 为 500强、世界 500强、51-200人 且 信用 为 AA+、AA- 且 性质 ≠ joint venture 且 性质 = "
      "「3M公司」 且 性质 为 80-89\n";
  CHECK(tree_of(text) ==
        "fields\n"
        "  规模: one of 1-50人; 51-200人; 500强; 世界 500强\n"
        "  信用: one of AA+; AA; AA-\n"
        "  性质: one of joint venture; 3M公司; 80-89\n"
        "x = (and (规模 = 1-50人) (in 规模 500强 世界 500强 51-200人) (in 信用 AA+ AA-) (性质 != joint venture) (性质 = "
        "`3M公司`) "
        "(in 性质 80-89))\n");
}

TEST_CASE("a number stays a number whatever label is spelled like it") {
  const std::string text =
      "字段\n"
      "  档: 选项 1、10万、35%、3年、2026-03-01、5 years\n"
      "x = 1 + 10万 * 35% > 3年 且 d > 2026-03-01\n";
  CHECK(tree_of(text).find("x = (and ((1 + (10e4 * 35%)) > 3年) (d > 2026-3-1))\n") != std::string::npos);
}

TEST_CASE("quoted names") {
  CHECK(expression_of("「3M公司」 > 1") == "(`3M公司` > 1)");
  CHECK(expression_of("`a > b` + 1") == "(`a > b` + 1)");
  CHECK(expression_of("「大额 且 （小额）」") == "`大额 且 （小额）`");
  CHECK(expression_of("「a」(1)") == "a(1)");
  CHECK(tree_of("参数\n  「a = b」 = 1\n  `c: d` = 2\n字段\n  「e:f」: 数\n") ==
        "parameters\n  a = b = 1\n  c: d = 2\nfields\n  e:f: number\n");
  CHECK(errors_of("x = 「」\n") == "1:5 [「] 这里应当是一个名称、数值或括号，却是“「”\n");
  CHECK(errors_of("x = 「abc + 1\n") == "1:5 [「abc + 1] 引号没有闭合 | 在这一行里补上右引号\n");
  CHECK(errors_of("x = “abc\ny = 1\n") == "1:5 [“abc] 引号没有闭合 | 在这一行里补上右引号\n");
}

TEST_CASE("texts") {
  CHECK(expression_of("\"abc\"") == "\"abc\"");
  CHECK(expression_of("“每周电话一次，争取约访”") == "\"每周电话一次，争取约访\"");
  CHECK(expression_of("“a#b # c”") == "\"a#b # c\"");
  CHECK(expression_of("“1,000（元）”") == "\"1,000（元）\"");
  CHECK(expression_of("＂a，b＂") == "\"a，b\"");
  CHECK(expression_of("\"\"") == "\"\"");
}

TEST_CASE("at the margin NAME = is tried first") {
  CHECK(tree_of("规则 标题\n计划 = 5\n规则 = 计划 * 2\noutput = 1\n输出 ＝ 3\n") ==
        "rules <标题>\n计划 = 5\n规则 = (计划 * 2)\noutput = 1\n输出 = 3\n");
  CHECK(tree_of("rules t\nplan cost = 5\nfields\n  a: number\n") == "rules <t>\nplan cost = 5\nfields\n  a: number\n");
  CHECK(tree_of("A+ = 5\n2025年增长 = A+ * 2\n") == "A+ = 5\n2025年增长 = (A+ * 2)\n");
  // Aligned with tabs below a table, it is no row of the table.
  CHECK(tree_of("分档 y 按 x\n  | 5以上 | 1 |\n得分\t= y\t+ 1\n") == "bands y on x\n  | [5..] | 1 |\n得分 = (y + 1)\n");
}

}  // namespace
}  // namespace fenji::test
