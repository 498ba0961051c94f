#include "engine/execute/null_rules.hpp"

namespace fenji::execute {

using model::State;

const State* greatest_states(const Frame& frame, std::span<const graph::StepId> operands, State* buffer) {
  const State* result = nullptr;
  for (const graph::StepId operand : operands) {
    const State* const states = frame.vectors[operand].states;
    if (states == nullptr || states == result) continue;
    if (result == nullptr) {
      result = states;
      continue;
    }
    for (std::size_t row = 0; row < frame.rows; ++row) buffer[row] = greater(result[row], states[row]);
    result = buffer;
  }
  return result;
}

const State* unless_all_known(const State* states, std::size_t rows) {
  if (states == nullptr) return nullptr;
  State greatest = State::known;
  for (std::size_t row = 0; row < rows; ++row) greatest = greater(greatest, states[row]);
  return greatest == State::known ? nullptr : states;
}

const State* decided_by(std::uint8_t deciding, const Frame& frame, std::span<const graph::StepId> operands,
                        std::uint8_t* __restrict values, State* __restrict states) {
  const std::size_t rows = frame.rows;
  std::fill_n(values, rows, std::uint8_t{0});  // until the end: whether an operand decides
  bool any_states = false;
  for (const graph::StepId operand : operands) {
    const Vector& vector = frame.vectors[operand];
    const std::uint8_t* const conditions = vector.values<std::uint8_t>();
    if (vector.stride == 0) {
      if (conditions[0] == deciding) std::fill_n(values, rows, std::uint8_t{1});
    } else if (vector.states == nullptr) {
      for (std::size_t row = 0; row < rows; ++row) values[row] |= static_cast<std::uint8_t>(conditions[row] == deciding);
    } else {
      if (!any_states) std::fill_n(states, rows, State::known);
      any_states = true;
      const State* const unknown = vector.states;
      for (std::size_t row = 0; row < rows; ++row) {
        const bool known = unknown[row] == State::known;
        values[row] |= static_cast<std::uint8_t>(known & (conditions[row] == deciding));
        states[row] = greater(states[row], unknown[row]);
      }
    }
  }
  if (any_states) {
    for (std::size_t row = 0; row < rows; ++row) states[row] = values[row] != 0 ? State::known : states[row];
  }
  if (deciding == 0) {
    for (std::size_t row = 0; row < rows; ++row) values[row] ^= 1;
  }
  return any_states ? unless_all_known(states, rows) : nullptr;
}

}  // namespace fenji::execute
