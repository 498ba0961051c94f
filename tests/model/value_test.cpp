#include "engine/model/value.hpp"

#include <doctest/doctest.h>

#include <array>
#include <vector>

namespace fenji::model {
namespace {

TEST_CASE("days: every date of the years 1 to 9999 has the next number and comes back") {
  std::int64_t days = 0;
  Day expected = day_from_civil(1, 1, 1);
  for (int year = 1; year <= 9999; ++year) {
    const bool leap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0);
    const std::array lengths = {31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    for (int month = 1; month <= 12; ++month) {
      const int length = lengths[static_cast<std::size_t>(month - 1)];
      for (int day = 1; day <= length; ++day, ++expected, ++days) {
        int y = 0;
        int m = 0;
        int d = 0;
        civil_from_day(expected, y, m, d);
        if (!exists(year, month, day) || day_from_civil(year, month, day) != expected || y != year || m != month || d != day) {
          FAIL(year << "-" << month << "-" << day);
        }
      }
      if (exists(year, month, length + 1)) FAIL(year << "-" << month << "-" << length + 1);
    }
  }
  CHECK(days == 3'652'059);
}

TEST_CASE("days: known numbers") {
  CHECK(day_from_civil(1970, 1, 1) == 0);
  CHECK(day_from_civil(1969, 12, 31) == -1);
  CHECK(day_from_civil(2000, 2, 29) == 11016);
  CHECK(day_from_civil(2026, 3, 1) == 20513);
  CHECK(day_from_civil(1, 1, 1) == -719162);
  CHECK(day_from_civil(9999, 12, 31) == 2932896);
}

TEST_CASE("days that do not exist") {
  struct Case {
    int year, month, day;
  };
  const std::vector<Case> cases = {{2025, 2, 29}, {1900, 2, 29},  {2100, 2, 29},  {2026, 4, 31},   {2026, 0, 1},
                                   {2026, 13, 1}, {2026, 1, 0},   {2026, 1, 32},  {0, 1, 1},       {10000, 1, 1},
                                   {-4, 1, 1},    {2026, 257, 1}, {2026, 1, 257}, {2026, -255, 1}, {67562, 1, 1}};
  for (const Case& c : cases) {
    CAPTURE(c.year);
    CAPTURE(c.month);
    CAPTURE(c.day);
    CHECK(!exists(c.year, c.month, c.day));
  }
  CHECK(exists(2000, 2, 29));
  CHECK(exists(2024, 2, 29));
}

TEST_CASE("states ascend by what prevails") {
  CHECK(State::known < State::not_applicable);
  CHECK(State::not_applicable < State::uncovered);
  CHECK(State::uncovered < State::missing);
  CHECK(State::missing < State::invalid);
  CHECK(Value{}.state == State::missing);
}

}  // namespace
}  // namespace fenji::model
