// The contract files: they parse and check without a word, and both languages have one meaning.
#include <fstream>
#include <iterator>

#include "tests/check/check_case.hpp"

namespace fenji::test {
namespace {

std::string fixture(const std::string& name) {
  std::ifstream file(std::string(FENJI_SOURCE_DIR) + "/tests/fixtures/northstar/" + name, std::ios::binary);
  REQUIRE(file.is_open());
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST_CASE("the government rules in both languages have equal models") {
  const std::string chinese = RulesText(rules_of(fixture("government.zh.fenji"))).all();
  const std::string english = RulesText(rules_of(fixture("government.en.fenji"))).all();
  CHECK(chinese == english);
  CHECK(chinese.find("define 得分 layer 2: number .3 = (* 基础分 (+ 1 加成))\n") != std::string::npos);
  CHECK(chinese.find("  有预算: (and (预算状态 in 有计划 已落实) (>= 预算金额 100000元))\n") != std::string::npos);
  CHECK(chinese.find("applies (and (产品线 in MMS类) (客户类型 in 最终用户) (= (year 预计成交日期) 2026))\n") !=
        std::string::npos);
}

TEST_CASE("their definitions") {
  const model::Rules rules = rules_of(fixture("government.zh.fenji"));
  CHECK(lines_of(rules, "define 毛利率差") == "define 毛利率差 layer 2: percent .8 = (- 预计毛利率 35%)\n");
  CHECK(lines_of(rules, "define 加成") ==
        "define 加成 layer 2: percent .2 by first row\n  近两年销售额 in [4000000..]; => 20%\n  近两年销售额 in [2000000..]; "
        "=> 10%\n"
        "  近两年销售额 in (0..]; => 5%\n  otherwise => 0%\n");
  CHECK(lines_of(rules, "define 基础分/毛利率差") ==
        "define 基础分/毛利率差 layer 2: whole .0 by row\n  毛利率差 in [0.1..]; => 100\n  毛利率差 in [-0.03..0.1); => 90\n"
        "  毛利率差 in (-0.1..-0.03); => 80\n  毛利率差 in (-0.2..-0.1]; => 70\n  毛利率差 in [..-0.2]; => 60\n");
  CHECK(
      lines_of(rules, "define 客户级别") ==
      "define 客户级别 layer 2: {A B C D} by row\n  得分 in [90..]; => A\n  得分 in [80..90); => B\n  得分 in [70..80); => C\n"
      "  得分 in [..70); => D\n");
}

TEST_CASE("CRLF, tabs for blanks and full-width punctuation change nothing") {
  const std::string text = fixture("government.zh.fenji");
  const std::string expected = RulesText(rules_of(text)).all();
  const auto replaced = [&](const std::string& from, const std::string& to) {
    std::string all = text;
    for (std::size_t at = all.find(from); at != std::string::npos; at = all.find(from, at + to.size()))
      all.replace(at, from.size(), to);
    return all;
  };
  CHECK(RulesText(rules_of(replaced("\n", "\r\n"))).all() == expected);
  CHECK(RulesText(rules_of(replaced("  ", "\t"))).all() == expected);
  CHECK(RulesText(rules_of(replaced("  ", "　　"))).all() == expected);
  CHECK(RulesText(rules_of(replaced(", ", "，"))).all() == expected);
  CHECK(RulesText(rules_of(replaced(": ", "："))).all() == expected);
  CHECK(RulesText(rules_of(replaced("(", "（"))).all() != "");
  CHECK(RulesText(rules_of(replaced("|", "｜"))).all() == expected);
  CHECK(RulesText(rules_of(replaced(" |\n", "\n"))).all() == expected);
}

}  // namespace
}  // namespace fenji::test
