#include "engine/columns/word_table.hpp"

#include <cstring>
#include <utility>

namespace fenji::columns {

namespace {

template <class T>
std::uint64_t load(const char* at) {
  T value;
  std::memcpy(&value, at, sizeof value);
  return value;
}

std::size_t hash_of(std::uint64_t front, std::uint64_t back, std::size_t size) {
  const std::uint64_t mixed = ((front + size) * 0x9E3779B97F4A7C15U) ^ (back * 0xC2B2AE3D27D4EB4FU);
  return static_cast<std::size_t>(mixed ^ (mixed >> 29));
}

}  // namespace

WordTable::Ends WordTable::ends_of(std::string_view word) {
  const char* const first = word.data();
  const std::size_t size = word.size();
  if (size >= 8) return {load<std::uint64_t>(first), load<std::uint64_t>(first + size - 8)};
  if (size >= 4) return {load<std::uint32_t>(first), load<std::uint32_t>(first + size - 4)};
  const std::uint64_t middle = load<std::uint8_t>(first + size / 2);
  return {load<std::uint8_t>(first), (middle << 8) | load<std::uint8_t>(first + size - 1)};
}

std::size_t WordTable::place_of(std::string_view word, const Ends& ends) const {
  const std::size_t mask = entries_.size() - 1;
  const auto is_other = [&](const Entry& entry) {
    if (entry.word.size() != word.size() || entry.ends.front != ends.front || entry.ends.back != ends.back) return true;
    return word.size() > 16 && entry.word != word;
  };
  std::size_t place = hash_of(ends.front, ends.back, word.size()) & mask;
  while (!entries_[place].word.empty() && is_other(entries_[place])) place = (place + 1) & mask;
  return place;
}

void WordTable::grow() {
  std::vector<Entry> previous = std::exchange(entries_, std::vector<Entry>(entries_.empty() ? 8 : entries_.size() * 2));
  for (Entry& entry : previous) {
    if (!entry.word.empty()) entries_[place_of(entry.word, entry.ends)] = std::move(entry);
  }
}

void WordTable::add(std::string_view word, std::uint32_t code) {
  if (word.empty()) return;
  if ((count_ + 1) * 2 > entries_.size()) grow();
  const Ends ends = ends_of(word);
  Entry& entry = entries_[place_of(word, ends)];
  if (!entry.word.empty()) return;
  entry = {std::string(word), ends, code};
  ++count_;
}

const std::uint32_t* WordTable::find(std::string_view word) const {
  if (word.empty() || entries_.empty()) return nullptr;
  const Entry& entry = entries_[place_of(word, ends_of(word))];
  return entry.word.empty() ? nullptr : &entry.code;
}

}  // namespace fenji::columns
