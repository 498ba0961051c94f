#include "engine/execute/row_kernels.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>
#include <vector>

#include "engine/execute/states.hpp"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define FENJI_EXECUTE_AVX 1
// GCC 12 warns of the undefined operands inside its own intrinsics: https://gcc.gnu.org/PR105593
#ifndef __clang__
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#endif

namespace fenji::execute {
namespace {

namespace baseline {

inline std::uint32_t passed_of(const CutSearch& cuts, std::int64_t value) {
  const std::vector<std::int64_t>& thresholds = cuts.thresholds;
  if (cuts.levels.empty()) {
    std::uint32_t passed = 0;
    for (const std::int64_t threshold : thresholds) passed += value >= threshold ? 1 : 0;
    return passed;
  }
  // Halving without a branch on the data.
  const std::int64_t* place = thresholds.data();
  std::size_t length = thresholds.size();
  while (length > 1) {
    const std::size_t half = length / 2;
    place += place[half - 1] <= value ? half : 0;
    length -= half;
  }
  return static_cast<std::uint32_t>(place - thresholds.data()) + (*place <= value ? 1 : 0);
}

void count_passed(const CutSearch& cuts, const std::int64_t* values, std::size_t rows, std::uint32_t* passed) {
  if (!cuts.levels.empty()) {
    for (std::size_t row = 0; row < rows; ++row) passed[row] = passed_of(cuts, values[row]);
    return;
  }
  std::fill_n(passed, rows, 0U);
  for (const std::int64_t threshold : cuts.thresholds) {
    for (std::size_t row = 0; row < rows; ++row) passed[row] += values[row] >= threshold ? 1 : 0;
  }
}

void odd_passed(const CutSearch& cuts, const std::int64_t* values, std::size_t rows, std::uint8_t flip, std::uint8_t* odd) {
  if (!cuts.levels.empty()) {
    for (std::size_t row = 0; row < rows; ++row)
      odd[row] = static_cast<std::uint8_t>((passed_of(cuts, values[row]) & 1) ^ flip);
    return;
  }
  std::fill_n(odd, rows, flip);
  for (const std::int64_t threshold : cuts.thresholds) {
    for (std::size_t row = 0; row < rows; ++row) odd[row] ^= static_cast<std::uint8_t>(values[row] >= threshold ? 1 : 0);
  }
}

template <class Sum, class T>
void add(Sum weight, const T* __restrict values, std::size_t rows, Sum* __restrict sums) {
  for (std::size_t row = 0; row < rows; ++row) sums[row] += weight * values[row];
}

template <class Sum>
void add_passed(const CutSearch& cuts, Sum weight, const std::int64_t* __restrict values, std::size_t rows,
                Sum* __restrict sums) {
  for (const std::int64_t threshold : cuts.thresholds) {
    for (std::size_t row = 0; row < rows; ++row) sums[row] += values[row] >= threshold ? weight : Sum{0};
  }
}

template <class Sum>
void replace_unknown(const model::State* states, const StateSums<Sum>& by_state, const Sum* before, std::size_t rows,
                     Sum* sums) {
  visit_unknown(states, rows, [&](std::size_t row) {
    const auto state = static_cast<std::size_t>(states[row]);
    sums[row] = states[row] == model::State::known ? sums[row] : (before[row] + by_state.added[state]) | by_state.set[state];
  });
}

bool look_up(const PairTable& table, const std::uint32_t* firsts, const std::uint32_t* seconds, std::size_t rows,
             std::uint32_t* found) {
  const std::uint32_t* const numbers = table.numbers.data();
  const auto last = static_cast<std::uint32_t>(table.numbers.size() - 1);
  std::uint32_t zeros = 0;
  for (std::size_t row = 0; row < rows; ++row) {
    const std::uint32_t place = firsts[row] + table.first_count * seconds[row];
    found[row] = numbers[((firsts[row] | seconds[row]) >> 31) != 0 ? last : place];
    zeros += found[row] == 0 ? 1 : 0;
  }
  return zeros != 0;
}

template <class Sum>
constexpr SumKernels<Sum> sum_kernels{add<Sum, std::uint32_t>, add<Sum, std::uint8_t>, add_passed<Sum>, replace_unknown<Sum>};

}  // namespace baseline

#ifdef FENJI_EXECUTE_AVX

#ifdef __clang__
#pragma clang attribute push(__attribute__((target("avx2,bmi,bmi2,lzcnt,popcnt"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx2,bmi,bmi2,lzcnt,popcnt")
#endif
namespace avx2 {

inline __m256i load(const std::int64_t* at) { return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at)); }
inline std::uint32_t lanes(__m256i mask) { return static_cast<std::uint32_t>(_mm256_movemask_pd(_mm256_castsi256_pd(mask))); }

inline std::uint32_t search(const CutSearch& cuts, std::int64_t value) {
  const __m256i wanted = _mm256_set1_epi64x(value);
  std::size_t place = 0;
  for (const CutSearch::Level& level : cuts.levels) {
    const std::int64_t* const node = cuts.keys.data() + level.begin + place * CutSearch::node;
    const std::uint32_t beyond =
        lanes(_mm256_cmpgt_epi64(load(node), wanted)) | lanes(_mm256_cmpgt_epi64(load(node + 4), wanted)) << 4;
    place = place * CutSearch::node + CutSearch::node - static_cast<std::size_t>(std::popcount(beyond));
    place = std::min(place, level.count);
  }
  return static_cast<std::uint32_t>(place);
}

void count_passed(const CutSearch& cuts, const std::int64_t* values, std::size_t rows, std::uint32_t* passed) {
  std::size_t row = 0;
  if (!cuts.levels.empty()) {
    for (; row < rows; ++row) passed[row] = search(cuts, values[row]);
    return;
  }
  const __m256i low_halves = _mm256_setr_epi32(0, 2, 4, 6, 0, 2, 4, 6);
  for (; row + 4 <= rows; row += 4) {
    const __m256i value = load(values + row);
    __m256i count = _mm256_set1_epi64x(static_cast<std::int64_t>(cuts.thresholds.size()));
    for (const std::int64_t threshold : cuts.thresholds) {
      count = _mm256_add_epi64(count, _mm256_cmpgt_epi64(_mm256_set1_epi64x(threshold), value));
    }
    const __m256i packed = _mm256_permutevar8x32_epi32(count, low_halves);
    _mm_storeu_si128(reinterpret_cast<__m128i*>(passed + row), _mm256_castsi256_si128(packed));
  }
  for (; row < rows; ++row) passed[row] = baseline::passed_of(cuts, values[row]);
}

void odd_passed(const CutSearch& cuts, const std::int64_t* values, std::size_t rows, std::uint8_t flip, std::uint8_t* odd) {
  // By four bits: a byte for each.
  static constexpr auto bytes = [] {
    std::array<std::uint32_t, 16> result{};
    for (std::uint32_t bits = 0; bits < result.size(); ++bits) {
      for (std::uint32_t i = 0; i < 4; ++i) result[bits] |= (bits >> i & 1) << (8 * i);
    }
    return result;
  }();
  std::size_t row = 0;
  if (!cuts.levels.empty()) {
    for (; row < rows; ++row) odd[row] = static_cast<std::uint8_t>((search(cuts, values[row]) & 1) ^ flip);
    return;
  }
  const bool all_odd = ((cuts.thresholds.size() & 1) ^ flip) != 0;
  for (; row + 4 <= rows; row += 4) {
    const __m256i value = load(values + row);
    __m256i parity = _mm256_set1_epi64x(all_odd ? -1 : 0);
    for (const std::int64_t threshold : cuts.thresholds) {
      parity = _mm256_xor_si256(parity, _mm256_cmpgt_epi64(_mm256_set1_epi64x(threshold), value));
    }
    std::memcpy(odd + row, &bytes[lanes(parity)], 4);
  }
  for (; row < rows; ++row) odd[row] = static_cast<std::uint8_t>((baseline::passed_of(cuts, values[row]) & 1) ^ flip);
}

// Of 32 bits eight rows at a time, of 64 four.
template <class Sum>
constexpr std::size_t sum_lanes = 32 / sizeof(Sum);

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

template <class Sum, class T>
void add(Sum weight, const T* values, std::size_t rows, Sum* sums) {
  std::size_t row = 0;
  if (weight <= std::numeric_limits<std::uint32_t>::max()) {
    for (; row + sum_lanes<Sum> <= rows; row += sum_lanes<Sum>) {
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
  for (; row < rows; ++row) sums[row] += weight * values[row];
}

template <class Sum>
void add_passed(const CutSearch& cuts, Sum weight, const std::int64_t* values, std::size_t rows, Sum* sums) {
  std::size_t row = 0;
  const Sum all = weight * static_cast<Sum>(cuts.thresholds.size());
  const __m256i every = _mm256_set1_epi64x(static_cast<std::int64_t>(all));
  const __m256i one = _mm256_set1_epi64x(static_cast<std::int64_t>(weight));
  const __m256i low_halves = _mm256_setr_epi32(0, 2, 4, 6, 0, 2, 4, 6);
  for (; row + 4 <= rows; row += 4) {
    const __m256i value = load(values + row);
    __m256i sum = every;
    for (const std::int64_t threshold : cuts.thresholds) {
      sum = _mm256_sub_epi64(sum, _mm256_and_si256(_mm256_cmpgt_epi64(_mm256_set1_epi64x(threshold), value), one));
    }
    if constexpr (sizeof(Sum) == 4) {
      auto* const at = reinterpret_cast<__m128i*>(sums + row);
      const __m128i packed = _mm256_castsi256_si128(_mm256_permutevar8x32_epi32(sum, low_halves));
      _mm_storeu_si128(at, _mm_add_epi32(_mm_loadu_si128(at), packed));
    } else {
      auto* const at = reinterpret_cast<__m256i*>(sums + row);
      _mm256_storeu_si256(at, _mm256_add_epi64(_mm256_loadu_si256(at), sum));
    }
  }
  for (; row < rows; ++row) sums[row] += weight * baseline::passed_of(cuts, values[row]);
}

template <class Sum>
constexpr SumKernels<Sum> sum_kernels{add<Sum, std::uint32_t>, add<Sum, std::uint8_t>, add_passed<Sum>,
                                      baseline::replace_unknown<Sum>};

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

inline __m512i load(const std::int64_t* at) { return _mm512_loadu_si512(at); }

inline std::uint32_t search(const CutSearch& cuts, std::int64_t value) {
  const __m512i wanted = _mm512_set1_epi64(value);
  std::size_t place = 0;
  for (const CutSearch::Level& level : cuts.levels) {
    const std::int64_t* const node = cuts.keys.data() + level.begin + place * CutSearch::node;
    const std::uint32_t within = _mm512_cmple_epi64_mask(load(node), wanted);
    place = std::min(place * CutSearch::node + static_cast<std::size_t>(std::popcount(within)), level.count);
  }
  return static_cast<std::uint32_t>(place);
}

void count_passed(const CutSearch& cuts, const std::int64_t* values, std::size_t rows, std::uint32_t* passed) {
  std::size_t row = 0;
  if (!cuts.levels.empty()) {
    for (; row < rows; ++row) passed[row] = search(cuts, values[row]);
    return;
  }
  const __m512i one = _mm512_set1_epi64(1);
  for (; row + 16 <= rows; row += 16) {
    const __m512i first = load(values + row), second = load(values + row + 8);
    __m512i first_count = _mm512_setzero_si512(), second_count = first_count;
    for (const std::int64_t threshold : cuts.thresholds) {
      const __m512i limit = _mm512_set1_epi64(threshold);
      first_count = _mm512_mask_add_epi64(first_count, _mm512_cmpge_epi64_mask(first, limit), first_count, one);
      second_count = _mm512_mask_add_epi64(second_count, _mm512_cmpge_epi64_mask(second, limit), second_count, one);
    }
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(passed + row), _mm512_cvtepi64_epi32(first_count));
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(passed + row + 8), _mm512_cvtepi64_epi32(second_count));
  }
  for (; row < rows; ++row) passed[row] = baseline::passed_of(cuts, values[row]);
}

void odd_passed(const CutSearch& cuts, const std::int64_t* values, std::size_t rows, std::uint8_t flip, std::uint8_t* odd) {
  std::size_t row = 0;
  if (!cuts.levels.empty()) {
    for (; row < rows; ++row) odd[row] = static_cast<std::uint8_t>((search(cuts, values[row]) & 1) ^ flip);
    return;
  }
  for (; row + 16 <= rows; row += 16) {
    const __m512i first = load(values + row), second = load(values + row + 8);
    std::uint32_t parity = flip != 0 ? 0xffff : 0;
    for (const std::int64_t threshold : cuts.thresholds) {
      const __m512i limit = _mm512_set1_epi64(threshold);
      parity ^= std::uint32_t{_mm512_cmpge_epi64_mask(first, limit)} | std::uint32_t{_mm512_cmpge_epi64_mask(second, limit)}
                                                                           << 8;
    }
    _mm_storeu_si128(reinterpret_cast<__m128i*>(odd + row), _mm_maskz_set1_epi8(static_cast<__mmask16>(parity), 1));
  }
  for (; row < rows; ++row) odd[row] = static_cast<std::uint8_t>((baseline::passed_of(cuts, values[row]) & 1) ^ flip);
}

// Of 32 bits sixteen rows at a time, of 64 eight.
template <class Sum>
constexpr std::size_t sum_lanes = 64 / sizeof(Sum);

template <class Sum, class T>
void add(Sum weight, const T* values, std::size_t rows, Sum* sums) {
  std::size_t row = 0;
  if (weight <= std::numeric_limits<std::uint32_t>::max()) {
    for (; row + sum_lanes<Sum> <= rows; row += sum_lanes<Sum>) {
      const __m512i before = _mm512_loadu_si512(sums + row);
      __m512i value;
      if constexpr (sizeof(Sum) == 4) {
        if constexpr (sizeof(T) == 1) {
          value = _mm512_cvtepu8_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(values + row)));
        } else {
          value = _mm512_loadu_si512(values + row);
        }
        value = _mm512_add_epi32(before, _mm512_mullo_epi32(value, _mm512_set1_epi32(static_cast<int>(weight))));
      } else {
        if constexpr (sizeof(T) == 1) {
          value = _mm512_cvtepu8_epi64(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(values + row)));
        } else {
          value = _mm512_cvtepu32_epi64(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(values + row)));
        }
        value = _mm512_add_epi64(before, _mm512_mul_epu32(value, _mm512_set1_epi64(static_cast<std::int64_t>(weight))));
      }
      _mm512_storeu_si512(sums + row, value);
    }
  }
  for (; row < rows; ++row) sums[row] += weight * values[row];
}

