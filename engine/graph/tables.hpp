// Stage: graph. A decision table as a step that chooses the row and one step for each result column.
#pragma once

#include <functional>
#include <vector>

#include "engine/graph/builder.hpp"
#include "engine/graph/owners.hpp"

namespace fenji::graph {

// The greatest number of combinations of digits that a table is indexed by.
inline constexpr std::size_t largest_index = std::size_t{1} << 20;

// What the parts of a table need.
struct TableSite {
  const model::Rules& rules;
  const Owners& owners;
  // Makes the steps of an expression where they are not there yet.
  std::function<StepId(model::ExpressionId)> step_of;
};

// The step of the row; a constant where the row does not depend on the record.
StepId choose_row(StepBuilder& builder, std::vector<Decision>& decisions, model::TableId table, const TableSite& site);

// The result column.
StepId pick(StepBuilder& builder, StepId row, model::TableId table, std::uint32_t column, const TableSite& site);

}  // namespace fenji::graph
