#include "engine/prove/natural.hpp"

#include <doctest/doctest.h>

#include "tests/support/model_builder.hpp"

namespace fenji::prove {
namespace {

using test::decimal;

// `(3, 10]`, an absent limit left empty.
Interval interval(const std::string& text) {
  Interval result;
  const std::size_t comma = text.find(',');
  const std::string low = text.substr(1, comma - 1);
  const std::string high = text.substr(comma + 1, text.size() - comma - 2);
  if (!low.empty()) result.lower = Bound{decimal(low), text.front() == '['};
  if (!high.empty()) result.upper = Bound{decimal(high), text.back() == ']'};
  return result;
}

TEST_CASE("the natural number of a range has the fewest digits") {
  struct Case {
    const char* range;
    const char* step;  // empty: none
    const char* expected;
  };
  const std::vector<Case> cases = {
      {"(7990000,8000000)", "0.000001", "7995000"},
      {"(0.03,0.1)", "0.00000001", "0.05"},
      {"(89,90)", "0.001", "89.5"},
      {"(70,100)", "0.1", "80"},
      {"(70,90)", "1", "80"},
      {"(20,40)", "1", "30"},
      {"(40,60)", "1", "50"},
      {"[70,70]", "0.1", "70"},
      {"[80,90)", "1", "85"},
      {"[80,81)", "1", "80"},
      {"(80,81]", "1", "81"},
      {"[3,3.1)", "0.1", "3"},
      {"(-3,3)", "1", "0"},
      {"(-0.1,-0.03)", "0.01", "-0.05"},
      {"(-0.03,0)", "0.01", "-0.01"},
      {"(-90,-89)", "0.1", "-89.5"},
      {"(8000000,)", "0.01", "9000000"},
      {"(89,)", "1", "90"},
      {"(100,)", "1", "200"},
      {"(,-0.2)", "0.01", "-0.3"},
      {"(,)", "1", "0"},
      {"(0,)", "1", "1"},
      {"[5,)", "1", "6"},
      {"(1,2)", "", "1.5"},
      {"(89,90)", "0.25", "89.5"},
      {"(89.5,90)", "0.25", "89.75"},
      {"(1,3)", "2", "2"},
      {"(2,4)", "2", ""},
      {"(89,90)", "1", ""},
      {"(5,5)", "", ""},
      {"[5,5)", "1", ""},
      {"[5.5,5.5]", "1", ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.range);
    CAPTURE(c.step);
    Granularity grid;
    if (*c.step != 0) grid = Grid{decimal(c.step), {}};
    const auto value = natural_number(interval(c.range), grid, false);
    CHECK((value ? to_text(*value) : "") == std::string(c.expected));
  }
}

TEST_CASE("a grid may be shifted") {
  const Granularity halves = Grid{decimal("1"), decimal("0.5")};
  CHECK(to_text(*natural_number(interval("(89,90)"), halves, false)) == "89.5");
  CHECK(to_text(*natural_number(interval("(,)"), halves, false)) == "0.5");
  CHECK_FALSE(natural_number(interval("[89,89]"), halves, false).has_value());
}

TEST_CASE("percentages without end are counted in tens of hundredths") {
  CHECK(to_text(*natural_number(interval("(0,)"), Grid{decimal("0.0001"), {}}, true)) == "0.1");
}

TEST_CASE("the natural day starts a year or a month where it can") {
  struct Case {
    int from_year, from_month, from_day, to_year, to_month, to_day;
    int year, month, day;
  };
  const std::vector<Case> cases = {
      {2025, 6, 10, 2026, 3, 1, 2026, 1, 1}, {2025, 6, 10, 2025, 9, 1, 2025, 7, 1},    {2025, 6, 10, 2025, 6, 20, 2025, 6, 10},
      {2025, 1, 1, 2025, 6, 20, 2025, 1, 1}, {2025, 12, 5, 2025, 12, 31, 2025, 12, 5}, {9999, 12, 5, 9999, 12, 31, 9999, 12, 5},
  };
  for (const Case& c : cases) {
    CAPTURE(c.from_month);
    CAPTURE(c.from_day);
    const Interval days{Bound{test::as_limit(c.from_year, c.from_month, c.from_day)},
                        Bound{test::as_limit(c.to_year, c.to_month, c.to_day)}};
    CHECK(natural_day(days)->mantissa == model::day_from_civil(c.year, c.month, c.day));
  }
}

TEST_CASE("digits that a value needs") {
  CHECK(significant_digits(decimal("89.25")) == 4);
  CHECK(significant_digits(decimal("7000000")) == 1);
  CHECK(significant_digits(decimal("0.05")) == 2);
  CHECK(significant_digits(decimal("-105")) == 3);
  CHECK(significant_digits(decimal("0")) == 0);
}

}  // namespace
}  // namespace fenji::prove
