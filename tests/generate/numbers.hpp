// Tests. Random numbers of a description: constants as policies have them, and arithmetic on what is declared.
#pragma once

#include "tests/generate/draft.hpp"

namespace fenji::generate {

// Which numbers are wanted: their unit, and whether literals are percentages.
struct Quantity {
  model::Unit unit;
  bool percent = false;
};

Quantity random_quantity(Draft& draft);
Quantity quantity_of(const model::Type& type);

// May be negative; of percentages the fraction.
model::Decimal usual_value(Draft& draft, const Quantity& wanted);
// The same, near the end of the exact range where that is wanted.
model::Decimal random_value(Draft& draft, const Quantity& wanted);
ExpressionPtr random_literal(Draft& draft, const Quantity& wanted);

// A decimal, of any depth up to `depth`.
ExpressionPtr random_number(Draft& draft, const Quantity& wanted, int depth);
// A division or the name of one, mostly such that stay an exact fraction.
ExpressionPtr random_ratio(Draft& draft, int depth);
// `number` itself where it has at most `places` decimal places, else rounded to fewer.
ExpressionPtr with_places(Draft& draft, ExpressionPtr number, int places);

}  // namespace fenji::generate
