// Stage: execute. What became of the records of a batch: columns of results, a status and, where it needs them, reasons for
// each. Rows count as in the batch.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/execute/status.hpp"
#include "engine/execute/vector.hpp"
#include "engine/graph/graph.hpp"

namespace fenji::execute {

// The values of one definition. Owned by the executor; the type says how to read them, representation how they lie in memory.
struct ResultColumn {
  model::DefinitionId definition = model::none;  // none: an output column that shows a field, whose cells the batch has
  graph::StepId step = graph::no_step;
  model::Type type;
  model::Representation representation = model::Representation::bits;
  std::uint32_t layer = 0;  // of the definition
  Vector vector;
};

// Of a definition, without its values; of none where `definition` is none.
ResultColumn result_column(model::DefinitionId definition, const graph::Graph& graph, const model::Rules& rules);

struct BatchResult {
  std::size_t rows = 0;
  std::vector<Status> statuses;
  std::vector<std::uint32_t> layers;  // as Evaluation::layer
  std::vector<ResultColumn> outputs;  // by place in Rules::outputs
  // By plan: its first role, whose label codes are the rows of the plan; without a definition for a plan without roles.
  std::vector<ResultColumn> plans;
  std::vector<Reason> all_reasons;           // room for more may follow the last
  std::vector<std::uint32_t> reason_begins;  // by row, and the end

  // Sorted, without repetition: those of the status, for the notes.
  std::span<const Reason> reasons(std::size_t row) const {
    return std::span(all_reasons).subspan(reason_begins[row], reason_begins[row + 1] - reason_begins[row]);
  }

  // Whether the record did not come as far as the layer of the column, so that nobody may see its value.
  bool hidden(const ResultColumn& column, std::size_t row) const { return column.layer > layers[row]; }

  // The row of the plan that fires; none where it is hidden or not known.
  std::uint32_t plan_row(std::size_t plan, std::size_t row) const {
    const ResultColumn& column = plans[plan];
    if (column.definition == model::none || hidden(column, row) || !column.vector.known(row)) return model::none;
    return column.vector.at<std::uint32_t>(row);
  }
};

// One value as the model has it, whether hidden or not. Not for fractions, which are no output.
model::Value value_at(const ResultColumn& column, std::size_t row);

}  // namespace fenji::execute
