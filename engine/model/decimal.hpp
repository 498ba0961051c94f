// Stage: model. Exact decimals: an integer mantissa and a power of ten. Nothing here rounds unasked; what does not fit is
// reported, never wrapped.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/model/int128.hpp"

namespace fenji::model {

// Decimal places that a value may have; an expression whose result would need more is an error of its author.
inline constexpr int max_scale = 24;

struct Decimal {
  Int128 mantissa = 0;
  int scale = 0;  // value = mantissa / 10^scale, 0 <= scale <= max_scale
};

// 10^exponent for 0 <= exponent <= 38.
Int128 power_of_ten(int exponent);

// The same value with the smallest scale.
Decimal normalized(Decimal value);

// The same value at another scale; nothing when digits would be lost or the mantissa leaves 128 bits.
std::optional<Decimal> rescaled(Decimal value, int scale);

std::strong_ordering compare(Decimal left, Decimal right);
inline bool operator==(Decimal left, Decimal right) { return compare(left, right) == 0; }
inline std::strong_ordering operator<=>(Decimal left, Decimal right) { return compare(left, right); }

// Results have the greater scale of both operands (sum, difference) or the sum of both (product; where that passes max_scale
// trailing zeros are dropped down to max_scale). Nothing on overflow, which an operand brought to the greater scale counts
// for too, or when the scale would pass max_scale even after dropping trailing zeros.
std::optional<Decimal> add(Decimal left, Decimal right);
std::optional<Decimal> subtract(Decimal left, Decimal right);
std::optional<Decimal> multiply(Decimal left, Decimal right);

// numerator / denominator rounded to `scale` places, half away from zero; nothing on overflow or a denominator of zero.
std::optional<Decimal> divide_rounded(Decimal numerator, Decimal denominator, int scale);

// numerator / denominator at exactly `scale` places; nothing when digits would be lost, on overflow or a denominator of zero.
std::optional<Decimal> divide_exact(Decimal numerator, Decimal denominator, int scale);

// Half away from zero. The result has scale `scale`, also where `value` had fewer places.
std::optional<Decimal> rounded(Decimal value, int scale);

// Digits with an optional sign (- or +) and an optional fraction: `-12.50`. Nothing else is accepted, nor more than max_scale
// decimal places after dropping trailing zeros, nor more than 128 bits. The result is normalized.
std::optional<Decimal> parse_decimal(std::string_view text);

// Without trailing zeros: 84, -0.5.
std::string to_text(Decimal value);

}  // namespace fenji::model