// Sixteen values, cut off at the ends of 32 bits.
inline __m512i load_narrow(const std::int64_t* at) {
  const __m512i low = _mm512_castsi256_si512(_mm512_cvtsepi64_epi32(load(at)));
  return _mm512_inserti64x4(low, _mm512_cvtsepi64_epi32(load(at + 8)), 1);
}

template <class Sum>
void add_passed(const CutSearch& cuts, Sum weight, const std::int64_t* values, std::size_t rows, Sum* sums) {
  std::size_t row = 0;
  if constexpr (sizeof(Sum) == 4) {
    const __m512i one = _mm512_set1_epi32(static_cast<int>(weight));
    for (; !cuts.narrow.empty() && row + 32 <= rows; row += 32) {
      const __m512i first = load_narrow(values + row), second = load_narrow(values + row + 16);
      __m512i first_sum = _mm512_loadu_si512(sums + row), second_sum = _mm512_loadu_si512(sums + row + 16);
      for (const std::int32_t threshold : cuts.narrow) {
        const __m512i limit = _mm512_set1_epi32(threshold);
        first_sum = _mm512_mask_add_epi32(first_sum, _mm512_cmpge_epi32_mask(first, limit), first_sum, one);
        second_sum = _mm512_mask_add_epi32(second_sum, _mm512_cmpge_epi32_mask(second, limit), second_sum, one);
      }
      _mm512_storeu_si512(sums + row, first_sum);
      _mm512_storeu_si512(sums + row + 16, second_sum);
    }
  }
  const __m512i one = _mm512_set1_epi64(static_cast<std::int64_t>(weight));
  for (; row + 8 <= rows; row += 8) {
    const __m512i value = load(values + row);
    __m512i sum = _mm512_setzero_si512();
    for (const std::int64_t threshold : cuts.thresholds) {
      sum = _mm512_mask_add_epi64(sum, _mm512_cmpge_epi64_mask(value, _mm512_set1_epi64(threshold)), sum, one);
    }
    if constexpr (sizeof(Sum) == 4) {
      auto* const at = reinterpret_cast<__m256i*>(sums + row);
      _mm256_storeu_si256(at, _mm256_add_epi32(_mm256_loadu_si256(at), _mm512_cvtepi64_epi32(sum)));
    } else {
      _mm512_storeu_si512(sums + row, _mm512_add_epi64(_mm512_loadu_si512(sums + row), sum));
    }
  }
  for (; row < rows; ++row) sums[row] += weight * baseline::passed_of(cuts, values[row]);
}

