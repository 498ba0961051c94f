// Stage: execute. The loops over rows that cost most, for the instructions that the processor at hand has: chosen once, when
// the program runs, so that one program serves all processors of its kind. All give the same.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/execute/cut_search.hpp"

namespace fenji::execute {

// Numbers by two small ones: at first + first_count * second. One more stands at the end, for pairs of which one is none.
struct PairTable {
  std::uint32_t first_count = 0;
  std::vector<std::uint32_t> numbers;
};

// Numbers by two keys so few that both tables stay in registers: what stands at the first, or, where that is `passes`, at the
// second. A key that has the highest bit has 0.
struct FewNumbers {
  static constexpr std::uint32_t most_keys = 256;  // each key is below it, or has the highest bit
  static constexpr std::uint16_t passes = 0xffff;
  std::array<std::uint16_t, most_keys> by_first{}, by_second{};
};

struct RowKernels {
  const char* name = nullptr;

  // passed[row] = how many cuts values[row] passes.
  void (*count_passed)(const CutSearch& cuts, const std::int64_t* values, std::size_t rows, std::uint32_t* passed);
  // odd[row] = 1 where it passes an odd number of them; the other way round where `flip` is 1.
  void (*odd_passed)(const CutSearch& cuts, const std::int64_t* values, std::size_t rows, std::uint8_t flip, std::uint8_t* odd);

  // found[row] = the number of both, of which one that has the highest bit is none. Returns whether one is 0.
  bool (*look_up)(const PairTable& table, const std::uint32_t* firsts, const std::uint32_t* seconds, std::size_t rows,
                  std::uint32_t* found);
  bool (*look_up_few)(const FewNumbers& table, const std::uint32_t* firsts, const std::uint32_t* seconds, std::size_t rows,
                      std::uint32_t* found);
};

// The quickest that this processor can run; and all that it can, for tests.
const RowKernels& row_kernels();
std::span<const RowKernels> all_row_kernels();

}  // namespace fenji::execute
