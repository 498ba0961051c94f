#include "engine/prove/interval.hpp"

#include <algorithm>

namespace fenji::prove {
namespace {

using model::Int128;
using model::normalized;

using Limit = std::optional<Bound>;

enum class Side { lower, upper };

// Negative when `left` admits more on this side.
int compare_limits(const Limit& left, const Limit& right, Side side) {
  const int outward = side == Side::lower ? -1 : 1;
  if (!left || !right) return left ? 1 : right ? -1 : 0;
  const auto order = compare(left->value, right->value);
  if (order != 0) return (order < 0 ? -1 : 1) * -outward;
  return left->closed == right->closed ? 0 : left->closed ? -1 : 1;
}

Limit wider(const Limit& left, const Limit& right, Side side) { return compare_limits(left, right, side) <= 0 ? left : right; }
Limit narrower(const Limit& left, const Limit& right, Side side) {
  return compare_limits(left, right, side) <= 0 ? right : left;
}

// An end of an interval, infinite ends included.
struct End {
  int infinity = 0;  // -1, 0, 1
  Bound bound;
};

End end_of(const Limit& limit, int infinity) { return limit ? End{0, *limit} : End{infinity, {}}; }

Limit limit_of(const End& end) { return end.infinity == 0 ? Limit(end.bound) : Limit(); }

int sign(const End& end) {
  if (end.infinity != 0) return end.infinity;
  return end.bound.value.mantissa < 0 ? -1 : end.bound.value.mantissa > 0 ? 1 : 0;
}

End product_of_ends(const End& left, const End& right) {
  const int left_sign = sign(left);
  const int right_sign = sign(right);
  if (left_sign == 0 || right_sign == 0) {
    const bool reached = (left_sign == 0 && left.bound.closed) || (right_sign == 0 && right.bound.closed);
    return {0, {Decimal{0, 0}, reached}};
  }
  if (left.infinity != 0 || right.infinity != 0) return {left_sign * right_sign, {}};
  const auto value = multiply(left.bound.value, right.bound.value);
  if (!value) return {left_sign * right_sign, {}};
  return {0, {*value, left.bound.closed && right.bound.closed}};
}

// Whether `left` reaches further than `right` in `direction`.
bool beyond(const End& left, const End& right, int direction) {
  if (left.infinity != right.infinity) return (left.infinity - right.infinity) * direction > 0;
  if (left.infinity != 0) return false;
  const auto order = compare(left.bound.value, right.bound.value);
  if (order != 0) return (order > 0) == (direction > 0);
  return left.bound.closed && !right.bound.closed;
}

Limit sum_of_limits(const Limit& left, const Limit& right) {
  if (!left || !right) return {};
  const auto value = add(left->value, right->value);
  if (!value) return {};
  return Bound{*value, left->closed && right->closed};
}

// floor(numerator / denominator) for a positive denominator.
Int128 floor_division(Int128 numerator, Int128 denominator) {
  const Int128 quotient = numerator / denominator;
  return numerator % denominator < 0 ? quotient - 1 : quotient;
}

// A value and a grid at one scale.
struct Aligned {
  Int128 distance = 0;  // from the grid's offset
  Int128 step = 1;
  Int128 offset = 0;
  int scale = 0;
};

std::optional<Aligned> aligned(Decimal value, const Grid& grid) {
  const int scale = std::max({value.scale, grid.step.scale, grid.offset.scale});
  const auto at = rescaled(value, scale);
  const auto step = rescaled(grid.step, scale);
  const auto offset = rescaled(grid.offset, scale);
  Aligned result;
  if (!at || !step || !offset || model::subtract_overflows(at->mantissa, offset->mantissa, result.distance)) return {};
  result.step = step->mantissa;
  result.offset = offset->mantissa;
  result.scale = scale;
  return result;
}

std::optional<Decimal> value_on_grid(const Aligned& grid, Int128 index) {
  Decimal value{0, grid.scale};
  if (model::multiply_overflows(index, grid.step, value.mantissa)) return {};
  if (model::add_overflows(value.mantissa, grid.offset, value.mantissa)) return {};
  return normalized(value);
}

Int128 greatest_common_divisor(Int128 a, Int128 b) {
  while (b != 0) {
    const Int128 rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

}  // namespace

bool is_empty(const Interval& interval) {
  if (!interval.lower || !interval.upper) return false;
  const auto order = compare(interval.lower->value, interval.upper->value);
  return order > 0 || (order == 0 && !(interval.lower->closed && interval.upper->closed));
}

bool is_point(const Interval& interval) {
  return interval.lower && interval.upper && interval.lower->closed && interval.upper->closed &&
         interval.lower->value == interval.upper->value;
}

Interval point(Decimal value) { return {Bound{value, true}, Bound{value, true}}; }

Interval intersection(const Interval& left, const Interval& right) {
  return {narrower(left.lower, right.lower, Side::lower), narrower(left.upper, right.upper, Side::upper)};
}

Interval hull(const Interval& left, const Interval& right) {
  return {wider(left.lower, right.lower, Side::lower), wider(left.upper, right.upper, Side::upper)};
}

bool includes(const Interval& outer, const Interval& inner) {
  return compare_limits(outer.lower, inner.lower, Side::lower) <= 0 &&
         compare_limits(outer.upper, inner.upper, Side::upper) <= 0;
}

Interval sum(const Interval& left, const Interval& right) {
  return {sum_of_limits(left.lower, right.lower), sum_of_limits(left.upper, right.upper)};
}

Interval scaled(const Interval& interval, Decimal factor) { return product(interval, point(factor)); }

Interval product(const Interval& left, const Interval& right) {
  const End lefts[] = {end_of(left.lower, -1), end_of(left.upper, 1)};
  const End rights[] = {end_of(right.lower, -1), end_of(right.upper, 1)};
  std::optional<End> low;
  std::optional<End> high;
  for (const End& a : lefts) {
    for (const End& b : rights) {
      const End corner = product_of_ends(a, b);
      if (!low || beyond(corner, *low, -1)) low = corner;
      if (!high || beyond(corner, *high, 1)) high = corner;
    }
  }
  return {limit_of(*low), limit_of(*high)};
}

Interval square(const Interval& interval) {
  Interval result = product(interval, interval);
  const bool holds_zero = contains(interval, Decimal{0, 0});
  if (holds_zero) {
    result.lower = Bound{Decimal{0, 0}, true};
  } else if (result.lower && result.lower->value.mantissa < 0) {
    result.lower = Bound{Decimal{0, 0}, false};  // reaches up to an excluded zero on one side only
  }
  return result;
}

Interval lesser(const Interval& left, const Interval& right) {
  return {wider(left.lower, right.lower, Side::lower), narrower(left.upper, right.upper, Side::upper)};
}

Interval greater(const Interval& left, const Interval& right) {
  return {narrower(left.lower, right.lower, Side::lower), wider(left.upper, right.upper, Side::upper)};
}

Interval rounded(const Interval& interval, int digits) {
  const auto limit = [digits](const Limit& from) -> Limit {
    if (!from) return {};
    const auto value = model::rounded(from->value, digits);
    if (!value) return {};
    return Bound{*value, true};
  };
  return {limit(interval.lower), limit(interval.upper)};
}

bool on_grid(Decimal value, const Granularity& grid) {
  if (!grid) return true;
  const auto at = aligned(value, *grid);
  return !at || at->distance % at->step == 0;
}

std::optional<Decimal> least(const Interval& interval, const Granularity& grid) {
  if (!interval.lower || is_empty(interval)) return {};
  std::optional<Decimal> value;
  if (!grid) {
    if (interval.lower->closed) value = interval.lower->value;
  } else if (const auto at = aligned(interval.lower->value, *grid)) {
    Int128 index = floor_division(at->distance, at->step);
    if (at->distance % at->step != 0 || !interval.lower->closed) ++index;
    value = value_on_grid(*at, index);
  }
  return value && contains(interval, *value) ? value : std::nullopt;
}

std::optional<Decimal> greatest(const Interval& interval, const Granularity& grid) {
  const Interval mirrored = scaled(interval, Decimal{-1, 0});
  const auto value = least(mirrored, scaled(grid, Decimal{-1, 0}));
  if (!value) return {};
  return Decimal{-value->mantissa, value->scale};
}

bool holds_value(const Interval& interval, const Granularity& grid) {
  if (is_empty(interval)) return false;
  if (!grid || !interval.lower || !interval.upper) return true;
  if (!aligned(interval.lower->value, *grid)) return true;
  return least(interval, grid).has_value();
}

Granularity sum(const Granularity& left, const Granularity& right) {
  if (!left || !right) return {};
  const int scale = std::max(left->step.scale, right->step.scale);
  const auto a = rescaled(left->step, scale);
  const auto b = rescaled(right->step, scale);
  const auto offset = add(left->offset, right->offset);
  if (!a || !b || !offset) return {};
  return Grid{normalized({greatest_common_divisor(a->mantissa, b->mantissa), scale}), *offset};
}

Granularity scaled(const Granularity& grid, Decimal factor) {
  if (!grid) return {};
  auto step = multiply(grid->step, factor);
  const auto offset = multiply(grid->offset, factor);
  if (!step || !offset || step->mantissa == 0) return {};
  if (step->mantissa < 0) step->mantissa = -step->mantissa;
  return Grid{normalized(*step), normalized(*offset)};
}

Intervals intersection(const Intervals& left, const Intervals& right) {
  Intervals result;
  for (const Interval& a : left) {
    for (const Interval& b : right) {
      if (Interval common = intersection(a, b); !is_empty(common)) result.push_back(common);
    }
  }
  return united(std::move(result));
}

Intervals united(Intervals intervals) {
  std::erase_if(intervals, [](const Interval& interval) { return is_empty(interval); });
  std::sort(intervals.begin(), intervals.end(), [](const Interval& left, const Interval& right) {
    return compare_limits(left.lower, right.lower, Side::lower) < 0;
  });
  Intervals result;
  for (const Interval& next : intervals) {
    bool joins = false;
    if (!result.empty()) {
      const Limit& end = result.back().upper;
      if (!end || !next.lower) {
        joins = true;
      } else {
        const auto order = compare(next.lower->value, end->value);
        joins = order < 0 || (order == 0 && (next.lower->closed || end->closed));
      }
    }
    if (joins) {
      result.back() = hull(result.back(), next);
    } else {
      result.push_back(next);
    }
  }
  return result;
}

Interval hull(const Intervals& intervals) { return {intervals.front().lower, intervals.back().upper}; }

}  // namespace fenji::prove
