#include "engine/execute/plain_logic.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace fenji::execute::plain {

using model::State;

Outcome known_yes_no(bool yes) {
  Outcome outcome;
  outcome.value.state = State::known;
  outcome.value.yes = yes;
  return outcome;
}

Outcome not_applicable() {
  Outcome outcome;
  outcome.value.state = State::not_applicable;
  return outcome;
}

bool is_known(const Outcome& outcome) { return outcome.value.state == State::known; }

bool certainly(bool yes, const Outcome& outcome) { return is_known(outcome) && outcome.value.yes == yes; }

Outcome without_value(State state, Reason reason) {
  assert(state != State::known);
  Outcome outcome;
  outcome.value.state = state;
  outcome.reasons = {reason};
  return outcome;
}

Outcome undecided(const std::vector<Outcome>& operands) {
  Outcome outcome;
  outcome.value.state = State::known;
  for (const Outcome& operand : operands) {
    if (is_known(operand)) continue;
    outcome.value.state = std::max(outcome.value.state, operand.value.state);
    add_reasons(outcome.reasons, operand.reasons);
  }
  assert(!is_known(outcome));
  return outcome;
}

Outcome all(const std::vector<Outcome>& operands) {
  const auto yes = [](const Outcome& operand) { return certainly(true, operand); };
  const auto no = [](const Outcome& operand) { return certainly(false, operand); };
  if (std::any_of(operands.begin(), operands.end(), no)) return known_yes_no(false);
  if (std::all_of(operands.begin(), operands.end(), yes)) return known_yes_no(true);
  return undecided(operands);
}

Outcome any(std::vector<Outcome> operands) {
  for (Outcome& operand : operands) operand = negation(std::move(operand));
  return negation(all(operands));
}

Outcome negation(Outcome operand) {
  if (is_known(operand)) operand.value.yes = !operand.value.yes;
  return operand;
}

void add_reasons(Reasons& reasons, const Reasons& more) {
  reasons.insert(reasons.end(), more.begin(), more.end());
  std::sort(reasons.begin(), reasons.end());
  reasons.erase(std::unique(reasons.begin(), reasons.end()), reasons.end());
}

}  // namespace fenji::execute::plain
