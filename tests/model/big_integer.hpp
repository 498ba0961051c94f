// Integers of any size, as plainly as possible: what the exact decimals are compared with.
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/model/int128.hpp"

namespace fenji::testing {

class BigInteger {
 public:
  BigInteger() = default;
  explicit BigInteger(model::Int128 value) : negative_(value < 0) {
    auto rest = static_cast<model::UInt128>(value);
    if (negative_) rest = ~rest + 1;
    for (; rest != 0; rest >>= 32) limbs_.push_back(static_cast<std::uint32_t>(rest));
  }

  static BigInteger power_of_ten(int exponent) {
    BigInteger result(1);
    for (int i = 0; i < exponent; ++i) result = result * BigInteger(10);
    return result;
  }

  BigInteger operator-() const {
    BigInteger result = *this;
    result.negative_ = !negative_ && !limbs_.empty();
    return result;
  }
  BigInteger magnitude() const { return negative_ ? -*this : *this; }
  bool negative() const { return negative_; }
  bool zero() const { return limbs_.empty(); }

  friend BigInteger operator+(const BigInteger& left, const BigInteger& right) {
    if (left.zero()) return right;
    if (right.zero()) return left;
    if (left.negative_ != right.negative_) return left - -right;
    BigInteger sum;
    sum.negative_ = left.negative_;
    std::uint64_t carry = 0;
    for (std::size_t i = 0; i < std::max(left.limbs_.size(), right.limbs_.size()) || carry != 0; ++i) {
      carry += std::uint64_t{left.limb(i)} + right.limb(i);
      sum.limbs_.push_back(static_cast<std::uint32_t>(carry));
      carry >>= 32;
    }
    return sum;
  }

  friend BigInteger operator-(const BigInteger& left, const BigInteger& right) {
    if (right.zero()) return left;
    if (left.zero() || left.negative_ != right.negative_) return left + -right;
    if (order_of_magnitudes(left, right) < 0) return -(right - left);
    BigInteger difference;
    std::int64_t carry = 0;
    for (std::size_t i = 0; i < left.limbs_.size(); ++i) {
      carry += std::int64_t{left.limb(i)} - right.limb(i);
      difference.limbs_.push_back(static_cast<std::uint32_t>(carry));
      carry >>= 32;
    }
    difference.trim();
    difference.negative_ = left.negative_ && !difference.zero();
    return difference;
  }

  friend BigInteger operator*(const BigInteger& left, const BigInteger& right) {
    BigInteger product;
    product.limbs_.resize(left.limbs_.size() + right.limbs_.size());
    for (std::size_t i = 0; i < left.limbs_.size(); ++i) {
      std::uint64_t carry = 0;
      for (std::size_t j = 0; j < right.limbs_.size() || carry != 0; ++j) {
        carry += product.limbs_[i + j] + std::uint64_t{left.limbs_[i]} * right.limb(j);
        product.limbs_[i + j] = static_cast<std::uint32_t>(carry);
        carry >>= 32;
      }
    }
    product.trim();
    product.negative_ = left.negative_ != right.negative_ && !product.zero();
    return product;
  }

  // Divides by ten, cutting off towards zero; returns the last digit.
  int take_digit() {
    std::uint64_t rest = 0;
    for (std::size_t i = limbs_.size(); i-- > 0;) {
      rest = (rest << 32) | limbs_[i];
      limbs_[i] = static_cast<std::uint32_t>(rest / 10);
      rest %= 10;
    }
    trim();
    negative_ = negative_ && !zero();
    return static_cast<int>(rest);
  }

  friend std::strong_ordering operator<=>(const BigInteger& left, const BigInteger& right) {
    const BigInteger difference = left - right;
    return (difference.zero() ? 0 : difference.negative_ ? -1 : 1) <=> 0;
  }
  friend bool operator==(const BigInteger& left, const BigInteger& right) { return (left - right).zero(); }

  bool fits_int128() const { return *this >= BigInteger(model::int128_min) && *this <= BigInteger(model::int128_max); }

  std::string text() const {
    std::string digits;
    for (BigInteger rest = magnitude(); !rest.zero();) digits += static_cast<char>('0' + rest.take_digit());
    if (digits.empty()) digits = '0';
    if (negative_) digits += '-';
    return {digits.rbegin(), digits.rend()};
  }

 private:
  std::uint32_t limb(std::size_t place) const { return place < limbs_.size() ? limbs_[place] : 0; }
  void trim() {
    while (!limbs_.empty() && limbs_.back() == 0) limbs_.pop_back();
  }
  static std::strong_ordering order_of_magnitudes(const BigInteger& left, const BigInteger& right) {
    for (std::size_t i = std::max(left.limbs_.size(), right.limbs_.size()); i-- > 0;) {
      if (left.limb(i) != right.limb(i)) return left.limb(i) <=> right.limb(i);
    }
    return std::strong_ordering::equal;
  }

  std::vector<std::uint32_t> limbs_;  // the lowest first, none of zero at the end
  bool negative_ = false;
};

}  // namespace fenji::testing
