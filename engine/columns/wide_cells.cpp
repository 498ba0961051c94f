#include "engine/columns/wide_cells.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstring>
#include <numeric>

#include "engine/columns/cell_text.hpp"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
// GCC 12 warns of the undefined operands inside its own intrinsics: https://gcc.gnu.org/PR105593
#ifndef __clang__
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#pragma GCC diagnostic ignored "-Wuninitialized"
#endif

namespace fenji::columns {

bool has_wide_cells() {
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq");
}

#ifdef __clang__
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512cd,avx512dq,bmi,bmi2,lzcnt,popcnt"))), \
                             apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx512f,avx512bw,avx512vl,avx512cd,avx512dq,bmi,bmi2,lzcnt,popcnt")
#endif
namespace {

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

// Of eight cells where they stand: how long each is.
inline __m256i lengths(const std::uint64_t* found) {
  const __m512i bounds = _mm512_load_si512(found);
  return _mm256_sub_epi32(_mm512_cvtepi64_epi32(_mm512_sub_epi32(_mm512_srli_epi64(bounds, 32), bounds)), _mm256_set1_epi32(1));
}

// Sixteen bytes of each of four cells, from where `at(found)` says.
template <class At>
__m512i four_lanes(const std::uint64_t* found, At&& at) {
  const auto lane = [&](std::size_t i) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(at(found[i]))); };
  __m512i all = _mm512_castsi128_si512(lane(0));
  all = _mm512_inserti32x4(all, lane(1), 1);
  all = _mm512_inserti32x4(all, lane(2), 2);
  return _mm512_inserti32x4(all, lane(3), 3);
}

// Sixteen bits for each of eight cells, made of those of four and four.
inline __m128i both(std::uint64_t front, std::uint64_t back) {
  return _mm_insert_epi64(_mm_cvtsi64_si128(static_cast<std::int64_t>(front)), static_cast<std::int64_t>(back), 1);
}

// Puts down the rows that are left to the caller, eight asked at a time.
class LeftRows {
 public:
  explicit LeftRows(std::uint32_t* rest) : next_(rest), rows_(_mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7)) {}

  // The next eight: bit i of `left` says whether row i of them is.
  void put(std::uint32_t left) {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(next_), _mm256_maskz_compress_epi32(static_cast<__mmask8>(left), rows_));
    next_ += std::popcount(left);
    rows_ = _mm256_add_epi32(rows_, _mm256_set1_epi32(8));
  }
  // Where the next one would stand.
  std::uint32_t* end() const { return next_; }

 private:
  std::uint32_t* next_;
  __m256i rows_;
};

