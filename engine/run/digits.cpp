#include "engine/run/digits.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstring>

#include "engine/model/decimal.hpp"

namespace fenji::run {
namespace {

constexpr std::uint64_t eight_places = 100'000'000;
constexpr std::uint64_t ascii_zeros = 0x3030303030303030;

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

// Of a number in groups of eight digits, some of which stand before the point: found in one piece and copied from where it
// begins, without a branch on how many digits there are.
template <std::size_t groups>
char* write_groups(const std::uint64_t (&number)[groups], std::size_t places, char* to) {
  constexpr std::size_t count = 8 * groups;
  char digits[count + count];  // what is behind the first half is copied, but not used
  std::size_t first = count, behind_last = 0;
  for (std::size_t i = 0; i < groups; ++i) {
    const std::uint64_t group = eight_digits(number[i]);
    store_word(group | ascii_zeros, digits + 8 * i);
    const std::size_t begin = 8 * i + static_cast<std::size_t>(std::countr_zero(group)) / 8;
    const std::size_t end = 8 * i + 8 - static_cast<std::size_t>(std::countl_zero(group)) / 8;
    first = group != 0 ? std::min(first, begin) : first;
    behind_last = group != 0 ? end : behind_last;
  }
  const std::size_t point = count - places;
  first = std::min(first, point - 1);
  std::memcpy(to, digits + first, count);
  to += point - first;
  if (behind_last <= point) return to;
  *to++ = '.';
  std::memcpy(to, digits + point, model::max_scale);
  return to + behind_last - point;
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
  const std::uint64_t upper = rest / eight_places, top = upper / eight_places;
  return write_groups<4>({0, top, upper - top * eight_places, rest - upper * eight_places}, places, to);
}

char* write_wide_decimal(model::Int128 mantissa, int scale, char* to) {
  if (const auto small = static_cast<std::int64_t>(mantissa); small == mantissa) return write_decimal(small, scale, to);
  assert(scale >= 0 && scale <= model::max_scale);
  auto rest = static_cast<model::UInt128>(mantissa);
  if (mantissa < 0) {
    *to++ = '-';
    rest = model::UInt128{0} - rest;
  }
  // Five groups of eight digits hold all that 128 bits do. Divisions of 128 bits are slow, and those of 64 mostly enough.
  constexpr std::uint64_t sixteen_places = eight_places * eight_places;
  const model::UInt128 upper = rest / sixteen_places;
  const auto lower = static_cast<std::uint64_t>(rest - upper * sixteen_places);
  const bool fits = upper == static_cast<std::uint64_t>(upper);
  const auto top =
      fits ? static_cast<std::uint64_t>(upper) / sixteen_places : static_cast<std::uint64_t>(upper / sixteen_places);
  const auto middle = static_cast<std::uint64_t>(upper - model::UInt128{top} * sixteen_places);
  return write_groups<5>({top, middle / eight_places, middle % eight_places, lower / eight_places, lower % eight_places},
                         static_cast<std::size_t>(scale), to);
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
