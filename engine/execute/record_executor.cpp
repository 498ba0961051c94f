#include "engine/execute/record_executor.hpp"

#include <algorithm>

#include "engine/execute/settle.hpp"

namespace fenji::execute {

using graph::StepId;
using model::State;

RecordExecutor::RecordExecutor(const RecordProgram& program, const model::Rules& rules)
    : graph_(program.graph()), steps_(program, rules), asked_(steps_by_layer(graph_, rules)), search_(steps_.frame()) {
  result_.rows = 1;
  result_.statuses.resize(1);
  result_.layers.resize(1);
  result_.reason_begins.resize(2);
  for (const model::OutputColumn& output : rules.outputs) {
    result_.outputs.push_back(result_column(output.definition, graph_, rules));
  }
  for (const model::DefinitionId plan : graph_.plans) result_.plans.push_back(result_column(plan, graph_, rules));
  for (std::vector<ResultColumn>* const columns : {&result_.outputs, &result_.plans}) {
    for (ResultColumn& column : *columns) {
      if (column.definition != model::none) column.vector = steps_.frame().vectors[column.step];
    }
  }
}

const BatchResult& RecordExecutor::execute(const columns::Batch& record) {
  steps_.begin(record);
  result_.all_reasons.clear();
  if (passes_all_layers()) settle_by_outputs();
  result_.reason_begins[1] = static_cast<std::uint32_t>(result_.all_reasons.size());
  return result_;
}

bool RecordExecutor::passes_all_layers() {
  std::uint32_t& layer = result_.layers[0];
  layer = 0;
  if (graph_.applies != graph::no_step && !passes(graph_.applies, Status::not_applicable)) return false;
  for (const graph::GateSteps& gate : graph_.gates) {
    ++layer;
    if (!passes(gate.passed, Status::ineligible)) return false;
  }
  ++layer;
  return true;
}

// Of the layer that the record has come to.
bool RecordExecutor::passes(StepId condition, Status failed) {
  steps_.find(condition);
  if (steps_.certainly(true, condition)) return true;
  const bool decided = steps_.certainly(false, condition);
  result_.statuses[0] = decided ? failed : undecided_status(steps_.find(condition));
  // What earlier layers are made of is seen here too.
  for (const std::vector<ResultColumn>* const columns : {&result_.outputs, &result_.plans}) {
    for (const ResultColumn& column : *columns) {
      if (column.definition != model::none && !result_.hidden(column, 0)) steps_.find(column.step);
    }
  }
  if (!decided) {
    find_reasons();
  } else if (failed == Status::ineligible) {
    const std::uint32_t gate = result_.layers[0] - 1;
    const std::vector<StepId>& elements = graph_.gates[gate].elements;
    for (std::uint32_t element = 0; element < elements.size(); ++element) {
      steps_.find(elements[element]);
      if (steps_.certainly(false, elements[element])) result_.all_reasons.push_back({Reason::Kind::failed, gate, element});
    }
  }
  return false;
}

void RecordExecutor::settle_by_outputs() {
  State greatest = State::known;
  State least = asked_.back().empty() ? State::known : State::invalid;
  for (const StepId output : asked_.back()) {
    const State state = steps_.find(output);
    greatest = std::max(greatest, state);
    least = std::min(least, state);
  }
  for (const ResultColumn& plan : result_.plans) {
    if (plan.definition != model::none) steps_.find(plan.step);
  }
  if (greatest > State::not_applicable) {
    result_.statuses[0] = undecided_status(greatest);
    find_reasons();
  } else {
    result_.statuses[0] = least == State::not_applicable ? Status::not_applicable : Status::rated;
  }
}

// The search goes wherever a value is unknown, so all of them must stand.
void RecordExecutor::find_reasons() {
  steps_.find_all();
  search_.find(asked_[result_.layers[0]], 0, result_.all_reasons);
}

}  // namespace fenji::execute
