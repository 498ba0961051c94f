// Stage: execute. Whether rows that fire together, or that could fire, give one result.
#pragma once

#include "engine/execute/frame.hpp"

namespace fenji::execute {

// `choice` is of the pick's table and certain. Results agree that are known and equal, or unknown for the same reasons.
bool results_agree(const Frame& frame, const graph::Step& pick, const OpenChoice& choice);

}  // namespace fenji::execute
