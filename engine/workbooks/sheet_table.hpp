// Stage: workbooks. Small tables below one another on a sheet, with headings, as summaries have them.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/workbooks/workbook.hpp"

namespace fenji::workbooks {

struct TableCell {
  std::string text;  // a number where it reads as one and `number` is set
  bool number = false;
  std::uint32_t fill = no_colour;
};

struct SheetTable {
  std::string title;  // empty: none
  std::vector<std::string> header;
  std::vector<std::vector<TableCell>> rows;
};

TableCell count_cell(std::uint64_t count);
// `number`, as results print it; other texts are texts.
TableCell number_cell(std::string number);
// `part` of `whole`, with one decimal place; empty where there is no whole.
TableCell share_cell(std::uint64_t part, std::uint64_t whole);

class TableWriter {
 public:
  TableWriter(Workbook& workbook, Sheet& sheet) : workbook_(workbook), sheet_(sheet) {}
  // Sets the widths of the columns.
  ~TableWriter();
  TableWriter(const TableWriter&) = delete;
  TableWriter& operator=(const TableWriter&) = delete;

  void heading(const std::string& text, double size);
  // Rows of the table without its header; none: first_row is behind last_row.
  CellRange write(const SheetTable& table);
  // Beside the table that was written last, `range` being its rows; what follows stands below both.
  void chart(const CellRange& range, Chart chart);

  std::uint32_t row() const { return row_; }

 private:
  void put(std::uint16_t column, const TableCell& cell);
  void widen(std::size_t column, const std::string& text);

  Workbook& workbook_;
  Sheet& sheet_;
  std::uint32_t row_ = 0;
  std::uint32_t free_row_ = 0;       // below all charts
  std::uint16_t chart_column_ = 0;   // right of the last table
  std::vector<std::size_t> widths_;  // of the columns' texts
};

}  // namespace fenji::workbooks
