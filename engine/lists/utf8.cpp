#include "engine/lists/utf8.hpp"

#include <cstring>

#include "engine/lists/sse2.hpp"

namespace fenji::lists {
namespace {

// The high bits of eight bytes, one each.
constexpr std::uint64_t high_bits = 0x8080808080808080;

std::uint64_t word_at(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

bool is_continuation(unsigned char byte) { return (byte & 0xc0) == 0x80; }

// Bytes of the character that `lead` begins; 0 where no character begins so. The second byte lies in [low, high].
struct Lead {
  std::size_t length = 0;
  unsigned char low = 0x80;
  unsigned char high = 0xbf;
};

Lead lead_of(unsigned char lead) {
  if (lead < 0x80) return {1};
  if (lead < 0xc2) return {0};  // a continuation, or an overlong form
  if (lead < 0xe0) return {2};
  if (lead == 0xe0) return {3, 0xa0, 0xbf};  // less would be overlong
  if (lead == 0xed) return {3, 0x80, 0x9f};  // more would be a surrogate
  if (lead < 0xf0) return {3};
  if (lead == 0xf0) return {4, 0x90, 0xbf};
  if (lead < 0xf4) return {4};
  if (lead == 0xf4) return {4, 0x80, 0x8f};  // more would pass U+10FFFF
  return {0};
}

#ifdef FENJI_LISTS_SSE2
// Goes over characters of one, two and three bytes, 64 bytes at a time, whatever their order. Stops before 64 bytes that hold
// another kind, something wrong, or the end; the end of the last whole character before them.
std::size_t skip_usual_characters(const unsigned char* bytes, std::size_t at, std::size_t size) {
  std::uint64_t awaited = 0;  // continuation bytes that the characters before need, at the beginning of the next 64
  for (; at + 64 <= size; at += 64) {
    __m128i lanes[4];
    for (std::size_t i = 0; i < 4; ++i) lanes[i] = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + at + 16 * i));
    const __m128i all = _mm_or_si128(_mm_or_si128(lanes[0], lanes[1]), _mm_or_si128(lanes[2], lanes[3]));
    if (_mm_movemask_epi8(all) == 0 && awaited == 0) continue;
    std::uint64_t not_ascii = 0, continuation = 0, two = 0, three = 0, unusual = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      // As signed numbers, bytes from 0x80 on come before ASCII and keep their order.
      const __m128i lane = lanes[i];
      const auto below = [&lane](int limit) { return _mm_cmplt_epi8(lane, _mm_set1_epi8(static_cast<char>(limit))); };
      const auto equal = [&lane](int byte) { return _mm_cmpeq_epi8(lane, _mm_set1_epi8(static_cast<char>(byte))); };
      const auto put = [i](__m128i found, std::uint64_t& mask) {
        mask |= std::uint64_t{static_cast<std::uint32_t>(_mm_movemask_epi8(found))} << 16 * i;
      };
      const __m128i below_e0 = below(0xe0);
      put(lane, not_ascii);
      put(below(0xc0), continuation);
      put(below_e0, two);  // and all below, taken away later
      put(_mm_andnot_si128(below_e0, below(0xf0)), three);
      put(_mm_or_si128(_mm_or_si128(equal(0xc0), equal(0xc1)), _mm_or_si128(equal(0xe0), equal(0xed))), unusual);
    }
    two &= ~continuation;
    if ((not_ascii & ~(continuation | two | three)) != 0 || unusual != 0) break;
    const std::uint64_t lead = two | three;
    if (continuation != (lead << 1 | three << 2 | awaited)) break;
    awaited = lead >> 63 | three >> 62;
  }
  if (awaited == 0) return at;
  do --at;
  while (is_continuation(bytes[at]));
  return at;
}
#else
std::size_t skip_usual_characters(const unsigned char*, std::size_t at, std::size_t) { return at; }
#endif

}  // namespace

std::size_t ascii_prefix(std::string_view text) {
  const char* const bytes = text.data();
  const std::size_t size = text.size();
  std::size_t at = 0;
  for (; at + 32 <= size; at += 32) {
    const std::uint64_t all =
        word_at(bytes + at) | word_at(bytes + at + 8) | word_at(bytes + at + 16) | word_at(bytes + at + 24);
    if ((all & high_bits) != 0) break;
  }
  for (; at + 8 <= size; at += 8) {
    if ((word_at(bytes + at) & high_bits) != 0) break;
  }
  while (at < size && static_cast<unsigned char>(bytes[at]) < 0x80) ++at;
  return at;
}

ValidPrefix utf8_prefix(std::string_view text) {
  const auto* const bytes = reinterpret_cast<const unsigned char*>(text.data());
  const std::size_t size = text.size();
  std::size_t at = 0;
  std::size_t slow_until = 0;  // these bytes were not usual
  while (at < size) {
    if (at >= slow_until) {
      at = skip_usual_characters(bytes, at, size);
      slow_until = at + 64;
    }
    if (at == size) break;
    if (bytes[at] < 0x80) {
      at += ascii_prefix(text.substr(at));
      continue;
    }
    const Lead lead = lead_of(bytes[at]);
    if (lead.length == 0) return {at, false};
    for (std::size_t i = 1; i < lead.length; ++i) {
      if (at + i == size) return {at, true};
      const unsigned char byte = bytes[at + i];
      const bool fits = i == 1 ? byte >= lead.low && byte <= lead.high : is_continuation(byte);
      if (!fits) return {at, false};
    }
    at += lead.length;
  }
  return {size, false};
}

}  // namespace fenji::lists
