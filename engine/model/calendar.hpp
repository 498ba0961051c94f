// Stage: model. Arithmetic of days: a day and a period of days, weeks, months or years make a day; two days make full months
// and years. Nothing comes back where the result leaves the years 0001 to 9999.
#pragma once

#include <optional>

#include "engine/model/decimal.hpp"
#include "engine/model/type.hpp"
#include "engine/model/value.hpp"

namespace fenji::model {

// What a number of 日, 周, 月 or 年 adds to a date.
struct Period {
  bool months = false;  // else days
  int each = 1;         // so many for one of the unit: 7 days, 12 months
};
std::optional<Period> period_of(const Unit& unit);  // nothing for other units

std::optional<Day> plus_days(Day day, Int128 days);
// The same day of the month, or the last one of a month that is too short: 2026-01-31 and a month is 2026-02-28.
std::optional<Day> plus_months(Day day, Int128 months);
// `count` must be whole.
std::optional<Day> plus(Day day, Decimal count, const Period& period);
std::optional<Day> minus(Day day, Decimal count, const Period& period);

// A month or year is full once the day of the month is reached on which the first day fell, so from 2024-02-29 to 2025-02-28
// there are 11 full months and no full year. Where `to` lies before `from`, the negative of what there is from `to` to `from`.
int full_months(Day from, Day to);
int full_years(Day from, Day to);

}  // namespace fenji::model
