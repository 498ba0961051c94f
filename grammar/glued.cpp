#include "grammar/glued.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "grammar/characters.hpp"
#include "grammar/habits.hpp"
#include "grammar/keywords.hpp"
#include "grammar/numerals.hpp"

namespace fenji::grammar {
namespace {

// Nobody glues more, and the cost is quadratic.
constexpr std::size_t most_bytes = 120;

constexpr std::array gluing_words = {
    Keyword::logical_and, Keyword::logical_or,      Keyword::logical_not,    Keyword::in,          Keyword::not_in,
    Keyword::given,       Keyword::missing,         Keyword::at_least,       Keyword::at_most,     Keyword::over,
    Keyword::under,       Keyword::suffix_at_least, Keyword::suffix_at_most, Keyword::suffix_over, Keyword::to,
    Keyword::on,          Keyword::axis_and};

std::size_t keyword_size(std::string_view text, Language language) {
  std::size_t size = 0;
  for (const Keyword keyword : gluing_words) size = std::max(size, match_spelling(text, keyword, language));
  return size;
}

// Digits and a unit up to the next keyword.
std::size_t number_size(std::string_view text, Language language) {
  std::size_t size = 0;
  while (is_digit(character_at(text, size).code)) ++size;
  if (size == 0) return 0;
  while (size < text.size() && keyword_size(text.substr(size), language) == 0) {
    const Character next = character_at(text, size);
    if (is_blank(next.code) || is_digit(next.code)) break;
    size += next.size;
  }
  return size;
}

// The best way to read the words from one place on.
struct Reading {
  std::size_t pieces = 0;  // 0: there is none
  std::size_t size = 0;    // bytes of the first piece
  std::string written;     // the first piece as it should be
  bool keyword = false;    // among the pieces, or something to be written otherwise
  bool begins_with_keyword = false;
};

bool is_latin(char32_t code) { return code < 0x80 && is_word(code) && !is_digit(code); }

// 是 and the like are values at the end and in front of a keyword.
bool is_yes_or_no(std::string_view text, std::string_view& value) {
  for (const std::string_view word : {"是", "否", "yes", "no"}) {
    if (!text.starts_with(word)) continue;
    value = text.substr(0, word.size());
    return true;
  }
  return false;
}

// 400万+ is 400万以上.
std::optional<std::string> with_plus(std::string_view words, Language language) {
  if (!words.ends_with('+') || !is_digit(character_at(words, 0).code)) return std::nullopt;
  const std::string_view number = words.substr(0, words.size() - 1);
  if (language == Language::english) return "at least " + std::string(number);
  return std::string(number) + std::string(spelling(Keyword::suffix_at_least, language));
}

std::string joined(std::string_view words, const std::vector<Reading>& readings) {
  std::string apart;
  for (std::size_t at = 0; at < words.size();) {
    if (words[at] == ' ') {
      ++at;
      continue;
    }
    if (!apart.empty()) apart += ' ';
    apart += readings[at].written;
    at += readings[at].size;
  }
  return apart;
}

}  // namespace

std::optional<std::string> unglued(std::string_view words, Language language,
                                   const std::function<bool(std::string_view)>& is_known) {
  if (words.size() > most_bytes) return std::nullopt;
  if (auto plus = with_plus(words, language)) return plus;
  std::vector<Reading> readings(words.size() + 1);
  for (std::size_t at = words.size(); at-- > 0;) {
    if (words[at] == ' ') continue;
    const std::string_view rest = words.substr(at);
    Reading& best = readings[at];
    const auto consider = [&](std::size_t size, std::string_view written, bool keyword) {
      std::size_t next = at + size;
      while (next < words.size() && words[next] == ' ') ++next;
      const Reading& behind = readings[next];
      if (size == 0 || (next < words.size() && behind.pieces == 0)) return;
      if (best.pieces != 0 && behind.pieces + 1 >= best.pieces) return;
      best = {behind.pieces + 1, size, std::string(written), keyword || behind.keyword, keyword};
    };
    const bool inside_word = at > 0 && is_latin(static_cast<unsigned char>(words[at - 1]));
    for (std::size_t size = character_at(rest, 0).size; size <= rest.size();
         size += std::max<std::size_t>(1, character_at(rest, size).size)) {
      if (is_known(rest.substr(0, size))) consider(size, rest.substr(0, size), false);
    }
    const std::size_t keyword = keyword_size(rest, language);
    consider(keyword, rest.substr(0, keyword), true);
    const std::size_t number = number_size(rest, language);
    consider(number, rest.substr(0, number), false);
    std::string digits;
    // With a name behind it, it is no number: 一级 is a label, also where 级 is a name.
    const std::size_t numeral = match_numeral(rest, digits);
    const bool ends = numeral == rest.size();
    if (numeral > 0 && (ends || readings[at + numeral + (rest[numeral] == ' ' ? 1 : 0)].begins_with_keyword)) {
      consider(numeral, digits, true);
    }
    std::string_view value;
    if (is_yes_or_no(rest, value) &&
        (value.size() == rest.size() || readings[at + value.size()].begins_with_keyword ||
         (rest.size() > value.size() + 1 && rest[value.size()] == ' ' && readings[at + value.size() + 1].begins_with_keyword)))
      consider(value.size(), value, false);
    std::string_view meant;
    const std::size_t habit = inside_word ? 0 : match_habit(rest, language, meant);
    if (habit > keyword) consider(habit, meant, true);
  }
  if (!readings[0].keyword) return std::nullopt;
  const std::string apart = joined(words, readings);
  return readings[0].pieces < 2 && !is_digit(character_at(apart, 0).code) ? std::nullopt
         : apart == words                                                 ? std::nullopt
                                                                          : std::optional(apart);
}

}  // namespace fenji::grammar
