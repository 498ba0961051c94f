#include "engine/prove/step.hpp"

#include <algorithm>

namespace fenji::prove {
namespace {

using model::Int128;

// The exponent of the last digit that is not zero; of a value that is not zero.
int last_exponent(Decimal value) {
  value = normalized(value);
  int exponent = -value.scale;
  for (Int128 rest = value.mantissa; rest % 10 == 0; rest /= 10) ++exponent;
  return exponent;
}

std::optional<int> exponent_of_power(Decimal value) {
  if (value.mantissa <= 0) return {};
  value = normalized(value);
  const int exponent = last_exponent(value);
  const Int128 digits = exponent > 0 ? value.mantissa / model::power_of_ten(exponent) : value.mantissa;
  return digits == 1 ? std::optional(exponent) : std::nullopt;
}

bool is_multiple(Decimal value, int exponent) { return value.mantissa == 0 || last_exponent(value) >= exponent; }

// Whether `whole` is at least `times` as great as `part`.
bool is_great_beside(Decimal whole, Decimal part, int times) {
  const auto limit = multiply(part, Decimal{times, 0});
  return limit && compare(whole, *limit) >= 0;
}

enum class Size { point, endless, narrow, wide };

Size size_beside(const Interval& row, Decimal step) {
  if (!row.lower || !row.upper) return Size::endless;
  const auto width = subtract(row.upper->value, row.lower->value);
  if (!width || width->mantissa == 0) return width ? Size::point : Size::endless;
  return is_great_beside(*width, step, 2) ? Size::wide : Size::narrow;
}

}  // namespace

bool is_step_hole(const Interval& hole, const Interval& below, const Interval& above) {
  if (!hole.lower || !hole.upper || hole.lower->closed || hole.upper->closed) return false;
  const Decimal low = hole.lower->value;
  const Decimal high = hole.upper->value;
  const auto step = subtract(high, low);
  const auto exponent = step ? exponent_of_power(*step) : std::nullopt;
  if (!exponent || !is_multiple(low, *exponent) || !is_multiple(high, *exponent)) return false;
  const auto ends_there = [&](Decimal limit) { return limit.mantissa != 0 && last_exponent(limit) == *exponent; };
  if (!ends_there(low) && !ends_there(high)) return false;
  const Size sizes[] = {size_beside(below, *step), size_beside(above, *step)};
  const auto any = [&](Size size) { return std::find(std::begin(sizes), std::end(sizes), size) != std::end(sizes); };
  if (any(Size::narrow)) return false;
  if (any(Size::wide)) return true;
  Decimal greatest = low.mantissa < 0 ? Decimal{-low.mantissa, low.scale} : high;
  if (greatest.mantissa < 0) greatest.mantissa = -greatest.mantissa;
  return is_great_beside(greatest, *step, 4);
}

}  // namespace fenji::prove
