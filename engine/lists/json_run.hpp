// Stage: lists. The next byte that means something in a JSON text, sixteen at a time. Behind `end`, json_padding bytes are
// readable.
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