// Eight cells at once, the last 16 characters of each in a lane of its own, four lanes to a register; what is asked of each
// cell as a whole is asked of all eight. `signs`: they end with `%`; else none does. Programs write the numbers of a column
// with as many digits behind the point each: where eight are like those before, less is to be asked.
template <bool quoted, bool signs>
std::size_t read_numbers(const CellSpans& cells, std::size_t rows, const QuickNumber& quick, std::int64_t* values,
                         std::uint32_t* rest) {
  // Of the two forms the one of the first cell; cells of the other are left to the caller.
  const int places = (signs ? quick.percent() : quick.bare()).places;
  // The bounds are asked for by the distance from the least.
  const auto [least_value, greatest_value] = quick.bounds();
  if (places < 0 || places > 15 || least_value > greatest_value) {
    std::iota(rest, rest + rows, std::uint32_t{0});
    return rows;
  }

  const __m512i zero = _mm512_set1_epi8('0'), nine = _mm512_set1_epi8(9), sixteen = _mm512_set1_epi8(16),
                none = _mm512_set1_epi8(-1);
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

  // Of four cells: which characters are theirs, the digits by their value, bits of the points and of what is neither; bit i of
  // `negative`: cell i begins with a `-`, which is none of its characters then.
  struct Characters {
    __m512i digits;
    std::uint64_t kept, points, odd;
    std::uint32_t negative = 0;
  };
  const auto read_characters = [&](const std::uint64_t* found, std::uint64_t kept) {
    const __m512i raw = four_lanes(found, [&](std::uint64_t place) { return cells.bytes + (place >> 32) - 16; });
    Characters read;
    read.points = as_number(_mm512_mask_cmpeq_epi8_mask(kept, raw, point));
    read.digits = _mm512_maskz_sub_epi8(kept, raw, zero);
    read.odd = as_number(_mm512_cmpgt_epu8_mask(read.digits, nine)) & ~read.points;
    if (const std::uint64_t first = read.odd & ~behind(kept); first != 0) {
      const std::uint64_t sign = as_number(_mm512_mask_cmpeq_epi8_mask(first, raw, minus));
      kept &= ~sign;
      read.odd &= ~sign;
      read.digits = _mm512_maskz_mov_epi8(kept, read.digits);
      read.negative = static_cast<std::uint32_t>(_pext_u64(((sign & ~last_bits) + ~last_bits) | sign, last_bits));
    }
    read.kept = kept;
    return read;
  };
  // The character that each digit is taken from, of cells whose points stand at `at`; negative where there is none, and the
  // digit is a zero.
  const auto moves_of = [&](__m512i at) {
    const __m512i moves = _mm512_add_epi8(characters, at);
    return _mm512_mask_mov_epi8(moves, _mm512_cmpge_epi8_mask(moves, sixteen), none);
  };
  // Groups of four digits, as numbers.
  const auto fours_of = [&](__m512i digits, __m512i moves) {
    return _mm512_madd_epi16(_mm512_maddubs_epi16(_mm512_shuffle_epi8(digits, moves), pairs), fours);
  };
  const auto values_of = [&](__m512i front_fours, __m512i back_fours) {
    const __m512i sum = _mm512_madd_epi16(_mm512_packus_epi32(front_fours, back_fours), eights);
    const __m512i whole = _mm512_add_epi64(_mm512_mul_epu32(sum, hundred_million), _mm512_srli_epi64(sum, 32));
    return _mm512_permutexvar_epi64(in_order, whole);
  };
  // Of cells whose point is character `at` of sixteen, or that have none, where it is 16.
  struct Form {
    std::uint64_t points = 0;  // of the 64 bits of four
    __m512i moves;
    __m256i shortest, span;  // of their lengths
  };
  const auto form_of = [&](int at) {
    Form form;
    form.points = at == 16 ? 0 : std::uint64_t{0x0001000100010001} << at;
    form.moves = moves_of(_mm512_set1_epi8(static_cast<char>(at)));
    const int shortest = at == 16 ? 1 : 17 - at, longest = std::min(16, 32 - places - at);
    form.shortest = _mm256_set1_epi32(shortest);
    form.span = _mm256_set1_epi32(longest - shortest);
    return form;
  };

  const std::size_t groups = rows / 8;
  CellPlaces<quoted, signs> cell_places(cells, groups);
  LeftRows left(rest);
  // A column whose cells are not alike is not asked for ever.
  int tries = 8;
  bool has_form = false;
  Form form = form_of(16);
  for (std::size_t group = 0; group < groups; ++group) {
    const std::uint64_t* const found = cell_places[group];
    __m256i length = lengths(found);
    const __m256i unseen = _mm256_sub_epi32(most, _mm256_min_epu32(length, most));
    const __m128i kept = _mm256_cvtepi32_epi16(_mm256_sllv_epi32(_mm256_set1_epi32(0xffff), unseen));
    const Characters front = read_characters(found, static_cast<std::uint64_t>(_mm_cvtsi128_si64(kept)));
    const Characters back = read_characters(found + 4, static_cast<std::uint64_t>(_mm_extract_epi64(kept, 1)));
    const auto negative = static_cast<__mmask8>(front.negative | back.negative << 4);
    length = _mm256_mask_sub_epi32(length, negative, length, one);

    __m512i value;
    std::uint32_t bad = 0;
    if (has_form && ((front.points ^ (front.kept & form.points)) | (back.points ^ (back.kept & form.points))) == 0) {
      value = values_of(fours_of(front.digits, form.moves), fours_of(back.digits, form.moves));
      bad = _mm256_cmpgt_epu32_mask(_mm256_sub_epi32(length, form.shortest), form.span);
      if ((front.odd | back.odd) != 0) {
        const __m128i odd = both(front.odd, back.odd);
        bad |= _mm_test_epi16_mask(odd, odd);
      }
    } else {
      const __m128i points = both(front.points, back.points);
      const __m256i point_bits = _mm256_or_si256(_mm256_cvtepu16_epi32(points), _mm256_set1_epi32(0x10000));
      const __m256i first_point = _mm256_and_si256(point_bits, _mm256_sub_epi32(_mm256_setzero_si256(), point_bits));
      const __m256i at = _mm256_sub_epi32(_mm256_set1_epi32(31), _mm256_lzcnt_epi32(first_point));
      const __m512i at_bytes = _mm512_castsi256_si512(_mm256_shuffle_epi8(at, lowest_bytes));
      value = values_of(fours_of(front.digits, moves_of(_mm512_permutexvar_epi32(first_four, at_bytes))),
                        fours_of(back.digits, moves_of(_mm512_permutexvar_epi32(last_four, at_bytes))));
      // No character that cannot stand there: on both sides of a point there is something. No second point; no point with too
      // many digits behind it, or before it; 1 to 16 characters. The last three: negative where not so.
      const auto faults_of = [&](const Characters& read) {
        return read.odd | (read.points & ~behind(read.kept)) | (read.points & last_bits);
      };
      const __m128i all_but_first = _mm_and_si128(points, _mm_sub_epi16(points, _mm_set1_epi16(1)));
      const __m128i faults = _mm_or_si128(both(faults_of(front), faults_of(back)), all_but_first);
      const __m256i greatest_length = _mm256_max_epi32(length, _mm256_sub_epi32(_mm256_add_epi32(at, length), most_before));
      const __m256i misfits = _mm256_or_si256(_mm256_or_si256(_mm256_sub_epi32(at, least_at), _mm256_sub_epi32(length, one)),
                                              _mm256_sub_epi32(most, greatest_length));
      bad = _mm_test_epi16_mask(faults, faults) | _mm256_movepi32_mask(misfits);
      has_form = tries > 0 && (bad & 1) == 0;
      if (has_form) {
        --tries;
        form = form_of(_mm256_cvtsi256_si32(at));
      }
    }
    value = _mm512_mask_sub_epi64(value, negative, _mm512_setzero_si512(), value);
    _mm512_storeu_si512(values + 8 * group, value);
    bad |= _mm512_cmpgt_epu64_mask(_mm512_sub_epi64(value, least), width);
    if (signs) bad |= static_cast<std::uint8_t>(~cell_places.ending_signs(group));
    left.put(bad);
  }
  std::uint32_t* next = left.end();
  for (std::size_t row = 8 * groups; row < rows; ++row) {
    if (!quick.read_padded(cells.template cell<quoted>(row), values[row])) *next++ = static_cast<std::uint32_t>(row);
  }
  return static_cast<std::size_t>(next - rest);
}

