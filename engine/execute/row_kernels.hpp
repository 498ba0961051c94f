// Stage: execute. The loops over rows that cost most, for the instructions that the processor at hand has: chosen once, when
// the program runs, so that one program serves all processors of its kind. All give the same.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/execute/cut_search.hpp"
#include "engine/model/value.hpp"

namespace fenji::execute {

// Numbers by two small ones: at first + first_count * second. One more stands at the end, for pairs of which one is none.
struct PairTable {
  std::uint32_t first_count = 0;
  std::vector<std::uint32_t> numbers;
};

// By state: what a row that is not known adds to a sum, and bits that it sets in it.
template <class Sum>
struct StateSums {
  std::array<Sum, 8> added{}, set{};
};

// Sums of weighted digits (outcome_keys.hpp), of 32 or 64 bits, for each row of `rows`.
template <class Sum>
struct SumKernels {
  // sums[row] += weight * codes[row]
  void (*add_codes)(Sum weight, const std::uint32_t* codes, std::size_t rows, Sum* sums);
  void (*add_bits)(Sum weight, const std::uint8_t* bits, std::size_t rows, Sum* sums);
  // sums[row] += weight * how many cuts values[row] passes. Of cuts without levels.
  void (*add_passed)(const CutSearch& cuts, Sum weight, const std::int64_t* values, std::size_t rows, Sum* sums);
  // Of rows that are not known: sums[row] = before[row] + added | set, by state.
  void (*replace_unknown)(const model::State* states, const StateSums<Sum>& by_state, const Sum* before, std::size_t rows,
                          Sum* sums);
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

  SumKernels<std::uint32_t> narrow_sums;
  SumKernels<std::uint64_t> wide_sums;

  template <class Sum>
  const SumKernels<Sum>& sums() const {
    if constexpr (sizeof(Sum) == 4) {
      return narrow_sums;
    } else {
      return wide_sums;
    }
  }
};

// The quickest that this processor can run; and all that it can, for tests.
const RowKernels& row_kernels();
std::span<const RowKernels> all_row_kernels();

}  // namespace fenji::execute
