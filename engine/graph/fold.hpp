// Stage: graph. What a step of constants comes to.
#pragma once

#include <optional>
#include <vector>

#include "engine/graph/graph.hpp"

namespace fenji::graph {

// The known value of `step`, whose operands are in `steps`; nothing where an operand is no constant, where the result is not
// known (it leaves 128 bits) and for steps that have no value of their own.
std::optional<model::Value> fold(const Step& step, const std::vector<Step>& steps);

// Whether `order`, of the left operand to the right one, is what `comparison` (equal, not_equal, less, less_equal) asks.
bool holds(Operation comparison, std::strong_ordering order);

}  // namespace fenji::graph
