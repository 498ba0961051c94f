#include "engine/run/list_summary.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "engine/columns/quotable.hpp"

namespace fenji::run {
namespace {

using Format = lists::ListFacts::Format;

const char* format_name(Format format) {
  switch (format) {
    case Format::json_lines:
      return "JSON Lines";
    case Format::workbook:
      return "XLSX";
    case Format::separated:
      break;
  }
  return "CSV";
}

const char* how_name(ColumnMatch::How how) {
  switch (how) {
    case ColumnMatch::How::declared:
      return "declared";
    case ColumnMatch::How::normalised:
      return "normalised";
    case ColumnMatch::How::exact:
      break;
  }
  return "exact";
}

Message delimiter_name(char delimiter) {
  if (delimiter == '\t') return {"制表符", "tabs"};
  if (delimiter == ';') return {"分号", "semicolons"};
  if (delimiter == '|') return {"竖线", "pipes"};
  return {"逗号", "commas"};
}

}  // namespace

Message how_read(const lists::ListFacts& facts) {
  Message text;
  if (facts.format == Format::workbook) {
    const std::string sheet = columns::quotable(facts.sheet);
    text = {fmt::format("名单 XLSX，工作表“{}”", sheet), fmt::format("List XLSX, sheet `{}`", sheet)};
    if (facts.dates_from_1904) {
      text.zh += "，日期从 1904 年算起";
      text.en += ", dates count from 1904";
    }
  } else {
    const std::string encoding(facts.encoding ? lists::encoding_name(*facts.encoding) : "ASCII");
    const bool json = facts.format == Format::json_lines;
    text = {(json ? "名单 JSON，编码 " : "名单编码 ") + encoding,
            (json ? "List JSON, encoding " : "List encoding ") + encoding};
  }
  if (facts.delimiter && *facts.delimiter != ',') {
    const Message delimiter = delimiter_name(*facts.delimiter);
    text.zh += "，用" + delimiter.zh + "分隔";
    text.en += ", separated by " + delimiter.en;
  }
  if (facts.header_row != 1) {
    text.zh += fmt::format("，表头在第 {} 行", facts.header_row);
    text.en += fmt::format(", header in row {}", facts.header_row);
  }
  return text;
}

std::vector<Message> all_remarks(const RunOutcome& outcome, const RunFacts& facts) {
  std::vector<Message> all = outcome.facts.remarks;
  all.insert(all.end(), outcome.columns.remarks.begin(), outcome.columns.remarks.end());
  all.insert(all.end(), facts.remarks.begin(), facts.remarks.end());
  return all;
}

std::vector<Message> column_lines(const ListColumns& columns) {
  std::vector<Message> lines;
  for (const ColumnMatch& match : columns.matches) {
    const bool exact = match.how == ColumnMatch::How::exact;
    if (exact && match.unit.empty()) continue;
    Message line = {fmt::format("列“{}”", columns::quotable(match.header)),
                    fmt::format("Column `{}`", columns::quotable(match.header))};
    if (!exact) {
      line.zh += fmt::format("当作字段“{}”", match.field);
      line.en += fmt::format(" is taken for the field `{}`", match.field);
    }
    if (!match.unit.empty()) {
      line.zh += fmt::format("{}没有单位的数按“{}”读", exact ? "" : "，", match.unit);
      line.en += fmt::format("{}bare numbers are read in `{}`", exact ? ": " : "; ", match.unit);
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

nlohmann::ordered_json list_json(const RunOutcome& outcome, const std::string& file) {
  const lists::ListFacts& facts = outcome.facts;
  nlohmann::ordered_json json = {{"file", file}, {"format", format_name(facts.format)}};
  if (facts.format == Format::workbook) {
    json["sheet"] = facts.sheet;
    json["dates_from"] = facts.dates_from_1904 ? 1904 : 1900;
  } else {
    json["encoding"] = facts.encoding ? nlohmann::ordered_json(lists::encoding_name(*facts.encoding)) : nullptr;
    if (facts.delimiter) json["delimiter"] = std::string(1, *facts.delimiter);
  }
  json["header_row"] = facts.header_row;
  json["bytes"] = outcome.bytes;
  json["columns"] = nlohmann::ordered_json::array();
  for (const ColumnMatch& match : outcome.columns.matches) {
    nlohmann::ordered_json column = {{"field", match.field}, {"header", match.header}, {"match", how_name(match.how)}};
    column["unit"] = match.unit.empty() ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(match.unit);
    json["columns"].push_back(std::move(column));
  }
  json["unused_columns"] = outcome.columns.unused;
  return json;
}

}  // namespace fenji::run
