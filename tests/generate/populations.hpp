// Tests. Makes what looks at the whole list: totals, ranks, parts, and the checks of a portfolio. Marks the draft's `of_list`.
#pragma once

#include "tests/generate/draft.hpp"
#include "tests/generate/numbers.hpp"

namespace fenji::generate {

// A decimal; null where the draft wants no such functions now.
ExpressionPtr random_list_number(Draft& draft, const Quantity& wanted, int depth);
// A quotient: an average, a share, a percentile; null likewise.
ExpressionPtr random_list_ratio(Draft& draft, int depth);

void add_portfolio(Draft& draft);

}  // namespace fenji::generate
