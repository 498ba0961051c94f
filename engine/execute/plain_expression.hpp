// Stage: execute. What one expression or one test yields, from what its operands yielded. Every operation of the language has
// its meaning here.
#pragma once

#include <optional>
#include <vector>

#include "engine/execute/plain.hpp"

namespace fenji::execute::plain {

// What an expression may look at. The outcomes of its operands, of its test's conditions and of the definition that it names
// stand already.
struct Context {
  const model::Rules& rules;
  const Record& record;
  const std::vector<model::DefinitionId>& owners;                // by ExpressionId, as plain::owners finds them
  const std::vector<std::vector<model::DefinitionId>>& columns;  // by TableId, as plain::result_columns finds them
  const Outcomes& expressions;
  const std::vector<Outcome>& definitions;
};

Outcome outcome_of(model::ExpressionId id, const Context& context);

// Yes or no where the test asks only a subject that is known, or nothing; else nothing.
std::optional<bool> plain_answer(const model::Test& test, model::ExpressionId subject, const Context& context);

// `subject` is model::none where the test has conditions alone.
Outcome outcome_of(const model::Test& test, model::ExpressionId subject, const Context& context);

// The outcome at the scale of `type`; `reason` is what an overflow is put down to.
Outcome in_type(Outcome outcome, const model::Type& type, Reason reason);

// Both known and equal, or both not known with the same state and reasons. Both are of kind `kind`.
bool same(const Outcome& left, const Outcome& right, model::Kind kind);

}  // namespace fenji::execute::plain
