// Tests. Makes expressions of a description, each with the type that the checker should find. What a function demands of its
// operands is what the language demands; nothing is checked.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tests/generate/description.hpp"

namespace fenji::generate {

model::Type number_type(model::Unit unit = {}, bool percent = false);
model::Type type_of(model::Kind kind);

// A negative value becomes the negation of a literal. Of percentages the value is the fraction: 0.35.
ExpressionPtr literal(model::Decimal value, const model::Unit& unit = {}, bool percent = false);
ExpressionPtr date(model::Day day);
ExpressionPtr text(std::string words);
ExpressionPtr yes_no(bool yes);
ExpressionPtr name(std::string words, model::Type type, std::optional<model::Decimal> constant = {});
ExpressionPtr label(std::string words);

ExpressionPtr negate(ExpressionPtr operand);
ExpressionPtr sum(std::vector<ExpressionPtr> operands, std::string operators);
ExpressionPtr product(std::vector<ExpressionPtr> operands, std::string operators);
ExpressionPtr least_or_greatest(Form form, std::vector<ExpressionPtr> operands);
ExpressionPtr rounded(ExpressionPtr operand, std::optional<int> digits);
ExpressionPtr year_of(ExpressionPtr day);
ExpressionPtr as_of();
// `sign`: + or -; `period` is a whole number of 日, 周, 月 or 年.
ExpressionPtr shifted(ExpressionPtr day, char sign, ExpressionPtr period);
ExpressionPtr days_between(ExpressionPtr last, ExpressionPtr first);
ExpressionPtr full_count(Form form, ExpressionPtr from, ExpressionPtr to);  // without `to`: to the as-of date

// `form`: worst or best; `labels`: their common set.
ExpressionPtr extreme_of(Form form, std::vector<ExpressionPtr> operands, std::uint32_t labels);
// A function over the whole list or its groups, of at most one number; null for want of a condition.
ExpressionPtr of_list(Form form, ExpressionPtr number, ExpressionPtr condition, std::vector<ExpressionPtr> groups);
ExpressionPtr apportioned(ExpressionPtr amount, ExpressionPtr weight, std::optional<int> digits,
                          std::vector<ExpressionPtr> groups);

ExpressionPtr compare(ExpressionPtr left, char sign, ExpressionPtr right);
ExpressionPtr joined(Form form, std::vector<ExpressionPtr> conditions);  // all, any
ExpressionPtr negation(ExpressionPtr condition);
ExpressionPtr within(ExpressionPtr subject, std::vector<Item> items, bool negated);
ExpressionPtr asked(Form form, ExpressionPtr field);  // given, missing

// Whether numbers of these two may be added and compared: their units agree, where one is a literal as it is written.
bool may_meet(const Expression& left, const Expression& right);
// The same where `limit` stands in a cell or list of `subject`.
bool may_limit(const Expression& subject, const Expression& limit);
// The same in a result column whose first cell with a unit or percentage is `leading`.
bool may_share_column(const Expression& leading, const Expression& other);
// A literal of this unit can be written: 1/月 cannot.
bool can_be_written(const model::Unit& unit);

}  // namespace fenji::generate
