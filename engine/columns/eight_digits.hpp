// Stage: columns. Eight characters of a number at once, in a word whose lowest byte is the first of them.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>

namespace fenji::columns {

constexpr std::uint64_t each_byte(std::uint64_t byte) { return 0x0101010101010101 * byte; }

inline std::uint64_t load_word(const char* bytes) {
  std::uint64_t word = 0;
  if constexpr (std::endian::native == std::endian::little) {
    std::memcpy(&word, bytes, sizeof word);
  } else {
    for (int i = 0; i < 8; ++i) word |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[i])) << 8 * i;
  }
  return word;
}

// Whether characters, each combined with `0` by exclusive or, were digits.
constexpr bool all_digits(std::uint64_t values) { return (((values + each_byte(0x76)) | values) & each_byte(0x80)) == 0; }

// Eight values of one digit, the first the most significant: neighbours are joined to pairs, pairs to fours, fours to all.
constexpr std::uint64_t joined(std::uint64_t values) {
  values = values * 10 + (values >> 8);
  constexpr std::uint64_t pairs = 0x000000ff000000ff;
  return ((values & pairs) * (100 + (std::uint64_t{1'000'000} << 32)) +
          (values >> 16 & pairs) * (1 + (std::uint64_t{10'000} << 32))) >>
         32;
}

}  // namespace fenji::columns
