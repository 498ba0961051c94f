#include "engine/lists/formula_cells.hpp"

#include <algorithm>
#include <array>

#include "engine/lists/csv_text.hpp"
#include "engine/lists/separators.hpp"

namespace fenji::lists {
namespace {

constexpr std::array<std::string_view, 10> beginnings = {"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"};

bool begins_formula(std::string_view text) {
  return std::any_of(beginnings.begin(), beginnings.end(), [&](std::string_view each) { return text.starts_with(each); });
}

std::string_view without_apostrophes(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of('\''), text.size()));
  return text;
}

// A sign, digits with commas and one point, a percent sign.
bool is_number(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  if (text.ends_with('%')) text.remove_suffix(1);
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  return !text.empty() && digit(text.front()) && digit(text.back()) && std::count(text.begin(), text.end(), '.') <= 1 &&
         std::all_of(text.begin(), text.end(), [&](char c) { return digit(c) || c == ',' || c == '.'; });
}

// Whether the first byte of a cell is one that this is about; none of them stands in most cells.
bool suspicious(char c) {
  return c == '=' || c == '+' || c == '-' || c == '@' || c == '\t' || c == '\r' || c == '\'' || c == '\xEF';
}

// Text in quotes, whose first byte stands at `begin`: where its closing quote is.
std::size_t closing_quote(std::string_view records, std::size_t begin) {
  std::size_t at = records.find('"', begin);
  while (at + 1 < records.size() && records[at + 1] == '"') at = records.find('"', at + 2);
  return std::min(at, records.size());
}

// Whether some cell may be a formula. Commas inside quotes are taken for separators: it may be none then.
bool any_suspicious(const char* bytes, std::size_t size) {
  const auto at = [&](std::size_t begin) {
    if (begin >= size) return false;
    const bool quoted = bytes[begin] == '"';
    if (quoted) ++begin;
    if (begin >= size || !suspicious(bytes[begin])) return false;
    if (bytes[begin] == '\r') return quoted;
    if (bytes[begin] != '-' && bytes[begin] != '+') return true;
    // Numbers are many.
    do ++begin;
    while (begin < size && ((bytes[begin] >= '0' && bytes[begin] <= '9') || bytes[begin] == '.' || bytes[begin] == '%'));
    return begin < size && bytes[begin] != ',' && bytes[begin] != '\r';
  };
  if (at(0)) return true;
  std::size_t base = 0;
  for (; base + 64 <= size; base += 64) {
    const Separators found = find_separators(bytes + base);
    for (std::uint64_t walk = found.comma | found.line_feed; walk != 0; walk &= walk - 1) {
      if (at(base + first_bit(walk) + 1)) return true;
    }
  }
  for (; base < size; ++base) {
    if ((bytes[base] == ',' || bytes[base] == '\n') && at(base + 1)) return true;
  }
  return false;
}

// As append_cell() writes records: quotes enclose whole cells.
std::string with_defused_cells(std::string_view records) {
  std::string result;
  result.reserve(records.size() + 64);
  for (std::size_t at = 0; at < records.size();) {
    if (records[at] == '"') {
      const std::size_t close = closing_quote(records, at + 1);
      std::string text(records.substr(at + 1, close - at - 1));
      if (is_formula_text(text) || (text.starts_with('\'') && is_formula_text(without_apostrophes(text))))
        text.insert(0, 1, '\'');
      result += '"';
      result += text;
      result += '"';
      at = std::min(close + 1, records.size());
    } else {
      const std::size_t end = std::min(records.find_first_of(",\r\n", at), records.size());
      const std::string_view text = records.substr(at, end - at);
      if (!text.empty() && suspicious(text.front())) {
        result += defused(text);
      } else {
        result += text;
      }
      at = end;
    }
    const std::size_t next = std::min(records.find_first_not_of("\r\n", at), records.size());
    const bool comma = at < records.size() && records[at] == ',';
    result += records.substr(at, comma ? 1 : next - at);
    at = comma ? at + 1 : next;
  }
  return result;
}

}  // namespace

bool is_formula_text(std::string_view text) {
  return begins_formula(text) && !is_number(text) && text.find_first_not_of("- ") != text.npos;
}

std::string defused(std::string_view text) {
  return is_formula_text(without_apostrophes(text)) ? "'" + std::string(text) : std::string(text);
}

std::string_view without_defusing(std::string_view text) {
  if (text.starts_with('\'') && is_formula_text(without_apostrophes(text))) text.remove_prefix(1);
  return text;
}

void defuse(std::string& records) {
  if (any_suspicious(records.data(), records.size())) records = with_defused_cells(records);
}

void defuse(ByteBuffer& records) {
  if (!any_suspicious(records.data(), records.size())) return;
  const std::string changed = with_defused_cells(records.view());
  records.clear();
  records.append(changed);
}

}  // namespace fenji::lists
