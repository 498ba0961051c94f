// Stage: columns. The short way to read most numbers: digits with an optional `-`, an optional fraction and, for percentages,
// an optional `%`.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "engine/columns/mantissa_bounds.hpp"
#include "engine/model/rules.hpp"

namespace fenji::columns {

// How the last 16 characters of a number become the 16 digits of its mantissa, by the place of its point among them, from 0;
// 16 where it has none. By 17 more: the same of a number with commas between groups of three digits.
struct NumberForm {
  using Move = std::array<std::uint8_t, 16>;
  static constexpr std::uint8_t no_digit = 0x80;
  static constexpr int places_of_points = 2 * 17;

  // `decimal_places` as bare_places_ below; negative: no characters are digits. Without `groups`, commas are none.
  NumberForm(int decimal_places, bool groups);

  int places;

  alignas(16) std::array<Move, places_of_points> moves;  // by digit: the character that it is, or no_digit
  // Characters that would be neither a digit of the mantissa nor a comma; bit 0 is the first.
  std::array<std::uint16_t, places_of_points> lost;
};

class QuickNumber {
 public:
  explicit QuickNumber(const model::Field& field);
  // Of bare numbers alone, whose digits are shifted by `places` to become the mantissa.
  QuickNumber(const model::Field& field, int places);

  // The cell's mantissa at the scale of the field's type, within its bounds. False: read_cell must say what the cell means.
  bool read(std::string_view cell, std::int64_t& mantissa) const;

  // The same of a cell before whose beginning 32 bytes can be read: up to 16 characters at once.
  bool read_padded(std::string_view cell, std::int64_t& mantissa) const;

  // What read() goes by, for loops over many cells.
  const NumberForm& bare() const { return bare_; }
  const NumberForm& percent() const { return percent_; }
  const MantissaBounds& bounds() const { return bounds_; }

 private:
  // Decimal places by which the digits of a bare number, or of one with `%`, are shifted to become the mantissa; negative where
  // such a number takes another way.
  int bare_places_ = -1;
  int percent_places_ = -1;
  MantissaBounds bounds_;
  NumberForm bare_, percent_;
};

}  // namespace fenji::columns
