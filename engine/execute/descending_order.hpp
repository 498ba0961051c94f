// Stage: execute. Records by their values, the greatest first, in little memory beside what is sorted.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace fenji::execute {

// Sorts `records`, which are places in `values`; equal values stand in any order. More than `at_once` records are divided
// before they are sorted, so that only so many are copied together with their values.
void sort_descending(std::span<std::uint32_t> records, const std::vector<std::int64_t>& values,
                     std::size_t at_once = std::size_t{1} << 20);

}  // namespace fenji::execute
