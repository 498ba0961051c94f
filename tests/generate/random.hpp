// Tests. Random choices that are the same on every platform and with every compiler: xoshiro256**, seeded by splitmix64, and no
// distributions of the standard library. Two draws must never stand in one expression whose order of evaluation is open.
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <utility>
#include <vector>

namespace fenji::generate {

class Random {
 public:
  explicit Random(std::uint64_t seed) {
    for (std::uint64_t& word : state_) {
      seed += 0x9e3779b97f4a7c15;
      std::uint64_t mixed = seed;
      mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
      mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
      word = mixed ^ (mixed >> 31);
    }
  }

  std::uint64_t next() {
    const std::uint64_t result = rotated(state_[1] * 5, 7) * 9;
    const std::uint64_t shifted = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = rotated(state_[3], 45);
    return result;
  }

  // Below `count`, which is positive.
  std::size_t below(std::size_t count) {
    assert(count > 0);
    return static_cast<std::size_t>(next() % count);
  }

  // Both ends included.
  int between(int least, int greatest) {
    assert(least <= greatest);
    return least + static_cast<int>(below(static_cast<std::size_t>(greatest - least) + 1));
  }

  // True in `percent` of 100 cases.
  bool chance(int percent) { return between(1, 100) <= percent; }

  template <class Container>
  const auto& pick(const Container& from) {
    return *(std::begin(from) + static_cast<std::ptrdiff_t>(below(std::size(from))));
  }

  // An index, as likely as its weight; not all weights are 0.
  std::size_t weighted(std::initializer_list<int> weights) {
    int sum = 0;
    for (const int weight : weights) sum += weight;
    int left = between(1, sum);
    std::size_t index = 0;
    for (const int weight : weights) {
      left -= weight;
      if (left <= 0) return index;
      ++index;
    }
    assert(false);
    return 0;
  }

  template <class T>
  void shuffle(std::vector<T>& items) {
    for (std::size_t left = items.size(); left > 1; --left) std::swap(items[left - 1], items[below(left)]);
  }

  // Another sequence: what is drawn from it does not change what is drawn from this one.
  Random fork() { return Random(next()); }

 private:
  static std::uint64_t rotated(std::uint64_t word, int by) { return (word << by) | (word >> (64 - by)); }

  std::uint64_t state_[4];
};

}  // namespace fenji::generate