// The first sixteen bytes of four cells.
inline __m512i beginnings(const char* bytes, const std::uint64_t* found) {
  return four_lanes(found, [&](std::uint64_t place) { return bytes + static_cast<std::uint32_t>(place + 1); });
}

// Of four cells in the lower half and four in the upper one: which of their first sixteen bytes are theirs.
struct Kept {
  explicit Kept(__m256i length)
      : bits(_mm256_cvtepi32_epi16(
            _mm256_srlv_epi32(_mm256_set1_epi32(0xffff),
                              _mm256_sub_epi32(_mm256_set1_epi32(16), _mm256_min_epu32(length, _mm256_set1_epi32(16)))))) {}

  static std::uint64_t front(__m128i bits) { return static_cast<std::uint64_t>(_mm_cvtsi128_si64(bits)); }
  static std::uint64_t back(__m128i bits) { return static_cast<std::uint64_t>(_mm_extract_epi64(bits, 1)); }

  __m128i bits;
};

// Bytes of several cells side by side, what ends behind each being none of it: `kept`, which are cells' at all, and `edges`,
// the first and the last of each. The bits of what makes a text no common one.
template <bool quoted>
class UncommonBytes {
 public:
  UncommonBytes()
      : first_lead_(_mm512_set1_epi8(static_cast<char>(0xE4))),
        leads_(_mm512_set1_epi8(5)),
        behind_continuations_(_mm512_set1_epi8(static_cast<char>(0xC0))),
        blank_(_mm512_set1_epi8(' ')),
        quote_(_mm512_set1_epi8('"')) {}

