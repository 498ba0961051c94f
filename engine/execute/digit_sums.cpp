#include "engine/execute/digit_sums.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <vector>

#include "engine/execute/instructions.hpp"
#include "engine/execute/states.hpp"

namespace fenji::execute {
namespace {

constexpr std::size_t block_rows = 64;

namespace baseline {

struct Loops {
  template <class Sum, class T>
  static void add(Sum weight, const T* __restrict values, std::size_t rows, Sum* __restrict sums) {
    for (std::size_t row = 0; row < rows; ++row) sums[row] += weight * values[row];
  }

  template <class Sum>
  static void add_passed(const CutSearch& cuts, Sum weight, const std::int64_t* __restrict values, std::size_t rows,
                         Sum* __restrict sums) {
    for (const std::int64_t threshold : cuts.thresholds) {
      for (std::size_t row = 0; row < rows; ++row) sums[row] += values[row] >= threshold ? weight : Sum{0};
    }
  }

  template <class Sum>
  static void add_odd(const CutSearch& cuts, Sum weight, const std::int64_t* __restrict values, std::size_t rows,
                      Sum* __restrict sums) {
    std::array<Sum, block_rows> odd{};
    for (const std::int64_t threshold : cuts.thresholds) {
      for (std::size_t row = 0; row < rows; ++row) odd[row] ^= values[row] >= threshold ? weight : Sum{0};
    }
    for (std::size_t row = 0; row < rows; ++row) sums[row] += odd[row];
  }
};

}  // namespace baseline

// Of the rows [begin, end).
template <class Loops, class Sum>
void sum_blocks(std::span<const DigitColumn<Sum>> digits, Sum base, std::size_t begin, std::size_t end, Sum* sums) {
  using Kind = typename DigitColumn<Sum>::Kind;
  std::array<Sum, block_rows> before;
  for (; begin < end; begin += block_rows) {
    const std::size_t rows = std::min(block_rows, end - begin);
    Sum* const block = sums + begin;
    std::fill_n(block, rows, base);
    for (const DigitColumn<Sum>& digit : digits) {
      if (digit.states != nullptr) std::copy_n(block, rows, before.begin());
      switch (digit.kind) {
        case Kind::nothing:
          break;
        case Kind::bits:
          Loops::add(digit.weight, static_cast<const std::uint8_t*>(digit.values) + begin, rows, block);
          break;
        case Kind::codes:
          Loops::add(digit.weight, static_cast<const std::uint32_t*>(digit.values) + begin, rows, block);
          break;
        case Kind::passed:
          Loops::add_passed(*digit.cuts, digit.weight, static_cast<const std::int64_t*>(digit.values) + begin, rows, block);
          break;
        case Kind::odd:
          Loops::add_odd(*digit.cuts, digit.weight, static_cast<const std::int64_t*>(digit.values) + begin, rows, block);
          break;
      }
      if (digit.states == nullptr) continue;
      const model::State* const states = digit.states + begin;
      visit_unknown(states, rows, [&](std::size_t row) {
        const auto state = static_cast<std::size_t>(states[row]);
        if (states[row] != model::State::known) block[row] = (before[row] + digit.added[state]) | digit.set[state];
      });
    }
  }
}

template <class Loops, class Sum>
void sum(std::span<const DigitColumn<Sum>> digits, Sum base, std::size_t rows, Sum* sums) {
  sum_blocks<Loops, Sum>(digits, base, 0, rows, sums);
}

#ifdef FENJI_EXECUTE_AVX

#ifdef __clang__
#pragma clang attribute push(__attribute__((target("avx2,bmi,bmi2,lzcnt,popcnt"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx2,bmi,bmi2,lzcnt,popcnt")
#endif
namespace avx2 {

inline __m256i load(const std::int64_t* at) { return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at)); }

// Of bytes and codes, as many as there are sums in a register.
template <class T>
__m256i load_sums_of(const T* values, std::uint32_t) {
  if constexpr (sizeof(T) == 1) {
    return _mm256_cvtepu8_epi32(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(values)));
  } else {
    return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(values));
  }
}

template <class T>
__m256i load_sums_of(const T* values, std::uint64_t) {
  if constexpr (sizeof(T) == 1) {
    std::int32_t four = 0;
    std::memcpy(&four, values, 4);
    return _mm256_cvtepu8_epi64(_mm_cvtsi32_si128(four));
  } else {
    return _mm256_cvtepu32_epi64(_mm_loadu_si128(reinterpret_cast<const __m128i*>(values)));
  }
}

// Four 64-bit numbers, the lower halves of which are added where sums have 32 bits.
inline void add_four(__m256i four, std::uint64_t* sums) {
  auto* const at = reinterpret_cast<__m256i*>(sums);
  _mm256_storeu_si256(at, _mm256_add_epi64(_mm256_loadu_si256(at), four));
}

