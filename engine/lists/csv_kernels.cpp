#include "engine/lists/csv_kernels.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <iterator>
#include <utility>
#include <vector>

#include "engine/lists/separators.hpp"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define FENJI_LISTS_AVX 1
// GCC 12 warns of the undefined operands inside its own intrinsics: https://gcc.gnu.org/PR105593
#ifndef __clang__
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#endif

namespace fenji::lists {
namespace {

// Puts down numbers in groups of four, at least one.
class EachPlacer {
 public:
  explicit EachPlacer(std::uint32_t base) : base_(base) {}

  std::uint32_t* put(std::uint64_t mask, std::uint32_t* to) const {
    std::uint32_t* const end = to + std::popcount(mask);
    do {
      for (int i = 0; i < 4; ++i) {
        *to++ = base_ + static_cast<std::uint32_t>(std::countr_zero(mask));
        mask &= mask - 1;
      }
    } while (mask != 0);
    return end;
  }
  void advance() { base_ += 64; }

 private:
  std::uint32_t base_;
};

// What find_opening() looks for.
constexpr char opening_bytes[] = {'=', '+', '-', '@', '\t', '\'', '\xEF', '"'};

namespace baseline {

using Placer = EachPlacer;
inline Separators find(const char* bytes) { return find_separators(bytes); }
inline std::uint64_t find_bare(const char* bytes) {
  const Separators found = find(bytes);
  return found.comma | found.line_feed;
}
inline bool find_line_feeds(const char* bytes, std::uint64_t (&line_feeds)[4]) {
  std::uint64_t others = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const Separators found = find(bytes + 64 * i);
    line_feeds[i] = found.line_feed;
    others |= found.quote | found.carriage_return;
  }
  return others == 0;
}
#ifdef FENJI_LISTS_SSE2
inline std::uint64_t openings(const char* bytes, std::uint64_t asked) {
  std::uint64_t found = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const __m128i lane = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + 16 * i));
    __m128i in_lane = _mm_setzero_si128();
    for (const char byte : opening_bytes) in_lane = _mm_or_si128(in_lane, _mm_cmpeq_epi8(lane, _mm_set1_epi8(byte)));
    found |= std::uint64_t{static_cast<std::uint32_t>(_mm_movemask_epi8(in_lane))} << 16 * i;
  }
  return found & asked;
}
#else
inline std::uint64_t openings(const char* bytes, std::uint64_t asked) {
  std::uint64_t found = 0;
  for (; asked != 0; asked &= asked - 1) {
    const bool opens =
        std::find(std::begin(opening_bytes), std::end(opening_bytes), bytes[first_bit(asked)]) != std::end(opening_bytes);
    found |= opens ? asked & (~asked + 1) : 0;
  }
  return found;
}
#endif
inline std::uint64_t parity(std::uint64_t bits) {
  for (int shift = 1; shift < 64; shift *= 2) bits ^= bits << shift;
  return bits;
}

#include "engine/lists/csv_kernels.inc"

}  // namespace baseline

#ifdef FENJI_LISTS_AVX

