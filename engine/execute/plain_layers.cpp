#include "engine/execute/plain_layers.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "engine/execute/plain_logic.hpp"

namespace fenji::execute::plain {

using model::State;

GateOutcome gate_outcome(const model::Gate& gate, std::vector<Outcome> elements, bool passed) {
  const auto count = [&](bool yes) {
    const auto is = [yes](const Outcome& element) { return certainly(yes, element); };
    return static_cast<std::size_t>(std::count_if(elements.begin(), elements.end(), is));
  };
  const std::size_t needed = gate.mode == model::Gate::Mode::all ? elements.size() : gate.at_least;
  const bool has_enough = count(true) >= needed;
  const bool can_have_enough = elements.size() - count(false) >= needed;

  GateOutcome result;
  if (passed || has_enough) {
    result.passed = known_yes_no(true);
  } else if (!can_have_enough) {
    result.passed = known_yes_no(false);
  } else {
    result.passed = undecided(elements);
  }
  result.elements = std::move(elements);
  return result;
}

namespace {

// A value's state goes with the gravest of its reasons, so it says what they say. Undecided for nothing but results that are
// not applicable: no rule covers the case.
Status status_of(State state) {
  switch (state) {
    case State::invalid:
      return Status::invalid;
    case State::missing:
      return Status::incomplete;
    case State::uncovered:
    case State::not_applicable:
      return Status::uncovered;
    case State::known:
      break;
  }
  assert(false);
  return Status::rated;
}

Reasons failed_elements(std::uint32_t index, const GateOutcome& gate) {
  Reasons reasons;
  for (std::uint32_t element = 0; element < gate.elements.size(); ++element) {
    if (certainly(false, gate.elements[element])) reasons.push_back({Reason::Kind::failed, index, element});
  }
  return reasons;
}

void settle_by_outputs(const model::Rules& rules, Evaluation& evaluation) {
  std::vector<State> states;
  for (const model::OutputColumn& column : rules.outputs) {
    if (column.definition == model::none) continue;
    const Outcome& result = evaluation.definitions[column.definition];
    states.push_back(result.value.state);
    add_reasons(evaluation.reasons, result.reasons);
  }
  evaluation.status = Status::rated;
  if (states.empty()) return;
  const auto [least, greatest] = std::minmax_element(states.begin(), states.end());
  if (*greatest > State::not_applicable) {
    evaluation.status = status_of(*greatest);
  } else if (*least == State::not_applicable) {
    evaluation.status = Status::not_applicable;
  }
}

}  // namespace

void settle(const model::Rules& rules, Evaluation& evaluation) {
  const auto settle_undecided = [&](const Outcome& layer) {
    evaluation.status = status_of(layer.value.state);
    evaluation.reasons = layer.reasons;
  };

  evaluation.layer = 0;
  if (!is_known(evaluation.applies)) return settle_undecided(evaluation.applies);
  if (!evaluation.applies.value.yes) {
    evaluation.status = Status::not_applicable;
    return;
  }
  for (std::uint32_t index = 0; index < evaluation.gates.size(); ++index) {
    const GateOutcome& gate = evaluation.gates[index];
    evaluation.layer = index + 1;
    if (!is_known(gate.passed)) return settle_undecided(gate.passed);
    if (gate.passed.value.yes) continue;
    evaluation.status = Status::ineligible;
    evaluation.reasons = failed_elements(index, gate);
    return;
  }
  evaluation.layer = static_cast<std::uint32_t>(evaluation.gates.size()) + 1;
  settle_by_outputs(rules, evaluation);
}

}  // namespace fenji::execute::plain
