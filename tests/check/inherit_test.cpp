// Files that extend others: what is restated, what is added, what stays.
#include <doctest/doctest.h>

#include <string>
#include <utility>

#include "engine/check/check.hpp"
#include "engine/check/inherit.hpp"
#include "grammar/parse.hpp"
#include "tests/support/diagnostic_text.hpp"
#include "tests/support/syntax_text.hpp"

namespace fenji::test {
namespace {

grammar::RuleFile chain_of(const std::string& base, const std::string& own) {
  grammar::ParseResult parent = grammar::parse(base, 1);
  grammar::ParseResult child = grammar::parse(own, 0, parent.tree.names);
  CHECK(parent.diagnostics.empty());
  CHECK(text_of(child.diagnostics, own, child.tree.language) == "");
  return check::inherit(std::move(parent.tree), std::move(child.tree));
}

std::string inherited(const std::string& base, const std::string& own) { return text_of(chain_of(base, own)); }

TEST_CASE("the header: what is stated replaces what is inherited") {
  CHECK(inherited("规则 甲\n  版本: 1\n  制定: 王\n  适用: a = 1\n  有效期: 2026-01-01 至 2026-12-31\n",
                  "规则 乙\n  沿用: 甲\n  版本: 2\n") ==
        "rules <乙>\n"
        "  version <2>\n"
        "  owner <王>\n"
        "  extends <甲>\n"
        "  applies <(a = 1)>\n"
        "  from <2026-1-1>\n"
        "  to <2026-12-31>\n");
  CHECK(inherited("规则 甲\n  备注: x\n  批准: 李\n", "规则 乙\n  适用: b = 1\n  有效期: 2027-01-01\n") ==
        "rules <乙>\n"
        "  approval <李>\n"
        "  notes <x>\n"
        "  applies <(b = 1)>\n"
        "  from <2027-1-1>\n");
  CHECK(inherited("输出\n  a\n", "规则 乙\n") ==
        "output a\n"
        "rules <乙>\n");
}

TEST_CASE("parameters and fields line by line") {
  CHECK(inherited("参数\n  a = 1\n  b = 2\n字段\n  x: 文本\n  y: 数\n", "参数\n  b = 5\n  c = 6\n字段\n  x: 数, 可不填\n") ==
        "parameters\n"
        "  a = 1\n"
        "  b = 5\n"
        "fields\n"
        "  x: number, optional\n"
        "  y: number\n"
        "parameters\n"
        "  c = 6\n");
}

TEST_CASE("a portfolio takes the place of one of its name, and of nothing else") {
  CHECK(inherited("汇总检查 查 每 a\n  多: 计数() > 1\n查 = 5\n汇总检查 户\n  多: 计数() > 2\n",
                  "汇总检查 查\n  少: 计数() < 9\n汇总检查 新\n  多: 计数() > 3\n") ==
        "portfolio 查\n"
        "  少: (计数() < 9)\n"
        "查 = 5\n"
        "portfolio 户\n"
        "  多: (计数() > 2)\n"
        "portfolio 新\n"
        "  多: (计数() > 3)\n");
}

TEST_CASE("blocks by name, in the place of the inherited one, whatever they were") {
  CHECK(inherited("a = 1\n分档 b 按 a\n  | 1 | 2 |\nc = b\n", "b = a\nd = c\n") ==
        "a = 1\n"
        "b = a\n"
        "c = b\n"
        "d = c\n");
  CHECK(inherited("对照表 t\n  | a | => x | => y |\n  | 1 | 1 | 1 |\n", "x = 5\n") == "x = 5\n");
  CHECK(inherited("对照表 t\n  | a | => x |\n  | 1 | 1 |\n", "对照表 t\n  | a | => y |\n  | 1 | 1 |\n") ==
        "table t on a => y\n"
        "  | 1 | 1 |\n");
  CHECK(inherited("汇总检查 甲\n  k: 计数() >= 1\n汇总检查 乙\n  k: 计数() >= 2\n", "汇总检查 甲\n  k: 计数() >= 3\n") ==
        inherited("汇总检查 甲\n  k: 计数() >= 3\n汇总检查 乙\n  k: 计数() >= 2\n", ""));
  CHECK(inherited("甲 = 1\n", "汇总检查 甲\n  k: 计数() >= 3\n").starts_with("甲 = 1\n"));
  CHECK(inherited("级别顺序 s: A、B\n", "级别顺序 s: A、B、C\n") == "scale s: A; B; C\n");
  CHECK(inherited("x = 1\ny = 2\n", "对照表 t\n  | a | => x | => y |\n  | 1 | 1 | 1 |\n") ==
        "table t on a => x; y\n"
        "  | 1 | 1 | 1 |\n");
}

TEST_CASE("own eligibility blocks follow; examples stay behind; output is replaced") {
  CHECK(inherited("准入条件 甲\n  e: a = 1\n示例\n  | a | => b |\n  | 1 | 2 |\n输出\n  a\n",
                  "准入条件 乙\n  f: a = 2\n输出\n  b\n") ==
        "eligibility 甲 all\n"
        "  e: (a = 1)\n"
        "output b\n"
        "eligibility 乙 all\n"
        "  f: (a = 2)\n");
  CHECK(inherited("准入条件 甲\n  e: a = 1\n准入条件 乙\n  f: a = 2\n", "准入条件 甲: 任一满足\n  g: a = 3\n") ==
        "eligibility 甲 any\n"
        "  g: (a = 3)\n"
        "eligibility 乙 all\n"
        "  f: (a = 2)\n");
}

TEST_CASE("names of the base are known where the file is read") {
  CHECK(inherited("2025年销售额 = 1\n不满意度 = 2\n", "x = 2025年销售额 + 不满意度\n") ==
        "2025年销售额 = 1\n"
        "不满意度 = 2\n"
        "x = (2025年销售额 + 不满意度)\n");
}

TEST_CASE("a name that the file itself declares twice is still a mistake") {
  const grammar::RuleFile tree = chain_of("规则 甲\n字段\n  k: 文本, 唯一编号\nx = 1\n输出\n  k\n", "规则 乙\nx = 2\nx = 3\n");
  const check::CheckResult result = check::check(tree);
  REQUIRE(result.diagnostics.size() == 1);
  CHECK(result.diagnostics[0].name == "duplicate-name");
  CHECK(result.diagnostics[0].span.file == 0);
}

}  // namespace
}  // namespace fenji::test
