#include "grammar/format/units.hpp"

#include <algorithm>
#include <array>
#include <functional>

namespace fenji::grammar {
namespace {

struct BuiltIn {
  std::string_view zh, zh_counted, en, en_plural;
  std::string_view also_zh, also_en;
};

constexpr std::array built_in = {
    BuiltIn{"元", "元", "yuan", "yuan", "元", "CNY"}, BuiltIn{"年", "年", "year", "years", "年", "year"},
    BuiltIn{"月", "个月", "month", "months", "个月", "month"}, BuiltIn{"周", "周", "week", "weeks", "周", "week"},
    BuiltIn{"日", "天", "day", "days", "天", "day"}};

const BuiltIn* find(std::string_view word) {
  const auto found = std::find_if(built_in.begin(), built_in.end(), [&](const BuiltIn& unit) {
    return word == unit.zh || word == unit.zh_counted || word == unit.en || word == unit.en_plural || word == unit.also_zh ||
           word == unit.also_en;
  });
  return found == built_in.end() ? nullptr : &*found;
}

// Calls take(factor, the sign in front of it or 0) for each factor.
void for_each_factor(std::string_view unit, const std::function<void(std::string_view, char)>& take) {
  char sign = 0;
  while (true) {
    const std::size_t end = std::min(unit.find_first_of("/*"), unit.size());
    take(unit.substr(0, end), sign);
    if (end == unit.size()) return;
    sign = unit[end];
    unit.remove_prefix(end + 1);
  }
}

}  // namespace

bool is_built_in_unit(std::string_view unit) {
  bool all = true;
  for_each_factor(unit, [&](std::string_view factor, char) { all = all && find(factor) != nullptr; });
  return all;
}

std::string unit_in(std::string_view unit, Language language, bool counted, bool plural) {
  const bool compound = unit.find_first_of("/*") != std::string_view::npos;
  std::string text;
  for_each_factor(unit, [&](std::string_view factor, char sign) {
    const BuiltIn* known = find(factor);
    if (sign != 0) text += sign;
    if (known == nullptr)
      text += factor;
    else if (language == Language::chinese)
      text += counted && !compound ? known->zh_counted : known->zh;
    else
      text += plural && sign == 0 ? known->en_plural : known->en;
  });
  return text;
}

std::string unit_meaning(std::string_view unit) { return unit_in(unit, Language::chinese, false, false); }

}  // namespace fenji::grammar
