// Tests. Random columns of condition cells: what the rows of a table ask of one subject.
#pragma once

#include <vector>

#include "tests/generate/draft.hpp"

namespace fenji::generate {

// Where `draft` wants no faults, each value of the subject fits one row: exactly one, or, where the first match counts, at
// least one.
struct Column {
  std::vector<Cell> cells;
  bool first_match = false;  // the rows must be tried in order
};

// Between two and `most` cells, or one that asks nothing.
Column random_column(Draft& draft, const ExpressionPtr& subject, std::size_t most);

// Exactly `rows` cells, at least two, for rows that are tried in order or not. None where the subject cannot be cut so.
std::vector<Cell> column_of(Draft& draft, const ExpressionPtr& subject, std::size_t rows, bool first_match);

}  // namespace fenji::generate
