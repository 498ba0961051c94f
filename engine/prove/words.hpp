// Stage: prove. Values, ranges, tests and expressions in the words of the language, as a sales manager writes them: 799.5万,
// 5%, 超过799万至不满800万. What stands here can be pasted into a table.
#pragma once

#include <string>
#include <vector>

#include "engine/model/rules.hpp"
#include "grammar/diagnostics/diagnostic.hpp"

namespace fenji::prove {

std::string number_words(model::Decimal number, const model::Type& type, Language language);
std::string day_words(model::Decimal day);

// As the values of a column are told: a quotient that the author limits by a percentage, or like a share, is a percentage.
model::Type type_in_words(const model::Rules& rules, const model::Table& table, std::size_t column);

// Of a number or a date. Between whole numbers and between days both limits are included.
std::string interval_words(const model::Interval& interval, const model::Type& type, Language language);

// Of a value that is known, or a constant.
std::string value_words(const model::Value& value, const model::Type& type, const model::Rules& rules, Language language);
std::string code_words(std::uint32_t code, const model::Type& type, const model::Rules& rules, Language language);

// Empty where the test holds conditions, which have no words of their own here.
std::string test_words(const model::Test& test, const model::Type& type, const model::Rules& rules, Language language);

// 预计毛利率 - 35%. What is too long to read becomes `…`.
std::string expression_words(model::ExpressionId expression, const model::Rules& rules, Language language);

// The items of an enumeration: 、 or a comma between them.
std::string listed(const std::vector<std::string>& items, Language language);

// The same phrase in both languages; words(language) gives one.
template <typename Words>
Message in_both(const Words& words) {
  return {words(Language::chinese), words(Language::english)};
}

}  // namespace fenji::prove
