#include "engine/lists/formula_cells.hpp"

#include <algorithm>
#include <array>

#include "engine/lists/csv_kernels.hpp"
#include "engine/lists/csv_text.hpp"

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

// Text in quotes, whose first byte stands at `begin`: where its closing quote is.
std::size_t closing_quote(std::string_view records, std::size_t begin) {
  std::size_t at = records.find('"', begin);
  while (at + 1 < records.size() && records[at + 1] == '"') at = records.find('"', at + 2);
  return std::min(at, records.size());
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
      if (!text.empty() && may_begin_formula(text.front())) {
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

// Commas inside quotes are taken for separators: it may be none then.
bool may_hold_formulas(std::string_view records) {
  const char* const bytes = records.data();
  const std::size_t size = records.size();
  const auto at = [&](std::size_t begin) {
    if (begin >= size) return false;
    const bool quoted = bytes[begin] == '"';
    if (quoted) ++begin;
    if (begin >= size || !may_begin_formula(bytes[begin])) return false;
    if (bytes[begin] == '\r') return quoted;
    if (quoted || (bytes[begin] != '-' && bytes[begin] != '+')) return true;
    // Numbers are many, a dash alone is usual; what is neither at first sight is looked at closely.
    const auto ends = [&](std::size_t place) { return place >= size || bytes[place] == ',' || bytes[place] == '\r'; };
    const auto behind_digits = [&](std::size_t place) {
      while (place < size && bytes[place] >= '0' && bytes[place] <= '9') ++place;
      return place;
    };
    const std::size_t digits = begin + 1;
    if (ends(digits)) return bytes[begin] != '-';
    std::size_t end = behind_digits(digits);
    if (end == digits) return true;
    if (end < size && bytes[end] == '.') {
      const std::size_t fraction = end + 1;
      end = behind_digits(fraction);
      if (end == fraction) return true;
    }
    if (end < size && bytes[end] == '%') ++end;
    return !ends(end);
  };
  if (at(0)) return true;
  const CsvKernels& kernels = csv_kernels();
  std::size_t place = 1;
  for (; place < size; ++place) {
    place = kernels.find_opening(bytes, place, size);
    if (place + 64 > size) break;
    if (at(place)) return true;
  }
  for (; place < size; ++place) {
    if ((bytes[place - 1] == ',' || bytes[place - 1] == '\n') && at(place)) return true;
  }
  return false;
}

void defuse(std::string& records) {
  if (may_hold_formulas(records)) records = with_defused_cells(records);
}

void defuse(ByteBuffer& records) {
  if (!may_hold_formulas(records.view())) return;
  const std::string changed = with_defused_cells(records.view());
  records.clear();
  records.append(changed);
}

}  // namespace fenji::lists
