// Stage: graph. Conditions put together: constants fall away, single operands stand for themselves.
#pragma once

#include <vector>

#include "engine/graph/builder.hpp"

namespace fenji::graph {

StepId all_of(StepBuilder& builder, std::vector<StepId> conditions, const Span& span);  // yes for none
StepId any_of(StepBuilder& builder, std::vector<StepId> conditions, const Span& span);  // no for none
StepId negation_of(StepBuilder& builder, StepId condition, const Span& span);
// Yes when `count` or more of `conditions` are.
StepId at_least(StepBuilder& builder, std::size_t count, std::vector<StepId> conditions, const Span& span);

// `value` where `condition` holds, not applicable elsewhere.
StepId applicable(StepBuilder& builder, StepId condition, StepId value, const Span& span);

}  // namespace fenji::graph
