// Stage: workbooks. A result as an XLSX workbook for people: a sheet of the records, with its header frozen and filters,
// numbers, percentages and dates as Excel's own, each shown with the digits that it has, and grades coloured by their scale.
//
// Texts are never formulas. Numbers of more than fifteen digits, which Excel cannot hold, and days before March 1900 are texts.
// A list that is longer than a sheet goes on in further sheets (结果 2, …). What else the workbook shows is added by
// report_sheets.hpp.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/run/result_cells.hpp"
#include "engine/run/result_sink.hpp"
#include "engine/workbooks/workbook.hpp"

namespace fenji::workbooks {

class ResultWorkbook : public run::ResultSink {
 public:
  // `title`: of the sheet of records. `rows`: of one sheet, the header among them; fewer than most_rows only in tests.
  ResultWorkbook(Workbook workbook, std::string title, std::uint32_t rows = most_rows);

  lists::Failure begin(const std::vector<run::ResultColumn>& columns) override;
  lists::Failure write(std::string_view lines, std::size_t records) override;

  // Ends the sheets of records, if they have not ended yet; others may follow then.
  Workbook& finish();

  // The labels of the column called `name`, the best first; empty where nothing orders them.
  std::vector<std::string> scale_of(const std::string& name) const;

  // Texts that were longer than a cell may be.
  std::uint64_t cut_texts() const { return cut_; }

 private:
  struct Column {
    run::ResultColumn of;
    std::vector<Format> by_decimals;  // numbers
    Format date = nullptr;
    std::vector<Format> by_label;  // of the scale
    std::size_t width = 0;         // of the widest cell that was looked at, in characters
  };

  void begin_sheet();
  void end_sheet();
  void write_cell(std::size_t column, std::string_view cell);
  Format number_format(Column& column, const run::CellValue& value);

  Workbook workbook_;
  std::string title_;
  std::uint32_t rows_;
  std::vector<Column> columns_;
  std::optional<run::ResultCells> cells_;
  Sheet* sheet_ = nullptr;  // that is written
  int sheets_ = 0;
  std::uint32_t row_ = 0;      // next, of the sheet
  std::uint64_t records_ = 0;  // so far
  std::uint64_t cut_ = 0;
  std::string scratch_;
};

// Of a header.
CellStyle header_style();

// The width of a column for texts of this many columns of letters, within what is bearable.
double column_width(std::size_t display_columns);

}  // namespace fenji::workbooks
