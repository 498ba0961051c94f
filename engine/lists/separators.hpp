// Stage: lists. Where the bytes that structure a CSV text stand, 64 bytes at a time: the kernel that the block reader and the
// splitter share. The encodings that lists may have (UTF-8, GB18030) never use these bytes inside a character.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>

#include "engine/lists/sse2.hpp"

namespace fenji::lists {

// Bit i stands for byte i of 64.
struct Separators {
  std::uint64_t comma = 0;
  std::uint64_t quote = 0;
  std::uint64_t line_feed = 0;
  std::uint64_t carriage_return = 0;
};

// Bits [0, count) for 0 <= count <= 64.
inline std::uint64_t low_bits(std::size_t count) { return count >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1; }

inline std::size_t first_bit(std::uint64_t mask) { return static_cast<std::size_t>(std::countr_zero(mask)); }
inline std::size_t last_bit(std::uint64_t mask) { return 63 - static_cast<std::size_t>(std::countl_zero(mask)); }
// In line: std::popcount is a library call on processors without an instruction for it.
inline std::size_t count_bits(std::uint64_t mask) {
  mask -= mask >> 1 & 0x5555555555555555;
  mask = (mask & 0x3333333333333333) + (mask >> 2 & 0x3333333333333333);
  return static_cast<std::size_t>(((mask + (mask >> 4)) & 0x0f0f0f0f0f0f0f0f) * 0x0101010101010101 >> 56);
}

// Eight bytes as a number whose lowest byte is the first.
inline std::uint64_t load_word(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  if constexpr (std::endian::native == std::endian::big) {
    std::uint64_t turned = 0;
    for (std::size_t i = 0; i < 8; ++i) turned = turned << 8 | (word >> (8 * i) & 0xff);
    word = turned;
  }
  return word;
}

// The eight bits that say which bytes of `word` are `byte`; exact, also where a carry might be feared.
inline std::uint64_t bytes_equal(std::uint64_t word, unsigned char byte) {
  constexpr std::uint64_t low_seven = 0x7f7f7f7f7f7f7f7f;
  const std::uint64_t difference = word ^ (0x0101010101010101 * byte);
  const std::uint64_t zero = ~(((difference & low_seven) + low_seven) | difference | low_seven);
  return zero * 0x0002040810204081 >> 56;
}

// Both read 64 bytes at `bytes` and give the same.
inline Separators find_separators_portable(const char* bytes) {
  Separators found;
  for (std::size_t i = 0; i < 8; ++i) {
    const std::uint64_t word = load_word(bytes + 8 * i);
    found.comma |= bytes_equal(word, ',') << 8 * i;
    found.quote |= bytes_equal(word, '"') << 8 * i;
    found.line_feed |= bytes_equal(word, '\n') << 8 * i;
    found.carriage_return |= bytes_equal(word, '\r') << 8 * i;
  }
  return found;
}

#ifdef FENJI_LISTS_SSE2
inline Separators find_separators(const char* bytes) {
  __m128i lanes[4];
  for (std::size_t i = 0; i < 4; ++i) lanes[i] = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + 16 * i));
  const auto equal = [&lanes](char byte) {
    const __m128i wanted = _mm_set1_epi8(byte);
    std::uint64_t mask = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      const auto lane = static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(lanes[i], wanted)));
      mask |= std::uint64_t{lane} << 16 * i;
    }
    return mask;
  };
  return {equal(','), equal('"'), equal('\n'), equal('\r')};
}
#else
inline Separators find_separators(const char* bytes) { return find_separators_portable(bytes); }
#endif

}  // namespace fenji::lists
