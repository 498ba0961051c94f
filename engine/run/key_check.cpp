#include "engine/run/key_check.hpp"

#include <algorithm>
#include <bit>
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

constexpr std::uint64_t step = 0x9e3779b97f4a7c15ULL;

// Eight bytes as a number whose highest byte is the first, so that numbers compare as texts do.
std::uint64_t load_word(const char* from) {
  std::uint64_t word = 0;
  std::memcpy(&word, from, sizeof word);
  return std::endian::native == std::endian::little ? __builtin_bswap64(word) : word;
}

// The first `size` bytes of eight, and zeros.
std::uint64_t first_bytes(std::uint64_t word, std::size_t size) {
  return size >= 8 ? word : size == 0 ? 0 : word & ~std::uint64_t{0} << (64 - 8 * size);
}

// The hash of a key whose bytes but the last `size`, at most eight, have been taken up.
std::uint64_t finished(std::uint64_t hash, std::uint64_t last_word) {
  hash = spread(hash ^ last_word);
  return hash == 0 ? 1 : hash;
}
std::uint64_t continued(std::uint64_t hash, std::uint64_t word) { return spread(hash ^ word) + step; }

bool follows(std::string_view key, std::string_view before) {
  return key.size() != before.size() ? key.size() > before.size() : key > before;
}

}  // namespace

std::uint64_t key_hash(std::string_view key) {
  std::uint64_t hash = key.size() * step;
  for (; key.size() > 8; key.remove_prefix(8)) hash = continued(hash, load_word(key.data()));
  char rest[8] = {};
  if (!key.empty()) std::memcpy(rest, key.data(), key.size());
  return finished(hash, load_word(rest));
}

void KeyRun::reserve(std::size_t keys) {
  hashes_.reserve(keys);
  ends_.reserve(keys);
  text_.reserve(16 * keys);
}

void KeyRun::add(std::string_view key) {
  if (key.size() <= 16) {
    char padded[16] = {};
    if (!key.empty()) std::memcpy(padded, key.data(), key.size());
    add_padded({padded, key.size()});
    return;
  }
  ascending_ = ascending_ && (ends_.empty() || follows(key, this->key(ends_.size() - 1)));
  hashes_.push_back(key_hash(key));
  text_.append(key);
  ends_.push_back(static_cast<std::uint32_t>(text_.size()));
  last_.size = key.size();
}

void KeyRun::add_padded(std::string_view key) {
  const std::size_t size = key.size();
  if (size > 16) {
    add(key);
    return;
  }
  const std::uint64_t front = first_bytes(load_word(key.data()), size);
  const std::uint64_t back = size > 8 ? first_bytes(load_word(key.data() + 8), size - 8) : 0;
  const std::uint64_t seed = size * step;
  hashes_.push_back(size > 8 ? finished(continued(seed, front), back) : finished(seed, front));
  const bool greater = front > last_.front || (front == last_.front && back > last_.back);
  ascending_ = ascending_ && size >= last_.size && (size > last_.size || greater);
  last_ = {size, front, back};
  std::memcpy(text_.free_room(16), key.data(), 16);
  text_.use(size);
  ends_.push_back(static_cast<std::uint32_t>(text_.size()));
}

void KeyCheck::add(KeyRun run) {
  const std::size_t count = run.size();
  if (count == 0) return;
  if (ascending_ && run.ascending() && (last_.empty() || follows(run.key(0), last_))) {
    last_ = run.key(count - 1);
    added_ += count;
    if (added_ <= limit_) {
      ascent_.push_back(std::move(run.hashes()));
    } else {
      ascent_ = {};
    }
    return;
  }
  if (ascending_) end_ascent();
  constexpr std::size_t ahead = 16;
  for (std::size_t i = 0; i < count; ++i) {
    if (i + ahead < count && added_ < limit_) {
      const Part& part = parts_[run.hashes()[i + ahead] >> 56];
      if (!part.slots.empty()) __builtin_prefetch(part.slots.data() + place_of(part, run.hashes()[i + ahead]), 1);
    }
    add_to_set(run.first_record + i, run.key(i), run.hashes()[i]);
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
