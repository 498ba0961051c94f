// Stage: prove. Functions of one date field and constants that never turn back: its year, its full years and months up to a
// day or since one, the field some months later or earlier. In comes a limit, out go the days on which it is reached and left.
#pragma once

#include <optional>
#include <vector>

#include "engine/model/rules.hpp"

namespace fenji::prove {

// The field operand of such a function; nothing where the expression is none.
std::optional<model::ExpressionId> stepping_field(const model::Expression& expression, const model::Rules& rules);

// The first days of the calendar on which the function's value is on the other side of `limit` than before: where it starts to
// be `limit`, and where it ceases to. At most two. The expression must have a stepping field.
std::vector<model::Decimal> step_days(const model::Expression& expression, model::Decimal limit, const model::Rules& rules);

}  // namespace fenji::prove
