// Stage: execute. What unknown values do, in one place. Elsewhere than in conditions a result is unknown where an operand is,
// with the greatest of their states. A condition stands where the known operands decide it; otherwise it has the greatest
// state of the undecided ones.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include "engine/execute/frame.hpp"

namespace fenji::execute {

inline model::State greater(model::State left, model::State right) { return std::max(left, right); }

// A condition of one record; `yes` counts where the state is known.
struct Truth {
  model::State state = model::State::known;
  bool yes = true;

  bool certainly(bool wanted) const { return state == model::State::known && yes == wanted; }
};

// `left` and `right` must both hold.
inline Truth both(Truth left, Truth right) {
  if (left.certainly(false) || right.certainly(false)) return {model::State::known, false};
  return {greater(left.state, right.state), true};
}

// The greatest states of `operands`, row by row: null where all are known, the states of the only operand that has some, or
// `buffer`.
const model::State* greatest_states(const Frame& frame, std::span<const graph::StepId> operands, model::State* buffer);

// `states`, or null where they are all known after all.
const model::State* unless_all_known(const model::State* states, std::size_t rows);

// all (`deciding` is 0: one no decides) and any (`deciding` is 1) of yes/no operands. Fills `values` and returns the states:
// null, or `states`.
const model::State* decided_by(std::uint8_t deciding, const Frame& frame, std::span<const graph::StepId> operands,
                               std::uint8_t* values, model::State* states);

}  // namespace fenji::execute
