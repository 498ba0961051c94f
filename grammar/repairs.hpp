// Stage: grammar. What may be meant by a unit that cannot be read. Proposals only: the parser tries each and takes the first
// that can be read, so a wrong guess is never shown.
#pragma once

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

// `offset`: where reading stopped, at no blank. The likeliest first: 80~89, a keyword glued to a name, a lost colon.
std::vector<Repair> possible_repairs(std::string_view text, std::size_t offset, Wanted wanted, const Words& words);

}  // namespace fenji::grammar
