#include "engine/columns/quick_date.hpp"

#include <algorithm>

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
  const char separator = cell[4];
  if (separator != '-' && separator != '/') return false;
  const int century = take_one_or_two_digits(cell);
  const int year_of_century = take_one_or_two_digits(cell);
  // Four digits are gone where the separator comes next.
  if (century == no_number || year_of_century == no_number || cell.front() != separator) return false;
  cell.remove_prefix(1);
  const int month = take_one_or_two_digits(cell);
  if (month == no_number || cell.empty() || cell.front() != separator) return false;
  cell.remove_prefix(1);
  const int day_of_month = take_one_or_two_digits(cell);
  if (day_of_month == no_number || !cell.empty()) return false;

  const int year = century * 100 + year_of_century;
  if (!model::exists(year, month, day_of_month)) return false;
  const std::int64_t value = model::day_from_civil(year, month, day_of_month);
  if (value < least_ || value > greatest_) return false;
  day = value;
  return true;
}

}  // namespace fenji::columns
