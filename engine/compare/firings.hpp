// Stage: compare. The rows and formulas that gave one column of one record its value.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/compare/comparison.hpp"
#include "engine/explain/explain.hpp"
#include "engine/run/list_evaluation.hpp"
#include "engine/run/record_cells.hpp"

namespace fenji::compare {

// One side of the comparison and one of its records.
struct Graded {
  const model::Rules& rules;
  const SourceSet& sources;
  const run::EvaluatedRecord& evaluated;
  const run::RecordCells& cells;
  std::size_t record = 0;  // of `cells`
};

// What decided `column` on both sides, an empty name being the status: of a result its own row first, although it may be the
// same, then the rows and formulas behind it that differ; of a status what settled it.
std::vector<Firing> firings(const Graded& before, const Graded& after, const std::string& column, Language language);

}  // namespace fenji::compare