  std::uint64_t operator()(__m512i raw, std::uint64_t kept, std::uint64_t edges) const {
    std::uint64_t faults = as_number(_mm512_mask_cmple_epu8_mask(edges, raw, blank_));
    if constexpr (quoted) faults |= as_number(_mm512_mask_cmpeq_epi8_mask(kept, raw, quote_));
    const std::uint64_t not_ascii = as_number(_mm512_movepi8_mask(raw)) & kept;
    if (not_ascii == 0) return faults;
    const std::uint64_t lead = as_number(_mm512_mask_cmple_epu8_mask(kept, _mm512_sub_epi8(raw, first_lead_), leads_));
    const std::uint64_t continuation = as_number(_mm512_mask_cmplt_epi8_mask(kept, raw, behind_continuations_));
    return faults | (continuation ^ (lead << 1 | lead << 2)) | (not_ascii ^ (lead | continuation));
  }

 private:
  const __m512i first_lead_, leads_, behind_continuations_, blank_, quote_;
};

// Four cells of up to 15 bytes to a register, or two of up to 31: what begins in one and ends behind it is found in the first.
template <bool quoted>
std::size_t read_texts(const CellSpans& cells, std::size_t rows, std::string_view* values, std::uint32_t* rest) {
  const UncommonBytes<quoted> uncommon;
  // Bit i: the caller has to look at cell i of two.
  const auto read_pair = [&](std::size_t row) {
    const std::string_view one = values[row], two = values[row + 1];
    const __m256i first_bytes = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(one.data()));
    const __m256i second_bytes = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(two.data()));
    const auto size = [](std::string_view cell) { return static_cast<std::uint32_t>(cell.size()); };
    const auto front_bits = [&](std::string_view cell) { return std::uint64_t{_bzhi_u32(~0U, size(cell))}; };
    const auto edges = [&](std::string_view cell) { return std::uint64_t{1U | 1U << ((size(cell) - 1) & 31)}; };
    const std::uint64_t faults = uncommon(_mm512_inserti64x4(_mm512_castsi256_si512(first_bytes), second_bytes, 1),
                                          front_bits(one) | front_bits(two) << 32, edges(one) | edges(two) << 32);
    const auto left = [&](std::uint64_t fault, std::string_view cell) {
      return (fault | (cell.size() - 1 > 30 ? 1U : 0U)) != 0 ? 1U : 0U;
    };
    return left(faults & 0xffffffff, one) | left(faults >> 32, two) << 1;
  };

  const std::size_t groups = rows / 8;
  CellPlaces<quoted, false> cell_places(cells, groups);
  LeftRows left(rest);
  for (std::size_t group = 0; group < groups; ++group) {
    const std::uint64_t* const found = cell_places[group];
    for (std::size_t i = 0; i < 8; ++i) {
      const auto begin = static_cast<std::uint32_t>(found[i] + 1);
      values[8 * group + i] = {cells.bytes + begin, static_cast<std::uint32_t>(found[i] >> 32) - begin};
    }
    const __m256i length = lengths(found);
    std::uint32_t bad = 0;
    if (_mm256_cmpgt_epu32_mask(length, _mm256_set1_epi32(15)) != 0) {
      for (std::size_t i = 0; i < 8; i += 2) bad |= read_pair(8 * group + i) << i;
    } else {
      const __m128i kept = Kept(length).bits;
      const __m128i edges = _mm_or_si128(_mm_andnot_si128(_mm_srli_epi16(kept, 1), kept), _mm_set1_epi16(1));
      const __m128i faults = both(uncommon(beginnings(cells.bytes, found), Kept::front(kept), Kept::front(edges)),
                                  uncommon(beginnings(cells.bytes, found + 4), Kept::back(kept), Kept::back(edges)));
      // An empty cell has no edges.
      bad = _mm_test_epi16_mask(faults, faults) | _mm_testn_epi16_mask(kept, kept);
    }
    left.put(bad);
  }
  std::uint32_t* next = left.end();
  for (auto row = static_cast<std::uint32_t>(8 * groups); row < rows; ++row) {
    values[row] = cells.template cell<quoted>(row);
    if (!is_common_text(values[row]) || (quoted && values[row].find('"') != std::string_view::npos)) *next++ = row;
  }
  return static_cast<std::size_t>(next - rest);
}

