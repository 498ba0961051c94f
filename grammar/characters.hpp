// Stage: grammar. What a character is to the language: part of a word, a blank, or punctuation.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace fenji::grammar {

struct Character {
  char32_t code = 0;
  std::size_t size = 0;  // bytes; 0 at the end of the text, 1 for a byte that is no UTF-8 (code U+FFFD)
};

// Of what begins with a byte that is no ASCII.
Character wide_character_at(std::string_view text, std::size_t offset);

inline Character character_at(std::string_view text, std::size_t offset) {
  if (offset >= text.size()) return {};
  const auto lead = static_cast<unsigned char>(text[offset]);
  return lead < 0x80 ? Character{lead, 1} : wide_character_at(text, offset);
}

// Where the last character of a text that is not empty starts.
std::size_t last_character(std::string_view text);

bool is_wide_blank(char32_t code);  // those of Unicode that are no ASCII
bool is_wide_word(char32_t code);   // likewise

// Blank, tab, and the other blanks of Unicode; no line ends.
inline bool is_blank(char32_t code) { return code < 0x80 ? code == ' ' || code == '\t' : is_wide_blank(code); }

inline bool is_digit(char32_t code) { return code >= '0' && code <= '9'; }

// By ASCII character.
inline constexpr auto ascii_words = [] {
  std::array<bool, 0x80> words{};
  for (const char32_t code : std::u32string_view(U"_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")) {
    words[code] = true;
  }
  return words;
}();

// Letters, digits and _ of any script; not the punctuation and operators that the language uses.
inline bool is_word(char32_t code) { return code < 0x80 ? ascii_words[code] : is_wide_word(code); }

// The ASCII twin of a full-width form (U+FF01–FF5E, U+3000), a plain blank for other blanks, else `code` itself.
char32_t folded(char32_t code);

// The word that `text` begins or ends with, empty where punctuation or a blank stands there.
std::string_view first_word(std::string_view text);
std::string_view last_word(std::string_view text);

std::string_view without_blanks(std::string_view text);  // around it

}  // namespace fenji::grammar
