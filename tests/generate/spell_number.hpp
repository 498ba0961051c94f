// Tests. Numbers, units and dates as an author writes them.
#pragma once

#include <string>

#include "tests/generate/description.hpp"
#include "tests/generate/voice.hpp"

namespace fenji::generate {

struct NumberStyle {
  bool commas = false;     // thousands commas are no separators here
  bool magnitudes = true;  // 万, 亿 …
};

// A literal without its sign: `number.form` is number.
std::string spell_number(Voice& voice, const Expression& number, NumberStyle style);

std::string spell_unit(Voice& voice, const model::Unit& unit);

std::string spell_date(Voice& voice, model::Day day);

// Digits of a value that is not negative, perhaps with thousands commas and superfluous zeros.
std::string spell_digits(Voice& voice, model::Decimal value, bool commas);

}  // namespace fenji::generate
