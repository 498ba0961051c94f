// Stage: lists. What is ASCII, and what is strict UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace fenji::lists {

// The longest prefix of a text that is valid in an encoding.
struct ValidPrefix {
  std::size_t length = 0;
  // What follows is the beginning of a character whose end is not there.
  bool cut = false;
};

// Number of leading bytes below 0x80.
std::size_t ascii_prefix(std::string_view text);
inline bool is_ascii(std::string_view text) { return ascii_prefix(text) == text.size(); }

ValidPrefix utf8_prefix(std::string_view text);
inline bool is_utf8(std::string_view text) { return utf8_prefix(text).length == text.size(); }

inline constexpr std::string_view replacement_character = "\xEF\xBF\xBD";  // U+FFFD
inline constexpr std::size_t longest_utf8_character = 4;

// Writes a code point, no surrogate, to `to`, which has room for the longest; the end of what was written.
inline char* put_utf8(char32_t code_point, char* to) {
  const auto put = [&to](char32_t bits) { *to++ = static_cast<char>(static_cast<unsigned char>(bits)); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xc0 | code_point >> 6);
    put(0x80 | (code_point & 0x3f));
  } else if (code_point < 0x10000) {
    put(0xe0 | code_point >> 12);
    put(0x80 | (code_point >> 6 & 0x3f));
    put(0x80 | (code_point & 0x3f));
  } else {
    put(0xf0 | code_point >> 18);
    put(0x80 | (code_point >> 12 & 0x3f));
    put(0x80 | (code_point >> 6 & 0x3f));
    put(0x80 | (code_point & 0x3f));
  }
  return to;
}

}  // namespace fenji::lists
