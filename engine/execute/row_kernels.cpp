#include "engine/execute/row_kernels.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <vector>

#include "engine/execute/instructions.hpp"

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

bool look_up_few(const FewNumbers& table, const std::uint32_t* firsts, const std::uint32_t* seconds, std::size_t rows,
                 std::uint32_t* found) {
  const auto number = [](const std::array<std::uint16_t, FewNumbers::most_keys>& numbers, std::uint32_t key) {
    return static_cast<std::uint16_t>(key >> 31 != 0 ? 0 : numbers[key]);
  };
  std::uint32_t zeros = 0;
  for (std::size_t row = 0; row < rows; ++row) {
    const std::uint16_t first = number(table.by_first, firsts[row]);
    found[row] = first == FewNumbers::passes ? number(table.by_second, seconds[row]) : first;
    zeros += found[row] == 0 ? 1 : 0;
  }
  return zeros != 0;
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

// Thirty-two keys as 16-bit numbers, and which of them are keys.
struct Keys {
  __m512i place;
  __mmask32 some;

  explicit Keys(const std::uint32_t* keys) {
    const __m512i low = _mm512_loadu_si512(keys), high = _mm512_loadu_si512(keys + 16);
    place = _mm512_inserti64x4(_mm512_castsi256_si512(_mm512_cvtepi32_epi16(low)), _mm512_cvtepi32_epi16(high), 1);
    some = _knot_mask32(_mm512_kunpackw(_mm512_movepi32_mask(high), _mm512_movepi32_mask(low)));
  }
};

// The numbers at sixty-four places, which a register pair holds, of each quarter of the table.
struct FewTable {
  static constexpr std::size_t registers = FewNumbers::most_keys / 32;
  __m512i at[registers];

  explicit FewTable(const std::array<std::uint16_t, FewNumbers::most_keys>& numbers) {
    for (std::size_t i = 0; i < registers; ++i) at[i] = _mm512_loadu_si512(numbers.data() + 32 * i);
  }
  __m512i quarter(std::size_t i, __m512i place) const { return _mm512_permutex2var_epi16(at[2 * i], place, at[2 * i + 1]); }
  __m512i operator[](const Keys& keys) const {
    const __mmask32 odd = _mm512_test_epi16_mask(keys.place, _mm512_set1_epi16(64));
    const __mmask32 upper = _mm512_test_epi16_mask(keys.place, _mm512_set1_epi16(128));
    const __m512i low = _mm512_mask_mov_epi16(quarter(0, keys.place), odd, quarter(1, keys.place));
    const __m512i high = _mm512_mask_mov_epi16(quarter(2, keys.place), odd, quarter(3, keys.place));
    return _mm512_maskz_mov_epi16(keys.some, _mm512_mask_mov_epi16(low, upper, high));
  }
};

bool look_up_few(const FewNumbers& table, const std::uint32_t* firsts, const std::uint32_t* seconds, std::size_t rows,
                 std::uint32_t* found) {
  const FewTable by_first(table.by_first), by_second(table.by_second);
  const __m512i passes = _mm512_set1_epi16(-1);
  std::size_t row = 0;
  __mmask32 zeros = 0;
  for (; row + 32 <= rows; row += 32) {
    const __m512i first = by_first[Keys(firsts + row)];
    const __mmask32 passing = _mm512_cmpeq_epi16_mask(first, passes);
    const __m512i number = _mm512_mask_mov_epi16(first, passing, by_second[Keys(seconds + row)]);
    zeros |= _mm512_testn_epi16_mask(number, number);
    _mm512_storeu_si512(found + row, _mm512_cvtepu16_epi32(_mm512_castsi512_si256(number)));
    _mm512_storeu_si512(found + row + 16, _mm512_cvtepu16_epi32(_mm512_extracti64x4_epi64(number, 1)));
  }
  return baseline::look_up_few(table, firsts + row, seconds + row, rows - row, found + row) || zeros != 0;
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
      {"baseline", baseline::count_passed, baseline::odd_passed, baseline::look_up, baseline::look_up_few}};
#ifdef FENJI_EXECUTE_AVX
  if (has_avx2()) kernels.push_back({"AVX2", avx2::count_passed, avx2::odd_passed, baseline::look_up, baseline::look_up_few});
  if (has_avx512()) {
    kernels.push_back({"AVX-512", avx512::count_passed, avx512::odd_passed, avx512::look_up, avx512::look_up_few});
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
