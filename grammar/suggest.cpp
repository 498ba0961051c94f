#include "grammar/suggest.hpp"

#include <algorithm>
#include <vector>

#include "grammar/characters.hpp"

namespace fenji::grammar {
namespace {

// Longer words are not compared: nobody mistypes a paragraph, and the cost is quadratic.
constexpr std::size_t longest_word = 60;

// Of a longer word one more than longest_word.
std::vector<char32_t> characters(std::string_view text) {
  std::vector<char32_t> codes;
  for (std::size_t at = 0; at < text.size() && codes.size() <= longest_word;) {
    const Character character = character_at(text, at);
    codes.push_back(character.code);
    at += character.size;
  }
  return codes;
}

// Damerau–Levenshtein distance in its restricted form (optimal string alignment).
std::size_t distance(const std::vector<char32_t>& left, const std::vector<char32_t>& right) {
  std::vector<std::size_t> before_last(right.size() + 1), last(right.size() + 1), current(right.size() + 1);
  for (std::size_t j = 0; j <= right.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= left.size(); ++i) {
    current[0] = i;
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const std::size_t replaced = last[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
      current[j] = std::min({replaced, last[j] + 1, current[j - 1] + 1});
      const bool swapped = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
      if (swapped) current[j] = std::min(current[j], before_last[j - 2] + 1);
    }
    std::swap(before_last, last);
    std::swap(last, current);
  }
  return last[right.size()];
}

std::optional<std::string_view> only_one_ending_with(std::string_view word, std::span<const std::string_view> known) {
  std::optional<std::string_view> found;
  for (const std::string_view candidate : known) {
    if (!candidate.ends_with(word) || candidate.size() < word.size() + 2 ||
        candidate[candidate.size() - word.size() - 1] != ' ')
      continue;
    if (found) return std::nullopt;
    found = candidate;
  }
  return found;
}

}  // namespace

std::optional<std::string_view> closest(std::string_view word, std::span<const std::string_view> known) {
  const std::vector<char32_t> typed = characters(word);
  if (typed.empty() || typed.size() > longest_word) return std::nullopt;
  std::optional<std::string_view> best;
  std::size_t best_distance = 0;
  for (const std::string_view candidate : known) {
    const std::vector<char32_t> codes = characters(candidate);
    if (codes.size() > longest_word) continue;
    const std::size_t edits = distance(typed, codes);
    const std::size_t allowed = std::max<std::size_t>(1, std::max(typed.size(), codes.size()) / 3);
    if (edits > allowed || edits >= std::max(typed.size(), codes.size())) continue;
    if (!best || edits < best_distance) {
      best = candidate;
      best_distance = edits;
    }
  }
  return best ? best : only_one_ending_with(word, known);
}

}  // namespace fenji::grammar
