// Stage: compare. What plans ask of each role, before and after.
#pragma once

#include <utility>
#include <vector>

#include "engine/compare/comparison.hpp"
#include "engine/model/rules.hpp"
#include "engine/run/tally.hpp"

namespace fenji::compare {

using GradedWith = std::pair<const model::Rules*, const run::Counts*>;

// By plan, role and action, in the order of the new rules; only what differs.
std::vector<WorkloadChange> workload_changes(const std::vector<GradedWith>& before, const std::vector<GradedWith>& after,
                                             Language language);

}  // namespace fenji::compare
