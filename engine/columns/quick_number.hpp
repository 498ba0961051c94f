// Stage: columns. The short way to read most numbers: digits with an optional `-`, an optional fraction and, for percentages,
// an optional `%`.
#pragma once

#include <cstdint>
#include <string_view>

#include "engine/model/rules.hpp"

namespace fenji::columns {

class QuickNumber {
 public:
  explicit QuickNumber(const model::Field& field);

  // The cell's mantissa at the scale of the field's type, within its bounds. False: read_cell must say what the cell means.
  bool read(std::string_view cell, std::int64_t& mantissa) const;

  // The same of a cell before whose beginning 32 bytes can be read: up to 16 characters at once.
  bool read_padded(std::string_view cell, std::int64_t& mantissa) const;

 private:
  // Decimal places by which the digits of a bare number, or of one with `%`, are shifted to become the mantissa; negative where
  // such a number takes another way.
  int bare_places_ = -1;
  int percent_places_ = -1;
  std::int64_t least_ = 0;
  std::int64_t greatest_ = 0;
};

}  // namespace fenji::columns
