// Stage: lint. Records that the prover names, tried out by the plain evaluator before anybody sees them.
#pragma once

#include <optional>

#include "engine/execute/plain.hpp"
#include "engine/prove/prove.hpp"

namespace fenji::lint {

// The record as a list would give it, each value through its cell. Nothing where some value has no cell.
std::optional<execute::Record> as_read(const std::vector<model::Value>& record, const model::Rules& rules);

// Whether the record, evaluated, shows all that the goal asks for.
bool shows(const prove::Goal& goal, const model::Rules& rules, const execute::PlainEvaluator& evaluator,
           const execute::Record& record);

}  // namespace fenji::lint
