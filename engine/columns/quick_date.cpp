#include "engine/columns/quick_date.hpp"

#include <algorithm>
#include <optional>

#include "engine/columns/eight_digits.hpp"
#include "engine/model/threshold.hpp"

namespace fenji::columns {

namespace {

constexpr int no_number = -1;

// One or two digits off the front of `text`.
int take_one_or_two_digits(std::string_view& text) {
  const auto digit = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) - '0' : no_number; };
  const auto is_digit = [](int value) { return value >= 0 && value <= 9; };
  if (!is_digit(digit(0))) return no_number;
  const std::size_t count = is_digit(digit(1)) ? 2 : 1;
  const int value = count == 2 ? digit(0) * 10 + digit(1) : digit(0);
  text.remove_prefix(count);
  return value;
}

struct Written {
  int year = 0, month = 0, day = 0;
};

// Of ten characters with two digits for month and day.
std::optional<Written> read_full(const char* cell) {
  const std::uint64_t front = load_word(cell), back = load_word(cell + 2);
  const char separator = cell[4];
  if ((separator != '-' && separator != '/') || cell[7] != separator) return std::nullopt;
  constexpr std::uint64_t four = 0xffff'ffff, two = 0xffff;
  const std::uint64_t digits = ((front & four) | (front >> 40 & two) << 32 | (back >> 48) << 48) ^ each_byte('0');
  if (!all_digits(digits)) return std::nullopt;
  const auto number = static_cast<int>(joined(digits));
  return Written{number / 10'000, number / 100 % 100, number % 100};
}

std::optional<Written> read_short(std::string_view cell) {
  const char separator = cell[4];
  if (separator != '-' && separator != '/') return std::nullopt;
  const int century = take_one_or_two_digits(cell);
  const int year_of_century = take_one_or_two_digits(cell);
  // Four digits are gone where the separator comes next.
  if (century == no_number || year_of_century == no_number || cell.front() != separator) return std::nullopt;
  cell.remove_prefix(1);
  const int month = take_one_or_two_digits(cell);
  if (month == no_number || cell.empty() || cell.front() != separator) return std::nullopt;
  cell.remove_prefix(1);
  const int day = take_one_or_two_digits(cell);
  if (day == no_number || !cell.empty()) return std::nullopt;
  return Written{century * 100 + year_of_century, month, day};
}

}  // namespace

QuickDate::QuickDate(const model::Field& field)
    : least_(model::day_from_civil(1, 1, 1)), greatest_(model::day_from_civil(9999, 12, 31)) {
  if (!field.bounds) return;
  const model::MantissaRange range = model::mantissas_in(*field.bounds, 0);
  const model::Int128 first = least_, last = greatest_;
  least_ = static_cast<std::int64_t>(std::clamp(range.least, first, last + 1));
  greatest_ = static_cast<std::int64_t>(std::clamp(range.greatest, first - 1, last));
}

bool QuickDate::read(std::string_view cell, std::int64_t& day) const {
  if (cell.size() < 8 || cell.size() > 10) return false;
  const std::optional<Written> written = cell.size() == 10 ? read_full(cell.data()) : read_short(cell);
  if (!written || !model::exists(written->year, written->month, written->day)) return false;
  const std::int64_t value = model::day_from_civil(written->year, written->month, written->day);
  if (value < least_ || value > greatest_) return false;
  day = value;
  return true;
}

}  // namespace fenji::columns
