#include "engine/columns/word_table.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "engine/model/int128.hpp"

namespace fenji::columns {

namespace {

constexpr std::size_t most_short = 16;

template <class T>
std::uint64_t load(const char* at) {
  T value;
  std::memcpy(&value, at, sizeof value);
  return value;
}

// Every bit of both hangs on every bit of the result.
std::uint64_t mixed(std::uint64_t left, std::uint64_t right) {
  const model::UInt128 product = static_cast<model::UInt128>(left ^ 0x9E3779B97F4A7C15U) * (right ^ 0xC2B2AE3D27D4EB4FU);
  return static_cast<std::uint64_t>(product >> 64) ^ static_cast<std::uint64_t>(product);
}

std::uint64_t hash_of_long(std::string_view word) {
  std::uint64_t hash = word.size();
  for (std::size_t at = 0; at + 8 < word.size(); at += 8) hash = mixed(hash, load<std::uint64_t>(word.data() + at));
  return mixed(hash, load<std::uint64_t>(word.data() + word.size() - 8));
}

}  // namespace

WordTable::Ends WordTable::ends_of(std::string_view word) {
  const char* const first = word.data();
  const std::size_t size = word.size();
  if (size > most_short) return {hash_of_long(word), 0};
  if (size >= 8) return {load<std::uint64_t>(first), load<std::uint64_t>(first + size - 8)};
  if (size >= 4) return {load<std::uint32_t>(first), load<std::uint32_t>(first + size - 4)};
  const std::uint64_t middle = load<std::uint8_t>(first + size / 2);
  return {load<std::uint8_t>(first), (middle << 8) | load<std::uint8_t>(first + size - 1)};
}

std::size_t WordTable::first_place(const Ends& ends, std::size_t size) const {
  return static_cast<std::size_t>(mixed(ends.front + size, ends.back) >> shift_);
}

std::size_t WordTable::place_of(std::string_view word, const Ends& ends, std::size_t from) const {
  const auto is_other = [&](const Entry& entry) {
    if (entry.size != word.size() || entry.ends.front != ends.front) return true;
    if (word.size() <= most_short) return entry.ends.back != ends.back;
    return std::memcmp(long_words_.data() + entry.ends.back, word.data(), word.size()) != 0;
  };
  std::size_t place = from;
  while (entries_[place].size != 0 && is_other(entries_[place])) place = (place + 1) & (entries_.size() - 1);
  return place;
}

void WordTable::grow() {
  const std::vector<Entry> previous = std::exchange(entries_, std::vector<Entry>(entries_.empty() ? 8 : entries_.size() * 2));
  shift_ = previous.empty() ? 64 - 3 : shift_ - 1;
  for (const Entry& entry : previous) {
    if (entry.size == 0) continue;
    const Ends ends{entry.ends.front, entry.size > most_short ? 0 : entry.ends.back};
    std::size_t place = first_place(ends, entry.size);
    while (entries_[place].size != 0) place = (place + 1) & (entries_.size() - 1);
    entries_[place] = entry;
  }
}

void WordTable::add(std::string_view word, std::uint32_t code) {
  if (word.empty()) return;
  if ((count_ + 1) * 2 > entries_.size()) grow();
  Ends ends = ends_of(word);
  Entry& entry = entries_[place_of(word, ends, first_place(ends, word.size()))];
  if (entry.size != 0) return;
  if (word.size() > most_short) {
    ends.back = long_words_.size();
    long_words_ += word;
  }
  entry = {ends, static_cast<std::uint32_t>(word.size()), code};
  ++count_;
}

const std::uint32_t* WordTable::find(std::string_view word) const {
  if (word.empty() || entries_.empty()) return nullptr;
  const Ends ends = ends_of(word);
  const Entry& entry = entries_[place_of(word, ends, first_place(ends, word.size()))];
  return entry.size == 0 ? nullptr : &entry.code;
}

void WordTable::find(const std::string_view* words, std::size_t count, std::uint32_t none, std::uint32_t* codes) const {
  if (entries_.empty()) return std::fill_n(codes, count, none), void();
  constexpr std::size_t at_once = 32;
  struct Sought {
    Ends ends;
    std::size_t place = 0;
  };
  std::array<Sought, at_once> sought;
  for (std::size_t begin = 0; begin < count; begin += at_once) {
    const std::size_t some = std::min(at_once, count - begin);
    for (std::size_t i = 0; i < some; ++i) {
      const std::string_view word = words[begin + i];
      if (word.empty()) continue;
      sought[i].ends = ends_of(word);
      sought[i].place = first_place(sought[i].ends, word.size());
      __builtin_prefetch(&entries_[sought[i].place]);
    }
    for (std::size_t i = 0; i < some; ++i) {
      const std::string_view word = words[begin + i];
      if (word.empty()) {
        codes[begin + i] = none;
        continue;
      }
      const Entry& entry = entries_[place_of(word, sought[i].ends, sought[i].place)];
      codes[begin + i] = entry.size == 0 ? none : entry.code;
    }
  }
}

}  // namespace fenji::columns
