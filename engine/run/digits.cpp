#include "engine/run/digits.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstring>

#include "engine/model/decimal.hpp"

namespace fenji::run {
namespace {

constexpr std::uint64_t eight_places = 100'000'000;
constexpr std::uint64_t ascii_zeros = 0x3030303030303030;

constexpr std::array<std::uint64_t, 17> powers = [] {
  std::array<std::uint64_t, 17> made{1};
  for (std::size_t i = 1; i < made.size(); ++i) made[i] = 10 * made[i - 1];
  return made;
}();

// The digits of a number below 10^8, one a byte, the first in the lowest: halves, then pairs, then digits, all at once.
// Division by 100 and by 10 is a multiplication by an inverse that is exact for numbers so small.
std::uint64_t eight_digits(std::uint64_t number) {
  const std::uint64_t halves = number / 10'000 | number % 10'000 << 32;
  const std::uint64_t hundreds = halves * 10'486 >> 20 & 0x0000007f0000007f;
  const std::uint64_t pairs = hundreds | (halves - 100 * hundreds) << 16;
  const std::uint64_t tens = pairs * 103 >> 10 & 0x000f000f000f000f;
  return tens | (pairs - 10 * tens) << 8;
}

// The lowest byte first.
void store_word(std::uint64_t word, char* to) {
  if constexpr (std::endian::native == std::endian::big) {
    for (int i = 0; i < 8; ++i) to[i] = static_cast<char>(word >> 8 * i & 0xff);
  } else {
    std::memcpy(to, &word, sizeof word);
  }
}

char* write_whole(std::uint64_t number, char* to) {
  if (number >= eight_places) {
    to = write_whole(number / eight_places, to);
    store_word(eight_digits(number % eight_places) | ascii_zeros, to);
    return to + 8;
  }
  const std::uint64_t digits = eight_digits(number);
  const int zeros = digits == 0 ? 7 : std::countr_zero(digits) / 8;
  store_word(digits >> 8 * zeros | ascii_zeros, to);
  return to + 8 - zeros;
}

// What stands behind the point: places 1 to 8, then those behind them. Nothing where all are zero.
char* write_fraction(std::uint64_t first, std::uint64_t second, std::uint64_t third, char* to) {
  if ((first | second | third) == 0) return to;
  *to++ = '.';
  if ((second | third) != 0) {
    store_word(eight_digits(first) | ascii_zeros, to);
    to += 8;
    first = second;
  }
  if (third != 0) {
    store_word(eight_digits(first) | ascii_zeros, to);
    to += 8;
    first = third;
  }
  const std::uint64_t digits = eight_digits(first);
  store_word(digits | ascii_zeros, to);
  return to + 8 - std::countl_zero(digits) / 8;
}

// Of up to sixteen digits, the last eight of which hold the point: it is put between digits that are there already, without a
// division by the scale.
char* write_usual(std::uint64_t mantissa, std::size_t places, char* to) {
  const std::uint64_t high = mantissa / eight_places;
  const std::uint64_t digits = eight_digits(mantissa % eight_places);
  std::size_t zeros = 0;  // in front
  if (high != 0) {
    to = write_whole(high, to);
  } else {
    zeros = std::min(static_cast<std::size_t>(std::countr_zero(digits)) / 8, 7 - places);
  }
  store_word(digits >> 8 * zeros | ascii_zeros, to);
  to += 8 - places - zeros;
  const std::size_t zeros_behind = static_cast<std::size_t>(std::countl_zero(digits)) / 8;
  if (zeros_behind >= places) return to;
  *to++ = '.';
  store_word(digits >> 8 * (8 - places) | ascii_zeros, to);
  return to + places - zeros_behind;
}

}  // namespace

char* write_decimal(std::int64_t mantissa, int scale, char* to) {
  assert(scale >= 0 && scale <= model::max_scale);
  auto rest = static_cast<std::uint64_t>(mantissa);
  if (mantissa < 0) {
    *to++ = '-';
    rest = std::uint64_t{0} - rest;
  }
  const auto places = static_cast<std::size_t>(scale);
  if (places < 8 && rest < eight_places * eight_places) return write_usual(rest, places, to);
  std::uint64_t third = 0;
  if (places > 16) {
    third = rest % powers[places - 16] * powers[24 - places];
    rest /= powers[places - 16];
  }
  const std::size_t left = std::min<std::size_t>(places, 16);
  const std::uint64_t whole = rest / powers[left];
  const std::uint64_t fraction = (rest - whole * powers[left]) * powers[16 - left];
  return write_fraction(fraction / eight_places, fraction % eight_places, third, write_whole(whole, to));
}

char* write_day(model::Day day, char* to) {
  int year = 0, month = 0, day_of_month = 0;
  model::civil_from_day(day, year, month, day_of_month);
  char digits[8];
  store_word(eight_digits(static_cast<std::uint64_t>(year * 10'000 + month * 100 + day_of_month)) | ascii_zeros, digits);
  std::memcpy(to, digits, 4);
  to[4] = '-';
  std::memcpy(to + 5, digits + 4, 2);
  to[7] = '-';
  std::memcpy(to + 8, digits + 6, 2);
  return to + 10;
}

}  // namespace fenji::run