#ifdef __clang__
#pragma clang attribute push(__attribute__((target("avx2,pclmul,bmi,bmi2,lzcnt,popcnt"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx2,pclmul,bmi,bmi2,lzcnt,popcnt")
#endif
namespace avx2 {

using Placer = EachPlacer;
inline std::uint64_t equal(__m256i low, __m256i high, char byte) {
  const __m256i wanted = _mm256_set1_epi8(byte);
  const auto first = static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, wanted)));
  const auto second = static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, wanted)));
  return std::uint64_t{second} << 32 | first;
}
inline Separators find(const char* bytes) {
  const __m256i low = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes));
  const __m256i high = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes + 32));
  return {equal(low, high, ','), equal(low, high, '"'), equal(low, high, '\n'), equal(low, high, '\r')};
}
inline std::uint64_t find_bare(const char* bytes) {
  const __m256i comma = _mm256_set1_epi8(','), line_feed = _mm256_set1_epi8('\n');
  const auto separators = [&](const char* half) {
    const __m256i all = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(half));
    return static_cast<std::uint32_t>(
        _mm256_movemask_epi8(_mm256_or_si256(_mm256_cmpeq_epi8(all, comma), _mm256_cmpeq_epi8(all, line_feed))));
  };
  return std::uint64_t{separators(bytes + 32)} << 32 | separators(bytes);
}
inline bool find_line_feeds(const char* bytes, std::uint64_t (&line_feeds)[4]) {
  const __m256i quote = _mm256_set1_epi8('"'), carriage_return = _mm256_set1_epi8('\r');
  __m256i others = _mm256_setzero_si256();
  for (std::size_t i = 0; i < 4; ++i) {
    const __m256i low = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes + 64 * i));
    const __m256i high = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes + 64 * i + 32));
    line_feeds[i] = equal(low, high, '\n');
    for (const __m256i half : {low, high}) {
      others =
          _mm256_or_si256(others, _mm256_or_si256(_mm256_cmpeq_epi8(half, quote), _mm256_cmpeq_epi8(half, carriage_return)));
    }
  }
  return _mm256_testz_si256(others, others) != 0;
}
inline std::uint64_t openings(const char* bytes, std::uint64_t asked) {
  const __m256i low = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes));
  const __m256i high = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes + 32));
  __m256i in_low = _mm256_setzero_si256(), in_high = in_low;
  for (const char byte : opening_bytes) {
    const __m256i wanted = _mm256_set1_epi8(byte);
    in_low = _mm256_or_si256(in_low, _mm256_cmpeq_epi8(low, wanted));
    in_high = _mm256_or_si256(in_high, _mm256_cmpeq_epi8(high, wanted));
  }
  const auto first = static_cast<std::uint32_t>(_mm256_movemask_epi8(in_low));
  const auto second = static_cast<std::uint32_t>(_mm256_movemask_epi8(in_high));
  return (std::uint64_t{second} << 32 | first) & asked;
}
inline std::uint64_t parity(std::uint64_t bits) {
  const __m128i product = _mm_clmulepi64_si128(_mm_cvtsi64_si128(static_cast<std::int64_t>(bits)), _mm_set1_epi8(-1), 0);
  return static_cast<std::uint64_t>(_mm_cvtsi128_si64(product));
}

#include "engine/lists/csv_kernels.inc"

}  // namespace avx2
#ifdef __clang__
#pragma clang attribute pop
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vbmi2,pclmul,bmi,bmi2,lzcnt,popcnt"))), \
                             apply_to = function)
#else
#pragma GCC pop_options
#pragma GCC push_options
#pragma GCC target("avx512f,avx512bw,avx512vbmi2,pclmul,bmi,bmi2,lzcnt,popcnt")
#endif
namespace avx512 {

// GCC 12 computes with the processor's mask registers where it can, which takes several times as long.
inline std::uint64_t as_number(std::uint64_t mask) {
#ifndef __clang__
  asm("" : "+r"(mask));
#endif
  return mask;
}
inline std::uint64_t equal(__m512i all, char byte) { return as_number(_mm512_cmpeq_epi8_mask(all, _mm512_set1_epi8(byte))); }
inline Separators find(const char* bytes) {
  const __m512i all = _mm512_loadu_si512(bytes);
  return {equal(all, ','), equal(all, '"'), equal(all, '\n'), equal(all, '\r')};
}
inline std::uint64_t find_bare(const char* bytes) {
  const __m512i all = _mm512_loadu_si512(bytes);
  return as_number(
      _kor_mask64(_mm512_cmpeq_epi8_mask(all, _mm512_set1_epi8(',')), _mm512_cmpeq_epi8_mask(all, _mm512_set1_epi8('\n'))));
}
inline bool find_line_feeds(const char* bytes, std::uint64_t (&line_feeds)[4]) {
  const __m512i quote = _mm512_set1_epi8('"'), carriage_return = _mm512_set1_epi8('\r');
  __m512i others = _mm512_set1_epi8(-1);  // a byte 0 where one of them was seen
  for (std::size_t i = 0; i < 4; ++i) {
    const __m512i all = _mm512_loadu_si512(bytes + 64 * i);
    line_feeds[i] = equal(all, '\n');
    others = _mm512_min_epu8(others, _mm512_min_epu8(_mm512_xor_si512(all, quote), _mm512_xor_si512(all, carriage_return)));
  }
  return _mm512_testn_epi8_mask(others, others) == 0;
}
inline std::uint64_t openings(const char* bytes, std::uint64_t asked) {
  const __m512i all = _mm512_loadu_si512(bytes);
  std::uint64_t found = 0;
  for (const char byte : opening_bytes) found |= _mm512_cmpeq_epi8_mask(all, _mm512_set1_epi8(byte));
  return found & asked;
}
// The numbers of the bits, as bytes, moved together; then widened, sixteen at a time.
class Placer {
 public:
  explicit Placer(std::uint32_t base) : start_(_mm512_set1_epi32(static_cast<int>(base))) {}

