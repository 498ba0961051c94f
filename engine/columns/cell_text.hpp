// Stage: columns. The text of a cell before its field's type matters: UTF-8, the blanks around it, full-width forms.
#pragma once

#include <string>
#include <string_view>

namespace fenji::columns {

bool is_ascii(std::string_view text);

// No overlong forms, no surrogates, nothing above U+10FFFF.
bool valid_utf8(std::string_view text);

// Whether valid_utf8(text), trimmed(text) == text and not empty, where that is quickly told: of ASCII and the common Chinese
// characters.
bool is_common_text(std::string_view text);

inline bool is_ascii_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// Without those at both ends, in whatever encoding.
inline std::string_view without_ascii_blanks(std::string_view text) {
  while (!text.empty() && is_ascii_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_ascii_blank(text.back())) text.remove_suffix(1);
  return text;
}

// Without the blanks at both ends: space, tab, line breaks, U+00A0 (no-break space), U+3000 (full-width space).
std::string_view without_blanks(std::string_view text);
// The same, quickly where ASCII stands at both ends and no blank, as nearly always.
inline std::string_view trimmed(std::string_view text) {
  const auto plain = [](char c) { return c > ' ' && c <= '~'; };
  return !text.empty() && plain(text.front()) && plain(text.back()) ? text : without_blanks(text);
}

// Whether folded(text) differs from `text`.
bool has_full_width(std::string_view text);

// U+FF01 to U+FF5E as their ASCII twins, U+3000 as a space, everything else as it stands.
std::string folded(std::string_view text);

// A header as fields match it: without characters that nobody sees, trimmed, each run of blanks and line breaks inside as one
// space.
std::string header_text(std::string_view cell);

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Takes `word` off the front of `text`, if it stands there.
inline bool take(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word)) return false;
  text.remove_prefix(word.size());
  return true;
}

}  // namespace fenji::columns
