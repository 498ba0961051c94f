// Stage: explain. How results came about, block by block.
#pragma once

#include <vector>

#include "engine/explain/context.hpp"
#include "engine/explain/explanation.hpp"

namespace fenji::explain {

NamedValue value_of(model::DefinitionId id, const Context& context);

// The blocks that define `wanted`, which are in the order of Rules::definitions, each told once. The criteria of a scorecard
// are told with it.
std::vector<Result> results_of(const std::vector<model::DefinitionId>& wanted, const Context& context);

}  // namespace fenji::explain
