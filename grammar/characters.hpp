// Stage: grammar. What a character is to the language: part of a word, a blank, or punctuation.
#pragma once

#include <cstdint>
#include <string_view>

namespace fenji::grammar {

struct Character {
  char32_t code = 0;
  std::size_t size = 0;  // bytes; 0 at the end of the text, 1 for a byte that is no UTF-8 (code U+FFFD)
};

Character character_at(std::string_view text, std::size_t offset);

// Where the last character of a text that is not empty starts.
std::size_t last_character(std::string_view text);

bool is_blank(char32_t code);  // blank, tab, and the other blanks of Unicode; no line ends
bool is_digit(char32_t code);  // 0 to 9
// Letters, digits and _ of any script; not the punctuation and operators that the language uses.
bool is_word(char32_t code);

// The ASCII twin of a full-width form (U+FF01–FF5E, U+3000), a plain blank for other blanks, else `code` itself.
char32_t folded(char32_t code);

// The word that `text` begins or ends with, empty where punctuation or a blank stands there.
std::string_view first_word(std::string_view text);
std::string_view last_word(std::string_view text);

std::string_view without_blanks(std::string_view text);  // around it

}  // namespace fenji::grammar
