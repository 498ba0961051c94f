#include "tests/generate/spell_number.hpp"

#include <fmt/format.h>

#include <array>
#include <cassert>

namespace fenji::generate {

using model::Decimal;

namespace {

// The value as a number of 10^power; nothing where that has too many digits for anybody.
std::optional<Decimal> in_powers(Decimal value, int power) {
  value = model::normalized(value);
  if (value.scale + power > model::max_scale || value.mantissa > model::power_of_ten(24)) return std::nullopt;
  return model::normalized({value.mantissa, value.scale + power});
}

std::string digits_of_percentage(Voice& voice, const Expression& number, bool commas) {
  Decimal value = model::normalized(number.number);
  for (int place = 0; place < 2; ++place) {
    if (value.scale > 0)
      --value.scale;
    else
      value.mantissa *= 10;
  }
  return spell_digits(voice, value, commas);
}

struct Magnitude {
  std::string_view word;
  int power;
};
constexpr std::array magnitudes = {Magnitude{"万", 4}, Magnitude{"亿", 8}, Magnitude{"百万", 6}, Magnitude{"千万", 7},
                                   Magnitude{"万亿", 12}};

}  // namespace

std::string spell_digits(Voice& voice, Decimal value, bool commas) {
  std::string digits = model::to_text(value);
  assert(digits.front() != '-');
  const std::size_t whole = std::min(digits.find('.'), digits.size());
  if (voice.maybe(5)) digits += whole == digits.size() ? ".0" : "0";
  if (commas && whole > 3 && (voice.maybe(35))) {
    for (std::size_t place = whole; place > 3; place -= 3) digits.insert(place - 3, ",");
  }
  return voice.maybe(2) ? Voice::full_width(digits) : digits;
}

std::string spell_unit(Voice& voice, const model::Unit& unit) {
  const auto word = [&](const std::string& name) -> std::string_view {
    if (name == "元") return voice.choose({"元"}, {"yuan", "CNY", "元"});
    if (name == "年") return voice.choose({"年"}, {"years", "year", "年"});
    if (name == "月") return voice.choose({"月", "个月"}, {"months", "month", "月"});
    if (name == "周") return voice.choose({"周"}, {"weeks", "week", "周"});
    if (name == "日") return voice.choose({"天", "日"}, {"days", "day", "日"});
    return name;
  };
  std::string above, below;
  for (const auto& [name, power] : unit.factors) {
    for (int i = 0; i < power; ++i) {
      if (!above.empty()) above += '*';
      above += word(name);
    }
    for (int i = 0; i > power; --i) {
      below += '/';
      below += word(name);
    }
  }
  return above + below;
}

std::string spell_number(Voice& voice, const Expression& number, NumberStyle style) {
  if (number.type.percent) {
    std::string text = digits_of_percentage(voice, number, style.commas);
    return text += voice.choose({"%", " %", "个百分点", "百分点", "％"}, {"%", " %", " percentage points", "%", "％"});
  }
  const std::string unit = spell_unit(voice, number.type.unit);
  const bool zero = number.number.mantissa == 0;
  if (style.magnitudes && !zero && voice.maybe(voice.chinese() ? 45 : 5)) {
    const Magnitude& magnitude = *(magnitudes.begin() + voice.below(magnitudes.size()));
    if (const auto shorter = in_powers(number.number, magnitude.power)) {
      return spell_digits(voice, *shorter, style.commas) + std::string(magnitude.word) + unit;
    }
  }
  // 0 stays as it is: 0.0 with a unit behind it would be another way to write a lower limit.
  std::string text = zero ? "0" : spell_digits(voice, number.number, style.commas);
  if (!unit.empty() && (!voice.chinese() || voice.maybe(10))) text += ' ';
  return text + unit;
}

std::string spell_date(Voice& voice, model::Day day) {
  int year = 0, month = 0, day_of_month = 0;
  model::civil_from_day(day, year, month, day_of_month);
  switch (voice.maybe(40) ? voice.below(3) : 0) {
    case 1:
      return fmt::format("{:04}-{}-{}", year, month, day_of_month);
    case 2:
      return fmt::format("{:04}年{}月{}日", year, month, day_of_month);
    default:
      return fmt::format("{:04}-{:02}-{:02}", year, month, day_of_month);
  }
}

}  // namespace fenji::generate
