#include "engine/run/key_check.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

#include "engine/model/int128.hpp"

namespace fenji::run {
namespace {

constexpr std::size_t most_examples = 5;

constexpr std::uint64_t rest_mask = ~std::uint64_t{0} >> 8;

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
      parts_[hash >> 56].prefetch(hash);
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

bool KeyCheck::insert(std::uint64_t hash) { return parts_[hash >> 56].insert(hash); }

std::uint64_t KeyCheck::Part::at(std::size_t slot) const {
  std::uint64_t rest = 0;
  std::memcpy(&rest, bytes_.get() + slot * width, sizeof rest);
  return std::endian::native == std::endian::little ? rest & rest_mask : rest >> 8;
}

void KeyCheck::Part::put(std::size_t slot, std::uint64_t rest) {
  if constexpr (std::endian::native == std::endian::big) rest <<= 8;
  std::memcpy(bytes_.get() + slot * width, &rest, width);
}

std::size_t KeyCheck::Part::place_of(std::uint64_t rest) const {
  return static_cast<std::size_t>((static_cast<model::UInt128>(rest) * places_) >> 56);
}

void KeyCheck::Part::prefetch(std::uint64_t hash) const {
  if (bytes_ != nullptr) __builtin_prefetch(bytes_.get() + place_of(hash & rest_mask) * width, 1);
}

bool KeyCheck::Part::insert(std::uint64_t hash) {
  const std::uint64_t rest = hash & rest_mask;
  if (rest == 0) return !std::exchange(has_zero_, true);
  if (used_ * 10 >= places_ * 9) move_to(std::max<std::size_t>(16, places_ + places_ / 8));
  std::size_t slot = place_of(rest);
  std::uint64_t there = at(slot);
  for (; there != 0 && there < rest; there = at(slot)) ++slot;
  if (there == rest) return false;
  std::size_t free = slot;
  while (at(free) != 0) ++free;
  char* const from = bytes_.get() + slot * width;
  std::memmove(from + width, from, (free - slot) * width);
  put(slot, rest);
  ++used_;
  // The last slot stays free: a search ends there.
  if (free + 2 >= slots_) move_to(places_);
  return true;
}

void KeyCheck::Part::move_to(std::size_t places) {
  Part larger;
  larger.places_ = places;
  larger.used_ = used_;
  larger.has_zero_ = has_zero_;
  std::size_t end = places;
  const auto each = [&](auto&& take) {
    std::size_t next = 0;
    for (std::size_t slot = 0; slot < slots_; ++slot) {
      const std::uint64_t rest = at(slot);
      if (rest == 0) continue;
      next = std::max(next, larger.place_of(rest));
      take(next++, rest);
    }
  };
  each([&](std::size_t slot, std::uint64_t) { end = std::max(end, slot + 1); });
  larger.slots_ = end + 8 + end / 64;
  larger.bytes_ = std::make_unique<char[]>(larger.slots_ * width + 1);
  each([&](std::size_t slot, std::uint64_t rest) { larger.put(slot, rest); });
  *this = std::move(larger);
}

}  // namespace fenji::run
