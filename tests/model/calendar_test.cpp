// Dates moved by days, weeks, months and years; full months and years between them.
#include "engine/model/calendar.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

namespace fenji::test {
namespace {

using model::Day;

Day day(int year, int month, int day_of_month) { return model::day_from_civil(year, month, day_of_month); }

std::string text(std::optional<Day> date) {
  if (!date) return "none";
  int year = 0, month = 0, day_of_month = 0;
  model::civil_from_day(*date, year, month, day_of_month);
  return std::to_string(year) + "-" + std::to_string(month) + "-" + std::to_string(day_of_month);
}

TEST_CASE("the day of the month is clipped to the last of the month") {
  struct Case {
    Day from;
    int months;
    std::string to;
  };
  const std::vector<Case> cases = {
      {day(2026, 1, 31), 1, "2026-2-28"},   {day(2024, 1, 31), 1, "2024-2-29"},  {day(2026, 3, 31), -1, "2026-2-28"},
      {day(2026, 1, 31), 3, "2026-4-30"},   {day(2024, 2, 29), 12, "2025-2-28"}, {day(2024, 2, 29), 48, "2028-2-29"},
      {day(2100, 1, 30), 1, "2100-2-28"},   {day(2000, 1, 30), 1, "2000-2-29"},  {day(2026, 11, 15), 2, "2027-1-15"},
      {day(2026, 1, 15), -1, "2025-12-15"}, {day(2026, 5, 31), 0, "2026-5-31"},  {day(9999, 11, 30), 1, "9999-12-30"},
      {day(9999, 12, 1), 1, "none"},        {day(1, 1, 31), -1, "none"},         {day(1, 1, 1), 9998 * 12 + 11, "9999-12-1"},
      {day(1, 1, 1), 9999 * 12, "none"},
  };
  for (const Case& c : cases) {
    CAPTURE(text(c.from));
    CAPTURE(c.months);
    CHECK(text(model::plus_months(c.from, c.months)) == c.to);
  }
}

TEST_CASE("days lead to the ends of the calendar and no further") {
  CHECK(text(model::plus_days(day(2024, 2, 28), 2)) == "2024-3-1");
  CHECK(text(model::plus_days(day(9999, 12, 30), 1)) == "9999-12-31");
  CHECK(text(model::plus_days(day(9999, 12, 31), 1)) == "none");
  CHECK(text(model::plus_days(day(1, 1, 2), -1)) == "1-1-1");
  CHECK(text(model::plus_days(day(1, 1, 1), -1)) == "none");
  CHECK(text(model::plus_days(day(2026, 1, 1), model::int128_max)) == "none");
  CHECK(text(model::plus_days(day(1, 1, 1), model::int128_min)) == "none");
  CHECK(text(model::plus_months(day(2026, 1, 1), model::int128_max)) == "none");
}

TEST_CASE("periods of a unit") {
  const auto moved = [](const char* unit, model::Decimal count, bool back) {
    const auto period = model::period_of(model::parse_unit(unit));
    REQUIRE(period);
    return text(back ? model::minus(day(2026, 1, 31), count, *period) : model::plus(day(2026, 1, 31), count, *period));
  };
  CHECK(moved("天", {7, 0}, false) == "2026-2-7");
  CHECK(moved("周", {2, 0}, false) == "2026-2-14");
  CHECK(moved("weeks", {1, 0}, true) == "2026-1-24");
  CHECK(moved("个月", {1, 0}, false) == "2026-2-28");
  CHECK(moved("月", {2, 0}, true) == "2025-11-30");
  CHECK(moved("年", {-2, 0}, false) == "2024-1-31");
  CHECK(moved("年", {200, 2}, false) == "2028-1-31");
  CHECK(moved("年", {model::int128_max, 0}, false) == "none");
  CHECK(moved("日", {model::int128_min, 0}, true) == "none");
  for (const char* unit : {"", "元", "吨/月", "1/月", "天*天"}) CHECK_FALSE(model::period_of(model::parse_unit(unit)));
}

TEST_CASE("full months and years") {
  struct Case {
    Day from, to;
    int months, years;
  };
  const std::vector<Case> cases = {
      {day(2024, 2, 29), day(2025, 2, 28), 11, 0},  {day(2024, 2, 29), day(2025, 3, 1), 12, 1},
      {day(2024, 2, 29), day(2028, 2, 29), 48, 4},  {day(2026, 1, 31), day(2026, 2, 28), 0, 0},
      {day(2026, 1, 31), day(2026, 3, 1), 1, 0},    {day(2020, 3, 1), day(2026, 3, 1), 72, 6},
      {day(2020, 3, 2), day(2026, 3, 1), 71, 5},    {day(2026, 3, 1), day(2026, 3, 1), 0, 0},
      {day(2026, 3, 1), day(2026, 2, 28), 0, 0},    {day(2026, 3, 1), day(2026, 2, 1), -1, 0},
      {day(2026, 3, 1), day(2025, 3, 1), -12, -1},  {day(2026, 3, 1), day(2025, 3, 2), -11, 0},
      {day(2025, 2, 28), day(2024, 2, 29), -11, 0}, {day(1, 1, 1), day(9999, 12, 31), 119987, 9998},
  };
  for (const Case& c : cases) {
    CAPTURE(text(c.from));
    CAPTURE(text(c.to));
    CHECK(model::full_months(c.from, c.to) == c.months);
    CHECK(model::full_years(c.from, c.to) == c.years);
  }
}

// The prover leans on it.
TEST_CASE("full months grow with the second date and shrink with the first, and turn round with them") {
  std::mt19937 random(7);
  std::uniform_int_distribution<Day> any(day(1990, 1, 1), day(2030, 1, 1));
  for (int i = 0; i < 20'000; ++i) {
    const Day a = any(random), b = any(random);
    CHECK(model::full_months(a, b) == -model::full_months(b, a));
    CHECK(model::full_months(a, b) <= model::full_months(a, b + 1));
    CHECK(model::full_months(a, b) <= model::full_months(a - 1, b));
    CHECK(*model::plus_months(a, 5) <= *model::plus_months(a + 1, 5));
  }
}

}  // namespace
}  // namespace fenji::test
