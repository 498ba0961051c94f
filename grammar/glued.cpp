#include "grammar/glued.hpp"

#include <array>
#include <vector>

#include "grammar/characters.hpp"
#include "grammar/keywords.hpp"

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
  bool keyword = false;    // among the pieces
};

}  // namespace

std::optional<std::string> unglued(std::string_view words, Language language,
                                   const std::function<bool(std::string_view)>& is_known) {
  if (words.size() > most_bytes) return std::nullopt;
  std::vector<Reading> readings(words.size() + 1);
  for (std::size_t at = words.size(); at-- > 0;) {
    const std::string_view rest = words.substr(at);
    Reading& best = readings[at];
    const auto consider = [&](std::size_t size, bool keyword) {
      std::size_t next = at + size;
      while (next < words.size() && words[next] == ' ') ++next;
      const Reading& behind = readings[next];
      if (size == 0 || (next < words.size() && behind.pieces == 0)) return;
      if (best.pieces == 0 || behind.pieces + 1 < best.pieces) best = {behind.pieces + 1, size, keyword || behind.keyword};
    };
    for (std::size_t size = character_at(rest, 0).size; size <= rest.size();
         size += std::max<std::size_t>(1, character_at(rest, size).size)) {
      if (is_known(rest.substr(0, size))) consider(size, false);
    }
    consider(keyword_size(rest, language), true);
    consider(number_size(rest, language), false);
  }
  if (readings[0].pieces < 2 || !readings[0].keyword) return std::nullopt;
  std::string apart;
  for (std::size_t at = 0; at < words.size();) {
    if (words[at] == ' ') {
      ++at;
      continue;
    }
    if (!apart.empty()) apart += ' ';
    apart += words.substr(at, readings[at].size);
    at += readings[at].size;
  }
  return apart == words ? std::nullopt : std::optional(apart);
}

}  // namespace fenji::grammar
