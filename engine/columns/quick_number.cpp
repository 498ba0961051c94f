#include "engine/columns/quick_number.hpp"

#include <array>
#include <bit>

#include "engine/columns/eight_digits.hpp"

namespace fenji::columns {

using model::Decimal;
using model::Field;

namespace {

// Places of 10^places; negative where `multiplier` is no such number.
int places_of(Decimal multiplier) {
  multiplier = model::normalized(multiplier);
  if (multiplier.scale != 0) return -1;
  int places = 0;
  for (; multiplier.mantissa != 0 && multiplier.mantissa % 10 == 0; multiplier.mantissa /= 10) ++places;
  return multiplier.mantissa == 1 ? places : -1;
}

// The highest bit of each byte that is zero; exact.
std::uint64_t zero_bytes(std::uint64_t word) {
  constexpr std::uint64_t low_seven = each_byte(0x7f);
  return ~(((word & low_seven) + low_seven) | word | low_seven);
}

// By number of characters: which bytes of two words are the last ones, in the first and in the second word.
constexpr auto kept = [] {
  std::array<std::array<std::uint64_t, 2>, 17> masks{};
  for (std::size_t size = 1; size < masks.size(); ++size) {
    constexpr std::uint64_t all = ~std::uint64_t{0};
    masks[size][1] = size >= 8 ? all : all << (64 - 8 * size);
    masks[size][0] = size <= 8 ? 0 : all << (128 - 8 * size);
  }
  return masks;
}();

}  // namespace

NumberForm::NumberForm(int decimal_places, bool with_groups) : places(decimal_places) {
  constexpr int last = 15;
  for (int place = 0; place < places_of_points; ++place) {
    const bool grouped = place > last + 1;
    const int point = grouped ? place - last - 2 : place;
    Move& move = moves[static_cast<std::size_t>(place)];
    move.fill(no_digit);
    std::uint32_t used = point > last ? 0 : 1U << point;
    // A point behind all digits is none, and one with too many behind it no number of this form.
    const bool fits = places >= 0 && point != last && last - point <= places && (with_groups || !grouped);
    for (int character = 0; fits && character <= last; ++character) {
      if (character == point) continue;
      const int before_point = point - 1 - character;
      if (grouped && before_point >= 0 && before_point % 4 == 3) {
        used |= 1U << character;
        continue;
      }
      const int from_units = before_point < 0 ? before_point + 1 : grouped ? before_point - before_point / 4 : before_point;
      const int digit = last - places - from_units;
      if (digit < 0 || digit > last) continue;
      move[static_cast<std::size_t>(digit)] = static_cast<std::uint8_t>(character);
      used |= 1U << character;
    }
    lost[static_cast<std::size_t>(place)] = static_cast<std::uint16_t>(fits ? ~used : ~0U);
  }
}

QuickNumber::QuickNumber(const Field& field) : bounds_(field), bare_(-1, false), percent_(-1, false) {
  const int scale = field.type.scale;
  if (field.type.percent) {
    percent_places_ = scale - 2;
    if (field.percent_cells == Field::PercentCells::points) bare_places_ = scale - 2;
    if (field.percent_cells == Field::PercentCells::fraction) bare_places_ = scale;
  } else if (const int places = places_of(field.bare_number_means); places >= 0) {
    bare_places_ = scale + places;
  }
  // Digits that are shifted to a mantissa say nothing of being whole at any other scale.
  const bool groups = !field.type.whole || scale == 0;
  bare_ = NumberForm(bare_places_, groups);
  percent_ = NumberForm(percent_places_, groups);
}

QuickNumber::QuickNumber(const Field& field, int places)
    : bare_places_(places), bounds_(field), bare_(places, false), percent_(-1, false) {}

bool QuickNumber::read(std::string_view cell, std::int64_t& mantissa) const {
  const char* at = cell.data();
  const char* end = at + cell.size();
  int places = bare_places_;
  if (at != end && end[-1] == '%') {
    places = percent_places_;
    --end;
  }
  if (places < 0) return false;
  const bool negative = at != end && *at == '-';
  if (negative) ++at;

  const auto digit_at = [&] { return static_cast<unsigned>(static_cast<unsigned char>(*at)) - '0'; };
  const char* const whole = at;
  std::int64_t value = 0;
  for (; at != end && digit_at() <= 9; ++at) {
    if (at - whole == most_mantissa_digits) return false;
    value = value * 10 + static_cast<std::int64_t>(digit_at());
  }
  const auto whole_digits = at - whole;
  if (whole_digits == 0) return false;
  if (at != end) {
    if (*at != '.') return false;
    const char* const fraction = ++at;
    for (; at != end && digit_at() <= 9; ++at) {
      if (at - fraction == places || whole_digits + (at - fraction) == most_mantissa_digits) return false;
      value = value * 10 + static_cast<std::int64_t>(digit_at());
    }
    if (at != end || at == fraction) return false;
    places -= static_cast<int>(at - fraction);
    if (whole_digits + (at - fraction) + places > most_mantissa_digits) return false;
  } else if (whole_digits + places > most_mantissa_digits) {
    return false;
  }
  return bounds_.take(value, negative, places, mantissa);
}

bool QuickNumber::read_padded(std::string_view cell, std::int64_t& mantissa) const {
  const char* at = cell.data();
  std::size_t size = cell.size();
  int places = bare_places_;
  if (size != 0 && at[size - 1] == '%') {
    places = percent_places_;
    --size;
  }
  const bool negative = size != 0 && *at == '-';
  at += negative ? 1 : 0;
  size -= negative ? 1 : 0;
  // What is rare goes the way that looks at each byte.
  if (size - 1 > 15 || places < 0) return read(cell, mantissa);

  // The last 16 characters as digits; zeros in place of those before the cell.
  const auto& [keep_front, keep_back] = kept[size];
  std::uint64_t front = (load_word(at + size - 16) ^ each_byte('0')) & keep_front;
  std::uint64_t back = (load_word(at + size - 8) ^ each_byte('0')) & keep_back;
  std::size_t digits = size;
  std::size_t decimals = 0;
  if (const std::uint64_t point = zero_bytes(back ^ each_byte('.' ^ '0')); point != 0) {
    // A second point is no digit and is found below. What stands before the point moves up by one.
    const std::uint64_t here = point & (~point + 1);
    decimals = static_cast<std::size_t>(std::countl_zero(here)) / 8;
    const std::uint64_t before = (here >> 7) - 1;
    back = (back & ~(before | here | (here - (here >> 7)))) | (back & before) << 8 | front >> 56;
    front <<= 8;
    --digits;
    if (decimals == 0 || decimals == digits) return false;
  }
  if (!all_digits(back)) return false;
  if (!all_digits(front)) return read(cell, mantissa);
  places -= static_cast<int>(decimals);
  if (places < 0 || digits + static_cast<std::size_t>(places) > most_mantissa_digits) return false;
  const auto value = static_cast<std::int64_t>(joined(front) * 100'000'000 + joined(back));
  return bounds_.take(value, negative, places, mantissa);
}

}  // namespace fenji::columns
