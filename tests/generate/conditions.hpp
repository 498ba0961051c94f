// Tests. Random conditions of a description, the lists in them, and values that are no numbers.
#pragma once

#include "tests/generate/draft.hpp"
#include "tests/generate/numbers.hpp"

namespace fenji::generate {

ExpressionPtr random_condition(Draft& draft, int depth);

// A name or a constant.
ExpressionPtr random_text(Draft& draft);
// A name, or null where nothing of the kind is declared.
ExpressionPtr random_label(Draft& draft);
ExpressionPtr random_yes_no(Draft& draft);

// What a list or table can look at, of any type.
ExpressionPtr random_subject(Draft& draft, int depth);

// How constants are written that are held against `subject`.
Quantity style_for(Draft& draft, const Expression& subject);
// One to three items of a list after `subject` 为 / in or of a condition cell.
std::vector<Item> random_items(Draft& draft, const ExpressionPtr& subject);

}  // namespace fenji::generate
