#include "engine/prove/natural.hpp"

#include <algorithm>

namespace fenji::prove {
namespace {

using model::Int128;
using model::normalized;
using model::power_of_ten;

constexpr int greatest_exponent = 20;
constexpr int greatest_power = 38;  // of ten, that a mantissa may hold
constexpr int most_candidates = 1000;

Interval opened(Interval interval) {
  if (interval.lower) interval.lower->closed = false;
  if (interval.upper) interval.upper->closed = false;
  return interval;
}

Decimal negated(Decimal value) { return {-value.mantissa, value.scale}; }

// How often 10^exponent goes into a value that is not negative.
struct Quotient {
  Int128 whole = 0;
  bool exact = true;
};

std::optional<Quotient> units_in(Decimal value, int exponent) {
  value = normalized(value);
  const int shift = exponent + value.scale;
  if (shift >= 0) {
    const Int128 whole = value.mantissa / power_of_ten(shift);
    return Quotient{whole, whole * power_of_ten(shift) == value.mantissa};
  }
  Quotient result;
  if (model::multiply_overflows(value.mantissa, power_of_ten(-shift), result.whole)) return {};
  return result;
}

std::optional<Decimal> times_unit(Int128 count, int exponent) {
  if (exponent < 0) return normalized({count, -exponent});
  Decimal value;
  if (model::multiply_overflows(count, power_of_ten(exponent), value.mantissa)) return {};
  return value;
}

// The exponent of the first digit of a positive value.
int leading_exponent(Decimal value) {
  int digits = 1;
  while (digits <= greatest_power && value.mantissa >= power_of_ten(digits)) ++digits;
  return std::min(digits - 1 - value.scale, greatest_exponent);
}

// The distance of `value` from the middle of the interval, doubled.
Decimal off_centre(Decimal value, Decimal low, Decimal high) {
  const auto from_low = subtract(value, low);
  const auto to_high = subtract(high, value);
  if (!from_low || !to_high) return {};
  const auto difference = subtract(*from_low, *to_high);
  if (!difference) return {};
  return difference->mantissa < 0 ? negated(*difference) : *difference;
}

// The candidates are multiples of one power of ten; those that end in a five go first, then the ones nearest the middle.
std::optional<Decimal> roundest(Int128 first, Int128 last, int exponent, Decimal low, Decimal high, const Granularity& grid) {
  std::optional<Decimal> best;
  bool best_is_five = false;
  for (Int128 count = first; count <= last; ++count) {
    const auto value = times_unit(count, exponent);
    if (!value || !on_grid(*value, grid)) continue;
    const bool five = count % 10 == 5;
    if (best && five < best_is_five) continue;
    if (!best || five > best_is_five || off_centre(*value, low, high) < off_centre(*best, low, high)) {
      best = value;
      best_is_five = five;
    }
  }
  return best;
}

// Strictly between `low`, not negative, and `high`.
std::optional<Decimal> between(Decimal low, Decimal high, const Granularity& grid) {
  // No multiple of a greater power lies below `high`.
  for (int exponent = leading_exponent(high); exponent >= -model::max_scale; --exponent) {
    const auto below = units_in(low, exponent);
    const auto above = units_in(high, exponent);
    if (!below || !above) return {};
    const Int128 first = below->whole + 1;
    const Int128 last = above->exact ? above->whole - 1 : above->whole;
    if (first > last) continue;
    if (last - first > most_candidates) return {};
    if (const auto value = roundest(first, last, exponent, low, high, grid)) return value;
  }
  return {};
}

// The next round number above `low`, which is not negative.
std::optional<Decimal> above(Decimal low, const Granularity& grid, bool percent) {
  const bool zero = low.mantissa == 0;
  const int start = zero ? (percent ? -1 : 0) : leading_exponent(low);
  for (int exponent = start; exponent >= -model::max_scale; --exponent) {
    const auto below = zero ? Quotient{} : units_in(low, exponent);
    if (!below) return {};
    const auto value = times_unit(below->whole + 1, exponent);
    if (value && on_grid(*value, grid)) return value;
  }
  return {};
}

std::optional<Decimal> inside(const Interval& interior, const Granularity& grid, bool percent) {
  if (is_empty(interior)) return {};
  const Decimal zero;
  if (contains(interior, zero) && on_grid(zero, grid)) return zero;
  if (!interior.lower || interior.lower->value.mantissa < 0) {
    if (contains(interior, zero)) return {};
    const auto mirrored = inside(scaled(interior, Decimal{-1, 0}), scaled(grid, Decimal{-1, 0}), percent);
    return mirrored ? std::optional(negated(*mirrored)) : std::nullopt;
  }
  return interior.upper ? between(interior.lower->value, interior.upper->value, grid)
                        : above(interior.lower->value, grid, percent);
}

}  // namespace

std::optional<Decimal> natural_number(const Interval& interval, const Granularity& grid, bool percent) {
  if (is_empty(interval)) return {};
  const Interval interior = opened(interval);
  if (const auto value = inside(interior, grid, percent)) return value;
  if (const auto value = least(interior, grid)) return value;
  if (const auto value = least(interval, grid)) return value;
  if (const auto value = greatest(interval, grid)) return value;
  return grid && contains(interval, grid->offset) ? std::optional(grid->offset) : std::nullopt;
}

namespace {

// Where any date would do.
constexpr int ordinary_year = 2026;

}  // namespace

std::optional<Decimal> natural_day(const Interval& interval) {
  const Granularity days = Grid{};
  const auto first = least(interval, days);
  if (!first) return greatest(interval, days);
  int year = 0;
  int month = 0;
  int day = 0;
  if (compare(*first, Decimal{model::day_from_civil(2, 1, 1), 0}) < 0) {
    // All days before some limit: one not long before it.
    const auto last = greatest(interval, days);
    if (last) model::civil_from_day(static_cast<model::Day>(last->mantissa / power_of_ten(last->scale)), year, month, day);
    const Decimal start{model::day_from_civil(std::min(year, ordinary_year), 1, 1), 0};
    if (last && contains(interval, start)) return start;
  }
  model::civil_from_day(static_cast<model::Day>(first->mantissa / power_of_ten(first->scale)), year, month, day);
  const auto fitting = [&interval](int y, int m) -> std::optional<Decimal> {
    if (!model::exists(y, m, 1)) return {};
    const Decimal value{model::day_from_civil(y, m, 1), 0};
    return contains(interval, value) ? std::optional(value) : std::nullopt;
  };
  if (const auto value = fitting(year, 1)) return value;
  if (const auto value = fitting(year + 1, 1)) return value;
  if (const auto value = fitting(year, month)) return value;
  if (const auto value = month == 12 ? fitting(year + 1, 1) : fitting(year, month + 1)) return value;
  return first;
}

int significant_digits(Decimal value) {
  value = normalized(value);
  Int128 mantissa = value.mantissa < 0 ? -value.mantissa : value.mantissa;
  while (value.scale == 0 && mantissa != 0 && mantissa % 10 == 0) mantissa /= 10;
  int digits = 0;
  for (; mantissa != 0; mantissa /= 10) ++digits;
  return std::max(digits, value.scale);
}

}  // namespace fenji::prove
