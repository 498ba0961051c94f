#include "engine/graph/bounds.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>

#include "engine/model/threshold.hpp"

namespace fenji::graph {

using model::Int128;

Bounds calendar() { return {model::day_from_civil(1, 1, 1), model::day_from_civil(9999, 12, 31)}; }

bool fits_64_bits(const Bounds& bounds) {
  return bounds.lower >= std::numeric_limits<std::int64_t>::min() && bounds.upper <= std::numeric_limits<std::int64_t>::max();
}

bool contains(const Bounds& bounds, Int128 mantissa) { return bounds.lower <= mantissa && mantissa <= bounds.upper; }

Bounds hull(const Bounds& left, const Bounds& right) {
  return {std::min(left.lower, right.lower), std::max(left.upper, right.upper)};
}

Bounds clipped(const Bounds& bounds, const model::Interval& interval, int scale) {
  const model::MantissaRange range = model::mantissas_in(interval, scale);
  const Bounds result{std::max(bounds.lower, range.least), std::min(bounds.upper, range.greatest)};
  return result.lower <= result.upper ? result : Bounds{bounds.lower, bounds.lower};
}

std::optional<Bounds> negated(const Bounds& operand) { return difference({0, 0}, operand); }

std::optional<Bounds> sum(const Bounds& left, const Bounds& right) {
  Bounds result;
  if (model::add_overflows(left.lower, right.lower, result.lower)) return std::nullopt;
  if (model::add_overflows(left.upper, right.upper, result.upper)) return std::nullopt;
  return result;
}

std::optional<Bounds> difference(const Bounds& left, const Bounds& right) {
  Bounds result;
  if (model::subtract_overflows(left.lower, right.upper, result.lower)) return std::nullopt;
  if (model::subtract_overflows(left.upper, right.lower, result.upper)) return std::nullopt;
  return result;
}

std::optional<Bounds> product(const Bounds& left, const Bounds& right) {
  Bounds result{model::int128_max, model::int128_min};
  for (const Int128 a : {left.lower, left.upper}) {
    for (const Int128 b : {right.lower, right.upper}) {
      Int128 corner = 0;
      if (model::multiply_overflows(a, b, corner)) return std::nullopt;
      result = hull(result, {corner, corner});
    }
  }
  return result;
}

std::optional<Bounds> shifted(const Bounds& operand, int places) {
  const Int128 factor = model::power_of_ten(places);
  return product(operand, {factor, factor});
}

Bounds least(const Bounds& left, const Bounds& right) {
  return {std::min(left.lower, right.lower), std::min(left.upper, right.upper)};
}

Bounds greatest(const Bounds& left, const Bounds& right) {
  return {std::max(left.lower, right.lower), std::max(left.upper, right.upper)};
}

Bounds rounded(const Bounds& operand, int places) {
  if (places == 0) return operand;
  const Int128 divisor = model::power_of_ten(places);
  return {operand.lower / divisor - 1, operand.upper / divisor + 1};
}

std::optional<Int128> greatest_magnitude(const Bounds& bounds) {
  if (bounds.lower == model::int128_min) return std::nullopt;
  return std::max(bounds.lower < 0 ? -bounds.lower : bounds.lower, bounds.upper < 0 ? -bounds.upper : bounds.upper);
}

}  // namespace fenji::graph
