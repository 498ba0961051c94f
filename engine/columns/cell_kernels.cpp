#include "engine/columns/cell_kernels.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <vector>

#include "engine/columns/cell_text.hpp"
#include "engine/columns/wide_cells.hpp"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define FENJI_COLUMNS_AVX 1
// GCC 12 warns of the undefined operands inside its own intrinsics: https://gcc.gnu.org/PR105593
#ifndef __clang__
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#endif

namespace fenji::columns {
namespace {

namespace baseline {

std::size_t read_numbers(const CellSpans& cells, std::size_t rows, const QuickNumber& quick, std::int64_t* values,
                         std::uint32_t* rest) {
  std::uint32_t* next = rest;
  for (std::uint32_t row = 0; row < rows; ++row) {
    if (!quick.read_padded(cells.as_it_stands(row), values[row])) *next++ = row;
  }
  return static_cast<std::size_t>(next - rest);
}

std::size_t read_texts(const CellSpans& cells, std::size_t rows, std::string_view* values, std::uint32_t* rest) {
  std::uint32_t* next = rest;
  for (std::uint32_t row = 0; row < rows; ++row) {
    values[row] = cells.as_it_stands(row);
    if (!is_common_text(values[row]) || values[row].find('"') != std::string_view::npos) *next++ = row;
  }
  return static_cast<std::size_t>(next - rest);
}

template <bool quoted, bool narrow, class T>
std::size_t find_words(const CellSpans& cells, std::size_t rows, const ShortWords& words, T* values, std::uint32_t* rest) {
  std::uint32_t* next = rest;
  for (std::uint32_t row = 0; row < rows; ++row) {
    std::uint32_t code = 0;
    const bool found = words.find<narrow>(cells.cell<quoted>(row), code);
    values[row] = static_cast<T>(code);
    *next = row;
    next += found ? 0 : 1;
  }
  return static_cast<std::size_t>(next - rest);
}

template <class T>
std::size_t read_words(const CellSpans& cells, std::size_t rows, const ShortWords& words, T* values, std::uint32_t* rest) {
  const auto find = words.narrow() ? cells.quotes ? find_words<true, true, T> : find_words<false, true, T>
                    : cells.quotes ? find_words<true, false, T>
                                   : find_words<false, false, T>;
  return find(cells, rows, words, values, rest);
}

}  // namespace baseline

#ifdef FENJI_COLUMNS_AVX

// As many bytes 0 as bytes 0xff: read from its middle less n, the last n of a vector are kept, from the middle plus n the
// first.
alignas(64) constexpr auto sliding = [] {
  std::array<std::uint8_t, 96> bytes{};
  for (std::size_t i = 32; i < 64; ++i) bytes[i] = 0xff;
  return bytes;
}();

#ifdef __clang__
#pragma clang attribute push(__attribute__((target("avx2,bmi,bmi2,lzcnt,popcnt"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx2,bmi,bmi2,lzcnt,popcnt")
#endif
namespace avx2 {

inline std::uint32_t bits(__m128i bytes) { return static_cast<std::uint32_t>(_mm_movemask_epi8(bytes)); }
inline std::uint32_t bits(__m256i bytes) { return static_cast<std::uint32_t>(_mm256_movemask_epi8(bytes)); }

// The last 16 characters of a cell at once, without a branch on any of them.
class Number {
 public:
  explicit Number(const QuickNumber& quick)
      : bare_(quick.bare()), percent_(quick.percent()), least_(quick.bounds().least), greatest_(quick.bounds().greatest) {}

