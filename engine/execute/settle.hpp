// Stage: execute. The status of each record, from the layers and the outputs, and what its note names.
#pragma once

#include <vector>

#include "engine/execute/batch_result.hpp"
#include "engine/execute/frame.hpp"
#include "engine/execute/reason_search.hpp"

namespace fenji::execute {

// Of a record that is undecided in a layer, for nothing but results that are not applicable also: by the greatest state.
Status undecided_status(model::State state);

// By layer: the steps whose reasons a record has that is undecided there.
std::vector<std::vector<graph::StepId>> steps_by_layer(const graph::Graph& graph, const model::Rules& rules);

class Settlement {
 public:
  Settlement(const Frame& frame, std::size_t capacity);

  // All vectors stand. Sets the statuses, layers and reasons of `result`.
  void settle(BatchResult& result);

 private:
  void settle_by_outputs(BatchResult& result);
  void stop_at(graph::StepId condition, std::uint32_t layer, Status failed, BatchResult& result) const;
  void find_reasons(BatchResult& result);
  void find_failed_elements(std::uint32_t gate);
  void add_failed_elements(std::size_t row, std::uint32_t gate, BatchResult& result);

  const Frame& frame_;
  std::vector<std::vector<graph::StepId>> asked_;  // by layer
  ReasonSearch search_;
  std::vector<model::State> greatest_;
  std::vector<model::State> least_;
  Reasons found_;
  // Of each gate, once asked for in a batch: by 32 elements, then by row, a bit for each that fails.
  std::vector<std::vector<std::uint32_t>> failed_;
  std::vector<bool> failed_found_;
  std::size_t capacity_ = 0;
  std::size_t reason_count_ = 0;  // of the batch so far
};

}  // namespace fenji::execute
