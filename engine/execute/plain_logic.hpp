// Stage: execute. Three-valued conditions of the plain evaluator. In: yes/no outcomes, known or undecided; out: one yes/no
// outcome that does not depend on the order of the operands. What the known operands decide stands; otherwise the outcome has
// the greatest State among the undecided operands and the reasons of them all.
#pragma once

#include <vector>

#include "engine/execute/plain.hpp"

namespace fenji::execute::plain {

Outcome known_yes_no(bool yes);
Outcome not_applicable();
bool is_known(const Outcome& outcome);
bool certainly(bool yes, const Outcome& outcome);

// An outcome without a value for `reason`; `state` is the one that goes with it.
Outcome without_value(model::State state, Reason reason);

// What hangs on those of `operands` that are not known, of whatever type; there must be one.
Outcome undecided(const std::vector<Outcome>& operands);

Outcome all(const std::vector<Outcome>& operands);  // yes for no operands
Outcome any(std::vector<Outcome> operands);         // no for no operands
Outcome negation(Outcome operand);

void add_reasons(Reasons& reasons, const Reasons& more);

}  // namespace fenji::execute::plain