  bool read(std::string_view cell, std::int64_t& value) const {
    const __m128i zero = _mm_set1_epi8('0'), nine = _mm_set1_epi8(9), point = _mm_set1_epi8('.'), comma = _mm_set1_epi8(',');
    const __m128i pairs = _mm_set1_epi16(0x010A), fours = _mm_set1_epi32(0x00010064), eights = _mm_set1_epi32(0x00012710);
    const bool signed_percent = cell.data()[static_cast<std::ptrdiff_t>(cell.size()) - 1] == '%';
    const bool negative = cell.data()[0] == '-';
    const NumberForm& form = signed_percent ? percent_ : bare_;
    const char* const end = cell.data() + cell.size() - (signed_percent ? 1 : 0);
    const std::size_t size = cell.size() - (signed_percent ? 1 : 0) - (negative ? 1 : 0);
    const std::size_t seen = size > 16 ? 16 : size;

    const __m128i raw = _mm_loadu_si128(reinterpret_cast<const __m128i*>(end - 16));
    const __m128i kept = _mm_loadu_si128(reinterpret_cast<const __m128i*>(sliding.data() + 16 + seen));
    const std::uint32_t kept_bits = 0xffff0000U >> seen & 0xffff;
    const __m128i is_point = _mm_cmpeq_epi8(raw, point), is_comma = _mm_cmpeq_epi8(raw, comma);
    const std::uint32_t points = bits(_mm_and_si128(is_point, kept)), commas = bits(_mm_and_si128(is_comma, kept));
    const __m128i digits = _mm_andnot_si128(_mm_or_si128(is_point, is_comma), _mm_and_si128(_mm_sub_epi8(raw, zero), kept));
    const std::uint32_t are_digits = bits(_mm_cmpeq_epi8(_mm_min_epu8(digits, nine), digits));
    const auto at = static_cast<std::uint32_t>(std::countr_zero(points | 0x10000U));
    const std::uint32_t place = at + (commas == 0 ? 0 : 17);

    __m128i sum = _mm_shuffle_epi8(digits, _mm_load_si128(reinterpret_cast<const __m128i*>(form.moves[place].data())));
    sum = _mm_madd_epi16(_mm_maddubs_epi16(sum, pairs), fours);
    sum = _mm_madd_epi16(_mm_packus_epi32(sum, sum), eights);
    const auto halves = static_cast<std::uint64_t>(_mm_cvtsi128_si64(sum));
    const auto magnitude = static_cast<std::int64_t>((halves & 0xffffffff) * 100'000'000 + (halves >> 32));
    value = negative ? -magnitude : magnitude;

    // Where groups of three digits before the point have their commas. None stands elsewhere or before all digits, and no zero
    // does before other groups.
    const std::uint32_t wanted = (0x1111U << (at & 3)) & ((1U << at) - 1) & kept_bits;
    const std::uint32_t first = kept_bits & ~(kept_bits << 1);
    const std::uint32_t zeros = bits(_mm_cmpeq_epi8(raw, zero));
    const std::uint32_t grouping = (commas ^ wanted) | ((commas | zeros) & first);
    // A point that stands before all digits, or a second one; digits that have no place; what is no digit; bounds.
    const std::uint32_t faults = (points & ~(kept_bits << 1)) | (points & (points - 1)) | (kept_bits & form.lost[place]) |
                                 (are_digits ^ 0xffff) | (size - 1 > 15 ? 1U : 0U) | (value < least_ ? 1U : 0U) |
                                 (value > greatest_ ? 1U : 0U) | (commas == 0 ? 0U : grouping);
    return faults == 0;
  }

