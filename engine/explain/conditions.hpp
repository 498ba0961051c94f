// Stage: explain. Conditions of one record: what holds, what does not, and what decided it.
#pragma once

#include <optional>

#include "engine/explain/context.hpp"
#include "engine/explain/explanation.hpp"

namespace fenji::explain {

// 且 and 或 fall into their parts.
Condition condition_of(model::ExpressionId id, const Context& context);

// Nothing where the rules name no condition.
std::optional<Condition> when_of(model::ExpressionId when, const Context& context);

// Of `applies`, which there is.
Applies applies_of(const Context& context);

Gate gate_of(std::uint32_t index, const Context& context);

}  // namespace fenji::explain
