#include "engine/model/calendar.hpp"

#include <algorithm>
#include <cassert>

namespace fenji::model {

namespace {

constexpr int months_of_year = 12;
constexpr int last_year = 9999;

int last_day_of(int year, int month) {
  int day = 31;
  while (!exists(year, month, day)) --day;
  return day;
}

// The count as one of days or months; nothing beyond 128 bits, which no calendar reaches.
std::optional<Int128> steps(Decimal count, const Period& period) {
  const auto whole = rescaled(count, 0);
  assert(whole);
  Int128 product = 0;
  if (!whole || multiply_overflows(whole->mantissa, period.each, product)) return std::nullopt;
  return product;
}

std::optional<Day> moved(Day day, Int128 steps, const Period& period) {
  return period.months ? plus_months(day, steps) : plus_days(day, steps);
}

}  // namespace

std::optional<Period> period_of(const Unit& unit) {
  if (unit.factors.size() != 1 || unit.factors[0].second != 1) return std::nullopt;
  const std::string& name = unit.factors[0].first;
  if (name == "日") return Period{false, 1};
  if (name == "周") return Period{false, 7};
  if (name == "月") return Period{true, 1};
  if (name == "年") return Period{true, months_of_year};
  return std::nullopt;
}

std::optional<Day> plus_days(Day day, Int128 days) {
  static const Int128 first = day_from_civil(1, 1, 1), last = day_from_civil(last_year, 12, 31);
  Int128 sum = 0;
  if (add_overflows(day, days, sum) || sum < first || sum > last) return std::nullopt;
  return static_cast<Day>(sum);
}

std::optional<Day> plus_months(Day day, Int128 months) {
  int year = 0, month = 0, day_of_month = 0;
  civil_from_day(day, year, month, day_of_month);
  Int128 sum = 0;  // of months since January of the year 0
  if (add_overflows(year * months_of_year + month - 1, months, sum)) return std::nullopt;
  if (sum < months_of_year || sum >= (last_year + 1) * months_of_year) return std::nullopt;
  year = static_cast<int>(sum / months_of_year);
  month = static_cast<int>(sum % months_of_year) + 1;
  return day_from_civil(year, month, std::min(day_of_month, last_day_of(year, month)));
}

std::optional<Day> plus(Day day, Decimal count, const Period& period) {
  const auto forward = steps(count, period);
  return forward ? moved(day, *forward, period) : std::nullopt;
}

std::optional<Day> minus(Day day, Decimal count, const Period& period) {
  const auto back = steps(count, period);
  return back && *back != int128_min ? moved(day, -*back, period) : std::nullopt;
}

int full_months(Day from, Day to) {
  if (to < from) return -full_months(to, from);
  int from_year = 0, from_month = 0, from_day = 0;
  civil_from_day(from, from_year, from_month, from_day);
  int to_year = 0, to_month = 0, to_day = 0;
  civil_from_day(to, to_year, to_month, to_day);
  const int months = (to_year - from_year) * months_of_year + to_month - from_month;
  return to_day < from_day ? months - 1 : months;
}

int full_years(Day from, Day to) { return full_months(from, to) / months_of_year; }

}  // namespace fenji::model
