// Stage: graph. Lowering: a model becomes steps.
#pragma once

#include "engine/graph/graph.hpp"

namespace fenji::graph {

// `rules` must be free of errors: types fit, tables have rows, operands stand before what uses them, definitions after those
// they need. Only what `applies`, the gates, `output` and the plans need becomes a step. Each known value, each state, and
// whose name a note gives, is the one that the plain evaluator finds.
Graph lower(const model::Rules& rules);

}  // namespace fenji::graph