template <class Sum>
void replace_unknown(const model::State* states, const StateSums<Sum>& by_state, const Sum* before, std::size_t rows,
                     Sum* sums) {
  std::size_t row = 0;
  for (; row + 16 <= rows; row += 16) {
    const __m128i state = _mm_loadu_si128(reinterpret_cast<const __m128i*>(states + row));
    const __mmask16 unknown = _mm_test_epi8_mask(state, state);
    if (unknown == 0) continue;
    if constexpr (sizeof(Sum) == 4) {
      const __m512i place = _mm512_cvtepu8_epi32(state);
      const __m512i added = _mm512_permutexvar_epi32(
          place, _mm512_castsi256_si512(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(by_state.added.data()))));
      const __m512i set = _mm512_permutexvar_epi32(
          place, _mm512_castsi256_si512(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(by_state.set.data()))));
      const __m512i sum = _mm512_or_si512(_mm512_add_epi32(_mm512_loadu_si512(before + row), added), set);
      _mm512_mask_storeu_epi32(sums + row, unknown, sum);
    } else {
      const __m512i all_added = _mm512_loadu_si512(by_state.added.data()), all_set = _mm512_loadu_si512(by_state.set.data());
      for (std::size_t half = 0; half < 16; half += 8) {
        const __m512i place = _mm512_cvtepu8_epi64(half == 0 ? state : _mm_srli_si128(state, 8));
        const __m512i added = _mm512_permutexvar_epi64(place, all_added), set = _mm512_permutexvar_epi64(place, all_set);
        const __m512i sum = _mm512_or_si512(_mm512_add_epi64(_mm512_loadu_si512(before + row + half), added), set);
        _mm512_mask_storeu_epi64(sums + row + half, static_cast<__mmask8>(unknown >> half), sum);
      }
    }
  }
  baseline::replace_unknown(states + row, by_state, before + row, rows - row, sums + row);
}

