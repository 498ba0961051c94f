// Stage: model. Limits of ranges as integers: a number with a static scale lies beyond a limit exactly when its mantissa
// reaches a threshold, so a range costs an integer comparison whatever the digits of its limits.
#pragma once

#include <optional>

#include "engine/model/rules.hpp"

namespace fenji::model {

// The least mantissa at `scale` of a value that is at least `limit`, or above it where `above`. Nothing when no 128-bit
// mantissa reaches it; int128_min when every one does.
inline std::optional<Int128> least_mantissa(Decimal limit, bool above, int scale) {
  Int128 mantissa = 0;
  bool between = false;  // `limit` lies between two mantissas, of which this is the greater
  if (limit.scale <= scale) {
    if (multiply_overflows(limit.mantissa, power_of_ten(scale - limit.scale), mantissa)) {
      return limit.mantissa > 0 ? std::nullopt : std::optional(int128_min);
    }
  } else {
    const Int128 divisor = power_of_ten(limit.scale - scale);
    mantissa = limit.mantissa / divisor;
    between = limit.mantissa % divisor != 0;
    if (between && limit.mantissa > 0) ++mantissa;
  }
  if (!above || between) return mantissa;
  if (mantissa == int128_max) return std::nullopt;
  return mantissa + 1;
}

// Both included; none where `least` is greater than `greatest`.
struct MantissaRange {
  Int128 least = int128_min;
  Int128 greatest = int128_max;
};

// The mantissas at `scale` of the values in `interval`.
inline MantissaRange mantissas_in(const Interval& interval, int scale) {
  constexpr MantissaRange empty{int128_max, int128_min};
  MantissaRange range;
  if (interval.lower) {
    const auto least = least_mantissa(interval.lower->value, !interval.lower->closed, scale);
    if (!least) return empty;
    range.least = *least;
  }
  if (interval.upper) {
    const auto beyond = least_mantissa(interval.upper->value, interval.upper->closed, scale);
    if (beyond && *beyond == int128_min) return empty;
    if (beyond) range.greatest = *beyond - 1;
  }
  return range;
}

}  // namespace fenji::model
