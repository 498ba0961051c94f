#include "engine/columns/short_words.hpp"

#include <algorithm>
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
  std::size_t places = 2;
  while (places < 2 * taken.size()) {
    places *= 2;
    --shift_;
  }
  // Few words find a factor that keeps them apart at once; for more the table is larger. The last resort leaves some out.
  constexpr int tries = 32;
  for (int larger = 0; larger < 4; ++larger) {
    entries_.resize(places);
    for (int i = 0; i < tries; ++i) {
      factor_ = factor_ * 0x9E3779B97F4A7C15U + 2;  // stays odd
      if (fill(taken) == 0) return;
    }
    places *= 2;
    --shift_;
  }
  ++shift_;
}

std::size_t ShortWords::fill(const std::vector<Entry>& words) {
  std::fill(entries_.begin(), entries_.end(), Entry{});
  std::size_t without_place = 0;
  for (const Entry& word : words) {
    Entry& place = entries_[place_of(word.bytes)];
    if (place.size != free_place) {
      ++without_place;
    } else {
      place = word;
    }
  }
  return without_place;
}

}  // namespace fenji::columns
