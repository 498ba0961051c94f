#include "engine/workbooks/result_workbook.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/workbooks/colours.hpp"
#include "grammar/diagnostics/render.hpp"

namespace fenji::workbooks {
namespace {

using Kind = run::CellValue::Kind;

// So many records say how wide the columns are.
constexpr std::uint64_t measured_records = 1000;

constexpr double narrowest = 8, widest = 50;

constexpr std::uint32_t header_fill = 0xD9E1F2;

// Excel's code for a number that is shown with all its digits.
std::string number_code(const run::CellValue& value, bool money) {
  // Money with cents has two digits behind the point.
  const int decimals = money && value.decimals == 1 ? 2 : value.decimals;
  std::string code = money ? "#,##0" : "0";
  if (decimals > 0) code += "." + std::string(static_cast<std::size_t>(decimals), '0');
  if (value.kind == Kind::percent) code += "%";
  return code;
}

}  // namespace

CellStyle header_style() { return {.number = {}, .bold = true, .fill = header_fill}; }

double column_width(std::size_t display_columns) {
  // Room for the arrow of the filter.
  return std::clamp(static_cast<double>(display_columns) + 3, narrowest, widest);
}

ResultWorkbook::ResultWorkbook(Workbook workbook, std::string title, std::uint32_t rows)
    : workbook_(std::move(workbook)), title_(std::move(title)), rows_(rows) {}

lists::Failure ResultWorkbook::begin(const std::vector<run::ResultColumn>& columns) {
  if (columns.size() > most_columns) {
    return Message{
        fmt::format("结果有 {} 列，Excel 的工作表最多 {} 列：请用 --keep 少带几列，或者写成 CSV", columns.size(), most_columns),
        fmt::format("the result has {} columns, a sheet of Excel has at most {}: --keep fewer, or write CSV", columns.size(),
                    most_columns)};
  }
  for (const run::ResultColumn& column : columns) {
    Column made{column, {}, nullptr, {}, display_width(column.name)};
    for (std::size_t label = 0; label < column.scale.size(); ++label) {
      made.by_label.push_back(workbook_.format({.number = {}, .fill = scale_colour(label, column.scale.size())}));
    }
    columns_.push_back(std::move(made));
  }
  cells_.emplace(columns.size());
  begin_sheet();
  return std::nullopt;
}

void ResultWorkbook::begin_sheet() {
  ++sheets_;
  sheet_ = &workbook_.add_sheet(sheets_ == 1 ? title_ : fmt::format("{} {}", title_, sheets_));
  Format const header = workbook_.format(header_style());
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    sheet_->text({0, static_cast<std::uint16_t>(i)}, columns_[i].of.name, header);
  }
  sheet_->freeze_rows(1);
  row_ = 1;
}

void ResultWorkbook::end_sheet() {
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    sheet_->set_width(static_cast<std::uint16_t>(i), column_width(columns_[i].width));
  }
  sheet_->filter({0, 0}, {row_ - 1, static_cast<std::uint16_t>(columns_.size() - 1)});
}

lists::Failure ResultWorkbook::write(std::string_view lines, std::size_t records) {
  cells_->take(lines, records);
  for (std::size_t record = 0; record < records; ++record) {
    if (row_ == rows_) {
      end_sheet();
      begin_sheet();
    }
    for (std::size_t column = 0; column < columns_.size(); ++column) {
      const std::string_view cell = cells_->cell(record, column);
      if (!cell.empty()) write_cell(column, cell);
    }
    ++row_;
    ++records_;
  }
  return workbook_.failure();
}

void ResultWorkbook::write_cell(std::size_t number, std::string_view cell) {
  Column& column = columns_[number];
  const Place place{row_, static_cast<std::uint16_t>(number)};
  if (records_ < measured_records) column.width = std::max(column.width, display_width(cell));
  const run::CellValue value = run::cell_value(cell, column.of.kind, scratch_);
  switch (value.kind) {
    case Kind::number:
    case Kind::percent:
      if (value.significant <= most_digits) return sheet_->number(place, value.digits, number_format(column, value));
      break;
    case Kind::date:
      if (!Sheet::holds(value.day)) break;
      if (column.date == nullptr) column.date = workbook_.format({.number = "yyyy-mm-dd"});
      return sheet_->date(place, value.day, column.date);
    case Kind::text:
    case Kind::yes_no:
      break;
  }
  Format format = nullptr;
  if (!column.by_label.empty()) {
    const auto label = std::find(column.of.scale.begin(), column.of.scale.end(), cell);
    if (label != column.of.scale.end()) format = column.by_label[static_cast<std::size_t>(label - column.of.scale.begin())];
  }
  if (!sheet_->text(place, cell, format)) ++cut_;
}

Format ResultWorkbook::number_format(Column& column, const run::CellValue& value) {
  // A column that the rules do not know may hold both numbers and percentages.
  const auto place = 2 * static_cast<std::size_t>(value.decimals) + (value.kind == Kind::percent ? 1 : 0);
  if (column.by_decimals.size() <= place) column.by_decimals.resize(place + 1, nullptr);
  Format& format = column.by_decimals[place];
  if (format == nullptr) format = workbook_.format({.number = number_code(value, column.of.money)});
  return format;
}

std::vector<std::string> ResultWorkbook::scale_of(const std::string& name) const {
  const auto column = std::find_if(columns_.begin(), columns_.end(), [&](const Column& each) { return each.of.name == name; });
  return column == columns_.end() ? std::vector<std::string>{} : column->of.scale;
}

Workbook& ResultWorkbook::finish() {
  if (sheet_ != nullptr) end_sheet();
  sheet_ = nullptr;
  return workbook_;
}

}  // namespace fenji::workbooks
