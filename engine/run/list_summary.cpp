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
    text = {"名单编码 " + encoding, "List encoding " + encoding};
  }
  if (facts.header_row != 1) {
    text.zh += fmt::format("，表头在第 {} 行", facts.header_row);
    text.en += fmt::format(", header in row {}", facts.header_row);
  }
  return text;
}

std::vector<Message> all_remarks(const RunOutcome& outcome, const RunFacts& facts) {
  std::vector<Message> all = outcome.facts.remarks;
  all.insert(all.end(), facts.remarks.begin(), facts.remarks.end());
  return all;
}

nlohmann::ordered_json list_json(const RunOutcome& outcome, const std::string& file) {
  const lists::ListFacts& facts = outcome.facts;
  nlohmann::ordered_json json = {{"file", file}, {"format", format_name(facts.format)}};
  if (facts.format == Format::workbook) {
    json["sheet"] = facts.sheet;
    json["dates_from"] = facts.dates_from_1904 ? 1904 : 1900;
  } else {
    json["encoding"] = facts.encoding ? nlohmann::ordered_json(lists::encoding_name(*facts.encoding)) : nullptr;
  }
  json["header_row"] = facts.header_row;
  json["bytes"] = outcome.bytes;
  json["unused_columns"] = outcome.columns.unused;
  return json;
}

}  // namespace fenji::run
