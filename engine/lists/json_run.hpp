// Stage: lists. The next byte that means something inside a JSON text, sixteen at a time.
#pragma once

#include <bit>
#include <cstdint>

#include "engine/lists/sse2.hpp"

namespace fenji::lists {

// From `at` on the first quote, backslash or control character; `end` where there is none. `comma` becomes true where one
// stands before it.
inline const char* skip_json_run(const char* at, const char* end, bool& comma) {
#ifdef FENJI_LISTS_SSE2
  const __m128i quote = _mm_set1_epi8('"'), backslash = _mm_set1_epi8('\\'), control = _mm_set1_epi8(0x1f);
  const __m128i separator = _mm_set1_epi8(',');
  const auto bits = [](__m128i bytes) { return static_cast<std::uint32_t>(_mm_movemask_epi8(bytes)); };
  for (; end - at >= 16; at += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    const std::uint32_t stops = bits(_mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, quote), _mm_cmpeq_epi8(bytes, backslash)),
                                                  _mm_cmpeq_epi8(_mm_min_epu8(bytes, control), bytes)));
    const std::uint32_t before = stops == 0 ? 0xffff : (stops & (~stops + 1)) - 1;
    comma |= (bits(_mm_cmpeq_epi8(bytes, separator)) & before) != 0;
    if (stops != 0) return at + std::countr_zero(stops);
  }
#endif
  for (; at != end && *at != '"' && *at != '\\' && static_cast<unsigned char>(*at) >= 0x20; ++at) comma |= *at == ',';
  return at;
}

}  // namespace fenji::lists