inline void add_four(__m256i four, std::uint32_t* sums) {
  auto* const at = reinterpret_cast<__m128i*>(sums);
  const __m256i packed = _mm256_permutevar8x32_epi32(four, _mm256_setr_epi32(0, 2, 4, 6, 0, 2, 4, 6));
  _mm_storeu_si128(at, _mm_add_epi32(_mm_loadu_si128(at), _mm256_castsi256_si128(packed)));
}

struct Loops {
  template <class Sum, class T>
  static void add(Sum weight, const T* values, std::size_t rows, Sum* sums) {
    constexpr std::size_t lanes = 32 / sizeof(Sum);
    std::size_t row = 0;
    if (weight <= std::numeric_limits<std::uint32_t>::max()) {
      for (; row + lanes <= rows; row += lanes) {
        const __m256i value = load_sums_of(values + row, Sum{});
        auto* const at = reinterpret_cast<__m256i*>(sums + row);
        if constexpr (sizeof(Sum) == 4) {
          const __m256i factor = _mm256_set1_epi32(static_cast<int>(weight));
          _mm256_storeu_si256(at, _mm256_add_epi32(_mm256_loadu_si256(at), _mm256_mullo_epi32(value, factor)));
        } else {
          const __m256i factor = _mm256_set1_epi64x(static_cast<std::int64_t>(weight));
          _mm256_storeu_si256(at, _mm256_add_epi64(_mm256_loadu_si256(at), _mm256_mul_epu32(value, factor)));
        }
      }
    }
    baseline::Loops::add(weight, values + row, rows - row, sums + row);
  }

  template <class Sum>
  static void add_passed(const CutSearch& cuts, Sum weight, const std::int64_t* values, std::size_t rows, Sum* sums) {
    std::size_t row = 0;
    const Sum all = weight * static_cast<Sum>(cuts.thresholds.size());
    const __m256i every = _mm256_set1_epi64x(static_cast<std::int64_t>(all));
    const __m256i one = _mm256_set1_epi64x(static_cast<std::int64_t>(weight));
    for (; row + 4 <= rows; row += 4) {
      const __m256i value = load(values + row);
      __m256i sum = every;
      for (const std::int64_t threshold : cuts.thresholds) {
        sum = _mm256_sub_epi64(sum, _mm256_and_si256(_mm256_cmpgt_epi64(_mm256_set1_epi64x(threshold), value), one));
      }
      add_four(sum, sums + row);
    }
    baseline::Loops::add_passed(cuts, weight, values + row, rows - row, sums + row);
  }

  template <class Sum>
  static void add_odd(const CutSearch& cuts, Sum weight, const std::int64_t* values, std::size_t rows, Sum* sums) {
    std::size_t row = 0;
    const __m256i all = _mm256_set1_epi64x(cuts.thresholds.size() % 2 != 0 ? -1 : 0);
    const __m256i one = _mm256_set1_epi64x(static_cast<std::int64_t>(weight));
    for (; row + 4 <= rows; row += 4) {
      const __m256i value = load(values + row);
      __m256i odd = all;
      for (const std::int64_t threshold : cuts.thresholds) {
        odd = _mm256_xor_si256(odd, _mm256_cmpgt_epi64(_mm256_set1_epi64x(threshold), value));
      }
      add_four(_mm256_and_si256(odd, one), sums + row);
    }
    baseline::Loops::add_odd(cuts, weight, values + row, rows - row, sums + row);
  }
};

}  // namespace avx2
#ifdef __clang__
#pragma clang attribute pop
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx2,bmi,bmi2,popcnt"))), \
                             apply_to = function)
#else
#pragma GCC pop_options
#pragma GCC push_options
#pragma GCC target("avx512f,avx512bw,avx512vl,avx512dq,avx2,bmi,bmi2,popcnt")
#endif
namespace avx512 {

inline __m512i load(const void* at) { return _mm512_loadu_si512(at); }

// The sums of a block of rows.
template <class Sum>
struct Sums;

template <>
struct Sums<std::uint32_t> {
  static constexpr std::size_t count = 4, rows = 16;
  __m512i at[count];

