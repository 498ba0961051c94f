#include "engine/workbooks/sheet_table.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/run/result_cells.hpp"
#include "engine/workbooks/result_workbook.hpp"
#include "grammar/diagnostics/render.hpp"

namespace fenji::workbooks {
namespace {

// Right of this column no table reaches, usually.
constexpr std::uint16_t first_chart_column = 5;

}  // namespace

TableCell count_cell(std::uint64_t count) { return {std::to_string(count), true, no_colour}; }

TableCell number_cell(std::string number) { return {std::move(number), true, no_colour}; }

TableCell share_cell(std::uint64_t part, std::uint64_t whole) {
  if (whole == 0) return {};
  const std::uint64_t thousandths = (2000 * part + whole) / (2 * whole);
  return {fmt::format("{}.{}%", thousandths / 10, thousandths % 10), true, no_colour};
}

TableWriter::~TableWriter() {
  for (std::size_t i = 0; i < widths_.size(); ++i) sheet_.set_width(static_cast<std::uint16_t>(i), column_width(widths_[i]));
}

void TableWriter::heading(const std::string& text, double size) {
  row_ = std::max(row_, free_row_);
  if (row_ > 0) ++row_;
  sheet_.text({row_++, 0}, text, workbook_.format({.number = {}, .bold = true, .size = size}));
}

CellRange TableWriter::write(const SheetTable& table) {
  row_ = std::max(row_, free_row_);
  if (row_ > 0) ++row_;
  if (!table.title.empty() && table.title != table.header.front())
    sheet_.text({row_++, 0}, table.title, workbook_.format({.number = {}, .bold = true}));
  Format const header = workbook_.format(header_style());
  for (std::size_t i = 0; i < table.header.size(); ++i) {
    sheet_.text({row_, static_cast<std::uint16_t>(i)}, table.header[i], header);
    widen(i, table.header[i]);
  }
  const std::uint32_t first = ++row_;
  for (const std::vector<TableCell>& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) put(static_cast<std::uint16_t>(i), row[i]);
    ++row_;
  }
  chart_column_ = std::max(first_chart_column, static_cast<std::uint16_t>(table.header.size() + 1));
  return {first, row_ - 1, 0};
}

void TableWriter::put(std::uint16_t column, const TableCell& cell) {
  if (cell.text.empty()) return;
  widen(column, cell.text);
  if (cell.number) {
    std::string scratch;
    const run::CellValue value = run::cell_value(cell.text, run::ResultColumn::Kind::as_written, scratch);
    const bool percent = value.kind == run::CellValue::Kind::percent;
    if ((percent || value.kind == run::CellValue::Kind::number) && value.significant <= most_digits) {
      std::string code = value.decimals == 0 ? "#,##0" : "#,##0." + std::string(static_cast<std::size_t>(value.decimals), '0');
      if (percent) code += "%";
      return sheet_.number({row_, column}, value.digits, workbook_.format({.number = code, .fill = cell.fill}));
    }
  }
  sheet_.text({row_, column}, cell.text, workbook_.format({.number = {}, .fill = cell.fill}));
}

void TableWriter::widen(std::size_t column, const std::string& text) {
  if (widths_.size() <= column) widths_.resize(column + 1, 0);
  widths_[column] = std::max(widths_[column], display_width(text));
}

void TableWriter::chart(const CellRange& range, Chart chart) {
  if (range.first_row > range.last_row) return;
  const std::uint32_t top = range.first_row - 1;
  sheet_.add_chart({top, chart_column_}, chart);
  free_row_ = top + Sheet::chart_rows;
}

}  // namespace fenji::workbooks
