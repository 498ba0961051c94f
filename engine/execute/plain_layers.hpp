// Stage: execute. The layers of a record in the plain evaluator: what an eligibility block says, and the status that follows
// from `applies`, the blocks and the outputs.
#pragma once

#include <vector>

#include "engine/execute/plain.hpp"

namespace fenji::execute::plain {

// `elements`: the outcome of each element's condition. `passed`: the block counts as passed whatever they say.
GateOutcome gate_outcome(const model::Gate& gate, std::vector<Outcome> elements, bool passed);

// Fills in status, reasons and layer; everything else in `evaluation` stands already.
void settle(const model::Rules& rules, Evaluation& evaluation);

}  // namespace fenji::execute::plain
