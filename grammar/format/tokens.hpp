// Stage: grammar, formatter. From the concrete tree of one unit to the words that the canonical text writes, in its order.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "grammar/format/speller.hpp"
#include "grammar/parse_unit.hpp"

namespace fenji::grammar {

struct Token {
  static constexpr std::uint32_t put_in = std::numeric_limits<std::uint32_t>::max();

  std::string text;
  std::uint32_t place = put_in;  // where in the source it begins
  bool blank_before = true;      // one blank stands between two tokens that both want one
  bool blank_after = true;
};

struct Tokens {
  std::vector<Token> tokens;
  std::string meaning;  // equal for texts that are read alike, in either language
};

// What the parser found in a condition cell, a statement or a part of one.
Tokens unit_tokens(const ParsedUnit& unit, Speller& speller);

// On one line.
std::string joined(const std::vector<Token>& tokens);

}  // namespace fenji::grammar
