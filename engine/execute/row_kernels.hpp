// Stage: execute. The loops over rows that cost most, for the instructions that the processor at hand has: chosen once, when
// the program runs, so that one program serves all processors of its kind. All give the same.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "engine/execute/cut_search.hpp"

namespace fenji::execute {

struct RowKernels {
  const char* name = nullptr;

  // passed[row] = how many cuts values[row] passes.
  void (*count_passed)(const CutSearch& cuts, const std::int64_t* values, std::size_t rows, std::uint32_t* passed);
  // odd[row] = 1 where it passes an odd number of them; the other way round where `flip` is 1.
  void (*odd_passed)(const CutSearch& cuts, const std::int64_t* values, std::size_t rows, std::uint8_t flip, std::uint8_t* odd);

  // sums[row] += weight * codes[row]
  void (*add_codes)(std::uint32_t weight, const std::uint32_t* codes, std::size_t rows, std::uint64_t* sums);
  void (*add_bits)(std::uint32_t weight, const std::uint8_t* bits, std::size_t rows, std::uint64_t* sums);
};

// The quickest that this processor can run; and all that it can, for tests.
const RowKernels& row_kernels();
std::span<const RowKernels> all_row_kernels();

}  // namespace fenji::execute
