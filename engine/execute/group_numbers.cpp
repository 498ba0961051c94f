#include "engine/execute/group_numbers.hpp"

#include <algorithm>
#include <cstring>

namespace fenji::execute {

namespace {

constexpr std::size_t first_slots = 64;

std::uint64_t mixed(std::uint64_t hash, std::uint64_t word) {
  hash = (hash ^ word) * 0x9E3779B97F4A7C15U;
  return hash ^ hash >> 32;
}

}  // namespace

std::uint64_t GroupNumbers::hash(std::string_view key) {
  std::uint64_t result = mixed(0, key.size());
  while (!key.empty()) {
    std::uint64_t word = 0;
    const std::size_t count = std::min(key.size(), sizeof word);
    std::memcpy(&word, key.data(), count);
    result = mixed(result, word);
    key.remove_prefix(count);
  }
  return result;
}

// Different keys of one size have different hashes, where they are a word.
bool GroupNumbers::holds(const Slot& slot, std::string_view wanted, std::uint64_t hash) const {
  if (slot.hash != hash || slot.size != wanted.size()) return false;
  return slot.size <= sizeof hash || key(slot.number) == wanted;
}

std::uint32_t GroupNumbers::number_of(std::string_view wanted, std::uint64_t hash) {
  if (slots_.size() <= 2 * std::size_t{count_}) grow();
  std::size_t place = hash & (slots_.size() - 1);
  for (; slots_[place].number != free; place = (place + 1) & (slots_.size() - 1)) {
    if (holds(slots_[place], wanted, hash)) return slots_[place].number;
  }
  text_ += wanted;
  ends_.push_back(text_.size());
  slots_[place] = {hash, count_, static_cast<std::uint32_t>(wanted.size())};
  return count_++;
}

void GroupNumbers::grow() {
  std::vector<Slot> before(std::max(first_slots, 2 * slots_.size()));
  before.swap(slots_);
  for (const Slot& slot : before) {
    if (slot.number == free) continue;
    std::size_t place = slot.hash & (slots_.size() - 1);
    while (slots_[place].number != free) place = (place + 1) & (slots_.size() - 1);
    slots_[place] = slot;
  }
}

}  // namespace fenji::execute
