#include "engine/execute/awaited_cells.hpp"

#include <algorithm>

#include "engine/graph/lower.hpp"

namespace fenji::execute {

namespace {

using graph::StepId;
using model::none;
using model::State;

std::vector<model::DefinitionId> parts_of(const model::Population& population) {
  std::vector<model::DefinitionId> parts = population.groups;
  parts.insert(parts.end(), {population.argument, population.condition, population.amount});
  parts.erase(std::remove(parts.begin(), parts.end(), none), parts.end());
  return parts;
}

// The graph of what populations ask of a record: what is settled without a cell does not read it.
graph::Graph graph_of_parts(const model::Rules& rules) {
  model::Rules asked = rules;
  asked.plans.clear();
  asked.outputs.clear();
  for (const model::Population& population : rules.populations) {
    for (const model::DefinitionId part : parts_of(population)) {
      model::OutputColumn column;
      column.definition = part;
      asked.outputs.push_back(std::move(column));
    }
  }
  return graph::lower(asked);
}

}  // namespace

AwaitedCells::AwaitedCells(const model::Rules& rules)
    : asked_(rules.populations.size(), std::vector<Asked>(rules.fields.size(), Asked::nothing)) {
  if (rules.populations.empty()) return;
  const graph::Graph graph = graph_of_parts(rules);
  for (model::PopulationId id = 0; id < rules.populations.size(); ++id) {
    std::vector<bool> seen(graph.steps.size(), false);
    std::vector<StepId> open;
    const auto need = [&](StepId step) {
      if (step == graph::no_step || seen[step]) return;
      seen[step] = true;
      open.push_back(step);
    };
    const auto need_parts = [&](const model::Population& population) {
      for (const model::DefinitionId part : parts_of(population)) need(graph.definitions[part]);
    };
    need_parts(rules.populations[id]);
    while (!open.empty()) {
      const graph::Step& step = graph.steps[open.back()];
      open.pop_back();
      for (const StepId operand : step.operands) need(operand);
      const bool value = step.operation == graph::Operation::field;
      if (!value && step.operation != graph::Operation::given) continue;
      const model::PopulationId inner = rules.fields[step.reference].population;
      if (inner == none) {
        Asked& asked = asked_[id][step.reference];
        asked = std::max(asked, value ? Asked::value : Asked::whether_given);
      } else {
        need_parts(rules.populations[inner]);
      }
    }
  }
}

Reasons named_by_cells(const Reasons& reasons, const model::Rules& rules, const AwaitedCells& awaited,
                       const std::function<State(model::FieldId)>& state) {
  Reasons named;
  for (const Reason& reason : reasons) {
    const bool of_field = reason.kind == Reason::Kind::missing || reason.kind == Reason::Kind::unreadable;
    const model::PopulationId population = of_field ? rules.fields[reason.first].population : none;
    const std::size_t before = named.size();
    if (population != none) {
      for (const model::FieldId cell : rules.populations[population].cells) {
        if (state(cell) == State::missing && awaited.awaits(population, cell))
          named.push_back({Reason::Kind::missing, cell, 0});
        if (state(cell) == State::invalid && awaited.reads(population, cell))
          named.push_back({Reason::Kind::unreadable, cell, 0});
      }
    }
    if (named.size() > before) continue;
    named.push_back(population == none ? reason : Reason{Reason::Kind::undetermined, reason.first, 0});
  }
  std::sort(named.begin(), named.end());
  named.erase(std::unique(named.begin(), named.end()), named.end());
  return named;
}

}  // namespace fenji::execute
