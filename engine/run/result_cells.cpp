#include "engine/run/result_cells.hpp"

#include <algorithm>
#include <charconv>
#include <numeric>

namespace fenji::run {
namespace {

using Kind = ResultColumn::Kind;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::vector<std::uint32_t> first_columns(std::size_t count) {
  std::vector<std::uint32_t> positions(count);
  std::iota(positions.begin(), positions.end(), 0U);
  return positions;
}

// -12.5; no zero too many in front, no sign but a minus.
bool read_number(std::string_view text, CellValue& value) {
  std::string_view rest = text;
  if (rest.starts_with('-')) rest.remove_prefix(1);
  const std::size_t point = std::min(rest.find('.'), rest.size());
  const std::string_view whole = rest.substr(0, point);
  const std::string_view decimals = point < rest.size() ? rest.substr(point + 1) : std::string_view{};
  if (whole.empty() || !std::all_of(whole.begin(), whole.end(), is_digit)) return false;
  if (whole.size() > 1 && whole.front() == '0') return false;
  if (point < rest.size() && (decimals.empty() || !std::all_of(decimals.begin(), decimals.end(), is_digit))) return false;
  value.digits = text;
  value.decimals = static_cast<int>(decimals.size());
  const std::size_t zeros = whole == "0" ? 1 + std::min(decimals.find_first_not_of('0'), decimals.size()) : 0;
  value.significant = static_cast<int>(whole.size() + decimals.size() - zeros);
  return true;
}

// The fraction with two more decimal places than the number in `value`.
void make_fraction(CellValue& value, std::string& scratch) {
  const bool negative = value.digits.starts_with('-');
  const std::string_view shown = value.digits.substr(negative ? 1 : 0);
  std::string digits;
  std::copy_if(shown.begin(), shown.end(), std::back_inserter(digits), is_digit);
  const std::size_t places = static_cast<std::size_t>(value.decimals) + 2;
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  std::string_view whole = std::string_view(digits).substr(0, digits.size() - places);
  whole.remove_prefix(std::min(whole.find_first_not_of('0'), whole.size() - 1));
  scratch = negative ? "-" : "";
  scratch += whole;
  scratch += '.';
  scratch += std::string_view(digits).substr(digits.size() - places);
  scratch.resize(scratch.find_last_not_of('0') + 1);
  if (scratch.ends_with('.')) scratch.pop_back();
  value.digits = scratch;
}

bool read_percent(std::string_view text, CellValue& value, std::string& scratch) {
  if (!text.ends_with('%') || !read_number(text.substr(0, text.size() - 1), value)) return false;
  make_fraction(value, scratch);
  return true;
}

bool read_date(std::string_view text, CellValue& value) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const auto number = [&](std::size_t begin, std::size_t size) {
    int found = -1;
    const std::string_view digits = text.substr(begin, size);
    if (std::all_of(digits.begin(), digits.end(), is_digit)) std::from_chars(digits.data(), digits.data() + size, found);
    return found;
  };
  const int year = number(0, 4), month = number(5, 2), day = number(8, 2);
  if (year < 1 || month < 1 || day < 1 || !model::exists(year, month, day)) return false;
  value.day = model::day_from_civil(year, month, day);
  return true;
}

bool read_yes_no(std::string_view text, CellValue& value) {
  value.yes = text == "是" || text == "yes";
  return value.yes || text == "否" || text == "no";
}

}  // namespace

ResultCells::ResultCells(std::size_t columns) : splitter_(first_columns(columns)) {
  // Whatever the graders wrote is a record.
  block_.limits.record = std::size_t{1} << 30;
  block_.limits.multiline_cell = block_.limits.record;
}

void ResultCells::take(std::string_view lines, std::size_t records) {
  block_.bytes.clear();
  block_.bytes.append(lines);
  block_.records = records;
  splitter_.split(block_, records_);
}

CellValue cell_value(std::string_view cell, ResultColumn::Kind kind, std::string& scratch) {
  CellValue value;
  const auto is = [&](bool read, CellValue::Kind found) {
    if (read) value.kind = found;
    return read;
  };
  switch (kind) {
    case Kind::number:
      is(read_number(cell, value), CellValue::Kind::number);
      break;
    case Kind::percent:
      is(read_percent(cell, value, scratch), CellValue::Kind::percent);
      break;
    case Kind::date:
      is(read_date(cell, value), CellValue::Kind::date);
      break;
    case Kind::yes_no:
      is(read_yes_no(cell, value), CellValue::Kind::yes_no);
      break;
    case Kind::as_written:
      is(read_number(cell, value), CellValue::Kind::number) ||
          is(read_percent(cell, value, scratch), CellValue::Kind::percent) || is(read_date(cell, value), CellValue::Kind::date);
      break;
    case Kind::text:
    case Kind::label:
      break;
  }
  return value;
}

}  // namespace fenji::run
