#include "engine/lists/utf16_source.hpp"

#include "engine/lists/utf8.hpp"

namespace fenji::lists {

std::size_t Utf16Source::convert(std::string_view bytes, bool last, std::string& text) {
  const auto unit_at = [&](std::size_t at) {
    const auto first = static_cast<unsigned char>(bytes[at]), second = static_cast<unsigned char>(bytes[at + 1]);
    return static_cast<char32_t>(little_endian_ ? first | second << 8 : first << 8 | second);
  };
  std::size_t at = 0;
  while (at + 2 <= bytes.size()) {
    char32_t code = unit_at(at);
    if (code < 0x80) {
      text += static_cast<char>(code);
      at += 2;
      continue;
    }
    std::size_t length = 2;
    bool valid = true;
    if (code >= 0xD800 && code < 0xE000) {
      if (code < 0xDC00 && at + 4 > bytes.size() && !last) break;
      const char32_t low = at + 4 <= bytes.size() ? unit_at(at + 2) : 0;
      valid = code < 0xDC00 && low >= 0xDC00 && low < 0xE000;
      if (valid) {
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        length = 4;
      }
    }
    if (valid) {
      char character[longest_utf8_character];
      text.append(character, put_utf8(code, character));
    } else {
      text += no_text;
    }
    at += length;
  }
  if (last && at < bytes.size()) {
    text += no_text;
    at = bytes.size();
  }
  return at;
}

}  // namespace fenji::lists
