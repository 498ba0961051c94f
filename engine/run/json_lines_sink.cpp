#include "engine/run/json_lines_sink.hpp"

#include <fmt/format.h>

#include <set>

namespace fenji::run {
namespace {

void append_string(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
          fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c));
        } else {
          out += c;
        }
    }
  }
  out += '"';
}

void append_value(std::string& out, std::string_view cell, const ResultColumn& column, std::string& scratch) {
  if (cell.empty()) {
    out += "null";
    return;
  }
  const CellValue value = column.of_list ? CellValue{} : cell_value(cell, column.kind, scratch);
  switch (value.kind) {
    case CellValue::Kind::number:
    case CellValue::Kind::percent:
      out += value.digits;
      break;
    case CellValue::Kind::yes_no:
      out += value.yes ? "true" : "false";
      break;
    case CellValue::Kind::text:
    case CellValue::Kind::date:
      append_string(out, cell);
      break;
  }
}

}  // namespace

lists::Failure JsonLinesSink::begin(const std::vector<ResultColumn>& columns) {
  columns_ = columns;
  cells_.emplace(columns.size());
  std::set<std::string> taken;
  for (const ResultColumn& column : columns) {
    std::string name = column.name;
    for (int number = 2; !taken.insert(name).second; ++number) name = fmt::format("{} {}", column.name, number);
    std::string key = keys_.empty() ? "{" : ",";
    append_string(key, name);
    keys_.push_back(key + ":");
  }
  return std::nullopt;
}

lists::Failure JsonLinesSink::write(std::string_view lines, std::size_t records) {
  cells_->take(lines, records);
  text_.clear();
  for (std::size_t record = 0; record < records; ++record) {
    for (std::size_t column = 0; column < columns_.size(); ++column) {
      text_ += keys_[column];
      append_value(text_, cells_->cell(record, column), columns_[column], scratch_);
    }
    text_ += "}\n";
  }
  return out_.write(text_);
}

}  // namespace fenji::run
