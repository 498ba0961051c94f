// Tests. Makes dates and what is counted between them.
#pragma once

#include "tests/generate/draft.hpp"

namespace fenji::generate {

// A day near which the limits of the rules lie.
model::Day random_day(Draft& draft);
// A literal, the name of a date, or the as-of date.
ExpressionPtr simple_date(Draft& draft);
// The same, or some days, weeks, months or years from one.
ExpressionPtr random_date(Draft& draft);
// Days, full months or full years between two dates.
ExpressionPtr random_date_count(Draft& draft);

}  // namespace fenji::generate
