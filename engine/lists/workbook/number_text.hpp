// Stage: lists. The number of a cell as a list in CSV would have it: without exponents, percentages with their sign, dates as
// 2026-03-01.
//
// In: the number as the file has it, a double in 17 digits where a program worked it out. Out, all by exact decimal arithmetic:
//   - 15 significant digits, as Excel shows and compares them (0.30000000000000004 is 0.3); whole numbers without an
//     exponent as they stand, however long, as they are codes.
//   - A number that was worked out (13 digits or more) has at most six decimal places, rounded half up; so has a percentage
//     (33.333333%). That is what fields hold. One that was typed keeps all its digits.
//   - A date with a time of day keeps it (2026-03-01 14:30); at midnight, or where the format shows no time, it is the date.
#pragma once

#include <string>
#include <string_view>

#include "engine/lists/workbook/number_format.hpp"

namespace fenji::lists {

struct NumberTexts {
  bool dates_from_1904 = false;
  std::uint64_t rounded = 0;      // how many had more than six decimal places
  std::uint64_t lost_digits = 0;  // whole numbers of more digits than workbooks keep, such as codes that are no texts

  // Appends the text; false, and nothing is appended, where `number` is none.
  bool append(std::string_view number, const NumberFormat& format, std::string& out);
};

// Appends a date and time of ISO 8601, as workbooks in the strict form have them, in the way of numbers with a date format.
void append_iso_date(std::string_view date, std::string& out);

}  // namespace fenji::lists
