// Stage: execute. The vectorised executor: a graph's steps over a batch at a time. Statuses, layers, reasons and results are
// those that the plain evaluator finds, whatever the size of the batches.
#pragma once

#include <memory>

#include "engine/columns/batch.hpp"
#include "engine/execute/batch_result.hpp"
#include "engine/graph/graph.hpp"

namespace fenji::execute {

// Rows of a batch: what its steps need at a time should fit the processor's second cache.
inline constexpr std::size_t default_capacity = 2048;

// The workspace of one thread. `graph` was lowered from `rules`; both must outlive it.
class Executor {
 public:
  Executor(const graph::Graph& graph, const model::Rules& rules, std::size_t capacity = default_capacity);
  ~Executor();
  Executor(Executor&&) noexcept;
  Executor& operator=(Executor&&) noexcept;

  // At most `capacity` rows, of the rules' fields. The result is good until the next call, and as long as the batch.
  const BatchResult& execute(const columns::Batch& batch);

  std::size_t capacity() const;

 private:
  class Workspace;
  std::unique_ptr<Workspace> workspace_;
};

}  // namespace fenji::execute
