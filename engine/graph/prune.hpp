// Stage: graph. Drops the steps that nothing asks for any more: constants that became limits, years that became dates.
#pragma once

#include "engine/graph/graph.hpp"

namespace fenji::graph {

// Keeps what `applies`, the gates, the outputs and the plans need, in its order, and numbers it anew.
void prune(Graph& graph, const model::Rules& rules);

}  // namespace fenji::graph
