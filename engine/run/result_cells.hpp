// Stage: run. Result lines that graders wrote, taken apart again into records and cells, and what a cell holds by the kind of
// its column: what sinks of other formats than CSV write from.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "engine/lists/csv_splitter.hpp"
#include "engine/model/value.hpp"
#include "engine/run/result_columns.hpp"

namespace fenji::run {

class ResultCells {
 public:
  explicit ResultCells(std::size_t columns);

  // The lines must stay as they are only during the call.
  void take(std::string_view lines, std::size_t records);

  std::size_t records() const { return records_.records(); }
  std::string_view cell(std::size_t record, std::size_t column) const { return records_.cell(record, column).text(); }

 private:
  lists::CsvBlock block_;
  lists::CsvSplitter splitter_;
  lists::RecordBlock records_;
};

// A cell as a value. Only what results print themselves counts as a number or a date, so that nothing is lost by the change:
// 0071 and 1e5 are texts.
struct CellValue {
  enum class Kind : std::uint8_t { text, number, percent, date, yes_no } kind = Kind::text;
  // Of a number its digits as they stand; of a percentage those of the fraction, 0.35 for 35%. Good as long as the cell and
  // the scratch are.
  std::string_view digits;
  int decimals = 0;     // behind the point, as the cell shows them
  int significant = 0;  // digits in all, without zeros in front
  model::Day day = 0;
  bool yes = false;
};

// `scratch`: for digits that do not stand in the cell.
CellValue cell_value(std::string_view cell, ResultColumn::Kind kind, std::string& scratch);

}  // namespace fenji::run
