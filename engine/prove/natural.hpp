// Stage: prove. The value a person would name from a range: of all that lie strictly inside the one with the fewest digits,
// a five where there is a choice; a limit only where nothing lies inside. 799.5万 for what lies between 799万 and 800万.
#pragma once

#include <optional>

#include "engine/prove/interval.hpp"

namespace fenji::prove {

// `percent`: people count it in hundredths. Nothing when no value of the grid lies in the interval.
std::optional<Decimal> natural_number(const Interval& interval, const Granularity& grid, bool percent);

// Of days: the first of a year, else of a month, else the first day of the interval, which is of days within the calendar.
std::optional<Decimal> natural_day(const Interval& interval);

// How many digits `value` needs, zeros at the end of a whole number not counted.
int significant_digits(Decimal value);

}  // namespace fenji::prove