template <class Sum>
constexpr SumKernels<Sum> sum_kernels{add<Sum, std::uint32_t>, add<Sum, std::uint8_t>, add_passed<Sum>, replace_unknown<Sum>};

bool look_up(const PairTable& table, const std::uint32_t* firsts, const std::uint32_t* seconds, std::size_t rows,
             std::uint32_t* found) {
  const std::uint32_t* const numbers = table.numbers.data();
  const __m512i last = _mm512_set1_epi32(static_cast<int>(table.numbers.size() - 1));
  const __m512i first_count = _mm512_set1_epi32(static_cast<int>(table.first_count));
  std::size_t row = 0;
  std::uint32_t zeros = 0;
  for (; row + 16 <= rows; row += 16) {
    const __m512i first = _mm512_loadu_si512(firsts + row), second = _mm512_loadu_si512(seconds + row);
    const __m512i place = _mm512_add_epi32(first, _mm512_mullo_epi32(second, first_count));
    const __mmask16 none = _mm512_movepi32_mask(_mm512_or_si512(first, second));
    const __m512i number = _mm512_i32gather_epi32(_mm512_mask_mov_epi32(place, none, last), numbers, 4);
    _mm512_storeu_si512(found + row, number);
    zeros |= _mm512_testn_epi32_mask(number, number);
  }
  return baseline::look_up(table, firsts + row, seconds + row, rows - row, found + row) || zeros != 0;
}

}  // namespace avx512
#ifdef __clang__
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif

#endif

// The quickest last.
std::vector<RowKernels> find_kernels() {
  std::vector<RowKernels> kernels{{"baseline", baseline::count_passed, baseline::odd_passed, baseline::look_up,
                                   baseline::sum_kernels<std::uint32_t>, baseline::sum_kernels<std::uint64_t>}};
#ifdef FENJI_EXECUTE_AVX
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt")) {
    kernels.push_back({"AVX2", avx2::count_passed, avx2::odd_passed, baseline::look_up, avx2::sum_kernels<std::uint32_t>,
                       avx2::sum_kernels<std::uint64_t>});
    if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq")) {
      kernels.push_back({"AVX-512", avx512::count_passed, avx512::odd_passed, avx512::look_up,
                         avx512::sum_kernels<std::uint32_t>, avx512::sum_kernels<std::uint64_t>});
    }
  }
#endif
  return kernels;
}

}  // namespace

std::span<const RowKernels> all_row_kernels() {
  static const std::vector<RowKernels> kernels = find_kernels();
  return kernels;
}

const RowKernels& row_kernels() { return all_row_kernels().back(); }

}  // namespace fenji::execute
