// Stage: grammar. What may be meant by a unit that cannot be read. Proposals only: the parser tries each and takes the first
// that can be read, so a wrong guess is never shown.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/diagnostics/diagnostic.hpp"
#include "grammar/words.hpp"

namespace fenji::grammar {

// Put `text` in place of bytes [begin, end).
struct Repair {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string text;
  Message message;     // what is wrong
  bool whole = false;  // holds only where the whole unit can be read then
};

// What the grammar asks for at the place that cannot be read.
enum class Wanted : std::uint8_t { other, colon, sign, on, type, modifier, period };

// The clause of a field that ends at `end`, in the words of the language.
std::vector<Repair> possible_clauses(std::string_view text, std::size_t end, const Words& words);

// A cell in English that says a range in words which are no names here: up to 20%, between 5 and 10, 8 and above.
std::optional<Repair> range_in_words(std::string_view text, const Words& words);

// `offset`: where reading stopped, at no blank. The likeliest first: 80~89, a keyword glued to a name, a lost colon.
std::vector<Repair> possible_repairs(std::string_view text, std::size_t offset, Wanted wanted, const Words& words);

}  // namespace fenji::grammar
