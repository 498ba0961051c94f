#include "engine/workbooks/sheet_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/lists/utf8.hpp"

namespace fenji::workbooks {
namespace {

constexpr std::string_view ellipsis = "…";

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

// _x0041_ would be read as A.
bool looks_escaped(std::string_view text) {
  return text.size() >= 7 && text.starts_with("_x") && text[6] == '_' &&
         std::all_of(text.begin() + 2, text.begin() + 6, is_hex);
}

// What XML has no character for, or would change: carriage returns become line feeds.
bool is_control(unsigned char c) { return c < 0x20 && c != '\t' && c != '\n'; }

bool plain(std::string_view text) {
  const auto odd = [](char c) { return is_control(static_cast<unsigned char>(c)) || c == '_' || c == '\xEF'; };
  return text.size() <= longest_text && std::none_of(text.begin(), text.end(), odd) && lists::is_utf8(text);
}

// Bytes of the character in front, which is whole.
std::size_t character_size(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

}  // namespace

bool append_sheet_text(std::string_view text, std::string& out) {
  if (plain(text)) {
    out += text;
    return true;
  }
  std::size_t units = 0;         // UTF-16, in `out`
  std::size_t cut = out.size();  // where an ellipsis still fits
  std::size_t valid = lists::utf8_prefix(text).length;
  while (!text.empty()) {
    std::string escaped;
    std::size_t taken = 1;
    std::size_t size = 0;
    if (valid == 0) {
      escaped = lists::replacement_character;
      size = 1;
    } else if (is_control(static_cast<unsigned char>(text.front()))) {
      escaped = fmt::format("_x{:04X}_", static_cast<unsigned>(text.front()));
      size = escaped.size();
    } else if (looks_escaped(text)) {
      escaped = "_x005F_";
      size = escaped.size();
    } else if (text.starts_with("\xEF\xBF\xBE") || text.starts_with("\xEF\xBF\xBF")) {
      taken = 3;
      escaped = text[2] == '\xBE' ? "_xFFFE_" : "_xFFFF_";
      size = escaped.size();
    } else {
      taken = character_size(text);
      escaped = text.substr(0, taken);
      size = taken == 4 ? 2 : 1;
    }
    units += size;
    if (units > longest_text) {
      out.resize(cut);
      out += ellipsis;
      return false;
    }
    out += escaped;
    if (units < longest_text) cut = out.size();
    text.remove_prefix(taken);
    if (valid == 0) {
      valid = lists::utf8_prefix(text).length;
    } else {
      valid -= taken;
    }
  }
  return true;
}

}  // namespace fenji::workbooks
