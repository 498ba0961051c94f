// Stage: execute. Numbers of records, most of which follow each other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace fenji::execute {

// Calls `take(begin, end)` for each longest piece of `numbers` in which every number is one more than that before it.
template <class Take>
void for_number_runs(std::span<const std::uint64_t> numbers, const Take& take) {
  for (std::size_t begin = 0; begin < numbers.size();) {
    std::size_t end = begin + 1;
    while (end < numbers.size() && numbers[end] == numbers[end - 1] + 1) ++end;
    take(begin, end);
    begin = end;
  }
}

}  // namespace fenji::execute
