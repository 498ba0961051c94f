#include "grammar/characters.hpp"

#include <array>

namespace fenji::grammar {

Character wide_character_at(std::string_view text, std::size_t offset) {
  const auto byte = [&](std::size_t i) -> char32_t { return static_cast<unsigned char>(text[offset + i]); };
  const char32_t lead = byte(0);
  constexpr Character broken{0xFFFD, 1};
  const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() - offset < size) return broken;
  char32_t code = lead & (0x7Fu >> size);
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return broken;
    code = code << 6 | (byte(i) & 0x3F);
  }
  constexpr std::array<char32_t, 5> least = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
  if (code < least[size] || surrogate || code > 0x10FFFF) return broken;
  return {code, size};
}

std::size_t last_character(std::string_view text) {
  std::size_t at = text.size() - 1;
  while (at > 0 && text.size() - at < 4 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return at + character_at(text, at).size == text.size() ? at : text.size() - 1;
}

bool is_wide_blank(char32_t code) {
  return code == 0xA0 || (code >= 0x2000 && code <= 0x200B) || code == 0x202F || code == 0x3000 || code == 0xFEFF;
}

bool is_wide_word(char32_t code) {
  switch (code) {
    case U'、':
    case U'。':
    case U'“':
    case U'”':
    case U'‘':
    case U'’':
    case U'「':
    case U'」':
    case U'『':
    case U'』':
    case U'×':
    case U'÷':
    case U'≥':
    case U'≤':
    case U'≠':
    case U'−':
    case U'…':
    case U'【':
    case U'】':
    case U'《':
    case U'》':
    case U'≧':
    case U'≦':
    case U'￥':
    case U'¥':
    case U'→':
    case U'│':
    case 0xFFFD:
      return false;
    default:
      break;
  }
  const bool dash = code >= 0x2010 && code <= 0x2015;
  const bool full_width_form = code >= 0xFF01 && code <= 0xFF5E;
  return !dash && !is_blank(code) && code >= 0xA1 && (!full_width_form || is_word(folded(code)));
}

char32_t folded(char32_t code) {
  if (code >= 0xFF01 && code <= 0xFF5E) return code - 0xFF01 + 0x21;
  if (code >= 0x80 && is_blank(code)) return ' ';
  return code;
}

std::string_view first_word(std::string_view text) {
  std::size_t size = 0;
  while (true) {
    const Character next = character_at(text, size);
    if (next.size == 0 || !is_word(next.code)) return text.substr(0, size);
    size += next.size;
  }
}

std::string_view last_word(std::string_view text) {
  std::size_t begin = text.size();
  while (begin > 0) {
    const std::size_t at = last_character(text.substr(0, begin));
    if (!is_word(character_at(text, at).code)) break;
    begin = at;
  }
  return text.substr(begin);
}

std::string_view without_blanks(std::string_view text) {
  while (!text.empty()) {
    const Character first = character_at(text, 0);
    if (!is_blank(first.code)) break;
    text.remove_prefix(first.size);
  }
  while (!text.empty()) {
    const std::size_t last = last_character(text);
    if (!is_blank(character_at(text, last).code)) break;
    text.remove_suffix(text.size() - last);
  }
  return text;
}

}  // namespace fenji::grammar
