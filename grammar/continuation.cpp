#include "grammar/continuation.hpp"

#include <algorithm>
#include <array>

#include "grammar/characters.hpp"
#include "grammar/keywords.hpp"

namespace fenji::grammar {
namespace {

constexpr std::array connecting_words = {Keyword::logical_and, Keyword::logical_or, Keyword::logical_not,
                                         Keyword::in,          Keyword::not_in,     Keyword::axis_and};

// What needs something behind it as well.
constexpr std::array words_before_a_value = {Keyword::to,   Keyword::at_least, Keyword::at_most,
                                             Keyword::over, Keyword::under,    Keyword::when};

bool ends_with_word(std::string_view text, Keyword keyword, Language language) {
  for (const std::string_view word : entry(keyword).in(language)) {
    if (!text.ends_with(word)) continue;
    const std::string_view before = text.substr(0, text.size() - word.size());
    if (before.empty() || !is_word(character_at(before, last_character(before)).code)) return true;
  }
  return false;
}

// The first of `wanted` (ASCII) in `line` outside quotes, with full-width forms folded; the end of the line, or its comment,
// where there is none. `=` within brackets is none: it belongs to a condition, 分档 档 按 合计(额, 级别 = A).
std::size_t find_outside_quotes(std::string_view line, std::string_view wanted) {
  char32_t quote = 0;
  char32_t previous = ' ';
  int brackets = 0;
  for (std::size_t at = 0; at < line.size();) {
    const Character character = character_at(line, at);
    const char32_t code = folded(character.code);
    if (quote != 0) {
      if (code == quote) quote = 0;
    } else {
      if (code == '#' && is_blank(previous)) return line.size();
      if (code == '(' || code == '[') ++brackets;
      if (code == ')' || code == ']') --brackets;
      const bool inside = code == '=' && brackets > 0;
      if (code < 0x80 && !inside && wanted.find(static_cast<char>(code)) != std::string_view::npos) return at;
      quote = closing_quote(code);
    }
    previous = code;
    at += character.size;
  }
  return line.size();
}

}  // namespace

char32_t closing_quote(char32_t opening) {
  switch (opening) {
    case '"':
      return '"';
    case '`':
      return '`';
    case U'“':
      return U'”';
    case U'「':
      return U'」';
    default:
      return 0;
  }
}

bool is_connecting_word(std::string_view word, Language language) {
  return std::any_of(connecting_words.begin(), connecting_words.end(),
                     [&](Keyword keyword) { return !word.empty() && match_spelling(word, keyword, language) == word.size(); });
}

bool goes_on(std::string_view text, Language language) {
  text = without_blanks(text);
  if (text.empty()) return false;
  switch (character_at(text, last_character(text)).code) {
    case '+':
    case '-':
    case '*':
    case '/':
    case ',':
    case '=':
    case '<':
    case '>':
    case U'、':
    case U'×':
    case U'÷':
    case U'≥':
    case U'≤':
    case U'≠':
    case U'−':
      return true;
    default:
      break;
  }
  const auto ends_text = [&](Keyword keyword) { return ends_with_word(text, keyword, language); };
  return std::any_of(connecting_words.begin(), connecting_words.end(), ends_text) ||
         std::any_of(words_before_a_value.begin(), words_before_a_value.end(), ends_text);
}

bool begins_statement(std::string_view line) {
  const std::size_t at = find_outside_quotes(line, ":|");
  return at < line.size() && folded(character_at(line, at).code) == ':';
}

bool begins_definition(std::string_view line) {
  const std::size_t at = find_outside_quotes(line, "=<>!:|");
  if (at == line.size() || folded(character_at(line, at).code) != '=') return false;
  const char32_t next = folded(character_at(line, at + character_at(line, at).size).code);
  const std::string_view name = without_blanks(line.substr(0, at));
  return !name.empty() && next != '=' && next != '>' && name.find('\t') == std::string_view::npos;
}

}  // namespace fenji::grammar
