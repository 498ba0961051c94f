#include "engine/run/key_check.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "engine/model/int128.hpp"

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

template <class T>
std::uint64_t load(const char* from) {
  T word;
  std::memcpy(&word, from, sizeof word);
  return word;
}

// All bytes of up to eight.
std::uint64_t short_word(std::string_view bytes) {
  const char* const first = bytes.data();
  const std::size_t size = bytes.size();
  if (size == 8) return load<std::uint64_t>(first);
  if (size >= 4) return load<std::uint32_t>(first) << 32 | load<std::uint32_t>(first + size - 4);
  if (size == 0) return 0;
  const std::uint64_t middle = load<std::uint8_t>(first + size / 2);
  return load<std::uint8_t>(first) << 16 | middle << 8 | load<std::uint8_t>(first + size - 1);
}

bool follows(std::string_view key, std::string_view before) {
  return key.size() != before.size() ? key.size() > before.size() : key > before;
}

}  // namespace

std::uint64_t key_hash(std::string_view key) {
  std::uint64_t hash = key.size() * 0x9e3779b97f4a7c15ULL;
  for (; key.size() > 8; key.remove_prefix(8)) hash = spread(hash ^ load<std::uint64_t>(key.data())) + 0x9e3779b97f4a7c15ULL;
  hash = spread(hash ^ short_word(key));
  return hash == 0 ? 1 : hash;
}

void KeyRun::add(std::string_view key) {
  ascending = ascending && !key.empty() && (ends.empty() || follows(key, this->key(ends.size() - 1)));
  hashes.push_back(key_hash(key));
  text += key;
  ends.push_back(static_cast<std::uint32_t>(text.size()));
}

void KeyCheck::add(KeyRun run) {
  const std::size_t count = run.ends.size();
  if (count == 0) return;
  if (ascending_ && run.ascending && (last_.empty() || follows(run.key(0), last_))) {
    last_ = run.key(count - 1);
    added_ += count;
    if (added_ <= limit_) {
      ascent_.push_back(std::move(run.hashes));
    } else {
      ascent_ = {};
    }
    return;
  }
  if (ascending_) end_ascent();
  constexpr std::size_t ahead = 16;
  for (std::size_t i = 0; i < count; ++i) {
    if (i + ahead < count && added_ < limit_) {
      const Part& part = parts_[run.hashes[i + ahead] >> 56];
      if (!part.slots.empty()) __builtin_prefetch(part.slots.data() + place_of(part, run.hashes[i + ahead]), 1);
    }
    add_to_set(run.first_record + i, run.key(i), run.hashes[i]);
  }
}

void KeyCheck::end_ascent() {
  ascending_ = false;
  last_.clear();
  for (std::vector<std::uint64_t>& hashes : ascent_) {
    for (const std::uint64_t hash : hashes) insert(hash);
    hashes = {};
  }
  ascent_ = {};
}

void KeyCheck::add_to_set(std::uint64_t record, std::string_view key, std::uint64_t hash) {
  if (key.empty()) {
    if (!first_empty_) first_empty_ = record;
    ++empty_;
    return;
  }
  if (++added_ > limit_) {
    if (added_ == limit_ + 1) parts_ = {};
    return;
  }
  if (insert(hash)) return;
  ++duplicates_;
  const bool known = std::find(examples_.begin(), examples_.end(), key) != examples_.end();
  if (!known && examples_.size() < most_examples) examples_.emplace_back(key);
}

std::size_t KeyCheck::place_of(const Part& part, std::uint64_t hash) {
  return static_cast<std::size_t>((static_cast<model::UInt128>(hash << 8) * part.slots.size()) >> 64);
}

bool KeyCheck::insert(std::uint64_t hash) {
  Part& part = parts_[hash >> 56];
  if (part.used * 5 >= part.slots.size() * 4) grow(part);
  for (std::size_t at = place_of(part, hash);; at = at + 1 == part.slots.size() ? 0 : at + 1) {
    if (part.slots[at] == hash) return false;
    if (part.slots[at] != 0) continue;
    part.slots[at] = hash;
    ++part.used;
    return true;
  }
}

void KeyCheck::grow(Part& part) {
  Part larger;
  larger.slots.resize(std::max<std::size_t>(16, part.slots.size() + part.slots.size() / 4));
  larger.used = part.used;
  for (const std::uint64_t hash : part.slots) {
    if (hash == 0) continue;
    std::size_t at = place_of(larger, hash);
    while (larger.slots[at] != 0) at = at + 1 == larger.slots.size() ? 0 : at + 1;
    larger.slots[at] = hash;
  }
  part = std::move(larger);
}

}  // namespace fenji::run
