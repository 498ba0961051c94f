#include "engine/execute/plain_number.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>

namespace fenji::execute::plain {

using model::Int128;
using model::UInt128;

std::optional<Decimal> aligned(Decimal value, int scale) {
  if (value.mantissa == 0) return Decimal{0, scale};
  constexpr int most_digits = 38;  // of 128 bits
  if (scale - value.scale > most_digits) return std::nullopt;
  if (value.scale < scale) {
    if (model::multiply_overflows(value.mantissa, model::power_of_ten(scale - value.scale), value.mantissa))
      return std::nullopt;
    value.scale = scale;
  }
  for (; value.scale > scale; --value.scale) {
    const bool exact = value.mantissa % 10 == 0;
    assert(exact);
    if (!exact) return std::nullopt;
    value.mantissa /= 10;
  }
  return value;
}

std::optional<Decimal> negative(Decimal value, int scale) { return difference({0, scale}, value, scale); }

std::optional<Decimal> sum(const std::vector<Decimal>& operands, int scale) {
  Decimal total{0, scale};
  for (const Decimal& operand : operands) {
    const auto term = aligned(operand, scale);
    if (!term || model::add_overflows(total.mantissa, term->mantissa, total.mantissa)) return std::nullopt;
  }
  return total;
}

std::optional<Decimal> difference(Decimal left, Decimal right, int scale) {
  const auto minuend = aligned(left, scale);
  const auto subtrahend = aligned(right, scale);
  Decimal result{0, scale};
  if (!minuend || !subtrahend) return std::nullopt;
  if (model::subtract_overflows(minuend->mantissa, subtrahend->mantissa, result.mantissa)) return std::nullopt;
  return result;
}

std::optional<Decimal> product(const std::vector<Decimal>& operands, int scale) {
  Decimal result{1, 0};
  for (const Decimal& operand : operands) {
    if (model::multiply_overflows(result.mantissa, operand.mantissa, result.mantissa)) return std::nullopt;
    result.scale += operand.scale;
  }
  return aligned(result, scale);
}

std::optional<Decimal> minimum(const std::vector<Decimal>& operands, int scale) {
  std::optional<Decimal> least;
  for (const Decimal& operand : operands) {
    const auto candidate = aligned(operand, scale);
    if (!candidate) return std::nullopt;
    if (!least || candidate->mantissa < least->mantissa) least = candidate;
  }
  return least;
}

std::optional<Decimal> maximum(const std::vector<Decimal>& operands, int scale) {
  std::optional<Decimal> greatest;
  for (const Decimal& operand : operands) {
    const auto candidate = aligned(operand, scale);
    if (!candidate) return std::nullopt;
    if (!greatest || candidate->mantissa > greatest->mantissa) greatest = candidate;
  }
  return greatest;
}

std::optional<Decimal> rounded_to(const Fraction& value, int digits, int scale) {
  const bool nothing_to_round = value.denominator == Decimal{1, 0} && value.numerator.scale <= digits;
  const auto result = nothing_to_round ? value.numerator : model::divide_rounded(value.numerator, value.denominator, digits);
  return result ? aligned(*result, scale) : std::nullopt;
}

namespace {

// A natural number, its least significant limb first. 512 bits hold any two mantissas times the powers of ten of two scales.
using Natural = std::array<std::uint32_t, 16>;

Natural times(const Natural& natural, UInt128 factor) {
  Natural result{};
  for (std::size_t shift = 0; factor != 0; ++shift, factor >>= 32) {
    const auto limb = static_cast<std::uint32_t>(factor);
    std::uint64_t carry = 0;
    for (std::size_t i = 0; i + shift < natural.size(); ++i) {
      carry += std::uint64_t{natural[i]} * limb + result[i + shift];
      result[i + shift] = static_cast<std::uint32_t>(carry);
      carry >>= 32;
    }
    assert(carry == 0);
  }
  return result;
}

UInt128 magnitude(Int128 value) { return value < 0 ? -static_cast<UInt128>(value) : static_cast<UInt128>(value); }

int sign(Int128 value) { return (value > 0) - (value < 0); }

int sign(const Fraction& value) { return sign(value.numerator.mantissa) * sign(value.denominator.mantissa); }

// |numerator| × |denominator|, each taken as the integer of its mantissa.
Natural cross_product(const Decimal& numerator, const Decimal& denominator) {
  return times(times(Natural{1}, magnitude(numerator.mantissa)), magnitude(denominator.mantissa));
}

}  // namespace

std::strong_ordering compare(const Fraction& left, const Fraction& right) {
  const auto is_whole_of = [](const Decimal& denominator) { return denominator.mantissa == 1 && denominator.scale == 0; };
  if (is_whole_of(left.denominator) && is_whole_of(right.denominator)) {
    if (left.numerator.scale == right.numerator.scale) return left.numerator.mantissa <=> right.numerator.mantissa;
    const int scale = std::max(left.numerator.scale, right.numerator.scale);
    const auto left_number = aligned(left.numerator, scale), right_number = aligned(right.numerator, scale);
    if (left_number && right_number) return left_number->mantissa <=> right_number->mantissa;
  }
  const int left_sign = sign(left);
  const int right_sign = sign(right);
  if (left_sign != right_sign) return left_sign <=> right_sign;

  // a/b against c/d is a·d against c·b where all are positive. Each side lacks the power of ten of its own two scales.
  Natural left_product = cross_product(left.numerator, right.denominator);
  Natural right_product = cross_product(right.numerator, left.denominator);
  const int left_scale = left.numerator.scale + right.denominator.scale;
  const int right_scale = right.numerator.scale + left.denominator.scale;
  for (int scale = left_scale; scale < right_scale; ++scale) left_product = times(left_product, 10);
  for (int scale = right_scale; scale < left_scale; ++scale) right_product = times(right_product, 10);

  const auto of_magnitudes = std::lexicographical_compare_three_way(left_product.rbegin(), left_product.rend(),
                                                                    right_product.rbegin(), right_product.rend());
  return left_sign < 0 ? 0 <=> of_magnitudes : of_magnitudes;
}

}  // namespace fenji::execute::plain
