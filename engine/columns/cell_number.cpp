#include "engine/columns/cell_number.hpp"

#include <algorithm>
#include <cstddef>
#include <string>

#include "engine/columns/cell.hpp"
#include "engine/columns/cell_text.hpp"

namespace fenji::columns {

namespace {

using model::Decimal;
using model::Field;
using model::Int128;

// -1 or 1 for a sign taken off the front of `text`, 0 where there is none.
int take_sign(std::string_view& text) { return take(text, "-") ? -1 : take(text, "+") ? 1 : 0; }

void skip_blanks(std::string_view& text) { text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size())); }

// 10^36: no mantissa from here on comes to a number that fits a cell, whatever a bare number means.
constexpr Int128 digits_limit = Int128{1'000'000'000'000'000'000} * 1'000'000'000'000'000'000;

// Digits with or without thousands commas and a fraction, off the front of `text`.
std::optional<Decimal> take_digits(std::string_view& text) {
  Int128 mantissa = 0;
  const auto append = [&mantissa](char digit) {
    mantissa = mantissa * 10 + (digit - '0');
    return mantissa < digits_limit;
  };

  const std::string_view start = text;
  std::size_t group = 0;  // digits since the last comma
  bool grouped = false;
  for (; !text.empty(); text.remove_prefix(1)) {
    if (is_digit(text.front())) {
      ++group;
      if (!append(text.front())) return std::nullopt;
    } else if (text.front() == ',') {
      const bool well_placed = grouped ? group == 3 : group >= 1 && group <= 3 && start.front() != '0';
      if (!well_placed) return std::nullopt;
      grouped = true;
      group = 0;
    } else {
      break;
    }
  }
  if (grouped ? group != 3 : group == 0) return std::nullopt;
  if (!take(text, ".")) return Decimal{mantissa, 0};

  const std::size_t count = std::min(text.find_first_not_of("0123456789"), text.size());
  if (count == 0) return std::nullopt;
  std::string_view fraction = text.substr(0, count);
  text.remove_prefix(count);
  while (fraction.ends_with('0')) fraction.remove_suffix(1);
  if (fraction.size() > static_cast<std::size_t>(model::max_scale)) return std::nullopt;
  for (const char digit : fraction) {
    if (!append(digit)) return std::nullopt;
  }
  return Decimal{mantissa, static_cast<int>(fraction.size())};
}

// A number at the front of a cell and what stands behind it.
struct Numeral {
  Decimal value;
  bool yuan_sign = false;
  std::string_view rest;
};

std::optional<Numeral> take_numeral(std::string_view text, const model::Type& type) {
  Numeral numeral;
  int sign = take_sign(text);
  if (type.unit.money() && (take(text, "\u00A5") || take(text, "\uFFE5"))) {
    numeral.yuan_sign = true;
    skip_blanks(text);
    if (sign == 0) sign = take_sign(text);
  }
  const auto digits = take_digits(text);
  if (!digits) return std::nullopt;
  numeral.value = *digits;
  if (sign < 0) numeral.value.mantissa = -numeral.value.mantissa;
  skip_blanks(text);
  numeral.rest = text;
  return numeral;
}

std::optional<Decimal> percentage(const Numeral& numeral, Field::PercentCells percent_cells) {
  if (numeral.rest.empty() && percent_cells == Field::PercentCells::fraction) return numeral.value;
  const bool in_points = numeral.rest == "%" || (numeral.rest.empty() && percent_cells == Field::PercentCells::points);
  if (!in_points || numeral.value.scale + 2 > model::max_scale) return std::nullopt;
  return Decimal{numeral.value.mantissa, numeral.value.scale + 2};
}

bool names(std::string_view text, const model::Unit& unit) {
  if (unit.plain()) return false;
  return text == model::to_text(unit) || model::parse_unit(std::string{text}) == unit;
}

std::optional<Decimal> quantity(const Numeral& numeral, const Field& field) {
  const std::string_view rest = numeral.rest;
  if (rest.empty()) return numeral.yuan_sign ? numeral.value : model::multiply(numeral.value, field.bare_number_means);

  std::string_view unit = rest;
  Decimal multiplier{1, 0};
  if (take(unit, "万")) {
    multiplier.mantissa = 10'000;
  } else if (take(unit, "亿")) {
    multiplier.mantissa = 100'000'000;
  }
  skip_blanks(unit);
  if (unit.empty()) return model::multiply(numeral.value, multiplier);
  if (numeral.yuan_sign) return std::nullopt;
  if (names(unit, field.type.unit)) return model::multiply(numeral.value, multiplier);
  // A unit may itself begin with 万.
  if (multiplier.mantissa != 1 && names(rest, field.type.unit)) return numeral.value;
  return std::nullopt;
}

}  // namespace

std::optional<Decimal> read_number(std::string_view text, const Field& field) {
  const auto numeral = take_numeral(text, field.type);
  if (!numeral) return std::nullopt;
  const auto exact = field.type.percent ? percentage(*numeral, field.percent_cells) : quantity(*numeral, field);
  if (!exact || (field.type.whole && !model::rescaled(*exact, 0))) return std::nullopt;
  const auto number = model::rescaled(*exact, field.type.scale);
  if (!number || number->mantissa > cell_mantissa_limit || number->mantissa < -cell_mantissa_limit) return std::nullopt;
  return number;
}

}  // namespace fenji::columns
