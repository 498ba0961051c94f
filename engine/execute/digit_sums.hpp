// Stage: execute. Keys of outcomes (outcome_keys.hpp) as sums of weighted digits, all digits of some rows before the next rows,
// so that sums stay in registers or at hand: for the instructions that the processor at hand has, chosen once, when the program
// runs. All give the same.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "engine/execute/cut_search.hpp"
#include "engine/model/value.hpp"

namespace fenji::execute {

// What one digit adds to the sum of each row. `Sum`: std::uint32_t or std::uint64_t; sums wrap.
template <class Sum>
struct DigitColumn {
  enum class Kind : std::uint8_t {
    nothing,  // 0; `values` is not read
    bits,     // of std::uint8_t, 0 or 1: weight where it is 1
    codes,    // of std::uint32_t: weight times the code
    passed,   // of std::int64_t: weight times how many of `cuts` it passes
    odd,      // of std::int64_t: weight where it passes an odd number of them
  };
  Kind kind = Kind::nothing;
  Sum weight = 0;
  const void* values = nullptr;
  const CutSearch* cuts = nullptr;       // without levels
  const model::State* states = nullptr;  // null: all known
  // By state: what a row that is not known adds instead, and bits that are set in its sum then.
  std::array<Sum, 8> added{}, set{};
};

template <class Sum>
struct DigitKernels {
  const char* name = nullptr;
  // sums[row] = base and what each digit adds, in their order.
  void (*sum)(std::span<const DigitColumn<Sum>> digits, Sum base, std::size_t rows, Sum* sums) = nullptr;
};

// The quickest that this processor can run; and all that it can, for tests.
template <class Sum>
const DigitKernels<Sum>& digit_kernels();
template <class Sum>
std::span<const DigitKernels<Sum>> all_digit_kernels();

extern template const DigitKernels<std::uint32_t>& digit_kernels();
extern template const DigitKernels<std::uint64_t>& digit_kernels();
extern template std::span<const DigitKernels<std::uint32_t>> all_digit_kernels();
extern template std::span<const DigitKernels<std::uint64_t>> all_digit_kernels();

}  // namespace fenji::execute
