#include "engine/model/type.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "engine/model/unit_words.hpp"

namespace fenji::model {

namespace {

constexpr std::string_view middle_dot = "·";

struct Spelling {
  std::string_view word;
  std::string_view name;
};

constexpr std::array spellings = {Spelling{"yuan", "元"},   Spelling{"CNY", "元"},  Spelling{"year", "年"},
                                  Spelling{"years", "年"},  Spelling{"个月", "月"}, Spelling{"month", "月"},
                                  Spelling{"months", "月"}, Spelling{"week", "周"}, Spelling{"weeks", "周"},
                                  Spelling{"天", "日"},     Spelling{"day", "日"},  Spelling{"days", "日"}};

std::string_view built_in_name(std::string_view word) {
  const auto spelling = std::ranges::find(spellings, word, &Spelling::word);
  return spelling == spellings.end() ? word : spelling->name;
}

void multiply_by(Unit& unit, std::string_view name, int power) {
  const auto place =
      std::ranges::lower_bound(unit.factors, name, {}, [](const auto& factor) -> std::string_view { return factor.first; });
  if (place == unit.factors.end() || place->first != name) {
    unit.factors.emplace(place, name, power);
  } else if ((place->second += power) == 0) {
    unit.factors.erase(place);
  }
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

}  // namespace

Unit money_unit() { return Unit{{{"元", 1}}}; }

Unit product(const Unit& left, const Unit& right) {
  Unit result = left;
  for (const auto& [name, power] : right.factors) multiply_by(result, name, power);
  return result;
}

Unit quotient(const Unit& left, const Unit& right) {
  Unit result = left;
  for (const auto& [name, power] : right.factors) multiply_by(result, name, -power);
  return result;
}

std::vector<std::string_view> unit_words(std::string_view name) {
  std::vector<std::string_view> words{name};
  for (const Spelling& spelling : spellings) {
    if (spelling.name == name) words.push_back(spelling.word);
  }
  return words;
}

Unit parse_unit(const std::string& text) {
  Unit unit;
  std::string_view rest = trimmed(text);
  if (rest.empty()) return unit;
  int power = 1;
  while (true) {
    const std::size_t end = std::min({rest.find('/'), rest.find('*'), rest.find(middle_dot)});
    const std::string_view word = trimmed(rest.substr(0, end));
    if (word != "1") multiply_by(unit, built_in_name(word), power);
    if (end == std::string_view::npos) return unit;
    power = rest[end] == '/' ? -1 : 1;
    rest.remove_prefix(end + (rest.substr(end).starts_with(middle_dot) ? middle_dot.size() : 1));
  }
}

std::string to_text(const Unit& unit) {
  std::string text;
  for (const auto& [name, power] : unit.factors) {
    for (int i = 0; i < power; ++i) {
      if (!text.empty()) text += middle_dot;
      text += name;
    }
  }
  if (text.empty() && !unit.plain()) text += '1';
  for (const auto& [name, power] : unit.factors) {
    for (int i = 0; i > power; --i) (text += '/') += name;
  }
  return text;
}

namespace {

struct UnitWord {
  std::string_view built_in;
  std::string_view one;
  std::string_view several;
};

constexpr std::array english_units = {UnitWord{"元", "yuan", "yuan"}, UnitWord{"年", "year", "years"},
                                      UnitWord{"月", "month", "months"}, UnitWord{"周", "week", "weeks"},
                                      UnitWord{"日", "day", "days"}};

std::string_view english_unit(std::string_view unit, bool several) {
  const auto word = std::ranges::find(english_units, unit, &UnitWord::built_in);
  return word == english_units.end() ? unit : several ? word->several : word->one;
}

}  // namespace

std::string counted_unit(const Unit& unit, Language language, bool one) {
  if (unit.plain()) return {};
  const std::string text = to_text(unit);
  const bool lone = unit.factors.size() == 1 && unit.factors[0].second == 1;
  if (language == Language::chinese) return text == "月" ? "个月" : text == "日" ? "天" : text;
  std::string words = " ";
  std::string_view rest = text;
  while (true) {
    const std::size_t end = std::min({rest.find('/'), rest.find(middle_dot), rest.size()});
    words += english_unit(rest.substr(0, end), lone && !one);
    if (end == rest.size()) return words;
    const std::size_t sign = rest[end] == '/' ? 1 : middle_dot.size();
    words += rest.substr(end, sign);
    rest.remove_prefix(end + sign);
  }
}

}  // namespace fenji::model
