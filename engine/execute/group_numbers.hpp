// Stage: execute. Groups by the bytes of their values, numbered as they come: a table for hundreds of thousands of them that is
// asked once for each record.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fenji::execute {

class GroupNumbers {
 public:
  static std::uint64_t hash(std::string_view key);

  // The place where a key with this hash is sought comes into the processor's cache.
  void prefetch(std::uint64_t hash) const {
    if (!slots_.empty()) __builtin_prefetch(&slots_[hash & (slots_.size() - 1)]);
  }

  // The number of the group; the next one, from 0, for one that is new. `hash` is hash(key).
  std::uint32_t number_of(std::string_view key, std::uint64_t hash);

  std::uint32_t count() const { return count_; }

 private:
  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t number = free;
    std::uint32_t size = 0;  // of the key
  };
  static constexpr std::uint32_t free = 0xffff'ffff;

  std::string_view key(std::uint32_t number) const {
    const std::size_t begin = number == 0 ? 0 : ends_[number - 1];
    return {text_.data() + begin, ends_[number] - begin};
  }
  bool holds(const Slot& slot, std::string_view key, std::uint64_t hash) const;
  void grow();

  std::vector<Slot> slots_;        // open addressing; a power of two, at most half of them used
  std::string text_;               // all keys
  std::vector<std::size_t> ends_;  // by number, in `text_`
  std::uint32_t count_ = 0;
};

}  // namespace fenji::execute
