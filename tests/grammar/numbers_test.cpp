// Numbers, percentages, units, dates, thousands commas.
#include <vector>

#include "tests/grammar/grammar_case.hpp"

namespace fenji::test {
namespace {

struct Case {
  std::string input, expected;
};

void check_all(const std::vector<Case>& cases, const Setting& setting) {
  for (const Case& c : cases) {
    CAPTURE(c.input);
    CHECK(expression_of(c.input, setting) == c.expected);
  }
}

TEST_CASE("numbers in every form") {
  check_all(
      {
          {"5", "5"},
          {"0.5", "0.5"},
          {"1,234.5", "1234.5"},
          {"12,345,678", "12345678"},
          {"999,999.99万", "999999.99e4"},
          {"800万", "800e4"},
          {"1.2亿", "1.2e8"},
          {"3万亿", "3e12"},
          {"5百万", "5e6"},
          {"2千万", "2e7"},
          {"3千", "3e3"},
          {"3千元", "3e3元"},
          {"3千克", "3千克"},
          {"35%", "35%"},
          {"0.5%", "0.5%"},
          {"35 %", "35%"},
          {"-3%", "(-3%)"},
          {"10个百分点", "10%"},
          {"10百分点", "10%"},
          {"10万元", "10e4元"},
          {"10 万元", "10e4元"},
          {"50元", "50元"},
          {"1.2亿元", "1.2e8元"},
          {"5000吨/月", "5000吨/月"},
          {"5000吨/月/人", "5000吨/月/人"},
          {"2人*天", "2人*天"},
          {"3年", "3年"},
          {"5个", "5个"},
          {"5个月", "5月"},
          {"3个人", "3人"},
          {"500强", "500强"},
          {"12345678901234567890.123456789", "12345678901234567890.123456789"},
      },
      chinese);
  check_all(
      {
          {"100,000 yuan", "100000yuan"},
          {"8,000,000", "8000000"},
          {"10 percentage points", "10%"},
          {"1 percentage point", "1%"},
          {"35%", "35%"},
          {"3 years", "3years"},
          {"5000 t/month", "5000t/month"},
          {"5000t/month", "5000t/month"},
          {"10万元", "10e4元"},
      },
      english);
}

TEST_CASE("a glued / belongs to the unit, a spaced one divides") {
  check_all(
      {
          {"5000吨/月", "5000吨/月"},
          {"5000吨 / 大额", "(5000吨 / 大额)"},
          {"5000吨 ÷ 2", "(5000吨 / 2)"},
          {"10/4", "(10 / 4)"},
          {"100元*3", "(100元 * 3)"},
          {"大额/小额", "(大额 / 小额)"},
          {"35%/2", "(35% / 2)"},
      },
      chinese);
}

TEST_CASE("a unit ends where a range word or a connecting word begins") {
  CHECK(cell_of("3年以上") == "[3年..]");
  CHECK(cell_of("100万至200万") == "[100e4..200e4]");
  CHECK(cell_of("5吨/月至不满8吨/月") == "[5吨/月..8吨/月)");
  CHECK(cell_of("10 万以下") == "[..10e4]");
  CHECK(expression_of("大额 > 5人 且 小额 > 3年 或 大额 = 1") == "(or (and (大额 > 5人) (小额 > 3年)) (大额 = 1))");
  CHECK(expression_of("large > 3 years and small < 5", english) == "(and (large > 3years) (small < 5))");
  CHECK(expression_of("large > 3 or small < 5", english) == "(or (large > 3) (small < 5))");
}

TEST_CASE("a comma groups thousands except in calls, lists and intervals") {
  check_all(
      {
          {"1,000 + 2,000", "(1000 + 2000)"},
          {"(1,000 + 大额) * 2", "((1000 + 大额) * 2)"},
          {"最小(大额, 2)", "最小(大额 2)"},
          {"最小(100,200)", "最小(100 200)"},
          {"最小(大额,1)", "最小(大额 1)"},
          {"大额 为 100, 200", "(in 大额 100 200)"},
          {"大额 为 100,200", "(in 大额 100 200)"},
          {"大额 为 100、200 且 小额 > 1,000", "(and (in 大额 100 200) (小额 > 1000))"},
          {"大额 不为 100,200", "(not-in 大额 100 200)"},
          {"大额 为 [100,200)", "(in 大额 [100..200))"},
          {"大额 为 (100,200]", "(in 大额 (100..200])"},
          {"最小(1, (100,200))", "6:15 [,] 这里不写“,”，写“且” | 请写成 且 =>  且 \n"},
      },
      chinese);
  CHECK(cell_of("1,000以上") == "[1000..]");
  CHECK(cell_of("不满1,234,567.8") == "[..1234567.8)");
  CHECK(cell_of("[100, 200)") == "[100..200)");
  CHECK(cell_of("100, 200") == "100 200");
  CHECK(cell_of("1,000、2,000") == "1000 2000");
  // No thousands: one group is too short or too long, or the first one is.
  CHECK(expression_of("1,23") == "6:6 [,] 这里不写“,”，写“且” | 请写成 且 =>  且 \n");
  CHECK(expression_of("1,2345").starts_with("6:6 [,]"));
  CHECK(expression_of("1234,567").starts_with("6:9 [,]"));
  CHECK(expression_of("1,234,56").starts_with("6:10 [,]"));
}

TEST_CASE("words that end like `one of` begin no list") {
  CHECK(tree_of("fields\n  x: number\nf = x > 50,000\n") == tree_of("fields\n  x: number\nf = x > 50000\n"));
  CHECK(tree_of("fields\n  x: date\nf = x - as of > 50,000 days\n") ==
        tree_of("fields\n  x: date\nf = x - as of > 50000 days\n"));
  CHECK(tree_of("fields\n  x: one of 100,200\n").find("100200") == std::string::npos);
}

TEST_CASE("thousands commas where a comma separates are an error") {
  CHECK(expression_of("最小(大额, 1,000)") == "6:13 [,] 这里的逗号用来分隔，不能用作千位分隔符 | 请去掉数里的逗号 => \n");
  CHECK(expression_of("大额 为 1,000、2,050") ==
        "6:11 [,] 这里的逗号用来分隔，不能用作千位分隔符 | 请去掉数里的逗号 => \n"
        "6:17 [,] 这里的逗号用来分隔，不能用作千位分隔符 | 请去掉数里的逗号 => \n");
  CHECK(cell_of("[1,000, 2,000)").starts_with("5:7 [,] 这里的逗号用来分隔"));
  CHECK(mended_cell("[1,000, 2,000)") == "[1000..2000)");
  CHECK(expression_of("min(1,000, 2)", english) ==
        "6:10 [,] a comma separates here, it cannot group thousands | write the number without commas => \n");
}

TEST_CASE("dates") {
  check_all(
      {
          {"2026-03-01", "2026-3-1"},
          {"2026年3月1日", "2026-3-1"},
          {"2026年12月31日", "2026-12-31"},
          {"2026-3-1", "2026-3-1"},
          {"2026 - 3 - 1", "(2026 - 3 - 1)"},
          {"2026年", "2026年"},
          {"年份(2026-03-01)", "年份(2026-3-1)"},
      },
      chinese);
  CHECK(cell_of("2026-01-01至2026年6月30日") == "[2026-1-1..2026-6-30]");
  CHECK(cell_of("2026年1月1日以上") == "[2026-1-1..]");
  CHECK(cell_of("2026-01-01 to under 2026-07-01", english) == "[2026-1-1..2026-7-1)");
  CHECK(expression_of("large > 2026-03-01", english) == "(large > 2026-3-1)");
}

}  // namespace
}  // namespace fenji::test
