// Stage: execute. Rows whose value is not known, found eight at a time: most columns have few. Known rows beside them are
// visited as well, so that no branch hangs on a single state; what is done there must leave them as they are.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "engine/model/value.hpp"

namespace fenji::execute {

// Calls visit(row), ascending, for each row whose state has one of `bits`, and for others.
template <class Visit>
void visit_states_with(std::uint8_t bits, const model::State* states, std::size_t rows, const Visit& visit) {
  static_assert(sizeof(model::State) == 1);
  const std::uint64_t wanted = 0x0101010101010101U * bits;
  std::size_t row = 0;
  for (; row + 8 <= rows; row += 8) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, states + row, sizeof eight);
    if ((eight & wanted) == 0) continue;
    for (std::size_t i = 0; i < 8; ++i) visit(row + i);
  }
  for (; row < rows; ++row) visit(row);
}

template <class Visit>
void visit_unknown(const model::State* states, std::size_t rows, const Visit& visit) {
  static_assert(static_cast<int>(model::State::known) == 0);
  visit_states_with(0xff, states, rows, visit);
}

inline bool any_invalid(const model::State* states, std::size_t rows) {
  std::uint8_t greatest = 0;
  for (std::size_t row = 0; row < rows; ++row) greatest = std::max(greatest, static_cast<std::uint8_t>(states[row]));
  return greatest == static_cast<std::uint8_t>(model::State::invalid);
}

template <class Visit>
void visit_invalid(const model::State* states, std::size_t rows, const Visit& visit) {
  static_assert(static_cast<int>(model::State::invalid) == 4);  // the only one with this bit
  visit_states_with(4, states, rows, visit);
}

}  // namespace fenji::execute
