#include "engine/export/cell_patterns.hpp"

#include <algorithm>

#include "engine/columns/cell_text.hpp"
#include "engine/columns/yes_no_words.hpp"
#include "engine/export/bare_number.hpp"
#include "engine/model/unit_words.hpp"

namespace fenji::sql {

namespace {

using model::Field;
using model::Kind;

const std::string sign = "[+-]?";
const std::string digits = "(?:[0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:[.][0-9]+)?";
const std::string blanks = "[ \\t]*";
const std::string yuan_sign = "(?:¥|￥)";
const std::string after_yuan_sign = "(?:" + sign + yuan_sign + blanks + "|" + yuan_sign + blanks + sign + ")" + digits;

std::string escaped(std::string_view word) {
  std::string pattern;
  for (const char c : word) {
    const bool special = std::string_view(".$*+?()[]{}|").find(c) != std::string_view::npos;
    if (c == '\\' || c == '^') pattern += '\\';
    pattern += special ? "[" + std::string(1, c) + "]" : std::string(1, c);
  }
  return pattern;
}

std::string either(const std::vector<std::string>& patterns) {
  if (patterns.size() == 1) return patterns.front();
  std::string all;
  for (const std::string& pattern : patterns) all += (all.empty() ? "" : "|") + pattern;
  return "(?:" + all + ")";
}

// A word as it stands in a cell; none where it has full-width forms, which cells never keep.
std::string word_pattern(std::string_view name) {
  std::vector<std::string> words;
  for (const std::string_view word : model::unit_words(name)) {
    if (!columns::has_full_width(word)) words.push_back(escaped(word));
  }
  return words.empty() ? std::string() : either(words);
}

// The words of a unit, `吨` and `/月`, one for each power.
std::vector<std::pair<std::string, bool>> words_of(const model::Unit& unit) {
  std::vector<std::pair<std::string, bool>> words;
  for (const auto& [name, power] : unit.factors) {
    for (int i = 0; i < std::abs(power); ++i) words.emplace_back(name, power < 0);
  }
  return words;
}

// Empty where no cell can name the unit, nothing where it has too many words.
std::optional<std::vector<std::string>> unit_patterns(const model::Unit& unit) {
  constexpr std::size_t most_words = 4;
  std::vector<std::string> patterns;
  auto words = words_of(unit);
  if (words.size() > most_words) return std::nullopt;
  if (words.empty() || word_pattern(words.front().first).empty()) return patterns;
  const std::string times = blanks + "(?:[*]|·)" + blanks, over = blanks + "/" + blanks;
  std::sort(words.begin(), words.end());
  do {
    std::string pattern = words.front().second ? "1" : "";
    bool readable = true;
    for (std::size_t i = 0; i < words.size(); ++i) {
      const auto& [name, divides] = words[i];
      const std::string word = word_pattern(name);
      readable = readable && !word.empty();
      pattern += (divides ? over : i > 0 ? times : std::string()) + word;
    }
    if (readable) patterns.push_back(pattern);
  } while (std::next_permutation(words.begin(), words.end()));
  return patterns;
}

void add_twins(std::string_view of, std::vector<std::string>& forms) {
  for (const char c : of) {
    const auto code = static_cast<unsigned char>(c);
    if (code < 0x20 || code > 0x7E || std::find(forms.begin(), forms.end(), std::string(1, c)) != forms.end()) continue;
    forms.emplace_back(1, c);
  }
}

}  // namespace

std::optional<std::vector<NumberForm>> number_forms(const Field& field) {
  const int places = field.type.scale;
  const std::string plain = sign + digits;
  const bool money = field.type.unit.money();
  if (field.type.percent) {
    std::vector<NumberForm> forms{{plain + blanks + "%", places - 2}};
    if (field.percent_cells == Field::PercentCells::points) forms.front().pattern += "?";
    if (field.percent_cells == Field::PercentCells::fraction) forms.push_back({plain, places});
    return forms;
  }
  const auto units = unit_patterns(field.type.unit);
  if (!units) return std::nullopt;
  const std::string unit = units->empty() ? std::string() : blanks + either(*units);
  // What could be taken for more of the number stands apart from it.
  std::string behind;
  if (!units->empty()) {
    std::vector<std::string> apart;
    for (const std::string& each : *units) {
      const bool digit = columns::is_digit(each.front()) || each.starts_with("[.]") || each.front() == ',';
      apart.push_back((digit ? "[ \\t]+" : blanks) + each);
    }
    behind = either(apart);
  }
  std::vector<NumberForm> forms;
  // A bare number and one with its unit are one form where they say the same.
  const int bare = places + bare_number_power(field);
  if (bare == places) {
    forms.push_back({plain + (behind.empty() ? "" : "(?:" + behind + ")?"), places});
  } else {
    forms.push_back({plain, bare});
    if (!behind.empty()) forms.push_back({plain + behind, places});
  }
  if (money) forms.push_back({after_yuan_sign, places});
  for (const auto& [word, power] : {std::pair{"万", 4}, {"亿", 8}}) {
    const std::string times = blanks + word;
    forms.push_back({plain + times + (unit.empty() ? "" : "(?:" + unit + ")?"), places + power});
    if (money) forms.push_back({after_yuan_sign + times, places + power});
  }
  return forms;
}

std::vector<std::string> folded_forms(const Field& field) {
  std::vector<std::string> forms;
  switch (field.type.kind) {
    case Kind::number:
      add_twins("0123456789+-.,", forms);
      if (field.type.percent) add_twins("%", forms);
      add_twins(" ", forms);
      for (const auto& [name, power] : field.type.unit.factors) {
        for (const std::string_view word : model::unit_words(name)) add_twins(word, forms);
      }
      if (words_of(field.type.unit).size() > 1) add_twins("*/", forms);
      break;
    case Kind::date:
      add_twins("0123456789-/", forms);
      break;
    case Kind::yes_no:
      for (const auto& words : {columns::words_for_yes, columns::words_for_no}) {
        for (const std::string_view word : words) {
          add_twins(word, forms);
          std::string capitals;
          for (const char c : word) capitals += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
          add_twins(capitals, forms);
        }
      }
      break;
    case Kind::label:
    case Kind::text:
      break;
  }
  return forms;
}

std::vector<std::string> folded_forms(const std::vector<std::string>& labels) {
  std::vector<std::string> forms;
  for (const std::string& label : labels) add_twins(columns::folded(label), forms);
  return forms;
}

std::string full_width_twin(char ascii) {
  // U+FF01 to U+FF5E are the twins of ! to ~, U+3000 of a blank.
  const unsigned twin = ascii == ' ' ? 0x3000U : 0xFF01U + static_cast<unsigned char>(ascii) - 0x21U;
  return {static_cast<char>(0xE0U | (twin >> 12)), static_cast<char>(0x80U | ((twin >> 6) & 0x3FU)),
          static_cast<char>(0x80U | (twin & 0x3FU))};
}

}  // namespace fenji::sql
