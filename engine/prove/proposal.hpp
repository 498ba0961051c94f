// Stage: prove. What an author could write instead: a row for a gap, or a limit moved into it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/prove/space.hpp"

namespace fenji::prove {

// The cell of one row that asks for one range of a number or a date, and so can be rewritten.
struct RangeCell {
  std::uint32_t row = 0;
  std::size_t column = 0;
  Interval interval;  // as the author's column counts
};

// The cell by which `row` asks about `axis`, where the column counts as the axis does but for a sum.
std::optional<RangeCell> range_cell(const model::Rules& rules, const Space& space, std::uint32_t row, std::size_t axis);

// A range of the axis as the column of the cell counts.
Interval in_column(const Space& space, const Interval& interval, const RangeCell& cell);

// In the language of the file.
std::string cell_text(const model::Rules& rules, const Space& space, const Interval& interval, std::size_t column);

// `| 超过3%至不满10% | ? |`; nothing for a table to which no such row can be added.
std::optional<std::string> row_text(const model::Rules& rules, const Space& space, const Box& box);

}  // namespace fenji::prove
