// Stage: execute. The quickest way from columns to results, for rules that fold (outcome_keys.hpp): instead of a column for
// each result a record gets the number of its outcome, and what an outcome is stands once, however many records have it. An
// outcome is found by executing the first record that has it; statuses, reasons and results are those of the executor.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "engine/columns/batch.hpp"
#include "engine/execute/batch_result.hpp"
#include "engine/graph/graph.hpp"

namespace fenji::execute {

struct FoldedOutcome {
  Status status = Status::rated;
  std::uint32_t layer = 0;  // as Evaluation::layer
  Reasons reasons;
  // By place in Rules::outputs: as the executor gives them, whether hidden or not. Void for columns that show a field or a
  // parameter, and for open results.
  std::vector<model::Value> outputs;
  std::vector<std::uint32_t> plan_rows;  // by plan; none as BatchResult::plan_row has it
};

// Good until the next batch.
struct FoldedResult {
  // In place of an outcome: a record that has one of its own, because a cell cannot be read or arithmetic leaves the range.
  static constexpr std::uint32_t apart = 0;

  std::span<const std::uint32_t> outcomes;    // by row; `apart`, or the number of an outcome
  std::vector<std::uint32_t> apart_rows;      // ascending
  const BatchResult* apart_result = nullptr;  // of these alone, in their order; null where there are none
};

class FoldedExecutor {
 public:
  // Nothing where outcomes do not fold into a table that is small enough. `graph` was lowered from `rules`; both must outlive
  // it. `capacity`: the most rows of a batch. One a thread.
  static std::unique_ptr<FoldedExecutor> make(const graph::Graph& graph, const model::Rules& rules, std::size_t capacity);
  ~FoldedExecutor();

  const FoldedResult& execute(const columns::Batch& batch);

  // Outcomes so far have the numbers 1 to outcome_count(). They stay what they are; a reference is good until the next batch.
  std::uint32_t outcome_count() const;
  const FoldedOutcome& outcome(std::uint32_t number) const;

  // Numbers, dates and texts that differ from record to record are no part of an outcome: the values of such a result column by
  // row of the last batch, where the status and layer of the record show them; null for the other columns. Void for records
  // apart.
  const Vector* open_result(std::size_t output) const;
  model::Representation open_representation(std::size_t output) const;

 private:
  class Workspace;
  explicit FoldedExecutor(std::unique_ptr<Workspace> workspace);

  std::unique_ptr<Workspace> workspace_;
};

}  // namespace fenji::execute
