// Every operation on random decimals, compared with integers of any size.
#include <doctest/doctest.h>

#include <random>

#include "engine/model/decimal.hpp"
#include "tests/model/big_integer.hpp"

namespace fenji::model {
namespace {

using testing::BigInteger;

constexpr int rounds = 20'000;

class RandomDecimals {
 public:
  int below(int limit) { return static_cast<int>(engine_() % static_cast<unsigned>(limit)); }
  int scale() { return below(max_scale + 1); }

  // As many short mantissas as long ones, often round or close to an edge.
  Decimal next() {
    Int128 mantissa = 0;
    switch (below(8)) {
      case 0:
        mantissa = power_of_ten(below(39)) + below(3) - 1;
        break;
      case 1:
        mantissa = int128_max - below(3);
        break;
      case 2:
        mantissa = below(2) == 0 ? int128_min + below(3) : below(3);
        break;
      case 3:
        mantissa = bits(below(60)) * power_of_ten(below(20));
        break;
      default:
        mantissa = bits(below(128));
    }
    if (below(2) == 0 && mantissa != int128_min) mantissa = -mantissa;
    return {mantissa, scale()};
  }

 private:
  Int128 bits(int count) {
    const UInt128 random = (UInt128{engine_()} << 64) | engine_();
    return static_cast<Int128>(count == 0 ? UInt128{0} : random >> (128 - count));
  }

  std::mt19937_64 engine_{20260301};
};

BigInteger aligned(Decimal value, int scale) {
  return BigInteger(value.mantissa) * BigInteger::power_of_ten(scale - value.scale);
}

// What `actual` must be when the exact mantissa is `expected`.
bool is(const std::optional<Decimal>& actual, const BigInteger& expected, int scale) {
  if (!expected.fits_int128()) return !actual;
  return actual && actual->scale == scale && BigInteger(actual->mantissa) == expected;
}

bool sum_is_right(Decimal left, Decimal right) {
  const int scale = std::max(left.scale, right.scale);
  const BigInteger a = aligned(left, scale);
  const BigInteger b = aligned(right, scale);
  if (!a.fits_int128() || !b.fits_int128()) return !add(left, right) && !subtract(left, right);
  return is(add(left, right), a + b, scale) && is(subtract(left, right), a - b, scale);
}

bool product_is_right(Decimal left, Decimal right) {
  BigInteger expected = BigInteger(left.mantissa) * BigInteger(right.mantissa);
  int scale = left.scale + right.scale;
  for (; scale > max_scale; --scale) {
    if (expected.take_digit() != 0) return !multiply(left, right);
  }
  return is(multiply(left, right), expected, scale);
}

// Without a division: the result is right when what it leaves is less than half of the denominator, or half of it after
// rounding away from zero.
bool quotient_is_right(Decimal numerator, Decimal denominator, int scale) {
  const auto quotient = divide_rounded(numerator, denominator, scale);
  const auto exact = divide_exact(numerator, denominator, scale);
  if (denominator.mantissa == 0) return !quotient && !exact;
  const BigInteger dividend =
      (BigInteger(numerator.mantissa) * BigInteger::power_of_ten(scale + denominator.scale)).magnitude();
  const BigInteger divisor = (BigInteger(denominator.mantissa) * BigInteger::power_of_ten(numerator.scale)).magnitude();
  const BigInteger two(2);
  const bool negative = (numerator.mantissa < 0) != (denominator.mantissa < 0);
  if (!quotient) {
    const BigInteger greatest = negative ? -BigInteger(int128_min) : BigInteger(int128_max);
    return !exact && two * dividend >= (two * greatest + BigInteger(1)) * divisor;
  }
  if (quotient->scale != scale || (quotient->mantissa != 0 && (quotient->mantissa < 0) != negative)) return false;
  const BigInteger left_over = dividend - BigInteger(quotient->mantissa).magnitude() * divisor;
  const bool right = left_over.negative() ? two * -left_over <= divisor : two * left_over < divisor;
  return right && (left_over.zero() ? exact && compare(*exact, *quotient) == 0 : !exact);
}

bool rescaling_is_right(Decimal value, int scale) {
  if (scale >= value.scale) return is(rescaled(value, scale), aligned(value, scale), scale);
  BigInteger expected(value.mantissa);
  for (int places = value.scale; places > scale; --places) {
    if (expected.take_digit() != 0) return !rescaled(value, scale);
  }
  return is(rescaled(value, scale), expected, scale);
}

bool text_is_right(Decimal value) {
  std::string expected = BigInteger(value.mantissa).magnitude().text();
  const auto places = static_cast<std::size_t>(value.scale);
  if (expected.size() <= places) expected.insert(0, places + 1 - expected.size(), '0');
  if (places > 0) {
    expected.insert(expected.size() - places, ".");
    while (expected.back() == '0') expected.pop_back();
    if (expected.back() == '.') expected.pop_back();
  }
  if (value.mantissa < 0) expected.insert(0, "-");
  const auto read = parse_decimal(expected);
  return to_text(value) == expected && read && *read == value && read->scale == normalized(value).scale;
}

TEST_CASE("random decimals: every operation agrees with integers of any size") {
  RandomDecimals random;
  for (int round = 0; round < rounds; ++round) {
    const Decimal left = random.next();
    const Decimal right = random.next();
    const int scale = random.scale();
    CAPTURE(round);
    CAPTURE(to_text(left));
    CAPTURE(to_text(right));
    CAPTURE(scale);
    REQUIRE(compare(left, right) == (aligned(left, max_scale) <=> aligned(right, max_scale)));
    REQUIRE(sum_is_right(left, right));
    REQUIRE(product_is_right(left, right));
    REQUIRE(quotient_is_right(left, right, scale));
    REQUIRE(quotient_is_right(left, {1, 0}, scale));
    REQUIRE(rounded(left, scale).has_value() == divide_rounded(left, {1, 0}, scale).has_value());
    REQUIRE(rounded(left, scale).value_or(left) == divide_rounded(left, {1, 0}, scale).value_or(left));
    REQUIRE(rescaling_is_right(left, scale));
    REQUIRE(text_is_right(left));
  }
}

// Random operands seldom meet exactly half way.
TEST_CASE("random decimals: ties are rounded away from zero") {
  RandomDecimals random;
  for (int round = 0; round < rounds; ++round) {
    const int places = 1 + random.below(max_scale);
    const int scale = random.below(places);
    const Int128 whole = random.below(2'000'000) - 1'000'000;
    const Int128 half = power_of_ten(places - scale) / 2;
    const Decimal tie{whole * power_of_ten(places - scale) + (whole < 0 ? -half : half), places};
    CAPTURE(to_text(tie));
    REQUIRE(rounded(tie, scale) == Decimal{whole + (whole < 0 ? -1 : 1), scale});
    REQUIRE(quotient_is_right(tie, {random.below(2) == 0 ? -1 : 1, random.scale()}, scale));
  }
}

}  // namespace
}  // namespace fenji::model
