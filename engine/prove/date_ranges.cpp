#include "engine/prove/date_ranges.hpp"

namespace fenji::prove {

using model::Operation;

namespace {

constexpr int greatest_year = 9999;

}  // namespace

Interval calendar() {
  return {Bound{{model::day_from_civil(1, 1, 1), 0}, true}, Bound{{model::day_from_civil(greatest_year, 12, 31), 0}, true}};
}

// A year's first value is that of its first day, its last that of its last.
Interval years_of(const Interval& days) {
  const auto year_of = [](const std::optional<Decimal>& day) -> std::optional<Bound> {
    if (!day) return {};
    int year = 0;
    int month = 0;
    int day_of_month = 0;
    model::civil_from_day(static_cast<model::Day>(rescaled(*day, 0)->mantissa), year, month, day_of_month);
    return Bound{{year, 0}, true};
  };
  const Interval within = intersection(days, calendar());
  return {year_of(least(within, Grid{})), year_of(greatest(within, Grid{}))};
}

// What leaves the calendar is no date.
Interval moved(const Interval& days, Decimal count, const model::Period& period, bool forward) {
  const Interval from = intersection(days, calendar());
  const auto move = [&](const std::optional<Decimal>& day, const std::optional<Bound>& otherwise) -> std::optional<Bound> {
    if (!day) return otherwise;
    const auto date = static_cast<model::Day>(rescaled(*day, 0)->mantissa);
    const auto result = forward ? model::plus(date, count, period) : model::minus(date, count, period);
    return result ? Bound{{*result, 0}, true} : otherwise;
  };
  return {move(least(from, Grid{}), calendar().lower), move(greatest(from, Grid{}), calendar().upper)};
}

// They grow with the second date and shrink with the first.
Interval full_counts(Operation operation, const Interval& from, const Interval& to) {
  const Interval starts = intersection(from, calendar());
  const Interval ends = intersection(to, calendar());
  const auto count = [operation](const std::optional<Decimal>& first,
                                 const std::optional<Decimal>& last) -> std::optional<Bound> {
    if (!first || !last) return {};
    const auto first_day = static_cast<model::Day>(rescaled(*first, 0)->mantissa);
    const auto last_day = static_cast<model::Day>(rescaled(*last, 0)->mantissa);
    const int value =
        operation == Operation::full_years ? model::full_years(first_day, last_day) : model::full_months(first_day, last_day);
    return Bound{{value, 0}, true};
  };
  return {count(greatest(starts, Grid{}), least(ends, Grid{})), count(least(starts, Grid{}), greatest(ends, Grid{}))};
}

}  // namespace fenji::prove
