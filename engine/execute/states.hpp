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
  constexpr std::size_t together = sizeof(std::uint64_t);
  const std::uint64_t wanted = 0x0101010101010101U * bits;
  for (std::size_t begin = 0; begin < rows; begin += together) {
    const std::size_t end = std::min(begin + together, rows);
    std::uint64_t some = 0;
    std::memcpy(&some, states + begin, end - begin);
    if ((some & wanted) == 0) continue;
    for (std::size_t row = begin; row < end; ++row) visit(row);
  }
}

template <class Visit>
void visit_unknown(const model::State* states, std::size_t rows, const Visit& visit) {
  static_assert(static_cast<int>(model::State::known) == 0);
  visit_states_with(0xff, states, rows, visit);
}

template <class Visit>
void visit_invalid(const model::State* states, std::size_t rows, const Visit& visit) {
  static_assert(static_cast<int>(model::State::invalid) == 4);  // the only one with this bit
  visit_states_with(4, states, rows, visit);
}

}  // namespace fenji::execute
