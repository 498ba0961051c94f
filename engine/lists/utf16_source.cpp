#include "engine/lists/utf16_source.hpp"

#include "engine/lists/sse2.hpp"
#include "engine/lists/utf8.hpp"

namespace fenji::lists {
namespace {

constexpr std::size_t units_at_once = 8;

#ifdef FENJI_LISTS_SSE2
// Whether the sixteen bytes at `from` are ASCII; then the eight characters stand at `to`.
bool copy_ascii(const char* from, bool little_endian, char* to) {
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
  const __m128i units = little_endian ? bytes : _mm_or_si128(_mm_slli_epi16(bytes, 8), _mm_srli_epi16(bytes, 8));
  const __m128i beyond = _mm_and_si128(units, _mm_set1_epi16(static_cast<short>(0xff80)));
  if (_mm_movemask_epi8(_mm_cmpeq_epi16(beyond, _mm_setzero_si128())) != 0xffff) return false;
  _mm_storel_epi64(reinterpret_cast<__m128i*>(to), _mm_packus_epi16(units, units));
  return true;
}
#else
bool copy_ascii(const char*, bool, char*) { return false; }
#endif

}  // namespace

std::size_t Utf16Source::convert(std::string_view bytes, bool last, std::string& text) {
  const auto unit_at = [&](std::size_t at) {
    const auto first = static_cast<unsigned char>(bytes[at]), second = static_cast<unsigned char>(bytes[at + 1]);
    return static_cast<char32_t>(little_endian_ ? first | second << 8 : first << 8 | second);
  };
  // Of each two bytes at most three come, of the last one another.
  const std::size_t before = text.size();
  text.resize(before + bytes.size() / 2 * 3 + 1);
  char* to = text.data() + before;
  std::size_t at = 0;
  while (at + 2 <= bytes.size()) {
    if (at + 2 * units_at_once <= bytes.size() && copy_ascii(bytes.data() + at, little_endian_, to)) {
      at += 2 * units_at_once;
      to += units_at_once;
      continue;
    }
    bool cut = false;
    for (std::size_t units = units_at_once; units > 0 && at + 2 <= bytes.size(); --units) {
      char32_t code = unit_at(at);
      if (code < 0xD800 || code >= 0xE000) {
        to = put_utf8(code, to);
        at += 2;
        continue;
      }
      cut = code < 0xDC00 && at + 4 > bytes.size() && !last;
      if (cut) break;
      const char32_t low = at + 4 <= bytes.size() ? unit_at(at + 2) : 0;
      if (code < 0xDC00 && low >= 0xDC00 && low < 0xE000) {
        to = put_utf8(0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00), to);
        at += 4;
      } else {
        *to++ = no_text;
        at += 2;
      }
    }
    if (cut) break;
  }
  if (last && at < bytes.size()) {
    *to++ = no_text;
    at = bytes.size();
  }
  text.resize(static_cast<std::size_t>(to - text.data()));
  return at;
}

}  // namespace fenji::lists
