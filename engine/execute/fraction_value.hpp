// Stage: execute. Exact quotients, which have no column of their own: where their numerators and denominators are found.
#pragma once

#include <optional>

#include "engine/execute/frame.hpp"
#include "engine/graph/fraction.hpp"

namespace fenji::execute {

// The value of a number, date or fraction in a row where it is known.
graph::Fraction fraction_at(const Frame& frame, graph::StepId step, std::size_t row);

// The `divide` whose operands are the numerator and denominator of `fraction` in every row; nothing where rows differ in it.
std::optional<graph::StepId> division_of(const graph::Graph& graph, graph::StepId fraction);

}  // namespace fenji::execute
