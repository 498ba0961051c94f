#include "engine/graph/fraction.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>

namespace fenji::graph {

using model::Int128;
using model::UInt128;

namespace {

// Limbs of 64 bits, the lowest first. Two mantissas and the powers of ten of two scales need 127 + 127 + 120 bits.
using Wide = std::array<std::uint64_t, 6>;

void multiply(Wide& value, std::uint64_t factor) {
  UInt128 carry = 0;
  for (std::uint64_t& limb : value) {
    carry += static_cast<UInt128>(limb) * factor;
    limb = static_cast<std::uint64_t>(carry);
    carry >>= 64;
  }
  assert(carry == 0);
}

UInt128 magnitude(Int128 value) { return value < 0 ? UInt128{0} - static_cast<UInt128>(value) : static_cast<UInt128>(value); }

Wide wide_product(UInt128 left, UInt128 right, int power_of_ten) {
  Wide low{};
  low[0] = static_cast<std::uint64_t>(left);
  low[1] = static_cast<std::uint64_t>(left >> 64);
  Wide high = low;
  multiply(low, static_cast<std::uint64_t>(right));
  multiply(high, static_cast<std::uint64_t>(right >> 64));
  UInt128 carry = 0;
  for (std::size_t limb = 1; limb < low.size(); ++limb) {
    carry += static_cast<UInt128>(low[limb]) + high[limb - 1];
    low[limb] = static_cast<std::uint64_t>(carry);
    carry >>= 64;
  }
  for (; power_of_ten > 0; --power_of_ten) multiply(low, 10);
  return low;
}

int sign(const Fraction& value) {
  if (value.numerator.mantissa == 0) return 0;
  return (value.numerator.mantissa < 0) == (value.denominator.mantissa < 0) ? 1 : -1;
}

}  // namespace

std::strong_ordering compare(const Fraction& left, const Fraction& right) {
  assert(left.denominator.mantissa != 0 && right.denominator.mantissa != 0);
  const int left_sign = sign(left);
  const int right_sign = sign(right);
  if (left_sign != right_sign || left_sign == 0) return left_sign <=> right_sign;

  // Of positive fractions: a/b against c/d as a·d against c·b, each brought to the greater sum of scales.
  const int left_scale = left.numerator.scale + right.denominator.scale;
  const int right_scale = right.numerator.scale + left.denominator.scale;
  const Wide left_product = wide_product(magnitude(left.numerator.mantissa), magnitude(right.denominator.mantissa),
                                         std::max(0, right_scale - left_scale));
  const Wide right_product = wide_product(magnitude(right.numerator.mantissa), magnitude(left.denominator.mantissa),
                                          std::max(0, left_scale - right_scale));
  const auto order = std::lexicographical_compare_three_way(left_product.rbegin(), left_product.rend(), right_product.rbegin(),
                                                            right_product.rend());
  return left_sign > 0 ? order : 0 <=> order;
}

}  // namespace fenji::graph
