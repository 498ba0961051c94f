#include "engine/run/key_check.hpp"

#include <algorithm>
#include <utility>

#include "engine/model/int128.hpp"

namespace fenji::run {
namespace {

constexpr std::size_t most_examples = 5;

}  // namespace

void KeyCheck::add(KeyRun run) {
  const std::size_t count = run.size();
  if (count == 0) return;
  if (ascending_ && run.ascending() && (last_.empty() || follows(run.first(), last_))) {
    last_ = run.last();
    added_ += count;
    if (added_ <= limit_) {
      ascent_.push_back(run.take_short());
    } else {
      ascent_ = {};
    }
    return;
  }
  if (ascending_) end_ascent();
  run.spell_out();
  constexpr std::size_t ahead = 16;
  for (std::size_t i = 0; i < count; ++i) {
    if (i + ahead < count && added_ < limit_) {
      const std::uint64_t hash = run.hash(i + ahead);
      const Part& part = parts_[hash >> 56];
      if (!part.slots.empty()) __builtin_prefetch(part.slots.data() + place_of(part, hash), 1);
    }
    add_to_set(run.first_record + i, run.key(i), run.hash(i));
  }
}

void KeyCheck::end_ascent() {
  ascending_ = false;
  last_.clear();
  for (ShortKeys& keys : ascent_) {
    for (std::size_t i = 0; i < keys.words.size(); ++i) insert(keys.hash(i));
    keys = {};
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
