#include "engine/execute/plain_expression.hpp"

#include <algorithm>
#include <cassert>
#include <compare>
#include <optional>
#include <utility>

#include "engine/execute/plain_logic.hpp"
#include "engine/execute/plain_number.hpp"
#include "engine/model/calendar.hpp"

namespace fenji::execute::plain {

using model::Expression;
using model::ExpressionId;
using model::Kind;
using model::Operation;
using model::State;
using model::Value;

namespace {

// A number or a day as what it is compared by.
Fraction fraction_of(const Value& value, Kind kind) {
  if (kind == Kind::date) return {Decimal{value.day, 0}};
  return {value.number, value.denominator};
}

bool lies_in(const model::Interval& interval, const Fraction& value) {
  if (interval.lower) {
    const auto order = compare(value, {interval.lower->value});
    if (order < 0 || (order == 0 && !interval.lower->closed)) return false;
  }
  if (interval.upper) {
    const auto order = compare(value, {interval.upper->value});
    if (order > 0 || (order == 0 && !interval.upper->closed)) return false;
  }
  return true;
}

// Whether a known subject is one of the test's intervals or labels.
bool is_among(const Value& subject, Kind kind, const model::Test& test) {
  switch (kind) {
    case Kind::number:
    case Kind::date:
      return std::any_of(test.intervals.begin(), test.intervals.end(),
                         [&](const model::Interval& interval) { return lies_in(interval, fraction_of(subject, kind)); });
    case Kind::label:
    case Kind::yes_no: {
      const std::uint32_t code = kind == Kind::label ? subject.label : subject.yes;
      return std::find(test.labels.begin(), test.labels.end(), code) != test.labels.end();
    }
    case Kind::text:
      break;
  }
  assert(false && "texts are tested by conditions");
  return false;
}

// Of labels the better is the greater; the best has code 0.
std::strong_ordering order_of(const Value& left, const Value& right, Kind kind) {
  switch (kind) {
    case Kind::number:
    case Kind::date:
      return compare(fraction_of(left, kind), fraction_of(right, kind));
    case Kind::label:
      return right.label <=> left.label;
    case Kind::yes_no:
      return left.yes <=> right.yes;
    case Kind::text:
      return left.text <=> right.text;
  }
  assert(false);
  return std::strong_ordering::equal;
}

bool holds(Operation comparison, std::strong_ordering order) {
  switch (comparison) {
    case Operation::equal:
      return order == 0;
    case Operation::not_equal:
      return order != 0;
    case Operation::less:
      return order < 0;
    case Operation::less_equal:
      return order <= 0;
    case Operation::greater:
      return order > 0;
    case Operation::greater_equal:
      return order >= 0;
    default:
      break;
  }
  assert(false);
  return false;
}

Reason out_of_range(model::DefinitionId owner) { return {Reason::Kind::out_of_range, owner, 0}; }

Outcome of_field(model::FieldId field, const Context& context) {
  Outcome outcome;
  outcome.value = context.record.fields.at(field);
  outcome.value.blank = false;
  const Reason unreadable{Reason::Kind::unreadable, field, 0};
  switch (outcome.value.state) {
    case State::known:
      return in_type(std::move(outcome), context.rules.fields[field].type, unreadable);
    case State::missing:
      return without_value(State::missing, {Reason::Kind::missing, field, 0});
    case State::invalid:
      return without_value(State::invalid, unreadable);
    case State::not_applicable:  // of a function over the whole list whose argument is
      return not_applicable();
    case State::uncovered:  // likewise
      return without_value(State::uncovered, {Reason::Kind::undetermined, field, 0});
  }
  assert(false);
  return without_value(State::invalid, unreadable);
}

Outcome of_given(model::FieldId field, const Context& context) {
  const Value& cell = context.record.fields.at(field);
  if (cell.blank || cell.state == State::missing) return known_yes_no(false);
  if (cell.state == State::known) return known_yes_no(true);
  return of_field(field, context);
}

// A date and a period whose operands are known; nothing where it leaves the calendar.
std::optional<Value> date_from(const Expression& expression, const std::vector<Outcome>& operands, const model::Rules& rules) {
  const auto period = model::period_of(rules.expressions[expression.operands.at(1)].type.unit);
  assert(period);
  const model::Day from = operands.at(0).value.day;
  const Decimal count = operands.at(1).value.number;
  const auto day =
      expression.operation == Operation::add_period ? model::plus(from, count, *period) : model::minus(from, count, *period);
  if (!day) return std::nullopt;
  Value value;
  value.state = State::known;
  value.day = *day;
  return value;
}

// The value of an operation on numbers or dates whose operands are all known; nothing where it leaves the exact range.
std::optional<Value> number_from(const Expression& expression, const std::vector<Outcome>& operands) {
  assert(expression.type.kind == Kind::number);
  std::vector<Decimal> numbers;
  for (const Outcome& operand : operands) numbers.push_back(operand.value.number);
  const int scale = expression.type.scale;

  Value value;
  value.state = State::known;
  std::optional<Decimal> number;
  switch (expression.operation) {
    case Operation::negate:
      number = negative(numbers.at(0), scale);
      break;
    case Operation::add:
      number = sum(numbers, scale);
      break;
    case Operation::subtract:
      number = difference(numbers.at(0), numbers.at(1), scale);
      break;
    case Operation::multiply:
      number = product(numbers, scale);
      break;
    case Operation::minimum:
      number = minimum(numbers, scale);
      break;
    case Operation::maximum:
      number = maximum(numbers, scale);
      break;
    case Operation::round:
      number = rounded_to(fraction_of(operands.at(0).value, Kind::number), expression.digits, scale);
      break;
    case Operation::divide:
      if (numbers.at(1).mantissa == 0) return std::nullopt;
      value.denominator = numbers[1];
      number = numbers[0];
      break;
    case Operation::year: {
      int year = 0, month = 0, day_of_month = 0;
      model::civil_from_day(operands.at(0).value.day, year, month, day_of_month);
      number = aligned({year, 0}, scale);
      break;
    }
    case Operation::days_between:
      number = aligned({operands.at(0).value.day - operands.at(1).value.day, 0}, scale);
      break;
    case Operation::full_months:
      number = aligned({model::full_months(operands.at(0).value.day, operands.at(1).value.day), 0}, scale);
      break;
    case Operation::full_years:
      number = aligned({model::full_years(operands.at(0).value.day, operands.at(1).value.day), 0}, scale);
      break;
    default:
      assert(false);
  }
  if (!number) return std::nullopt;
  value.number = *number;
  return value;
}

}  // namespace

Outcome outcome_of(ExpressionId id, const Context& context) {
  const Expression& expression = context.rules.expressions[id];
  std::vector<Outcome> operands;
  for (ExpressionId operand : expression.operands) operands.push_back(context.expressions[operand]);

  switch (expression.operation) {
    case Operation::constant:
      assert(expression.constant.state == State::known);
      return in_type({expression.constant, {}}, expression.type, out_of_range(context.owners[id]));
    case Operation::field:
      return of_field(expression.reference, context);
    case Operation::definition:
      return context.definitions[expression.reference];
    case Operation::all:
      return all(operands);
    case Operation::any:
      return any(operands);
    case Operation::negation:
      return negation(operands.at(0));
    case Operation::within:
      return outcome_of(*expression.test, expression.operands.at(0), context);
    case Operation::given: {
      const Expression& cell = context.rules.expressions[expression.operands.at(0)];
      assert(cell.operation == Operation::field);
      return of_given(cell.reference, context);
    }
    default:
      break;
  }

  // All that is left computes with values: one that is not known leaves the whole undecided.
  if (!std::all_of(operands.begin(), operands.end(), is_known)) return undecided(operands);
  switch (expression.operation) {
    case Operation::equal:
    case Operation::not_equal:
    case Operation::less:
    case Operation::less_equal:
    case Operation::greater:
    case Operation::greater_equal: {
      const Kind kind = context.rules.expressions[expression.operands.at(0)].type.kind;
      return known_yes_no(holds(expression.operation, order_of(operands.at(0).value, operands.at(1).value, kind)));
    }
    default:
      break;
  }
  const bool date = expression.operation == Operation::add_period || expression.operation == Operation::subtract_period;
  const auto value = date ? date_from(expression, operands, context.rules) : number_from(expression, operands);
  if (value) return {*value, {}};
  return without_value(State::invalid, out_of_range(context.owners[id]));
}

std::optional<bool> plain_answer(const model::Test& test, ExpressionId subject, const Context& context) {
  if (test.any) return true;
  if (!test.conditions.empty() || (test.intervals.empty() && test.labels.empty())) return std::nullopt;
  const Outcome& value = context.expressions[subject];
  if (!is_known(value)) return std::nullopt;
  return is_among(value.value, context.rules.expressions[subject].type.kind, test);
}

Outcome outcome_of(const model::Test& test, ExpressionId subject, const Context& context) {
  if (test.any) return known_yes_no(true);
  const auto of_subject = [&] {
    const Outcome& value = context.expressions[subject];
    const Kind kind = context.rules.expressions[subject].type.kind;
    return is_known(value) ? known_yes_no(is_among(value.value, kind, test)) : value;
  };
  const bool asks_subject = !test.intervals.empty() || !test.labels.empty();
  if (asks_subject && test.conditions.empty()) return of_subject();
  std::vector<Outcome> alternatives;
  for (ExpressionId condition : test.conditions) alternatives.push_back(context.expressions[condition]);
  if (asks_subject) alternatives.push_back(of_subject());
  return any(std::move(alternatives));
}

Outcome in_type(Outcome outcome, const model::Type& type, Reason reason) {
  if (!is_known(outcome) || type.kind != Kind::number || type.quotient) return outcome;
  const auto number = aligned(outcome.value.number, type.scale);
  if (!number) return without_value(State::invalid, reason);
  outcome.value.number = *number;
  return outcome;
}

bool same(const Outcome& left, const Outcome& right, Kind kind) {
  if (is_known(left) && is_known(right)) return order_of(left.value, right.value, kind) == 0;
  return left.value.state == right.value.state && left.reasons == right.reasons;
}

}  // namespace fenji::execute::plain