  std::uint32_t* put(std::uint64_t mask, std::uint32_t* to) const {
    alignas(64) static constexpr auto numbers = [] {
      std::array<std::uint8_t, 64> all{};
      for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<std::uint8_t>(i);
      return all;
    }();
    const auto widened = [this](__m128i bytes) { return _mm512_add_epi32(start_, _mm512_cvtepu8_epi32(bytes)); };
    const __m512i places = _mm512_maskz_compress_epi8(mask, _mm512_load_si512(numbers.data()));
    const int count = std::popcount(as_number(mask));
    _mm512_storeu_si512(to, widened(_mm512_castsi512_si128(places)));
    if (count > 16) {
      _mm512_storeu_si512(to + 16, widened(_mm512_extracti32x4_epi32(places, 1)));
      _mm512_storeu_si512(to + 32, widened(_mm512_extracti32x4_epi32(places, 2)));
      _mm512_storeu_si512(to + 48, widened(_mm512_extracti32x4_epi32(places, 3)));
    }
    return to + count;
  }
  void advance() { start_ = _mm512_add_epi32(start_, _mm512_set1_epi32(64)); }

 private:
  __m512i start_;
};
inline std::uint64_t parity(std::uint64_t bits) {
  const __m128i product = _mm_clmulepi64_si128(_mm_cvtsi64_si128(static_cast<std::int64_t>(bits)), _mm_set1_epi8(-1), 0);
  return static_cast<std::uint64_t>(_mm_cvtsi128_si64(product));
}

#include "engine/lists/csv_kernels.inc"

}  // namespace avx512
#ifdef __clang__
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif

#endif

// The quickest last.
std::vector<CsvKernels> find_kernels() {
  std::vector<CsvKernels> kernels{{"baseline", baseline::count_lines, baseline::place_cells, baseline::place_bare_cells,
                                   baseline::place_enclosed_cells, baseline::find_opening}};
#ifdef FENJI_LISTS_AVX
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("pclmul") &&
      __builtin_cpu_supports("popcnt")) {
    kernels.push_back(
        {"AVX2", avx2::count_lines, avx2::place_cells, avx2::place_bare_cells, avx2::place_enclosed_cells, avx2::find_opening});
    if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vbmi2")) {
      kernels.push_back({"AVX-512", avx512::count_lines, avx512::place_cells, avx512::place_bare_cells,
                         avx512::place_enclosed_cells, avx512::find_opening});
    }
  }
#endif
  return kernels;
}

}  // namespace

std::span<const CsvKernels> all_csv_kernels() {
  static const std::vector<CsvKernels> kernels = find_kernels();
  return kernels;
}

const CsvKernels& csv_kernels() { return all_csv_kernels().back(); }

}  // namespace fenji::lists