  static __m512i eight(const std::array<std::uint32_t, 8>& numbers) {
    return _mm512_castsi256_si512(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(numbers.data())));
  }
  static __m512i all(std::uint32_t sum) { return _mm512_set1_epi32(static_cast<int>(sum)); }
  // Sixteen rows from 16 * i on.
  void add_where(std::size_t i, __mmask16 mask, __m512i weight) { at[i] = _mm512_mask_add_epi32(at[i], mask, at[i], weight); }
  void add_codes(std::uint32_t weight, const std::uint32_t* codes) {
    const __m512i factor = all(weight);
    for (std::size_t i = 0; i < count; ++i) {
      at[i] = _mm512_add_epi32(at[i], _mm512_mullo_epi32(load(codes + rows * i), factor));
    }
  }
  void replace(std::uint64_t unknown, const Sums& before, __m512i added) {
    for (std::size_t i = 0; i < count; ++i) {
      at[i] = _mm512_mask_add_epi32(at[i], static_cast<__mmask16>(unknown >> (rows * i)), before.at[i], added);
    }
  }
  void replace(std::uint64_t unknown, const Sums& before, const model::State* states, const DigitColumn<std::uint32_t>& digit) {
    const __m512i added = eight(digit.added), set = eight(digit.set);
    for (std::size_t i = 0; i < count; ++i) {
      const __m512i state = _mm512_cvtepu8_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(states + rows * i)));
      const __m512i sum = _mm512_add_epi32(before.at[i], _mm512_permutexvar_epi32(state, added));
      at[i] =
          _mm512_mask_or_epi32(at[i], static_cast<__mmask16>(unknown >> (rows * i)), sum, _mm512_permutexvar_epi32(state, set));
    }
  }
};

template <>
struct Sums<std::uint64_t> {
  static constexpr std::size_t count = 8, rows = 8;
  __m512i at[count];

  static __m512i all(std::uint64_t sum) { return _mm512_set1_epi64(static_cast<std::int64_t>(sum)); }
  void add_where(std::size_t i, __mmask16 mask, __m512i weight) {
    __m512i& low = at[2 * i];
    __m512i& high = at[2 * i + 1];
    low = _mm512_mask_add_epi64(low, static_cast<__mmask8>(mask), low, weight);
    high = _mm512_mask_add_epi64(high, static_cast<__mmask8>(mask >> 8), high, weight);
  }
  void add_codes(std::uint64_t weight, const std::uint32_t* codes) {
    const __m512i factor = all(weight);
    for (std::size_t i = 0; i < count; ++i) {
      const __m512i code = _mm512_cvtepu32_epi64(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(codes + rows * i)));
      at[i] = _mm512_add_epi64(at[i], _mm512_mullo_epi64(code, factor));
    }
  }
  void replace(std::uint64_t unknown, const Sums& before, __m512i added) {
    for (std::size_t i = 0; i < count; ++i) {
      at[i] = _mm512_mask_add_epi64(at[i], static_cast<__mmask8>(unknown >> (rows * i)), before.at[i], added);
    }
  }
  void replace(std::uint64_t unknown, const Sums& before, const model::State* states, const DigitColumn<std::uint64_t>& digit) {
    const __m512i added = load(digit.added.data()), set = load(digit.set.data());
    for (std::size_t i = 0; i < count; ++i) {
      const __m512i state = _mm512_cvtepu8_epi64(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(states + rows * i)));
      const __m512i sum = _mm512_add_epi64(before.at[i], _mm512_permutexvar_epi64(state, added));
      at[i] =
          _mm512_mask_or_epi64(at[i], static_cast<__mmask8>(unknown >> (rows * i)), sum, _mm512_permutexvar_epi64(state, set));
    }
  }
};

constexpr std::size_t sixteens = block_rows / 16;

// The values of a block of rows.
struct Values {
  __m512i at[2 * sixteens];

  explicit Values(const std::int64_t* values) {
    for (std::size_t i = 0; i < 2 * sixteens; ++i) at[i] = load(values + 8 * i);
  }

  // Calls pass(i, mask) for each threshold and the sixteen rows from 16 * i on, with those that pass it.
  template <class Pass>
  void each_passed(const CutSearch& cuts, const Pass& pass) const {
    for (const std::int64_t threshold : cuts.wide) {
      const __m512i limit = _mm512_set1_epi64(threshold);
      for (std::size_t i = 0; i < sixteens; ++i) {
        pass(i, _mm512_kunpackb(_mm512_cmpge_epi64_mask(at[2 * i + 1], limit), _mm512_cmpge_epi64_mask(at[2 * i], limit)));
      }
    }
    if (cuts.narrow.empty()) return;
    const __m128i shift = _mm_cvtsi32_si128(cuts.narrow_shift);
    const auto narrowed = [&](__m512i value) { return _mm512_cvtsepi64_epi32(_mm512_sra_epi64(value, shift)); };
    __m512i narrow[sixteens];
    for (std::size_t i = 0; i < sixteens; ++i) {
      narrow[i] = _mm512_inserti64x4(_mm512_castsi256_si512(narrowed(at[2 * i])), narrowed(at[2 * i + 1]), 1);
    }
    for (const std::int32_t threshold : cuts.narrow) {
      const __m512i limit = _mm512_set1_epi32(threshold);
      for (std::size_t i = 0; i < sixteens; ++i) pass(i, _mm512_cmpge_epi32_mask(narrow[i], limit));
    }
  }

