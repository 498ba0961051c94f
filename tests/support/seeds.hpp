// How many random cases a test takes: fewer where sanitizers make each one cost ten times as much.
#pragma once

#include <algorithm>
#include <cstdint>

namespace fenji::test {

constexpr std::uint64_t seeds(std::uint64_t count) {
#ifdef __SANITIZE_ADDRESS__
  constexpr std::uint64_t share = 12;
  return std::max<std::uint64_t>(1, count / share);
#else
  return count;
#endif
}

}  // namespace fenji::test