 private:
  const NumberForm& bare_;
  const NumberForm& percent_;
  const std::int64_t least_, greatest_;
};

template <bool quoted>
std::size_t read_numbers(const CellSpans& cells, std::size_t rows, const QuickNumber& quick, std::int64_t* values,
                         std::uint32_t* rest) {
  const Number number(quick);
  std::uint32_t* next = rest;
  for (std::uint32_t row = 0; row < rows; ++row) {
    *next = row;
    next += number.read(cells.template cell<quoted>(row), values[row]) ? 0 : 1;
  }
  return static_cast<std::size_t>(next - rest);
}

// Those rows of `rest` that are left; without the ASCII blanks around cells.
std::size_t read_again(const CellSpans& cells, const QuickNumber& quick, std::int64_t* values, std::uint32_t* rest,
                       std::size_t count) {
  const Number number(quick);
  std::uint32_t* next = rest;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t row = rest[i];
    const std::string_view cell = cells.as_it_stands(row);
    *next = row;
    next += !cell.empty() && number.read(without_ascii_blanks(cell), values[row]) ? 0 : 1;
  }
  return static_cast<std::size_t>(next - rest);
}

// Up to 32 bytes at once: ASCII and the characters that is_common_text knows.
template <bool quoted>
std::size_t read_texts(const CellSpans& cells, std::size_t rows, std::string_view* values, std::uint32_t* rest) {
  const __m256i first_lead = _mm256_set1_epi8(static_cast<char>(0xE4)), leads = _mm256_set1_epi8(5);
  const __m256i behind_continuations = _mm256_set1_epi8(static_cast<char>(0xC0));
  const __m256i quote = _mm256_set1_epi8('"');
  std::uint32_t* next = rest;
  for (std::uint32_t row = 0; row < rows; ++row) {
    const std::string_view cell = cells.template cell<quoted>(row);
    values[row] = cell;
    const std::size_t size = cell.size();
    const __m256i raw = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(cell.data()));
    const auto kept = static_cast<std::uint32_t>(_bzhi_u64(~std::uint64_t{0}, static_cast<std::uint32_t>(size)));
    const __m256i from_lead = _mm256_sub_epi8(raw, first_lead);
    const std::uint64_t lead = bits(_mm256_cmpeq_epi8(_mm256_min_epu8(from_lead, leads), from_lead)) & kept;
    const std::uint64_t continuation = bits(_mm256_cmpgt_epi8(behind_continuations, raw)) & kept;
    const std::uint64_t not_ascii = bits(raw) & kept;
    const auto front = static_cast<unsigned char>(cell.data()[0]);
    const auto back = static_cast<unsigned char>(cell.data()[static_cast<std::ptrdiff_t>(size) - 1]);
    std::uint64_t faults = (continuation ^ (lead << 1 | lead << 2)) | (not_ascii ^ (lead | continuation)) |
                           (size - 1 > 31 ? 1U : 0U) | (front <= ' ' ? 1U : 0U) | (back <= ' ' ? 1U : 0U);
    if constexpr (quoted) faults |= bits(_mm256_cmpeq_epi8(raw, quote)) & kept;
    *next = row;
    next += faults != 0 ? 1 : 0;
  }
  return static_cast<std::size_t>(next - rest);
}

}  // namespace avx2
#ifdef __clang__
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif

std::size_t read_numbers_avx512(const CellSpans& cells, std::size_t rows, const QuickNumber& quick, std::int64_t* values,
                                std::uint32_t* rest) {
  return avx2::read_again(cells, quick, values, rest, read_wide_numbers(cells, rows, quick, values, rest));
}

std::size_t read_numbers_avx2(const CellSpans& cells, std::size_t rows, const QuickNumber& quick, std::int64_t* values,
                              std::uint32_t* rest) {
  const auto read = cells.quotes ? avx2::read_numbers<true> : avx2::read_numbers<false>;
  return avx2::read_again(cells, quick, values, rest, read(cells, rows, quick, values, rest));
}

template <class T>
std::size_t read_words_avx512(const CellSpans& cells, std::size_t rows, const ShortWords& words, T* values,
                              std::uint32_t* rest) {
  if (words.few() == nullptr || rows < 8) return baseline::read_words(cells, rows, words, values, rest);
  return read_wide_words(cells, rows, *words.few(), values, rest);
}

std::size_t read_texts_avx2(const CellSpans& cells, std::size_t rows, std::string_view* values, std::uint32_t* rest) {
  const auto read = cells.quotes ? avx2::read_texts<true> : avx2::read_texts<false>;
  return read(cells, rows, values, rest);
}

#endif

// The quickest last.
std::vector<CellKernels> find_kernels() {
  std::vector<CellKernels> kernels{{"baseline", baseline::read_numbers, baseline::read_texts,
                                    baseline::read_words<std::uint32_t>, baseline::read_words<std::uint8_t>}};
#ifdef FENJI_COLUMNS_AVX
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2")) {
    CellKernels wider = kernels.back();
    wider.name = "AVX2";
    wider.read_numbers = read_numbers_avx2;
    wider.read_texts = read_texts_avx2;
    kernels.push_back(wider);
    if (has_wide_cells())
      kernels.push_back(
          {"AVX-512", read_numbers_avx512, read_wide_texts, read_words_avx512<std::uint32_t>, read_words_avx512<std::uint8_t>});
  }
#endif
  return kernels;
}

}  // namespace

std::span<const CellKernels> all_cell_kernels() {
  static const std::vector<CellKernels> kernels = find_kernels();
  return kernels;
}

const CellKernels& cell_kernels() { return all_cell_kernels().back(); }

}  // namespace fenji::columns
