#include "tests/agreement/list_forms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "engine/columns/cell_text.hpp"
#include "engine/columns/header_name.hpp"
#include "engine/run/list_columns.hpp"

namespace fenji::agreement {
namespace {

using Record = std::vector<std::string>;

std::string separated(const List& list, char delimiter) {
  std::string text;
  const auto put = [&](const Record& record) {
    for (std::size_t i = 0; i < record.size(); ++i) {
      if (i > 0) text += delimiter;
      const std::string& cell = record[i];
      const bool quotes =
          cell.find_first_of(std::string("\"\n\r") + delimiter) != cell.npos || (record.size() == 1 && cell.empty());
      if (!quotes) {
        text += cell;
        continue;
      }
      text += '"';
      for (const char c : cell) text.append(c == '"' ? 2 : 1, c);
      text += '"';
    }
    text += "\r\n";
  };
  put(list.header);
  for (const Record& record : list.records) put(record);
  return text;
}

bool all_valid(const List& list) {
  const auto valid = [](const Record& record) {
    return std::all_of(record.begin(), record.end(), [](const std::string& cell) { return columns::valid_utf8(cell); });
  };
  return valid(list.header) && std::all_of(list.records.begin(), list.records.end(), valid);
}

std::string utf16(const std::string& text, bool little_endian) {
  std::string bytes;
  const auto put = [&](std::uint32_t unit) {
    const char low = static_cast<char>(unit & 0xFF), high = static_cast<char>(unit >> 8);
    bytes += little_endian ? low : high;
    bytes += little_endian ? high : low;
  };
  put(0xFEFF);
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[at + i])); };
    std::uint32_t code = byte(0);
    std::size_t size = 1;
    if (code >= 0xF0) {
      code = (code & 7) << 18 | (byte(1) & 63) << 12 | (byte(2) & 63) << 6 | (byte(3) & 63);
      size = 4;
    } else if (code >= 0xE0) {
      code = (code & 15) << 12 | (byte(1) & 63) << 6 | (byte(2) & 63);
      size = 3;
    } else if (code >= 0xC0) {
      code = (code & 31) << 6 | (byte(1) & 63);
      size = 2;
    }
    at += size;
    if (code < 0x10000) {
      put(code);
    } else {
      put(0xD800 + ((code - 0x10000) >> 10));
      put(0xDC00 + ((code - 0x10000) & 0x3FF));
    }
  }
  return bytes;
}

std::string json_text(const std::string& text) {
  std::string json = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      json += fmt::format("\\{}", c);
    } else if (static_cast<unsigned char>(c) < 0x20) {
      json += fmt::format("\\u{:04x}", static_cast<int>(c));
    } else {
      json += c;
    }
  }
  return json + "\"";
}

// Objects have no cells without keys, and no key twice.
bool fits_json(const List& list) {
  const std::set<std::string> keys(list.header.begin(), list.header.end());
  return !list.records.empty() && keys.size() == list.header.size() &&
         std::all_of(list.records.begin(), list.records.end(),
                     [&](const Record& record) { return record.size() <= list.header.size(); });
}

std::string json(const List& list, bool array) {
  std::string text = array ? "[\n" : "";
  for (std::size_t row = 0; row < list.records.size(); ++row) {
    const Record& record = list.records[row];
    text += '{';
    for (std::size_t i = 0; i < list.header.size(); ++i) {
      if (i > 0) text += ", ";
      text += json_text(list.header[i]) + ": " + (i < record.size() ? json_text(record[i]) : "null");
    }
    text += array && row + 1 < list.records.size() ? "},\n" : "}\n";
  }
  return text + (array ? "]\n" : "");
}

// In which bare numbers of the field are, as brackets say it; empty: nothing says it.
std::string unit_of(const model::Field& field) {
  using Cells = model::Field::PercentCells;
  if (field.type.kind != model::Kind::number) return {};
  if (field.type.percent) {
    return field.percent_cells == Cells::points ? "（%）" : field.percent_cells == Cells::fraction ? "（小数）" : "";
  }
  const std::string unit = model::to_text(field.type.unit);
  if (field.bare_number_means == model::Decimal{1, 0}) return unit.empty() ? "" : "（" + unit + "）";
  if (field.bare_number_means == model::Decimal{10'000, 0}) return "[万" + unit + "]";
  if (field.bare_number_means == model::Decimal{100'000'000, 0}) return " (亿" + unit + ") ";
  return {};
}

std::optional<List> with_units(const model::Rules& rules, List list) {
  for (std::string& header : list.header) {
    const auto field = std::find_if(rules.fields.begin(), rules.fields.end(), [&](const model::Field& each) {
      return each.name == header && each.population == model::none;
    });
    if (field != rules.fields.end() && columns::header_name(header).bracket.empty()) header += unit_of(*field);
  }
  const run::ListColumns columns = run::match_columns(rules, list.header);
  if (!columns.problems.empty()) return std::nullopt;  // normalised, names may be alike
  return list;
}

}  // namespace

ListForm comma_form(const List& list) { return {"commas", as_csv(list), {.encoding = lists::Encoding::utf8, .header_row = 1}}; }

std::optional<ListForm> other_form(const model::Rules& rules, const List& list, generate::Random& random) {
  // Whatever bytes are in it.
  lists::ListOptions options = run::list_options(rules, {.encoding = lists::Encoding::utf8});
  switch (random.between(0, 6)) {
    case 0:
      options.delimiter = ';';
      return ListForm{"semicolons", separated(list, ';'), options};
    case 1:
      options.delimiter = '\t';
      return ListForm{"tabs", separated(list, '\t'), options};
    case 2:
      if (!all_valid(list)) return std::nullopt;
      return ListForm{"UTF-16LE", utf16(as_csv(list), true), {.header_row = 1, .delimiter = ','}};
    case 3:
      if (!all_valid(list)) return std::nullopt;
      return ListForm{"UTF-16BE", utf16(separated(list, ';'), false), {.header_row = 1, .delimiter = ';'}};
    case 4:
      if (!fits_json(list)) return std::nullopt;
      return ListForm{"JSON Lines", json(list, false), options};
    case 5:
      if (!fits_json(list)) return std::nullopt;
      return ListForm{"JSON", json(list, true), options};
    default: {
      const auto changed = with_units(rules, list);
      if (!changed) return std::nullopt;
      options.header_row = 4;
      return ListForm{"units below titles", "客户名单;2026\n\n制表：,,,\n" + as_csv(*changed), options};
    }
  }
}

}  // namespace fenji::agreement
