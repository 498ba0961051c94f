#include "engine/execute/row_kernels.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <vector>

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

template <class T>
void add(std::uint32_t weight, const T* __restrict values, std::size_t rows, std::uint64_t* __restrict sums) {
  for (std::size_t row = 0; row < rows; ++row) sums[row] += std::uint64_t{weight} * values[row];
}

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

template <class T>
void add(std::uint32_t weight, const T* values, std::size_t rows, std::uint64_t* sums) {
  const __m256i factor = _mm256_set1_epi64x(weight);
  std::size_t row = 0;
  for (; row + 4 <= rows; row += 4) {
    __m256i value;
    if constexpr (sizeof(T) == 1) {
      std::int32_t four = 0;
      std::memcpy(&four, values + row, 4);
      value = _mm256_cvtepu8_epi64(_mm_cvtsi32_si128(four));
    } else {
      value = _mm256_cvtepu32_epi64(_mm_loadu_si128(reinterpret_cast<const __m128i*>(values + row)));
    }
    auto* const at = reinterpret_cast<__m256i*>(sums + row);
    _mm256_storeu_si256(at, _mm256_add_epi64(_mm256_loadu_si256(at), _mm256_mul_epu32(value, factor)));
  }
  for (; row < rows; ++row) sums[row] += std::uint64_t{weight} * values[row];
}

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

template <class T>
void add(std::uint32_t weight, const T* values, std::size_t rows, std::uint64_t* sums) {
  const __m512i factor = _mm512_set1_epi64(weight);
  std::size_t row = 0;
  for (; row + 8 <= rows; row += 8) {
    __m512i value;
    if constexpr (sizeof(T) == 1) {
      value = _mm512_cvtepu8_epi64(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(values + row)));
    } else {
      value = _mm512_cvtepu32_epi64(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(values + row)));
    }
    _mm512_storeu_si512(sums + row, _mm512_add_epi64(_mm512_loadu_si512(sums + row), _mm512_mul_epu32(value, factor)));
  }
  for (; row < rows; ++row) sums[row] += std::uint64_t{weight} * values[row];
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
  std::vector<RowKernels> kernels{
      {"baseline", baseline::count_passed, baseline::odd_passed, baseline::add<std::uint32_t>, baseline::add<std::uint8_t>}};
#ifdef FENJI_EXECUTE_AVX
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt")) {
    kernels.push_back({"AVX2", avx2::count_passed, avx2::odd_passed, avx2::add<std::uint32_t>, avx2::add<std::uint8_t>});
    if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq")) {
      kernels.push_back(
          {"AVX-512", avx512::count_passed, avx512::odd_passed, avx512::add<std::uint32_t>, avx512::add<std::uint8_t>});
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
