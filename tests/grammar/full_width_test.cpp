// Full-width forms are read as their ASCII twins in code, not in quotes and titles; spans stay right.
#include <vector>

#include "tests/grammar/grammar_case.hpp"

namespace fenji::test {
namespace {

TEST_CASE("full-width forms in code") {
  struct Case {
    std::string input, expected;
  };
  const std::vector<Case> cases = {
      {"大额　＋　１，２３４．５", "(大额 + 1234.5)"},
      {"（大额－１）＊２／３", "((大额 - 1) * 2 / 3)"},
      {"大额　＞＝　８００万", "(大额 >= 800e4)"},
      {"大额 ＜ ３５％", "(大额 < 35%)"},
      {"大额 ！＝ ５", "(大额 != 5)"},
      {"ｎｅｔ＿２ ＝ １", "(net_2 = 1)"},
      {"最小（大额，小额）", "最小(大额 小额)"},
      {"大额 × ２ ÷ ３", "(大额 * 2 / 3)"},
      {"大额 − 小额", "(大额 - 小额)"},
      {"−大额", "(-大额)"},
      {"大额 ≥ 5 且 小额 ≤ 5", "(and (大额 >= 5) (小额 <= 5))"},
      {"大额 ≠ 5", "(大额 != 5)"},
      {"大额 为 １、２，３", "(in 大额 1 2 3)"},
      {"大额 为 ［５，８）", "(in 大额 [5..8))"},
      {"＂ａｂｃ＂", "\"ａｂｃ\""},
      {"“（１）”", "\"（１）\""},
      {"「（１）」", "`（１）`"},
      {"｀（１）｀", "`（１）`"},
      {"大额 > 10000元／月", "(大额 > 10000元/月)"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.input);
    CHECK(expression_of(c.input) == c.expected);
  }
}

TEST_CASE("full-width forms in lines and rows") {
  CHECK(tree_of("规则　标题（１）：Ａ\n　版本：２０２６．１\n　适用：ａ＝１\n字段\n　ａ：数，可不填\n") ==
        "rules <标题（１）：Ａ>\n  version <２０２６．１>\n  applies <(a = 1)>\nfields\n  a: number, optional\n");
  CHECK(tree_of("评分表　分：依次判断\n　｜ａ（５０％）｜分值｜\n　｜５以上｜１００｜\n") ==
        "scorecard 分 first-match\n  | a weight 50% |\n  | [5..] | 100 |\n");
  CHECK(tree_of("ａ＝１\n　\n＃注释\nｂ＝２\n") == "a = 1\nb = 2\n");
}

// The text behind every expression and item, innermost first.
void spans_in(const grammar::Expression& expression, const std::string& text, std::string& all) {
  const auto add = [&](Span span) { all += "[" + text.substr(span.begin, span.end - span.begin) + "]"; };
  for (const auto& operand : expression.operands) spans_in(*operand, text, all);
  for (const grammar::Item& item : expression.more->items) add(item.span);
  add(expression.span);
}

std::string spans_of(const std::string& text) {
  const grammar::ParseResult result = grammar::parse(text);
  CHECK(result.diagnostics.empty());
  std::string all;
  const auto& definition = std::get<grammar::DefinitionBlock>(result.tree.blocks.at(0).content);
  spans_in(*definition.value, text, all);
  return "<" + text.substr(definition.name.span.begin, definition.name.span.end - definition.name.span.begin) + ">" + all;
}

TEST_CASE("spans are the author's bytes") {
  CHECK(spans_of("得分　＝（基础分＋１，０００）＊２\n") ==
        "<得分>[基础分][１，０００][（基础分＋１，０００）][２][（基础分＋１，０００）＊２]");
  CHECK(spans_of("x = a   +   b\n") == "<x>[a][b][a   +   b]");
  CHECK(spans_of("x = a 为 １至２、（３，４）\n") == "<x>[a][１至２][（３，４）][a 为 １至２、（３，４）]");
  CHECK(spans_of("x = 「ａ」 +  # 注释\n  “ｂ”\n") == "<x>[「ａ」][“ｂ”][「ａ」 +  # 注释\n  “ｂ”]");
  CHECK(spans_of("x = 1,000 + ２％\n") == "<x>[1,000][２％][1,000 + ２％]");
  CHECK(spans_of("x = 年份（ｄ）\n") == "<x>[ｄ][年份（ｄ）]");
}

TEST_CASE("mistakes have the author's bytes") {
  CHECK(errors_of("x = （１＋）\n") == "1:8 [）] 这里应当是一个名称、数值或括号，却是“)”\n");
  CHECK(errors_of("x = （１，２\n").starts_with("1:7 [，] "));
  CHECK(errors_of("分档 y 按 x\n　｜　８０～８９　｜１｜\n") ==
        "2:4 [８０～８９] “~”不是范围：范围用“至”连接，两端都包含在内 | 请写成 80至89 => 80至89\n");
  CHECK(errors_of("分档 y 按 x\n　｜　８０－８９　｜１｜\n") ==
        "2:4 [８０－８９] 减法不是范围：范围用“至”连接，两端都包含在内 | 请写成 80至89 => 80至89\n");
}

}  // namespace
}  // namespace fenji::test
