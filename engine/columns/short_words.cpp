#include "engine/columns/short_words.hpp"

#include <algorithm>
#include <bit>
#include <string>

namespace fenji::columns {

ShortWords::ShortWords(const std::vector<std::pair<std::string_view, std::uint32_t>>& words) {
  std::vector<Entry> taken;
  for (const auto& [word, code] : words) {
    if (word.size() > most_bytes || taken.size() == most_words || word.find('"') != word.npos) continue;
    std::string padded(word);
    padded.resize(most_bytes);
    const Entry entry{first_bytes<false>(padded.data(), word.size()), static_cast<std::uint32_t>(word.size()), code};
    const auto same = [&entry](const Entry& other) {
      return other.bytes.front == entry.bytes.front && other.bytes.back == entry.bytes.back && other.size == entry.size;
    };
    if (std::any_of(taken.begin(), taken.end(), same)) continue;
    taken.push_back(entry);
    narrow_ &= word.size() <= 8;
  }
  // Twelve words lie apart on sixteen places for one pair of factors in three hundred; a try that fails is short. Of more words
  // some have neighbours soon, and more places are quicker. The last resort leaves some out.
  constexpr std::size_t most_few = 12;
  constexpr int tries_of_few = 4096, tries = 32;
  const auto have_places = [this](std::size_t places) {
    entries_.resize(places);
    shift_ = 64 - std::countr_zero(places);
  };
  have_places(Few::places);
  bool apart = taken.size() <= most_few && keep_apart(taken, tries_of_few);
  const bool few = apart;
  for (std::size_t places = std::bit_ceil(2 * taken.size()); !apart && places <= std::bit_ceil(16 * taken.size());
       places *= 2) {
    have_places(std::max(places, Few::places));
    apart = keep_apart(taken, tries);
  }
  fill(taken);
  if (!few) return;
  few_ = std::make_unique<Few>();
  for (std::size_t i = 0; i < Few::places; ++i) {
    few_->bytes[i][0] = entries_[i].bytes.front;
    few_->bytes[i][1] = entries_[i].bytes.back;
    few_->sizes[i] = entries_[i].size;
    few_->codes[i] = entries_[i].code;
  }
  std::copy(std::begin(factors_), std::end(factors_), few_->factors);
}

bool ShortWords::keep_apart(const std::vector<Entry>& words, int tries) {
  std::vector<bool> taken;
  // Knuth's generator of MMIX.
  std::uint64_t random = 0;
  for (int i = 0; i < tries; ++i) {
    for (std::uint64_t& factor : factors_) factor = (random = random * 6364136223846793005U + 1442695040888963407U) | 1;
    taken.assign(entries_.size(), false);
    const auto free = [&](const Entry& word) {
      const std::size_t place = place_of(word.bytes);
      const bool was_free = !taken[place];
      taken[place] = true;
      return was_free;
    };
    if (std::all_of(words.begin(), words.end(), free)) return true;
  }
  return false;
}

void ShortWords::fill(const std::vector<Entry>& words) {
  for (const Entry& word : words) {
    Entry& place = entries_[place_of(word.bytes)];
    if (place.size == free_place) place = word;
  }
}

}  // namespace fenji::columns
