#include "engine/columns/cell_kernels.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <vector>

#include "engine/columns/cell_text.hpp"

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
    if (!quick.read_padded(cells.cell<true>(row), values[row])) *next++ = row;
  }
  return static_cast<std::size_t>(next - rest);
}

std::size_t read_texts(const CellSpans& cells, std::size_t rows, std::string_view* values, std::uint32_t* rest) {
  std::uint32_t* next = rest;
  for (std::uint32_t row = 0; row < rows; ++row) {
    values[row] = cells.cell<true>(row);
    if (!is_common_text(values[row]) || values[row].find('"') != std::string_view::npos) *next++ = row;
  }
  return static_cast<std::size_t>(next - rest);
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
    const std::string_view cell = cells.template cell<true>(row);
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
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512cd,avx512dq,bmi,bmi2,lzcnt,popcnt"))), \
                             apply_to = function)
#else
#pragma GCC pop_options
#pragma GCC push_options
#pragma GCC target("avx512f,avx512bw,avx512vl,avx512cd,avx512dq,bmi,bmi2,lzcnt,popcnt")
#endif
namespace avx512 {

// GCC 12 computes with the processor's mask registers where it can, which takes several times as long.
inline std::uint64_t as_number(std::uint64_t mask) {
#ifndef __clang__
  asm("" : "+r"(mask));
#endif
  return mask;
}

// Where some cells stand, without their `%`: the place before each in the lower half of a number, its end in the upper half. In
// groups of eight, found some groups ahead of their use, so that what is put down one by one has come to the caches before it
// is taken up at once.
template <bool quoted, bool signs>
class CellPlaces {
 public:
  static constexpr std::size_t ahead = 3;

  CellPlaces(const CellSpans& cells, std::size_t groups) : cells_(cells), groups_(groups) {
    for (std::size_t group = 0; group < ahead && group < groups; ++group) find(group);
  }

  // By group, ascending.
  const std::uint64_t* operator[](std::size_t group) {
    if (group + ahead < groups_) find(group + ahead);
    return ring_[group % kept];
  }
  // The last group: bit i says whether cell i ends with `%`.
  std::uint8_t ending_signs(std::size_t group) const { return signs_[group % kept]; }

 private:
  static constexpr std::size_t kept = 4;  // a power of two above `ahead`

  void find(std::size_t group) {
    std::uint64_t* const found = ring_[group % kept];
    std::uint32_t ending = 0;
    for (std::uint32_t i = 0; i < 8; ++i) {
      const std::size_t row = 8 * group + i;
      if constexpr (!quoted && !signs) {
        std::memcpy(found + i, cells_.places + cells_.rows[row], sizeof *found);
        continue;
      }
      const std::string_view cell = cells_.template cell<quoted>(row);
      const auto begin = static_cast<std::uint32_t>(cell.data() - cells_.bytes);
      auto end = static_cast<std::uint32_t>(begin + cell.size());
      if constexpr (signs) {
        const std::uint32_t sign = cells_.bytes[std::ptrdiff_t{end} - 1] == '%' ? 1 : 0;
        end -= sign;
        ending |= sign << i;
      }
      found[i] = std::uint64_t{end} << 32 | std::uint32_t{begin - 1};
    }
    if constexpr (signs) signs_[group % kept] = static_cast<std::uint8_t>(ending);
  }

  const CellSpans& cells_;
  std::size_t groups_;
  alignas(64) std::uint64_t ring_[kept][8];
  std::uint8_t signs_[kept];
};

// Eight cells at once, the last 16 characters of each in a lane of its own, four lanes to a register; what is asked of each
// cell as a whole is asked of all eight. `signs`: they end with `%`; else none does.
template <bool quoted, bool signs>
std::size_t read_numbers(const CellSpans& cells, std::size_t rows, const QuickNumber& quick, std::int64_t* values,
                         std::uint32_t* rest) {
  // Of the two forms the one of the first cell; cells of the other are left to the caller.
  const int places = (signs ? quick.percent() : quick.bare()).places;
  // The bounds are asked for by the distance from the least.
  const auto [least_value, greatest_value] = quick.bounds();
  if (places < 0 || places > 15 || least_value > greatest_value)
    return baseline::read_numbers(cells, rows, quick, values, rest);

  const __m512i zero = _mm512_set1_epi8('0'), nine = _mm512_set1_epi8(9), sixteen = _mm512_set1_epi8(16);
  const __m512i point = _mm512_set1_epi8('.'), minus = _mm512_set1_epi8('-');
  const __m512i pairs = _mm512_set1_epi16(0x010A), fours = _mm512_set1_epi32(0x00010064);
  const __m512i eights = _mm512_set1_epi32(0x00012710), hundred_million = _mm512_set1_epi64(100'000'000);
  const __m512i first_four = _mm512_setr_epi32(0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3);
  const __m512i last_four = _mm512_setr_epi32(4, 4, 4, 4, 5, 5, 5, 5, 6, 6, 6, 6, 7, 7, 7, 7);
  const __m256i lowest_bytes =
      _mm256_set_epi64x(0x0c0c0c0c08080808, 0x0404040400000000, 0x0c0c0c0c08080808, 0x0404040400000000);
  const __m512i in_order = _mm512_setr_epi64(0, 2, 4, 6, 1, 3, 5, 7);
  // The character of each digit, less the place of the point: those before it stand one further to the front.
  alignas(64) std::int8_t from_point[64];
  for (int i = 0; i < 64; ++i) from_point[i] = static_cast<std::int8_t>(i % 16 + places - 16 + (i % 16 + places >= 16 ? 1 : 0));
  const __m512i characters = _mm512_load_si512(from_point);
  const __m512i least = _mm512_set1_epi64(least_value);
  const __m512i width = _mm512_sub_epi64(_mm512_set1_epi64(greatest_value), least);
  const __m256i one = _mm256_set1_epi32(1), most = _mm256_set1_epi32(16);
  const __m256i least_at = _mm256_set1_epi32(15 - places), most_before = _mm256_set1_epi32(16 - places);
  // Of the 16 bits of each lane.
  constexpr std::uint64_t last_bits = 0x8000800080008000;
  const auto behind = [](std::uint64_t mask) { return mask << 1 & 0xfffefffefffefffe; };
  const auto both = [](std::uint64_t low, std::uint64_t high) {
    return _mm_insert_epi64(_mm_cvtsi64_si128(static_cast<std::int64_t>(low)), static_cast<std::int64_t>(high), 1);
  };

  // Of four cells: digits, by their value; bits of the points among their characters, and of those that cannot stand where they
  // do; bit i: cell i begins with a `-`, which is none of its characters then.
  struct Characters {
    __m512i digits;
    std::uint64_t points, faults;
    std::uint32_t negative = 0;
  };
  const auto read_characters = [&](const std::uint64_t* found, std::uint64_t kept) {
    const auto last_sixteen = [&](std::uint64_t place) {
      return _mm_loadu_si128(reinterpret_cast<const __m128i*>(cells.bytes + (place >> 32) - 16));
    };
    __m512i raw = _mm512_castsi128_si512(last_sixteen(found[0]));
    raw = _mm512_inserti32x4(raw, last_sixteen(found[1]), 1);
    raw = _mm512_inserti32x4(raw, last_sixteen(found[2]), 2);
    raw = _mm512_inserti32x4(raw, last_sixteen(found[3]), 3);
    Characters read;
    read.points = as_number(_mm512_mask_cmpeq_epi8_mask(kept, raw, point));
    read.digits = _mm512_maskz_sub_epi8(kept, raw, zero);
    std::uint64_t odd = as_number(_mm512_cmpgt_epu8_mask(read.digits, nine)) & ~read.points;
    if (const std::uint64_t first = odd & kept & ~behind(kept); first != 0) {
      const std::uint64_t sign = as_number(_mm512_mask_cmpeq_epi8_mask(first, raw, minus));
      kept &= ~sign;
      odd &= ~sign;
      read.digits = _mm512_maskz_mov_epi8(kept, read.digits);
      read.negative = static_cast<std::uint32_t>(_pext_u64(((sign & ~last_bits) + ~last_bits) | sign, last_bits));
    }
    // On both sides of a point something must stand.
    read.faults = odd | (read.points & ~behind(kept)) | (read.points & last_bits);
    return read;
  };
  // Groups of four digits, as numbers; digits that a number of so many places lacks are zeros.
  const auto fours_of = [&](__m512i digits, __m512i moves) {
    const __m512i moved = _mm512_maskz_shuffle_epi8(_mm512_cmplt_epi8_mask(moves, sixteen), digits, moves);
    return _mm512_madd_epi16(_mm512_maddubs_epi16(moved, pairs), fours);
  };

  const std::size_t groups = rows / 8;
  CellPlaces<quoted, signs> cell_places(cells, groups);
  std::uint32_t* next = rest;
  __m256i numbers = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
  for (std::size_t group = 0; group < groups; ++group) {
    const std::uint64_t* const found = cell_places[group];
    const __m512i bounds = _mm512_load_si512(found);
    __m256i length = _mm256_sub_epi32(_mm512_cvtepi64_epi32(_mm512_sub_epi32(_mm512_srli_epi64(bounds, 32), bounds)), one);
    const __m256i unseen = _mm256_sub_epi32(most, _mm256_min_epu32(length, most));
    const __m128i kept = _mm256_cvtepi32_epi16(_mm256_sllv_epi32(_mm256_set1_epi32(0xffff), unseen));
    const Characters front = read_characters(found, static_cast<std::uint64_t>(_mm_cvtsi128_si64(kept)));
    const Characters back = read_characters(found + 4, static_cast<std::uint64_t>(_mm_extract_epi64(kept, 1)));
    const auto negative = static_cast<__mmask8>(front.negative | back.negative << 4);

    const __m128i points = both(front.points, back.points);
    const __m256i point_bits = _mm256_or_si256(_mm256_cvtepu16_epi32(points), _mm256_set1_epi32(0x10000));
    const __m256i first_point = _mm256_and_si256(point_bits, _mm256_sub_epi32(_mm256_setzero_si256(), point_bits));
    const __m256i at = _mm256_sub_epi32(_mm256_set1_epi32(31), _mm256_lzcnt_epi32(first_point));
    const __m512i at_bytes = _mm512_castsi256_si512(_mm256_shuffle_epi8(at, lowest_bytes));
    const __m512i front_fours =
        fours_of(front.digits, _mm512_add_epi8(characters, _mm512_permutexvar_epi32(first_four, at_bytes)));
    const __m512i back_fours =
        fours_of(back.digits, _mm512_add_epi8(characters, _mm512_permutexvar_epi32(last_four, at_bytes)));
    __m512i sum = _mm512_madd_epi16(_mm512_packus_epi32(front_fours, back_fours), eights);
    sum = _mm512_add_epi64(_mm512_mul_epu32(sum, hundred_million), _mm512_srli_epi64(sum, 32));
    __m512i value = _mm512_permutexvar_epi64(in_order, sum);
    value = _mm512_mask_sub_epi64(value, negative, _mm512_setzero_si512(), value);
    _mm512_storeu_si512(values + 8 * group, value);

    // No character that cannot stand there, no second point; no point with too many digits behind it, or before it; 1 to 16
    // characters. The last three: negative where not so.
    const __m128i all_but_first = _mm_and_si128(points, _mm_sub_epi16(points, _mm_set1_epi16(1)));
    const __m128i faults = _mm_or_si128(both(front.faults, back.faults), all_but_first);
    length = _mm256_mask_sub_epi32(length, negative, length, one);
    const __m256i greatest_length = _mm256_max_epi32(length, _mm256_sub_epi32(_mm256_add_epi32(at, length), most_before));
    const __m256i misfits = _mm256_or_si256(_mm256_or_si256(_mm256_sub_epi32(at, least_at), _mm256_sub_epi32(length, one)),
                                            _mm256_sub_epi32(most, greatest_length));
    std::uint32_t bad = _mm_test_epi16_mask(faults, faults);
    bad |= _mm256_movepi32_mask(misfits);
    bad |= _mm512_cmpgt_epu64_mask(_mm512_sub_epi64(value, least), width);
    if (signs) bad |= static_cast<std::uint8_t>(~cell_places.ending_signs(group));
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(next), _mm256_maskz_compress_epi32(static_cast<__mmask8>(bad), numbers));
    next += std::popcount(bad);
    numbers = _mm256_add_epi32(numbers, _mm256_set1_epi32(8));
  }
  for (std::size_t row = 8 * groups; row < rows; ++row) {
    if (!quick.read_padded(cells.template cell<quoted>(row), values[row])) *next++ = static_cast<std::uint32_t>(row);
  }
  return static_cast<std::size_t>(next - rest);
}

// Two cells at once, up to 31 bytes of each: what begins in the first and ends behind it is found in the first.
template <bool quoted>
std::size_t read_texts(const CellSpans& cells, std::size_t rows, std::string_view* values, std::uint32_t* rest) {
  const __m512i first_lead = _mm512_set1_epi8(static_cast<char>(0xE4)), leads = _mm512_set1_epi8(5);
  const __m512i behind_continuations = _mm512_set1_epi8(static_cast<char>(0xC0)), blank = _mm512_set1_epi8(' ');
  const __m512i quote = _mm512_set1_epi8('"');
  std::uint32_t* next = rest;
  std::uint32_t row = 0;
  for (; row + 2 <= rows; row += 2) {
    const std::string_view one = values[row] = cells.template cell<quoted>(row);
    const std::string_view two = values[row + 1] = cells.template cell<quoted>(row + 1);
    const __m256i first_bytes = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(one.data()));
    const __m256i second_bytes = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(two.data()));
    const __m512i raw = _mm512_inserti64x4(_mm512_castsi256_si512(first_bytes), second_bytes, 1);
    const auto size = [](std::string_view cell) { return static_cast<std::uint32_t>(cell.size()); };
    const auto front_bits = [&](std::string_view cell) { return std::uint64_t{_bzhi_u32(~0U, size(cell))}; };
    const auto edges = [&](std::string_view cell) { return std::uint64_t{1U | 1U << ((size(cell) - 1) & 31)}; };

    const std::uint64_t kept = front_bits(one) | front_bits(two) << 32;
    const std::uint64_t lead = as_number(_mm512_mask_cmple_epu8_mask(kept, _mm512_sub_epi8(raw, first_lead), leads));
    const std::uint64_t continuation = as_number(_mm512_mask_cmplt_epi8_mask(kept, raw, behind_continuations));
    const std::uint64_t not_ascii = as_number(_mm512_movepi8_mask(raw)) & kept;
    const std::uint64_t blanks = as_number(_mm512_cmple_epu8_mask(raw, blank)) & (edges(one) | edges(two) << 32);
    std::uint64_t faults = (continuation ^ (lead << 1 | lead << 2)) | (not_ascii ^ (lead | continuation)) | blanks;
    if constexpr (quoted) faults |= as_number(_mm512_mask_cmpeq_epi8_mask(kept, raw, quote));
    const auto put = [&](std::uint32_t at, std::uint64_t fault, std::string_view cell) {
      *next = at;
      next += (fault | (cell.size() - 1 > 30 ? 1U : 0U)) != 0 ? 1 : 0;
    };
    put(row, faults & 0xffffffff, one);
    put(row + 1, faults >> 32, two);
  }
  for (; row < rows; ++row) {
    values[row] = cells.template cell<quoted>(row);
    if (!is_common_text(values[row]) || (quoted && values[row].find('"') != std::string_view::npos)) *next++ = row;
  }
  return static_cast<std::size_t>(next - rest);
}

}  // namespace avx512
#ifdef __clang__
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif

