// A comparison word may touch a digit or a sign but stands apart from a name; 且, 或, 非, 为, 与 stand apart always.
#include <vector>

#include "grammar/glued.hpp"
#include "tests/grammar/grammar_case.hpp"

namespace fenji::test {
namespace {

TEST_CASE("words are taken apart") {
  struct Case {
    std::string glued, apart;
  };
  const std::vector<Case> cases = {
      {"大额以上", "大额 以上"},
      {"大额及以上", "大额 及以上"},
      {"不满大额", "不满 大额"},
      {"小额至不满大额", "小额 至 不满 大额"},
      {"非大额", "非 大额"},
      {"大额且小额", "大额 且 小额"},
      {"大额且非小额或满意度", "大额 且 非 小额 或 满意度"},
      {"大额不为小额", "大额 不为 小额"},
      {"大额已填且小额未填", "大额 已填 且 小额 未填"},
      {"大额不满100万且小额", "大额 不满 100万 且 小额"},
      {"100万至大额", "100万 至 大额"},
      {"2026且大额", "2026 且 大额"},
      {"大额不满三万且小额", "大额 不满 3万 且 小额"},
      {"一大额", ""},  // a label such as 一级
      {"二大额小额", ""},
      {"大额 且小额", "大额 且 小额"},
      {"不满意度", ""},    // 不满 and an unknown rest
      {"大额且某某", ""},  // the rest is not known
      {"满意度以上", "满意度 以上"},
      {"大额小额", ""},      // no keyword
      {"大额 且 小额", ""},  // nothing to do
      {"以上", ""},
      {"且", ""},
      {"", ""},
  };
  const auto is_known = [](std::string_view name) { return name == "大额" || name == "小额" || name == "满意度"; };
  for (const Case& c : cases) {
    CAPTURE(c.glued);
    CHECK(grammar::unglued(c.glued, Language::chinese, is_known).value_or("") == c.apart);
  }
  // The longest names win.
  const auto longer = [](std::string_view name) { return name == "不满意度" || name == "意度" || name == "客户"; };
  CHECK(grammar::unglued("客户为不满意度", Language::chinese, longer).value_or("") == "客户 为 不满意度");
}

TEST_CASE("a comparison word touches digits and signs") {
  CHECK(expression_of("大额 不满100万") == "(大额 < 100e4)");
  CHECK(expression_of("大额 超过-10%") == "(大额 > (-10%))");
  CHECK(expression_of("大额 不低于(小额)") == "(大额 >= 小额)");
  CHECK(expression_of("大额 不满 小额") == "(大额 < 小额)");
  CHECK(expression_of("(大额 > 1)且(小额 > 1)") == "(and (大额 > 1) (小额 > 1))");
  CHECK(expression_of("非(大额 > 1)") == "(not (大额 > 1))");
}

TEST_CASE("a connecting word that touches a number") {
  CHECK(expression_of("大额 = 2026且 小额 > 1") == "6:10 [2026且] “2026且”里少了空格 | 请写成 2026 且 => 2026 且\n");
  CHECK(expression_of("大额 = 2026且小额 > 1") ==
        "6:10 [2026且小额] “2026且小额”里少了空格 | 请写成 2026 且 小额 => 2026 且 小额\n");
  CHECK(expression_of("大额 = 2026 且小额 > 1").starts_with("6:15 [且小额] “且小额”里少了空格 | 请写成 且 小额 => 且 小额\n"));
  CHECK(expression_of("大额 > 35%且 小额 > 1").starts_with("6:13 [且] “且”里少了空格 | 请写成 且 =>  且\n"));
  CHECK(expression_of("大额 > 5万以上且小额").find("[5万以上且小额]") == std::string::npos);
}

TEST_CASE("words that cannot be read on are told where the blank goes") {
  CHECK(cell_of("100万至大额") == "5:5 [100万至大额] “100万至大额”里少了空格 | 请写成 100万 至 大额 => 100万 至 大额\n");
  CHECK(mended_cell("100万至大额") == "[100e4..大额]");
  CHECK(cell_of("5以上或小额").starts_with("5:5 [5以上或小额] “5以上或小额”里少了空格 | 请写成 5 以上 或 小额"));
  CHECK(mended_cell("5以上或小额") == "[5..] 小额");
  CHECK(expression_of("行业 为高、低") == "6:8 [为高] “为高”里少了空格 | 请写成 为 高 => 为 高\n");
  CHECK(expression_of("行业 为 高、低且大额 > 1") ==
        "6:12 [低且大额] “低且大额”里少了空格 | 请写成 低 且 大额 => 低 且 大额\n");
}

TEST_CASE("a glued word is one name for the parser: check knows the names") {
  CHECK(cell_of("大额以上") == "大额以上");
  CHECK(expression_of("大额且小额") == "大额且小额");
  CHECK(expression_of("大额 且小额") == "大额 且小额");
}

TEST_CASE("the block's 按 stands apart") {
  const std::string text = "参数\n  大额 = 1\n分档 加成按大额\n  | 5以上 | 1 |\n";
  CHECK(errors_of(text) == "3:4 [加成按大额] “加成按大额”里少了空格 | 请写成 加成 按 大额 => 加成 按 大额\n");
}

}  // namespace
}  // namespace fenji::test