// The place of each word is computed, and what stands there compared.
template <bool quoted, class T>
std::size_t find_words(const CellSpans& cells, std::size_t rows, const ShortWords::Few& words, T* values, std::uint32_t* rest) {
  constexpr std::size_t half = ShortWords::Few::places / 4;
  const __m512i first = _mm512_load_si512(words.bytes[0]), second = _mm512_load_si512(words.bytes[half]);
  const __m512i third = _mm512_load_si512(words.bytes[2 * half]), fourth = _mm512_load_si512(words.bytes[3 * half]);
  const __m512i sizes = _mm512_load_si512(words.sizes), codes = _mm512_load_si512(words.codes);
  const __m512i factors = _mm512_broadcast_i32x4(_mm_loadu_si128(reinterpret_cast<const __m128i*>(words.factors)));
  const __m512i high_halves = _mm512_setr_epi64(0, 1, 0, 1, 0, 1, 0, 1);
  const __m256i by_cell = _mm256_setr_epi32(0, 4, 8, 12, 16, 20, 24, 28);

  // Of four cells: the place of each in its two numbers, and the bits of those that hold something else than the word there.
  struct Found {
    __m512i places;
    std::uint32_t others;
  };
  const auto find = [&](const std::uint64_t* found, std::uint64_t kept) {
    const __m512i bytes = _mm512_maskz_mov_epi8(kept, beginnings(cells.bytes, found));
    const __m512i products = _mm512_mullo_epi64(bytes, factors);
    const __m512i hashes = _mm512_xor_si512(products, _mm512_shuffle_epi32(products, _MM_PERM_BADC));
    const __m512i places = _mm512_srli_epi64(hashes, 60);
    const __m512i numbers = _mm512_or_si512(_mm512_add_epi64(places, places), high_halves);
    const __m512i low = _mm512_permutex2var_epi64(first, numbers, second);
    const __m512i high = _mm512_permutex2var_epi64(third, numbers, fourth);
    const __m512i there = _mm512_mask_mov_epi64(low, _mm512_movepi64_mask(hashes), high);
    return Found{places, _mm512_cmpneq_epi64_mask(bytes, there)};
  };

  const std::size_t groups = rows / 8;
  CellPlaces<quoted, false> cell_places(cells, groups);
  LeftRows left(rest);
  for (std::size_t group = 0; group < groups; ++group) {
    const std::uint64_t* const found = cell_places[group];
    const __m256i length = lengths(found);
    const __m128i kept = Kept(length).bits;
    const Found front = find(found, Kept::front(kept)), back = find(found + 4, Kept::back(kept));
    const __m256i places =
        _mm512_castsi512_si256(_mm512_permutex2var_epi32(front.places, _mm512_castsi256_si512(by_cell), back.places));
    const __m256i code = _mm512_castsi512_si256(_mm512_permutexvar_epi32(_mm512_castsi256_si512(places), codes));
    const __m256i size = _mm512_castsi512_si256(_mm512_permutexvar_epi32(_mm512_castsi256_si512(places), sizes));
    if constexpr (sizeof(T) == 1) {
      _mm_storel_epi64(reinterpret_cast<__m128i*>(values + 8 * group), _mm256_cvtepi32_epi8(code));
    } else {
      _mm256_storeu_si256(reinterpret_cast<__m256i*>(values + 8 * group), code);
    }
    const std::uint32_t others = front.others | back.others << 8;
    left.put(_pext_u32(others | others >> 1, 0x5555) | _mm256_cmpneq_epi32_mask(size, length));
  }
  std::uint32_t* next = left.end();
  for (std::size_t row = 8 * groups; row < rows; ++row) *next++ = static_cast<std::uint32_t>(row);
  return static_cast<std::size_t>(next - rest);
}

}  // namespace
#ifdef __clang__
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif

