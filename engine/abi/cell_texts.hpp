// Stage: abi. Cells of a table as the texts that a list would hold: for text columns, for fields that take any text, and for
// notes, which quote the cell.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/abi/column_block.hpp"
#include "engine/model/rules.hpp"

namespace fenji::abi {

// A day as lists write it; one outside the calendar still has a text.
std::string day_text(std::int64_t number);

// A cell that no list would hold, such as NaN or a day outside the calendar, still has a text to be quoted. Null: nothing.
std::string cell_text(const ColumnBlock& block, const ArrowType& type, std::size_t row);

// The text of a number for a percentage: 0.35 is shown as `35%`, in points 35 is. What is no number stays.
std::string as_percentage(const std::string& number, bool points);

// Of text columns: where the text lies. Null: nothing.
std::string_view text_at(const ColumnBlock& block, const ArrowType& type, std::int64_t place);

// All of a block, for one thread.
class CellTexts {
 public:
  // Good until the next call, and as long as the block.
  const std::vector<std::string_view>& of(const ColumnBlock& block, const ArrowType& type);

 private:
  std::vector<std::string_view> views_;
  std::vector<std::string> made_;  // of columns that hold no texts
};

}  // namespace fenji::abi
