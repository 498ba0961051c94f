#include "engine/model/decimal.hpp"

#include <algorithm>
#include <array>
#include <cassert>

namespace fenji::model {

namespace {

constexpr int greatest_power = 38;  // 10^38 < 2^127 < 10^39

constexpr auto powers_of_ten = [] {
  std::array<Int128, greatest_power + 1> powers{};
  powers[0] = 1;
  for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}();

[[maybe_unused]] bool valid_scale(int scale) { return scale >= 0 && scale <= max_scale; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Also for int128_min, whose magnitude no Int128 holds.
UInt128 magnitude(Int128 value) { return value < 0 ? UInt128{0} - static_cast<UInt128>(value) : static_cast<UInt128>(value); }

UInt128 greatest_magnitude(bool negative) { return static_cast<UInt128>(int128_max) + (negative ? 1 : 0); }

std::optional<Int128> with_sign(UInt128 value, bool negative) {
  if (value > greatest_magnitude(negative)) return std::nullopt;
  return static_cast<Int128>(negative ? UInt128{0} - value : value);
}

// A quotient cut off towards zero, and what was cut.
struct Division {
  UInt128 quotient = 0;
  bool exact = true;
  bool half_or_more = false;  // the part cut off is at least one half
};

// numerator / (divisor * 10^places). Dividing twice cuts off the same digits as dividing once.
Division divide_by_shifted(UInt128 numerator, UInt128 divisor, int places) {
  const UInt128 shift = static_cast<UInt128>(power_of_ten(places));
  const UInt128 first = numerator / divisor;
  const UInt128 cut = first % shift;
  return {first / shift, numerator % divisor == 0 && cut == 0, cut >= shift / 2};
}

// numerator * 10^places / divisor by long division, a digit at a time: no product wider than 128 bits arises. Both operands
// are magnitudes of an Int128, so twice a remainder fits. Nothing when the quotient passes 2^127.
std::optional<Division> divide_shifted(UInt128 numerator, UInt128 divisor, int places) {
  UInt128 quotient = numerator / divisor;
  UInt128 remainder = numerator % divisor;
  for (; places > 0 && remainder != 0; --places) {
    // 10 * r = ((2r) * 2 + r) * 2, reduced after each step.
    const UInt128 single = remainder;
    unsigned digit = 0;
    const auto add_to_remainder = [&](UInt128 amount) {
      remainder += amount;
      if (remainder >= divisor) {
        remainder -= divisor;
        ++digit;
      }
    };
    add_to_remainder(remainder);
    digit *= 2;
    add_to_remainder(remainder);
    add_to_remainder(single);
    digit *= 2;
    add_to_remainder(remainder);
    if (quotient > (greatest_magnitude(true) - digit) / 10) return std::nullopt;
    quotient = quotient * 10 + digit;
  }
  for (; places > 0 && quotient != 0; --places) {
    if (quotient > greatest_magnitude(true) / 10) return std::nullopt;
    quotient *= 10;
  }
  return Division{quotient, remainder == 0, remainder * 2 >= divisor};
}

// The magnitude of numerator / denominator in units of 10^-scale.
std::optional<Division> divide(Decimal numerator, Decimal denominator, int scale) {
  assert(valid_scale(numerator.scale) && valid_scale(denominator.scale) && valid_scale(scale));
  if (denominator.mantissa == 0) return std::nullopt;
  const UInt128 dividend = magnitude(numerator.mantissa);
  const UInt128 divisor = magnitude(denominator.mantissa);
  const int places = scale + denominator.scale - numerator.scale;
  if (places < 0) return divide_by_shifted(dividend, divisor, -places);
  return divide_shifted(dividend, divisor, places);
}

// The fraction of `value` in units of 10^-max_scale, with its sign.
Int128 fraction(Decimal value) { return value.mantissa % power_of_ten(value.scale) * power_of_ten(max_scale - value.scale); }

bool take_factor(Int128& left, Int128& right, int factor) {
  Int128& holder = left % factor == 0 ? left : right;
  if (holder % factor != 0) return false;
  holder /= factor;
  return true;
}

}  // namespace

Int128 power_of_ten(int exponent) {
  assert(exponent >= 0 && exponent <= greatest_power);
  return powers_of_ten[static_cast<std::size_t>(exponent)];
}

Decimal normalized(Decimal value) {
  // Division of 128 bits is slow.
  if (auto narrow = static_cast<std::int64_t>(value.mantissa); narrow == value.mantissa) {
    for (; value.scale > 0 && narrow % 10 == 0; --value.scale) narrow /= 10;
    value.mantissa = narrow;
    return value;
  }
  while (value.scale > 0 && value.mantissa % 10 == 0) {
    value.mantissa /= 10;
    --value.scale;
  }
  return value;
}

std::optional<Decimal> rescaled(Decimal value, int scale) {
  assert(valid_scale(value.scale) && valid_scale(scale));
  Decimal result{0, scale};
  if (scale >= value.scale) {
    if (multiply_overflows(value.mantissa, power_of_ten(scale - value.scale), result.mantissa)) return std::nullopt;
    return result;
  }
  const Int128 divisor = power_of_ten(value.scale - scale);
  if (value.mantissa % divisor != 0) return std::nullopt;
  result.mantissa = value.mantissa / divisor;
  return result;
}

std::strong_ordering compare(Decimal left, Decimal right) {
  assert(valid_scale(left.scale) && valid_scale(right.scale));
  if (left.scale == right.scale) return left.mantissa <=> right.mantissa;
  const int scale = std::max(left.scale, right.scale);
  const auto wider_left = rescaled(left, scale), wider_right = rescaled(right, scale);
  if (wider_left && wider_right) return wider_left->mantissa <=> wider_right->mantissa;
  // Whole parts first (cut off towards zero, which keeps the order), then fractions: neither can overflow.
  const Int128 left_whole = left.mantissa / power_of_ten(left.scale);
  const Int128 right_whole = right.mantissa / power_of_ten(right.scale);
  if (left_whole != right_whole) return left_whole <=> right_whole;
  return fraction(left) <=> fraction(right);
}

std::optional<Decimal> add(Decimal left, Decimal right) {
  const int scale = std::max(left.scale, right.scale);
  const auto a = rescaled(left, scale);
  const auto b = rescaled(right, scale);
  Decimal result{0, scale};
  if (!a || !b || add_overflows(a->mantissa, b->mantissa, result.mantissa)) return std::nullopt;
  return result;
}

std::optional<Decimal> subtract(Decimal left, Decimal right) {
  const int scale = std::max(left.scale, right.scale);
  const auto a = rescaled(left, scale);
  const auto b = rescaled(right, scale);
  Decimal result{0, scale};
  if (!a || !b || subtract_overflows(a->mantissa, b->mantissa, result.mantissa)) return std::nullopt;
  return result;
}

std::optional<Decimal> multiply(Decimal left, Decimal right) {
  assert(valid_scale(left.scale) && valid_scale(right.scale));
  Decimal result{0, left.scale + right.scale};
  if (result.scale > max_scale && (left.mantissa == 0 || right.mantissa == 0)) return Decimal{0, max_scale};
  // The product's trailing zeros are the factors 2 and 5 of its operands; taken out beforehand they cannot make it overflow.
  for (; result.scale > max_scale; --result.scale) {
    if (!take_factor(left.mantissa, right.mantissa, 2) || !take_factor(left.mantissa, right.mantissa, 5)) return std::nullopt;
  }
  if (multiply_overflows(left.mantissa, right.mantissa, result.mantissa)) return std::nullopt;
  return result;
}

std::optional<Decimal> divide_rounded(Decimal numerator, Decimal denominator, int scale) {
  const auto division = divide(numerator, denominator, scale);
  if (!division) return std::nullopt;
  const bool negative = (numerator.mantissa < 0) != (denominator.mantissa < 0);
  const auto mantissa = with_sign(division->quotient + (division->half_or_more ? 1 : 0), negative);
  if (!mantissa) return std::nullopt;
  return Decimal{*mantissa, scale};
}

std::optional<Decimal> divide_exact(Decimal numerator, Decimal denominator, int scale) {
  const auto division = divide(numerator, denominator, scale);
  if (!division || !division->exact) return std::nullopt;
  const auto mantissa = with_sign(division->quotient, (numerator.mantissa < 0) != (denominator.mantissa < 0));
  if (!mantissa) return std::nullopt;
  return Decimal{*mantissa, scale};
}

std::optional<Decimal> rounded(Decimal value, int scale) { return divide_rounded(value, Decimal{1, 0}, scale); }

std::optional<Decimal> parse_decimal(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  std::string_view fraction_digits;
  if (point != std::string_view::npos) {
    fraction_digits = text.substr(point + 1);
    if (fraction_digits.empty()) return std::nullopt;
  }
  if (whole.empty() || !std::ranges::all_of(whole, is_digit) || !std::ranges::all_of(fraction_digits, is_digit)) {
    return std::nullopt;
  }
  while (fraction_digits.ends_with('0')) fraction_digits.remove_suffix(1);
  if (fraction_digits.size() > static_cast<std::size_t>(max_scale)) return std::nullopt;

  constexpr std::size_t narrow_digits = 18;  // whatever they are, they fit 64 bits
  if (whole.size() + fraction_digits.size() <= narrow_digits) {
    std::int64_t narrow = 0;
    for (const std::string_view digits : {whole, fraction_digits}) {
      for (const char c : digits) narrow = narrow * 10 + (c - '0');
    }
    return Decimal{negative ? -narrow : narrow, static_cast<int>(fraction_digits.size())};
  }
  UInt128 value = 0;
  for (const std::string_view digits : {whole, fraction_digits}) {
    for (const char c : digits) {
      const auto digit = static_cast<unsigned>(c - '0');
      if (value > (greatest_magnitude(negative) - digit) / 10) return std::nullopt;
      value = value * 10 + digit;
    }
  }
  return Decimal{*with_sign(value, negative), static_cast<int>(fraction_digits.size())};
}

std::string to_text(Decimal value) {
  value = normalized(value);
  const bool negative = value.mantissa < 0;
  const auto places = static_cast<std::size_t>(value.scale);
  std::string reversed;
  for (UInt128 rest = magnitude(value.mantissa); rest != 0 || reversed.size() <= places; rest /= 10) {
    if (places != 0 && reversed.size() == places) reversed += '.';
    reversed += static_cast<char>('0' + static_cast<int>(rest % 10));
  }
  if (negative) reversed += '-';
  std::ranges::reverse(reversed);
  return reversed;
}

}  // namespace fenji::model