std::size_t read_numbers_avx512(const CellSpans& cells, std::size_t rows, const QuickNumber& quick, std::int64_t* values,
                                std::uint32_t* rest) {
  // A column has them or not, nearly always: what the first cell says decides.
  const std::string_view first = cells.cell<true>(0);
  const bool signs = quick.percent().places >= 0 && first.data()[static_cast<std::ptrdiff_t>(first.size()) - 1] == '%';
  const auto read = cells.quotes ? signs ? avx512::read_numbers<true, true> : avx512::read_numbers<true, false>
                    : signs ? avx512::read_numbers<false, true>
                                 : avx512::read_numbers<false, false>;
  // Eight cells at once have no commas and no blanks.
  return avx2::read_again(cells, quick, values, rest, read(cells, rows, quick, values, rest));
}

std::size_t read_numbers_avx2(const CellSpans& cells, std::size_t rows, const QuickNumber& quick, std::int64_t* values,
                              std::uint32_t* rest) {
  const auto read = cells.quotes ? avx2::read_numbers<true> : avx2::read_numbers<false>;
  return avx2::read_again(cells, quick, values, rest, read(cells, rows, quick, values, rest));
}

std::size_t read_texts_avx512(const CellSpans& cells, std::size_t rows, std::string_view* values, std::uint32_t* rest) {
  const auto read = cells.quotes ? avx512::read_texts<true> : avx512::read_texts<false>;
  return read(cells, rows, values, rest);
}

std::size_t read_texts_avx2(const CellSpans& cells, std::size_t rows, std::string_view* values, std::uint32_t* rest) {
  const auto read = cells.quotes ? avx2::read_texts<true> : avx2::read_texts<false>;
  return read(cells, rows, values, rest);
}

#endif

// The quickest last.
std::vector<CellKernels> find_kernels() {
  std::vector<CellKernels> kernels{{"baseline", baseline::read_numbers, baseline::read_texts}};
#ifdef FENJI_COLUMNS_AVX
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2")) {
    kernels.push_back({"AVX2", read_numbers_avx2, read_texts_avx2});
    if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512cd") &&
        __builtin_cpu_supports("avx512dq")) {
      kernels.push_back({"AVX-512", read_numbers_avx512, read_texts_avx512});
    }
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
