// Stage: execute. The executor of one record after another, for callers that are asked about a customer at a time: only the
// steps that the result hangs on are found, and no memory is taken per record. Status, layer, reasons and the results that the
// layer shows are those of the executor; what is hidden is void.
#pragma once

#include <vector>

#include "engine/columns/batch.hpp"
#include "engine/execute/batch_result.hpp"
#include "engine/execute/reason_search.hpp"
#include "engine/execute/record_steps.hpp"

namespace fenji::execute {

// The workspace of one thread. The program never changes and may be that of many; the graph that it was made of was lowered
// from `rules`; all three must outlive it.
class RecordExecutor {
 public:
  RecordExecutor(const RecordProgram& program, const model::Rules& rules);

  // A batch of one row, of the rules' fields. The result is good until the next call, and as long as the batch.
  const BatchResult& execute(const columns::Batch& record);

 private:
  bool passes_all_layers();
  bool passes(graph::StepId condition, Status failed);
  void settle_by_outputs();
  void find_reasons();

  const graph::Graph& graph_;
  RecordSteps steps_;
  std::vector<std::vector<graph::StepId>> asked_;  // by layer
  ReasonSearch search_;
  BatchResult result_;
};

}  // namespace fenji::execute
