// Stage: grammar. Cells as most rows have them, read straight: numbers, ranges of numbers, lists of words and texts. A long
// table is made of them, and each means what the PEGTL rules say it means; whatever else stands in a cell is for those.
#pragma once

#include <optional>

#include "grammar/diagnostics/diagnostic.hpp"
#include "grammar/fragment.hpp"
#include "grammar/syntax.hpp"
#include "grammar/words.hpp"

namespace fenji::grammar {

// The cell, and what is to be said of its items; nothing at all where it is not plain.
std::optional<ConditionCell> plain_condition_cell(const Fragment& cell, const Words& words, Diagnostics& diagnostics);

// The same of a cell that is one number, one name or one text; without `diagnostics` nothing is said.
ExpressionPtr plain_expression(const Fragment& cell, const Words& words, Diagnostics* diagnostics);

}  // namespace fenji::grammar
