// Stage: execute. Rows whose value is not known, found eight at a time: most columns have few. Known rows beside them are
// visited as well, so that no branch hangs on a single state; what is done there must leave them as they are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "engine/model/value.hpp"

namespace fenji::execute {

// Calls visit(row), ascending, for each row that is not known, and for others.
template <class Visit>
void visit_unknown(const model::State* states, std::size_t rows, const Visit& visit) {
  static_assert(sizeof(model::State) == 1 && static_cast<int>(model::State::known) == 0);
  std::size_t row = 0;
  for (; row + 8 <= rows; row += 8) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, states + row, sizeof eight);
    if (eight == 0) continue;
    for (std::size_t i = 0; i < 8; ++i) visit(row + i);
  }
  for (; row < rows; ++row) visit(row);
}

}  // namespace fenji::execute
