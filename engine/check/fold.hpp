// Stage: check. Arithmetic on constants, done once: parameters and literals are known before the first record.
#pragma once

#include <optional>

#include "engine/model/rules.hpp"

namespace fenji::check {

// The value of an arithmetic expression whose operands are all constants; nothing for other expressions, and where the result
// leaves the exact range, which then happens to the records.
std::optional<model::Value> folded(const model::Rules& rules, model::ExpressionId id);

// dividend / divisor as a decimal, nothing where it has no end. The divisor is not zero.
std::optional<model::Decimal> exact_quotient(model::Decimal dividend, model::Decimal divisor);

}  // namespace fenji::check
