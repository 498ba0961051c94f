// Tests. Random result columns of tables.
#pragma once

#include <vector>

#include "tests/generate/draft.hpp"

namespace fenji::generate {

struct ResultColumn {
  std::vector<Result> cells;
  model::Type type;
};

// Makes of `cells`, none of them a label, such as one column can have: those that the first one with a unit or percentage does
// not suffer become constants like it. Gives the type of the column.
model::Type reconcile(Draft& draft, std::vector<ExpressionPtr>& cells);

// Labels, or expressions of one type; labels alone where `labels_only`.
ResultColumn random_results(Draft& draft, std::size_t rows, bool labels_only);

}  // namespace fenji::generate
