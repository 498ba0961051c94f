// Stage: prove. Arithmetic on ranges of days, counted as in model::Day. As on ranges of numbers: no value is lost.
#pragma once

#include "engine/model/calendar.hpp"
#include "engine/prove/interval.hpp"

namespace fenji::prove {

Interval calendar();  // all days that there are

Interval years_of(const Interval& days);

// What leaves the calendar is no date.
Interval moved(const Interval& days, Decimal count, const model::Period& period, bool forward);

// full_months or full_years from a day of the one to a day of the other range.
Interval full_counts(model::Operation operation, const Interval& from, const Interval& to);

}  // namespace fenji::prove
