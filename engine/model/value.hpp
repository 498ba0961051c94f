// Stage: model. One value of one record and what is known of it.
#pragma once

#include <cstdint>
#include <string>

#include "engine/model/decimal.hpp"

namespace fenji::model {

// In ascending order of what prevails: a value that hangs on several others has the greatest of their states.
enum class State : std::uint8_t {
  known,
  not_applicable,  // its block's `仅当` / when does not hold
  uncovered,       // no row of a table fits, or rows that contradict each other do
  missing,         // an empty cell
  invalid,         // a cell that cannot be read, a result outside the exact range, a division by zero
};

// Days since 1970-01-01, proleptic Gregorian calendar, years 0001 to 9999.
using Day = std::int32_t;

Day day_from_civil(int year, int month, int day);  // an existing day
bool exists(int year, int month, int day);
void civil_from_day(Day day, int& year, int& month, int& day_of_month);

// Which member counts is said by the Type; nothing counts unless `state` is known. Small members lie in the room that a
// decimal leaves behind it.
struct Value {
  [[no_unique_address]] Decimal number;  // number, at the scale of its type; the numerator where the type is a quotient
  State state = State::missing;
  bool blank = false;         // of a field: its cell is empty; then missing, or known as what 空白视为 / blank means says
  bool yes = false;           // yes_no
  Day day = 0;                // date
  std::uint32_t label = 0;    // label: index into its set
  Decimal denominator{1, 0};  // quotient only; never zero
  std::string text;           // text
};

}  // namespace fenji::model
