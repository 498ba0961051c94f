#include "engine/abi/typed_number.hpp"

#include <algorithm>
#include <cmath>

#include "engine/columns/mantissa_bounds.hpp"

namespace fenji::abi {
namespace {

using model::Int128;

constexpr int most_power = 18;        // 10^18 fits 64 bits
constexpr int most_quick_places = 6;  // money and plain numbers have so many
constexpr double most_exact = 1e15;   // up to here every number of 15 digits is the only one of so few that names its double

std::int64_t power(int exponent) { return static_cast<std::int64_t>(model::power_of_ten(exponent)); }

}  // namespace

TypedNumber::TypedNumber(const model::Field& field) {
  const model::Decimal means = model::normalized(field.bare_number_means);
  multiplier_ = means.mantissa;
  places_ = field.type.scale - means.scale;
  if (field.type.percent && field.percent_cells == model::Field::PercentCells::points) places_ -= 2;
  const columns::MantissaBounds bounds(field);
  least_ = bounds.least;
  greatest_ = bounds.greatest;
  quick_places_ = std::clamp(places_, 0, most_quick_places);
  quick_power_ = static_cast<double>(power(quick_places_));
  quick_scaling_ = scaling(-quick_places_);
}

TypedNumber::Scaling TypedNumber::scaling(int exponent) const {
  Scaling scaling;
  scaling.exponent = exponent;
  const int shift = places_ + exponent;
  if (shift < -most_power || shift > most_power) return scaling;
  Int128 factor = multiplier_;
  if (shift > 0 && model::multiply_overflows(factor, power(shift), factor)) return scaling;
  if (factor != static_cast<std::int64_t>(factor)) return scaling;
  scaling.factor = static_cast<std::int64_t>(factor);
  if (shift < 0) scaling.divisor = power(-shift);
  return scaling;
}

bool TypedNumber::read_carefully(PlainDecimal number, std::int64_t& value) const {
  if (number.mantissa == 0) return keep(0, 1, value);
  for (; number.mantissa % 10 == 0; number.mantissa /= 10) ++number.exponent;
  Int128 product = 0;
  if (model::multiply_overflows(number.mantissa, multiplier_, product)) return false;
  int shift = places_ + number.exponent;
  for (; shift < 0; ++shift) {
    if (product % 10 != 0) return false;
    product /= 10;
  }
  for (; shift > 0; --shift) {
    if (model::multiply_overflows(product, 10, product)) return false;
  }
  return keep(product, 1, value);
}

// A number of at most 15 digits whose double this is has no shorter name, so it is the one that to_chars would find.
bool TypedNumber::read(double number, std::int64_t& value) const {
  const double shifted = number * quick_power_;
  if (std::fabs(shifted) < most_exact) {
    const auto mantissa = static_cast<std::int64_t>(shifted + (shifted < 0 ? -0.5 : 0.5));
    if (static_cast<double>(mantissa) / quick_power_ == number) return read(mantissa, quick_scaling_, value);
  }
  const auto shortest = shortest_decimal(number);
  return shortest && read_carefully(*shortest, value);
}

bool TypedNumber::read(float number, std::int64_t& value) const {
  const auto shortest = shortest_decimal(number);
  return shortest && read_carefully(*shortest, value);
}

}  // namespace fenji::abi
