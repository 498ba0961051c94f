// Stage: columns. The short way to read numbers as people write them: digits in groups of three, full-width forms, a sign of
// yuan before them and a unit behind them (`1,234.5`, `800.5万`, `３万元`, `35%`, `￥1,200`). What a unit means is asked of
// read_cell once, so that the two agree.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/columns/mantissa_bounds.hpp"
#include "engine/columns/quick_number.hpp"
#include "engine/model/rules.hpp"

namespace fenji::columns {

class WrittenNumber {
 public:
  WrittenNumber(const model::Field& field, const model::Rules& rules);

  // The cell's mantissa at the scale of the field's type, within its bounds. False: read_cell must say what the cell means.
  // `cell` in UTF-8, without blanks around it.
  bool read(std::string_view cell, std::int64_t& mantissa) const;

  // The same of a cell before and behind which 32 bytes can be read.
  bool read_padded(std::string_view cell, std::int64_t& mantissa) const;

 private:
  // What may stand behind the digits, and the decimal places by which they are shifted to become the mantissa.
  struct Ending {
    std::string text;
    int places = 0;
    QuickNumber quick;  // of what stands before it
  };

  bool read_by_ending(std::string_view cell, std::int64_t& mantissa) const;
  static bool read_grouped(std::string_view number, const QuickNumber& quick, std::int64_t& mantissa);

  std::vector<Ending> endings_;
  std::vector<Ending> yuan_endings_;  // where a sign of yuan stands before the digits
  MantissaBounds bounds_;
};

}  // namespace fenji::columns
