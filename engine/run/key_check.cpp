#include "engine/run/key_check.hpp"

#include <algorithm>
#include <cstring>

namespace fenji::run {
namespace {

constexpr std::size_t most_examples = 5;

// The finaliser of MurmurHash3 (Austin Appleby, public domain), a bijection that spreads every bit over all.
std::uint64_t spread(std::uint64_t bits) {
  bits ^= bits >> 33;
  bits *= 0xff51afd7ed558ccdULL;
  bits ^= bits >> 33;
  bits *= 0xc4ceb9fe1a85ec53ULL;
  return bits ^ bits >> 33;
}

}  // namespace

std::uint64_t key_hash(std::string_view key) {
  std::uint64_t hash = spread(key.size() + 0x9e3779b97f4a7c15ULL);
  while (!key.empty()) {
    const std::size_t size = std::min<std::size_t>(8, key.size());
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < size; ++i) word |= static_cast<std::uint64_t>(static_cast<unsigned char>(key[i])) << 8 * i;
    hash = spread(hash ^ word) + 0x9e3779b97f4a7c15ULL;
    key.remove_prefix(size);
  }
  return hash == 0 ? 1 : hash;
}

void KeyCheck::add(std::uint64_t record, std::string_view key, std::uint64_t hash) {
  if (key.empty()) {
    if (!first_empty_) first_empty_ = record;
    ++empty_;
    return;
  }
  if (++added_ > limit_) {
    slots_ = {};
    return;
  }
  if (insert(hash)) return;
  ++duplicates_;
  const bool known = std::find(examples_.begin(), examples_.end(), key) != examples_.end();
  if (!known && examples_.size() < most_examples) examples_.emplace_back(key);
}

bool KeyCheck::insert(std::uint64_t hash) {
  if (used_ * 4 >= slots_.size() * 3) grow();
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
    if (slots_[at] == hash) return false;
    if (slots_[at] != 0) continue;
    slots_[at] = hash;
    ++used_;
    return true;
  }
}

void KeyCheck::grow() {
  std::vector<std::uint64_t> old(std::max<std::size_t>(1024, slots_.size() * 2), 0);
  old.swap(slots_);
  used_ = 0;
  for (const std::uint64_t hash : old) {
    if (hash != 0) insert(hash);
  }
}

}  // namespace fenji::run
