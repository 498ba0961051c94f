// Stage: lists. Texts that a spreadsheet would take for formulas when it opens a CSV file.
//
// A cell is such a text where its first character is = + - @ (or a full-width form of these), a tab or a CR, and it is neither
// a number (-5, +3.5, -12%, -1,000) nor made of dashes alone. Defused it begins with an apostrophe: '=1+1. A cell that begins
// with apostrophes and goes on like such a text gets one more, so that taking one away gives every cell back.
#pragma once

#include <string>
#include <string_view>

#include "engine/lists/byte_buffer.hpp"

namespace fenji::lists {

// Of a cell's text, without its CSV quotes.
bool is_formula_text(std::string_view text);

// Whether a text that begins with this byte may need defusing; most texts begin with none of these.
inline bool may_begin_formula(char first) {
  return first == '=' || first == '+' || first == '-' || first == '@' || first == '\t' || first == '\r' || first == '\'' ||
         first == '\xEF';
}

std::string defused(std::string_view text);
// What was defused.
std::string_view without_defusing(std::string_view text);

// Whether some cell of CSV records may need defusing.
bool may_hold_formulas(std::string_view records);

// Defuses the cells of CSV records, or a cell as it is written in one.
void defuse(std::string& records);
void defuse(ByteBuffer& records);

}  // namespace fenji::lists