  // Calls pass(i, mask) once for the sixteen rows from 16 * i on, with those that pass the first threshold and not the second.
  template <class Pass>
  void between(std::int64_t first, std::int64_t second, const Pass& pass) const {
    const __m512i begin = _mm512_set1_epi64(first), length = _mm512_sub_epi64(_mm512_set1_epi64(second), begin);
    const auto within = [&](__m512i value) { return _mm512_cmplt_epu64_mask(_mm512_sub_epi64(value, begin), length); };
    for (std::size_t i = 0; i < sixteens; ++i) pass(i, _mm512_kunpackb(within(at[2 * i + 1]), within(at[2 * i])));
  }
};

template <class Sum>
void sum(std::span<const DigitColumn<Sum>> digits, Sum base, std::size_t rows, Sum* sums) {
  using Kind = typename DigitColumn<Sum>::Kind;
  using Block = Sums<Sum>;
  constexpr auto missing = static_cast<std::uint8_t>(model::State::missing);
  std::size_t row = 0;
  for (; row + block_rows <= rows; row += block_rows) {
    Block block;
    for (__m512i& some : block.at) some = Block::all(base);
    for (const DigitColumn<Sum>& digit : digits) {
      const Block before = block;
      const __m512i weight = Block::all(digit.weight);
      const auto add_where = [&](std::size_t i, __mmask16 mask) { block.add_where(i, mask, weight); };
      switch (digit.kind) {
        case Kind::nothing:
          break;
        case Kind::bits: {
          const __m512i bits = load(static_cast<const std::uint8_t*>(digit.values) + row);
          const std::uint64_t mask = _mm512_test_epi8_mask(bits, bits);
          for (std::size_t i = 0; i < sixteens; ++i) add_where(i, static_cast<__mmask16>(mask >> (16 * i)));
          break;
        }
        case Kind::codes:
          block.add_codes(digit.weight, static_cast<const std::uint32_t*>(digit.values) + row);
          break;
        case Kind::passed:
          Values(static_cast<const std::int64_t*>(digit.values) + row).each_passed(*digit.cuts, add_where);
          break;
        case Kind::odd: {
          const Values values(static_cast<const std::int64_t*>(digit.values) + row);
          const std::vector<std::int64_t>& thresholds = digit.cuts->thresholds;
          if (thresholds.size() == 2) {
            values.between(thresholds[0], thresholds[1], add_where);
            break;
          }
          __mmask16 odd[sixteens] = {};
          values.each_passed(*digit.cuts, [&](std::size_t i, __mmask16 mask) { odd[i] ^= mask; });
          for (std::size_t i = 0; i < sixteens; ++i) add_where(i, odd[i]);
          break;
        }
      }
      if (digit.states == nullptr) continue;
      const __m512i states = load(digit.states + row);
      const std::uint64_t unknown = _mm512_test_epi8_mask(states, states);
      if (unknown == 0) continue;
      if (digit.set[missing] == 0 && _mm512_cmpeq_epi8_mask(states, _mm512_set1_epi8(missing)) == unknown) {
        block.replace(unknown, before, Block::all(digit.added[missing]));
      } else {
        block.replace(unknown, before, digit.states + row, digit);
      }
    }
    for (std::size_t i = 0; i < Block::count; ++i) _mm512_storeu_si512(sums + row + Block::rows * i, block.at[i]);
  }
  sum_blocks<baseline::Loops, Sum>(digits, base, row, rows, sums);
}

}  // namespace avx512
#ifdef __clang__
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif

#endif

// The quickest last.
template <class Sum>
std::vector<DigitKernels<Sum>> find_kernels() {
  std::vector<DigitKernels<Sum>> kernels{{"baseline", sum<baseline::Loops, Sum>}};
#ifdef FENJI_EXECUTE_AVX
  if (has_avx2()) kernels.push_back({"AVX2", sum<avx2::Loops, Sum>});
  if (has_avx512()) kernels.push_back({"AVX-512", avx512::sum<Sum>});
#endif
  return kernels;
}

}  // namespace

template <class Sum>
std::span<const DigitKernels<Sum>> all_digit_kernels() {
  static const std::vector<DigitKernels<Sum>> kernels = find_kernels<Sum>();
  return kernels;
}

template <class Sum>
const DigitKernels<Sum>& digit_kernels() {
  return all_digit_kernels<Sum>().back();
}

template std::span<const DigitKernels<std::uint32_t>> all_digit_kernels();
template std::span<const DigitKernels<std::uint64_t>> all_digit_kernels();
template const DigitKernels<std::uint32_t>& digit_kernels();
template const DigitKernels<std::uint64_t>& digit_kernels();

}  // namespace fenji::execute
