// Stage: lists. The next byte that means something in a JSON text, sixteen at a time. Behind `end`, json_padding bytes are
// readable, or as many as a function says.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "engine/lists/sse2.hpp"

namespace fenji::lists {

inline constexpr std::size_t json_padding = 32;

#ifdef FENJI_LISTS_SSE2
// From `at` on the first byte of those that `stops` marks in sixteen; `end` where there is none.
template <class Stops>
const char* skip_to(const char* at, const char* end, const Stops& stops) {
  for (; at < end; at += 16) {
    const auto found =
        static_cast<std::uint32_t>(_mm_movemask_epi8(stops(_mm_loadu_si128(reinterpret_cast<const __m128i*>(at)))));
    if (found != 0) return std::min(at + std::countr_zero(found), end);
  }
  return end;
}
#else
template <class Stops>
const char* skip_to(const char* at, const char* end, const Stops& stops) {
  while (at != end && !stops(*at)) ++at;
  return at;
}
#endif

// Inside a text: the first quote, backslash or control character. `comma` becomes true where one stands before it, and maybe
// where one stands shortly behind it.
inline const char* skip_json_run(const char* at, const char* end, bool& comma) {
#ifdef FENJI_LISTS_SSE2
  const __m128i quote = _mm_set1_epi8('"'), backslash = _mm_set1_epi8('\\'), control = _mm_set1_epi8(0x1f);
  const __m128i separator = _mm_set1_epi8(',');
  std::uint32_t commas = 0;
  at = skip_to(at, end, [&](__m128i bytes) {
    const __m128i stops = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, quote), _mm_cmpeq_epi8(bytes, backslash)),
                                       _mm_cmpeq_epi8(_mm_min_epu8(bytes, control), bytes));
    const auto found = static_cast<std::uint32_t>(_mm_movemask_epi8(stops));
    commas |= static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, separator))) & (found - 1) & ~found;
    return stops;
  });
  comma |= commas != 0;
  return at;
#else
  return skip_to(at, end, [&](char c) {
    comma |= c == ',';
    return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20;
  });
#endif
}

// Outside texts: the first quote or bracket of either kind.
inline const char* skip_to_json_structure(const char* at, const char* end) {
#ifdef FENJI_LISTS_SSE2
  const __m128i quote = _mm_set1_epi8('"'), opening = _mm_set1_epi8('{'), closing = _mm_set1_epi8('}');
  const __m128i square = _mm_set1_epi8('{' ^ '[');  // and '}' ^ ']'
  return skip_to(at, end, [&](__m128i bytes) {
    const __m128i curly = _mm_or_si128(bytes, square);
    return _mm_or_si128(_mm_cmpeq_epi8(bytes, quote),
                        _mm_or_si128(_mm_cmpeq_epi8(curly, opening), _mm_cmpeq_epi8(curly, closing)));
  });
#else
  return skip_to(at, end, [](char c) { return c == '"' || c == '{' || c == '}' || c == '[' || c == ']'; });
#endif
}

// The end of an object with neither objects, arrays nor backslashes inside, behind its opening bracket `at`; null where it is
// none or does not end, and where there is no quick way to tell. Up to 64 bytes behind `end` are read.
inline const char* end_of_flat_object([[maybe_unused]] const char* at, [[maybe_unused]] const char* end) {
#ifdef FENJI_LISTS_SSE2
  const __m128i quote = _mm_set1_epi8('"'), backslash = _mm_set1_epi8('\\');
  const __m128i opening = _mm_set1_epi8('{'), closing = _mm_set1_epi8('}'), square = _mm_set1_epi8('{' ^ '[');
  std::uint64_t in_text = 0;  // all bits, where the 64 bytes before end inside a text
  for (; at < end; at += 64) {
    std::uint64_t quotes = 0, brackets = 0, backslashes = 0;
    for (int i = 0; i < 4; ++i) {
      const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at) + i);
      const __m128i curly = _mm_or_si128(bytes, square);
      const auto put = [i](__m128i found, std::uint64_t& mask) {
        mask |= std::uint64_t{static_cast<std::uint32_t>(_mm_movemask_epi8(found))} << 16 * i;
      };
      put(_mm_cmpeq_epi8(bytes, quote), quotes);
      put(_mm_or_si128(_mm_cmpeq_epi8(curly, opening), _mm_cmpeq_epi8(curly, closing)), brackets);
      put(_mm_cmpeq_epi8(bytes, backslash), backslashes);
    }
    // Each bit becomes the parity of the quotes up to it.
    for (int shift = 1; shift < 64; shift *= 2) quotes ^= quotes << shift;
    quotes ^= in_text;
    const std::uint64_t stops = (brackets & ~quotes) | backslashes;
    if (stops != 0) {
      at += std::countr_zero(stops);
      return at < end && *at == '}' ? at + 1 : nullptr;
    }
    in_text = std::uint64_t{0} - (quotes >> 63);
  }
#endif
  return nullptr;
}

// The first byte that is no digit.
inline const char* skip_digits(const char* at, const char* end) {
#ifdef FENJI_LISTS_SSE2
  const __m128i zero = _mm_set1_epi8('0'), nine = _mm_set1_epi8(9);
  return skip_to(at, end, [&](__m128i bytes) {
    const __m128i digits = _mm_sub_epi8(bytes, zero);
    return _mm_cmpeq_epi8(_mm_cmpeq_epi8(_mm_min_epu8(digits, nine), digits), _mm_setzero_si128());
  });
#else
  return skip_to(at, end, [](char c) { return c < '0' || c > '9'; });
#endif
}

}  // namespace fenji::lists
