#include "engine/graph/prune.hpp"

#include <utility>

namespace fenji::graph {

namespace {

std::vector<bool> needed_steps(const Graph& graph, const model::Rules& rules) {
  std::vector<bool> needed(graph.steps.size());
  const auto need = [&](StepId step) {
    if (step != no_step) needed[step] = true;
  };
  need(graph.applies);
  for (const GateSteps& gate : graph.gates) {
    need(gate.passed);
    for (const StepId element : gate.elements) need(element);
  }
  for (const model::OutputColumn& column : rules.outputs) {
    if (column.definition != model::none) need(graph.definitions[column.definition]);
  }
  for (const model::DefinitionId plan : graph.plans) {
    if (plan != model::none) need(graph.definitions[plan]);
  }
  for (std::size_t id = graph.steps.size(); id-- > 0;) {
    if (!needed[id]) continue;
    for (const StepId operand : graph.steps[id].operands) need(operand);
  }
  return needed;
}

}  // namespace

void prune(Graph& graph, const model::Rules& rules) {
  const std::vector<bool> needed = needed_steps(graph, rules);
  std::vector<StepId> places(graph.steps.size(), no_step);
  std::vector<Decision> decisions;
  StepId kept = 0;
  const auto renumber = [&](StepId& step) {
    if (step != no_step) step = places[step];
  };
  for (StepId id = 0; id < graph.steps.size(); ++id) {
    if (!needed[id]) continue;
    places[id] = kept;
    Step& step = graph.steps[kept];
    if (kept != id) step = std::move(graph.steps[id]);
    ++kept;
    for (StepId& operand : step.operands) renumber(operand);
    if (step.operation == Operation::choose_row) {
      const auto place = static_cast<std::uint32_t>(decisions.size());
      decisions.push_back(std::move(graph.decisions[std::exchange(step.reference, place)]));
    }
  }
  graph.steps.resize(kept);
  graph.decisions = std::move(decisions);
  renumber(graph.applies);
  for (GateSteps& gate : graph.gates) {
    renumber(gate.passed);
    for (StepId& element : gate.elements) renumber(element);
  }
  for (StepId& definition : graph.definitions) renumber(definition);
}

}  // namespace fenji::graph
