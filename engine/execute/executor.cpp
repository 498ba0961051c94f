#include "engine/execute/executor.hpp"

#include <cassert>

#include "engine/execute/frame.hpp"
#include "engine/execute/kernel.hpp"
#include "engine/execute/settle.hpp"

namespace fenji::execute {

class Executor::Workspace {
 public:
  Workspace(const graph::Graph& graph, const model::Rules& rules, std::size_t capacity)
      : capacity_(capacity), frame_(graph, rules), settlement_(frame_, capacity) {
    for (graph::StepId id = 0; id < graph.steps.size(); ++id) kernels_.push_back(make_kernel({graph, id, capacity}));
    for (const model::OutputColumn& output : rules.outputs)
      result_.outputs.push_back(result_column(output.definition, graph, rules));
    for (const model::DefinitionId plan : graph.plans) result_.plans.push_back(result_column(plan, graph, rules));
    result_.statuses.resize(capacity);
    result_.layers.resize(capacity);
    result_.reason_begins.resize(capacity + 1);
  }
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;

  const BatchResult& execute(const columns::Batch& batch) {
    assert(batch.rows <= capacity_);
    frame_.batch = &batch;
    frame_.rows = batch.rows;
    result_.rows = batch.rows;
    for (const KernelPointer& kernel : kernels_) kernel->run(frame_);
    settlement_.settle(result_);
    for (std::vector<ResultColumn>* const columns : {&result_.outputs, &result_.plans}) {
      for (ResultColumn& column : *columns) {
        if (column.definition != model::none) column.vector = frame_.vectors[column.step];
      }
    }
    return result_;
  }

  std::size_t capacity() const { return capacity_; }

 private:
  std::size_t capacity_;
  Frame frame_;
  std::vector<KernelPointer> kernels_;  // by StepId
  Settlement settlement_;
  BatchResult result_;
};

Executor::Executor(const graph::Graph& graph, const model::Rules& rules, std::size_t capacity)
    : workspace_(std::make_unique<Workspace>(graph, rules, capacity)) {}
Executor::~Executor() = default;
Executor::Executor(Executor&&) noexcept = default;
Executor& Executor::operator=(Executor&&) noexcept = default;

const BatchResult& Executor::execute(const columns::Batch& batch) { return workspace_->execute(batch); }

std::size_t Executor::capacity() const { return workspace_->capacity(); }

}  // namespace fenji::execute
