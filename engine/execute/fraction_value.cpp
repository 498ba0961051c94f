#include "engine/execute/fraction_value.hpp"

#include <cassert>

#include "engine/execute/operands.hpp"

namespace fenji::execute {

using graph::Fraction;
using graph::Operation;
using graph::StepId;
using model::Representation;

namespace {

model::Decimal number_at(const Frame& frame, StepId id, std::size_t row) {
  const graph::Step& step = frame.graph.steps[id];
  return {mantissa_at(frame.vectors[id], step.representation, row), step.type.scale};
}

}  // namespace

Fraction fraction_at(const Frame& frame, StepId id, std::size_t row) {
  while (true) {
    const graph::Step& step = frame.graph.steps[id];
    if (step.representation != Representation::fraction) return {number_at(frame, id, row)};
    switch (step.operation) {
      case Operation::divide:
        return {number_at(frame, step.operands[0], row), number_at(frame, step.operands[1], row)};
      case Operation::applicable:
        id = step.operands[1];
        break;
      default:
        assert(step.operation == Operation::pick);
        id = step.operands[1 + frame.vectors[step.operands[0]].at<std::uint32_t>(row)];
        break;
    }
  }
}

std::optional<StepId> division_of(const graph::Graph& graph, StepId fraction) {
  while (graph.steps[fraction].operation == Operation::applicable) fraction = graph.steps[fraction].operands[1];
  if (graph.steps[fraction].operation != Operation::divide) return std::nullopt;
  return fraction;
}

}  // namespace fenji::execute
