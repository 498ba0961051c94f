#include <doctest/doctest.h>

#include <random>

#include "engine/graph/fraction.hpp"
#include "tests/model/big_integer.hpp"

using namespace fenji;
using fenji::testing::BigInteger;
using graph::compare;
using graph::Fraction;
using model::Int128;

namespace {

// By integers of any size: both fractions over one positive denominator.
std::strong_ordering compared_at_leisure(const Fraction& left, const Fraction& right) {
  const auto over = [](const Fraction& a, const Fraction& b) {
    BigInteger product = BigInteger(a.numerator.mantissa) * BigInteger(b.denominator.mantissa) *
                         BigInteger::power_of_ten(a.denominator.scale) * BigInteger::power_of_ten(b.numerator.scale);
    return (a.denominator.mantissa < 0) != (b.denominator.mantissa < 0) ? -product : product;
  };
  const BigInteger difference = over(left, right) - over(right, left);
  return difference.zero()       ? std::strong_ordering::equal
         : difference.negative() ? std::strong_ordering::less
                                 : std::strong_ordering::greater;
}

}  // namespace

TEST_CASE("fractions are compared exactly") {
  const Fraction third{{1, 0}, {3, 0}};
  CHECK(compare(third, {{333'333, 6}}) > 0);
  CHECK(compare(third, {{333'334, 6}}) < 0);
  CHECK(compare(third, {{-2, 1}, {-6, 1}}) == 0);
  CHECK(compare({{-1, 0}, {3, 0}}, {{1, 0}, {-3, 0}}) == 0);
  CHECK(compare({{0, 0}, {-3, 0}}, {{0, 5}, {7, 0}}) == 0);
  CHECK(compare({{1, 0}, {-3, 0}}, {{0, 0}}) < 0);
  CHECK(compare({{model::int128_min, 18}, {model::int128_max, 0}}, {{model::int128_min, 18}, {model::int128_max - 1, 0}}) > 0);
  CHECK(compare({{model::int128_max, 0}, {model::int128_min, 18}}, {{model::int128_max - 1, 0}, {model::int128_min, 18}}) < 0);
  CHECK(compare({{model::int128_min, 0}, {-1, 18}}, {{model::int128_max, 0}, {1, 18}}) > 0);
}

TEST_CASE("fractions of any size and sign are compared as integers of any size say") {
  std::mt19937_64 random(5);
  const auto mantissa = [&]() -> Int128 {
    const auto wide = static_cast<Int128>((static_cast<model::UInt128>(random()) << 64) | random());
    return wide >> (random() % 128);
  };
  const auto scale = [&] { return static_cast<int>(random() % 19); };
  for (int i = 0; i < 20'000; ++i) {
    Fraction left{{mantissa(), scale()}, {mantissa(), scale()}};
    if (left.denominator.mantissa == 0) left.denominator.mantissa = -1;
    Fraction right{{mantissa(), scale()}, {mantissa(), scale()}};
    if (right.denominator.mantissa == 0) right.denominator.mantissa = 1;
    // Often the same value, or one next to it, in other numbers.
    if (random() % 2 == 0) {
      right = left;
      const int factor = static_cast<int>(random() % 7) - 3;
      const auto grow = [&](model::Decimal& number) {
        Int128 grown = 0;
        return factor != 0 && !model::multiply_overflows(number.mantissa, factor, grown) ? (number.mantissa = grown, true)
                                                                                         : false;
      };
      const Fraction before = right;
      if (!grow(right.numerator) || !grow(right.denominator)) right = before;
      if (random() % 3 == 0 && right.numerator.mantissa < model::int128_max) ++right.numerator.mantissa;
    }
    REQUIRE(compare(left, right) == compared_at_leisure(left, right));
    REQUIRE(compare(right, left) == compared_at_leisure(right, left));
  }
}
