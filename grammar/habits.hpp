// Stage: grammar. What people write for the words of the language: everyday synonyms (并且 for 且), the other language's
// keywords, capital letters. Used for proposals only; nothing here is read as if it were right.
#pragma once

#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>

#include "grammar/keywords.hpp"

namespace fenji::grammar {

struct Habit {
  std::string_view typed;
  std::string_view meant;
};

// Words and signs within expressions and ranges.
std::span<const Habit> expression_habits(Language language);

// Bytes at the front of `text` that a habit takes, whatever the case of its letters, and what is meant; 0 for none.
std::size_t match_habit(std::string_view text, Language language, std::string_view& meant);

// The spelling that a whole word is meant for, of a keyword in one of `groups`: a synonym, the other language's spelling, or
// one mistyped. Nothing for a word that is right.
std::optional<std::string_view> meant_spelling(std::string_view word, std::initializer_list<KeywordGroup> groups,
                                               Language language);

// The same without slips of the hand, for places where any word may stand.
std::optional<std::string_view> synonym(std::string_view word, KeywordGroup group, Language language);

// Bytes at the front of `text` that a synonym or a spelling of the other language takes, the longest, and what is meant.
std::size_t match_synonym(std::string_view text, std::initializer_list<KeywordGroup> groups, Language language,
                          std::string_view& meant);

bool same_letters(std::string_view left, std::string_view right);  // whatever the case of Latin letters

}  // namespace fenji::grammar
