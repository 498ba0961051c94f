// Stage: execute. What a decision table yields: the fit of every row, and the outcome of every result column.
#pragma once

#include <vector>

#include "engine/execute/plain.hpp"
#include "engine/execute/plain_expression.hpp"

namespace fenji::execute::plain {

struct TableDecision {
  TableOutcome table;
  std::vector<Outcome> results;  // by result column
};

// All expressions of the table stand already in `context`.
TableDecision decide(model::TableId id, const Context& context);

}  // namespace fenji::execute::plain