std::size_t read_wide_numbers(const CellSpans& cells, std::size_t rows, const QuickNumber& quick, std::int64_t* values,
                              std::uint32_t* rest) {
  // A column has them or not, nearly always: what the first cell says decides.
  const std::string_view first = cells.as_it_stands(0);
  const bool signs = quick.percent().places >= 0 && first.data()[static_cast<std::ptrdiff_t>(first.size()) - 1] == '%';
  const auto read = cells.quotes ? signs ? read_numbers<true, true> : read_numbers<true, false>
                    : signs ? read_numbers<false, true>
                                 : read_numbers<false, false>;
  return read(cells, rows, quick, values, rest);
}

std::size_t read_wide_texts(const CellSpans& cells, std::size_t rows, std::string_view* values, std::uint32_t* rest) {
  return (cells.quotes ? read_texts<true> : read_texts<false>)(cells, rows, values, rest);
}

std::size_t read_wide_words(const CellSpans& cells, std::size_t rows, const ShortWords::Few& words, std::uint32_t* values,
                            std::uint32_t* rest) {
  return (cells.quotes ? find_words<true, std::uint32_t> : find_words<false, std::uint32_t>)(cells, rows, words, values, rest);
}

std::size_t read_wide_words(const CellSpans& cells, std::size_t rows, const ShortWords::Few& words, std::uint8_t* values,
                            std::uint32_t* rest) {
  return (cells.quotes ? find_words<true, std::uint8_t> : find_words<false, std::uint8_t>)(cells, rows, words, values, rest);
}

}  // namespace fenji::columns

#else

namespace fenji::columns {

bool has_wide_cells() { return false; }

std::size_t read_wide_numbers(const CellSpans&, std::size_t, const QuickNumber&, std::int64_t*, std::uint32_t*) {
  assert(false);
  return 0;
}

std::size_t read_wide_texts(const CellSpans&, std::size_t, std::string_view*, std::uint32_t*) {
  assert(false);
  return 0;
}

std::size_t read_wide_words(const CellSpans&, std::size_t, const ShortWords::Few&, std::uint32_t*, std::uint32_t*) {
  assert(false);
  return 0;
}

std::size_t read_wide_words(const CellSpans&, std::size_t, const ShortWords::Few&, std::uint8_t*, std::uint32_t*) {
  assert(false);
  return 0;
}

}  // namespace fenji::columns

#endif
