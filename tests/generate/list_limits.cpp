#include "tests/generate/list_limits.hpp"

#include <algorithm>

namespace fenji::generate {

using model::Decimal;
using model::Kind;

namespace {

class Search {
 public:
  explicit Search(const model::Rules& rules) : rules_(rules) {}

  Limits find() {
    for (const model::Field& field : rules_.fields) {
      if (field.bounds) take(*field.bounds, field.type);
      if (field.blank_means) take(*field.blank_means, field.type);
    }
    for (const model::Example& example : rules_.examples) {
      for (const model::ExampleCell& cell : example.inputs) {
        if (cell.field != model::none && !cell.absent) take(cell.value, rules_.fields[cell.field].type);
      }
    }
    for (const model::Expression& expression : rules_.expressions) {
      if (expression.operation == model::Operation::constant) take(expression.constant, expression.type);
      if (expression.operation == model::Operation::within)
        take(*expression.test, rules_.expressions[expression.operands[0]].type);
    }
    for (const model::Table& table : rules_.tables) {
      for (const model::Row& row : table.rows) {
        for (std::size_t i = 0; i < row.tests.size() && i < table.subjects.size(); ++i) {
          take(row.tests[i], rules_.expressions[table.subjects[i].expression].type);
        }
      }
    }
    return std::move(limits_);
  }

 private:
  void take(const model::Test& test, const model::Type& type) {
    for (const model::Interval& interval : test.intervals) take(interval, type);
  }

  void take(const model::Interval& interval, const model::Type& type) {
    if (interval.lower) take(interval.lower->value, type);
    if (interval.upper) take(interval.upper->value, type);
  }

  void take(Decimal value, const model::Type& type) {
    if (type.kind == Kind::date) {
      take_once(limits_.days, static_cast<model::Day>(value.mantissa));
      return;
    }
    auto found = std::find_if(limits_.numbers.begin(), limits_.numbers.end(),
                              [&](const Limits::Numbers& numbers) { return numbers.unit == type.unit; });
    if (found == limits_.numbers.end()) found = limits_.numbers.insert(found, {type.unit, {}});
    take_once(found->values, model::normalized(value));
  }

  void take(const model::Value& value, const model::Type& type) {
    switch (type.kind) {
      case Kind::number:
        return take(value.number, type);
      case Kind::date:
        return take_once(limits_.days, value.day);
      case Kind::text:
        return take_once(limits_.texts, value.text);
      case Kind::yes_no:
      case Kind::label:
        return;
    }
  }

  template <class T>
  static void take_once(std::vector<T>& values, const T& value) {
    if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
  }

  const model::Rules& rules_;
  Limits limits_;
};

}  // namespace

const std::vector<Decimal>& Limits::numbers_of(const model::Unit& unit) const {
  static const std::vector<Decimal> none;
  const auto found = std::find_if(numbers.begin(), numbers.end(), [&](const Numbers& each) { return each.unit == unit; });
  return found == numbers.end() ? none : found->values;
}

Limits find_limits(const model::Rules& rules) { return Search(rules).find(); }

}  // namespace fenji::generate
