#include "engine/model/type.hpp"

#include <doctest/doctest.h>

#include <vector>

namespace fenji::model {
namespace {

TEST_CASE("parse_unit and its canonical text") {
  struct Case {
    std::string text, expected;
  };
  const std::vector<Case> cases = {
      {"", ""},
      {"  ", ""},
      {"元", "元"},
      {"yuan", "元"},
      {"CNY", "元"},
      {"年", "年"},
      {"year", "年"},
      {"years", "年"},
      {"月", "月"},
      {"个月", "月"},
      {"month", "月"},
      {"months", "月"},
      {"周", "周"},
      {"week", "周"},
      {"weeks", "周"},
      {"天", "日"},
      {"日", "日"},
      {"day", "日"},
      {"days", "日"},
      {"吨/月", "吨/月"},
      {"吨 / months", "吨/月"},
      {"CNY/吨", "元/吨"},
      {"吨*年", "吨·年"},
      {"年·吨", "吨·年"},
      {"吨/月/人", "吨/人/月"},
      {"吨*人/月", "人·吨/月"},
      {"米*米", "米·米"},
      {"元/米·米", "元"},
      {"元/米/米", "元/米/米"},
      {"吨/吨", ""},
      {"1/月", "1/月"},
      {"t/month", "t/月"},
      // Units of their own, to the letter.
      {"Yuan", "Yuan"},
      {"YEAR", "YEAR"},
      {"美元", "美元"},
      {"m²", "m²"},
      {"平方 米", "平方 米"},
      {"季度", "季度"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(to_text(parse_unit(c.text)) == c.expected);
    CHECK(parse_unit(c.expected) == parse_unit(c.text));
  }
}

TEST_CASE("a word that is not there is no built-in unit") {
  for (const char* text : {"吨/", "吨//月", "*吨", "吨·", "/月"}) {
    CAPTURE(text);
    CHECK(parse_unit(text) != parse_unit("吨"));
    CHECK(parse_unit(text) != parse_unit("吨/月"));
    CHECK(parse_unit(text) != parse_unit("1/月"));
  }
}

TEST_CASE("products and quotients of units") {
  struct Case {
    std::string left, right, product, quotient;
  };
  const std::vector<Case> cases = {
      {"元", "元", "元·元", ""},         {"元", "", "元", "元"},
      {"", "月", "月", "1/月"},          {"元/吨", "吨/月", "元/月", "元·月/吨/吨"},
      {"吨/月", "月", "吨", "吨/月/月"}, {"", "", "", ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.left);
    CAPTURE(c.right);
    const Unit left = parse_unit(c.left);
    const Unit right = parse_unit(c.right);
    CHECK(to_text(product(left, right)) == c.product);
    CHECK(product(left, right) == product(right, left));
    CHECK(to_text(quotient(left, right)) == c.quotient);
    CHECK(product(quotient(left, right), right) == left);
    CHECK(parse_unit(to_text(quotient(left, right))) == quotient(left, right));
  }
}

TEST_CASE("money is 元 to the first power alone") {
  CHECK(money_unit().money());
  CHECK(parse_unit("yuan") == money_unit());
  CHECK(!parse_unit("元*元").money());
  CHECK(!parse_unit("1/元").money());
  CHECK(!parse_unit("元/月").money());
  CHECK(!Unit{}.money());
  CHECK(Unit{}.plain());
  CHECK(!money_unit().plain());
  CHECK(parse_unit("月*吨").factors == std::vector<std::pair<std::string, int>>{{"吨", 1}, {"月", 1}});
}

}  // namespace
}  // namespace fenji::model
