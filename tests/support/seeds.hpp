// How many random cases a test takes.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdlib>

namespace fenji::test {

// Fewer where sanitizers make each one cost ten times as much.
constexpr std::uint64_t seeds(std::uint64_t count) {
#ifdef __SANITIZE_ADDRESS__
  constexpr std::uint64_t share = 12;
  return std::max<std::uint64_t>(1, count / share);
#else
  return count;
#endif
}

// FENJI_RANDOM_TIMES times as many, for a long run by hand.
inline std::uint64_t many_seeds(std::uint64_t count) {
  const char* const times = std::getenv("FENJI_RANDOM_TIMES");
  return count * (times != nullptr ? std::strtoull(times, nullptr, 10) : 1);
}

}  // namespace fenji::test
