// Stage: graph. Distinct values, numbered as they come and put in order at the end: of the limits and words of a long table
// each is found in one step, however often the table names it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace fenji::graph {

// Use: add all values, then `close`, then ask. Hash{}(value) is a 64-bit hash whose upper bits are well mixed.
template <class Value, class Hash>
class Ranking {
 public:
  // The number of the value: that of the equal one added before, or the next one.
  std::uint32_t add(const Value& value) {
    if (values_.size() * 2 >= slots_.size()) grow();
    std::uint32_t& slot = slot_of(value);
    if (slot == free) {
      slot = static_cast<std::uint32_t>(values_.size());
      values_.push_back(value);
    }
    return slot;
  }

  template <class Less>
  void close(const Less& less) {
    std::vector<Value> sorted = values_;
    std::sort(sorted.begin(), sorted.end(), less);
    ranks_.resize(sorted.size());
    for (std::uint32_t rank = 0; rank < sorted.size(); ++rank) ranks_[slot_of(sorted[rank])] = rank;
    values_ = std::move(sorted);
    slots_ = {};
  }

  // Ascending.
  const std::vector<Value>& values() const { return values_; }
  // The place of the value with this number among `values`.
  std::uint32_t rank(std::uint32_t number) const { return ranks_[number]; }

 private:
  static constexpr std::uint32_t free = 0xffffffff;

  std::uint32_t& slot_of(const Value& value) {
    const std::size_t mask = slots_.size() - 1;
    std::size_t place = static_cast<std::size_t>(Hash{}(value) >> shift_);
    while (slots_[place] != free && !(values_[slots_[place]] == value)) place = (place + 1) & mask;
    return slots_[place];
  }

  void grow() {
    constexpr std::size_t first_size = 16;
    const std::size_t size = slots_.empty() ? first_size : slots_.size() * 4;
    shift_ = 64;
    for (std::size_t places = size; places > 1; places /= 2) --shift_;
    slots_.assign(size, free);
    for (std::uint32_t number = 0; number < values_.size(); ++number) slot_of(values_[number]) = number;
  }

  std::vector<Value> values_;
  std::vector<std::uint32_t> slots_;  // numbers by hash, open addressing; a power of two, at most half of them used
  int shift_ = 64;                    // of a hash to its slot
  std::vector<std::uint32_t> ranks_;  // by number
};

}  // namespace fenji::graph
