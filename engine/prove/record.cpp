#include "engine/prove/record.hpp"

#include <algorithm>
#include <optional>

#include "engine/model/calendar.hpp"

namespace fenji::prove {
namespace {

using model::Decimal;
using model::Expression;
using model::ExpressionId;
using model::Kind;
using model::Operation;
using model::State;
using model::Value;

// Definitions that lean on each other in a longer chain are given up.
constexpr int longest_chain = 1000;

Value without_value() { return {}; }

Value truth_value(bool yes) {
  Value value;
  value.state = State::known;
  value.yes = yes;
  return value;
}

int sign(std::strong_ordering order) { return order < 0 ? -1 : order > 0 ? 1 : 0; }

// numerator × other denominator, compared without division.
std::optional<int> order_of_quotients(const Value& left, const Value& right) {
  const auto a = multiply(left.number, right.denominator);
  const auto b = multiply(right.number, left.denominator);
  if (!a || !b) return {};
  const bool flipped = (left.denominator.mantissa < 0) != (right.denominator.mantissa < 0);
  return sign(compare(*a, *b)) * (flipped ? -1 : 1);
}

bool is_decimal(const Value& value) { return value.denominator == Decimal{1, 0}; }

}  // namespace

std::optional<int> order_of(const Value& left, const Value& right, const model::Type& type) {
  switch (type.kind) {
    case Kind::number:
      return is_decimal(left) && is_decimal(right) ? sign(compare(left.number, right.number)) : order_of_quotients(left, right);
    case Kind::date:
      return sign(left.day <=> right.day);
    case Kind::label:
      return sign(left.label <=> right.label);
    case Kind::yes_no:
      return int{left.yes} - int{right.yes};
    case Kind::text:
      return sign(left.text <=> right.text);
  }
  return {};
}

Record::Record(const model::Rules& rules)
    : rules_(rules),
      fields_(rules.fields.size()),
      definitions_(rules.definitions.size()),
      definition_turns_(rules.definitions.size(), 0),
      rows_(rules.tables.size()),
      row_turns_(rules.tables.size(), 0) {}

void Record::choose(model::FieldId field, Value value) {
  fields_[field] = std::move(value);
  ++turn_;
}

Value Record::value(ExpressionId expression) { return compute(expression); }

Value Record::compute(ExpressionId id) {
  const Expression& expression = rules_.expressions[id];
  switch (expression.operation) {
    case Operation::constant:
      return expression.constant;
    case Operation::field:
      return fields_[expression.reference];
    case Operation::definition:
      return definition(expression.reference);
    case Operation::all:
    case Operation::any:
    case Operation::negation:
    case Operation::within:
    case Operation::given:
      return logic(expression);
    case Operation::equal:
    case Operation::not_equal:
    case Operation::less:
    case Operation::less_equal:
    case Operation::greater:
    case Operation::greater_equal:
      return comparison(expression);
    default:
      return number(expression);
  }
}

Value Record::definition(model::DefinitionId id) {
  if (definition_turns_[id] == turn_) return definitions_[id];
  if (chain_ > longest_chain) return known(std::nullopt);
  ++chain_;
  const model::Definition& definition = rules_.definitions[id];
  Value value;
  if (definition.when == model::none || truth(definition.when) == Fit::yes) {
    if (definition.expression != model::none) {
      value = compute(definition.expression);
    } else {
      const std::uint32_t row = fitting_row(definition.table);
      if (row != model::none) value = compute(rules_.tables[definition.table].rows[row].results[definition.result_column]);
    }
  }
  --chain_;
  definition_turns_[id] = turn_;
  definitions_[id] = value;
  return value;
}

Value Record::known(std::optional<Decimal> number) {
  if (!number) {
    gave_up_ = true;
    return without_value();
  }
  Value value;
  value.state = State::known;
  value.number = normalized(*number);
  return value;
}

Value Record::from_dates(const Expression& expression, const std::vector<Value>& operands) {
  const model::Day first = operands[0].day;
  switch (expression.operation) {
    case Operation::days_between:
      return known(Decimal{first - operands[1].day, 0});
    case Operation::full_months:
      return known(Decimal{model::full_months(first, operands[1].day), 0});
    case Operation::full_years:
      return known(Decimal{model::full_years(first, operands[1].day), 0});
    case Operation::add_period:
    case Operation::subtract_period: {
      const auto period = model::period_of(rules_.expressions[expression.operands[1]].type.unit);
      const Decimal count = operands[1].number;
      const auto day = expression.operation == Operation::add_period ? model::plus(first, count, *period)
                                                                     : model::minus(first, count, *period);
      if (!day) return without_value();
      Value value;
      value.state = State::known;
      value.day = *day;
      return value;
    }
    default:
      return known(std::nullopt);
  }
}

Value Record::number(const Expression& expression) {
  std::vector<Value> operands;
  for (const ExpressionId operand : expression.operands) {
    operands.push_back(compute(operand));
    if (operands.back().state != State::known) return without_value();
  }
  const Kind kind = expression.operands.empty() ? Kind::text : rules_.expressions[expression.operands[0]].type.kind;
  if (kind == Kind::date && expression.operation == Operation::year) {
    int year = 0;
    int month = 0;
    int day = 0;
    model::civil_from_day(operands[0].day, year, month, day);
    return known(Decimal{year, 0});
  }
  if (kind == Kind::date) return from_dates(expression, operands);
  if (kind != Kind::number) return known(std::nullopt);
  if (expression.operation == Operation::round) {
    return known(is_decimal(operands[0]) ? rounded(operands[0].number, expression.digits)
                                         : divide_rounded(operands[0].number, operands[0].denominator, expression.digits));
  }
  Value total = operands[0];
  for (std::size_t i = 1; i < operands.size(); ++i) {
    const Value& next = operands[i];
    switch (expression.operation) {
      case Operation::add:
        total = known(add(total.number, next.number));
        break;
      case Operation::subtract:
        total = known(subtract(total.number, next.number));
        break;
      case Operation::multiply:
        total = known(multiply(total.number, next.number));
        break;
      case Operation::divide:
        if (next.number.mantissa == 0) return without_value();
        total.denominator = next.number;
        break;
      case Operation::minimum:
      case Operation::maximum: {
        const auto order = order_of(next, total, expression.type);
        if (!order) return known(std::nullopt);
        if ((*order < 0) == (expression.operation == Operation::minimum)) total = next;
        break;
      }
      default:
        return known(std::nullopt);
    }
    if (total.state != State::known) return without_value();
  }
  if (operands.size() > 1 || expression.operation == Operation::minimum || expression.operation == Operation::maximum)
    return total;
  return expression.operation == Operation::negate ? known(Decimal{-total.number.mantissa, total.number.scale})
                                                   : known(std::nullopt);
}

Value Record::logic(const Expression& expression) {
  switch (expression.operation) {
    case Operation::given:
      return truth_value(!fields_[rules_.expressions[expression.operands[0]].reference].blank);
    case Operation::within: {
      const Fit met = fit(*expression.test, expression.operands[0]);
      return met == Fit::undetermined ? without_value() : truth_value(met == Fit::yes);
    }
    case Operation::negation: {
      const Fit met = truth(expression.operands[0]);
      return met == Fit::undetermined ? without_value() : truth_value(met == Fit::no);
    }
    default: {
      const bool all = expression.operation == Operation::all;
      const Fit decisive = all ? Fit::no : Fit::yes;
      bool open = false;
      for (const ExpressionId operand : expression.operands) {
        const Fit met = truth(operand);
        if (met == decisive) return truth_value(!all);
        open = open || met == Fit::undetermined;
      }
      return open ? without_value() : truth_value(all);
    }
  }
}

Value Record::comparison(const Expression& expression) {
  const Value left = compute(expression.operands[0]);
  const Value right = compute(expression.operands[1]);
  if (left.state != State::known || right.state != State::known) return without_value();
  const auto order = order_of(left, right, rules_.expressions[expression.operands[0]].type);
  if (!order) return known(std::nullopt);
  switch (expression.operation) {
    case Operation::equal:
      return truth_value(*order == 0);
    case Operation::not_equal:
      return truth_value(*order != 0);
    case Operation::less:
      return truth_value(*order < 0);
    case Operation::less_equal:
      return truth_value(*order <= 0);
    case Operation::greater:
      return truth_value(*order > 0);
    default:
      return truth_value(*order >= 0);
  }
}

Record::Fit Record::truth(ExpressionId condition) {
  const Value value = compute(condition);
  if (value.state != State::known) return Fit::undetermined;
  return value.yes ? Fit::yes : Fit::no;
}

Record::Fit Record::fit(const model::Test& test, ExpressionId subject) {
  if (test.any) return Fit::yes;
  Fit result = Fit::no;
  if (!test.intervals.empty() || !test.labels.empty()) {
    const Value value = compute(subject);
    const model::Type& type = rules_.expressions[subject].type;
    if (value.state != State::known) {
      result = Fit::undetermined;
    } else if (type.kind == Kind::number || type.kind == Kind::date) {
      const Decimal number = type.kind == Kind::date ? Decimal{value.day, 0} : value.number;
      for (const model::Interval& interval : test.intervals) {
        if (is_decimal(value)) {
          if (contains(interval, number)) return Fit::yes;
          continue;
        }
        bool inside = true;
        for (const bool lower : {true, false}) {
          const auto& limit = lower ? interval.lower : interval.upper;
          if (!limit) continue;
          Value bound = known(limit->value);
          const auto order = order_of(value, bound, type);
          if (!order) gave_up_ = true;
          inside = inside && order && ((*order == 0 && limit->closed) || (*order != 0 && (*order > 0) == lower));
        }
        if (inside) return Fit::yes;
      }
    } else {
      const std::uint32_t code = type.kind == Kind::label ? value.label : std::uint32_t{value.yes};
      if (std::find(test.labels.begin(), test.labels.end(), code) != test.labels.end()) return Fit::yes;
    }
  }
  for (const ExpressionId condition : test.conditions) {
    const Fit met = truth(condition);
    if (met == Fit::yes) return Fit::yes;
    result = std::max(result, met);
  }
  return result;
}

std::uint32_t Record::fitting_row(model::TableId id) {
  if (row_turns_[id] == turn_) return rows_[id];
  const std::uint32_t row = find_row(rules_.tables[id]);
  row_turns_[id] = turn_;
  rows_[id] = row;
  return row;
}

Record::Fit Record::fit(const model::Table& table, std::uint32_t number) {
  if (!table.rows[number].otherwise) {
    Fit met = Fit::yes;
    const auto& tests = table.rows[number].tests;
    for (std::size_t column = 0; met != Fit::no && column < tests.size(); ++column) {
      met = std::min(met, fit(tests[column], table.subjects.empty() ? model::none : table.subjects[column].expression));
    }
    return met;
  }
  Fit others = Fit::no;
  for (std::uint32_t other = 0; other < table.rows.size(); ++other) {
    if (!table.rows[other].otherwise) others = std::max(others, fit(table, other));
  }
  return others == Fit::yes ? Fit::no : others == Fit::no ? Fit::yes : Fit::undetermined;
}

bool Record::row_fits(model::TableId table, std::uint32_t row) { return fit(rules_.tables[table], row) == Fit::yes; }
bool Record::row_misses(model::TableId table, std::uint32_t row) { return fit(rules_.tables[table], row) == Fit::no; }

// None where no row fits, where rows contradict each other and where it is undetermined.
std::uint32_t Record::find_row(const model::Table& table) {
  std::uint32_t certain = model::none;
  bool open = false;
  for (std::uint32_t number = 0; number < table.rows.size(); ++number) {
    const model::Row& row = table.rows[number];
    Fit fits = Fit::yes;
    if (row.otherwise) {
      fits = certain != model::none ? Fit::no : open ? Fit::undetermined : Fit::yes;
    }
    for (std::size_t column = 0; fits != Fit::no && column < row.tests.size(); ++column) {
      const ExpressionId subject = table.subjects.empty() ? model::none : table.subjects[column].expression;
      fits = std::min(fits, fit(row.tests[column], subject));
    }
    open = open || fits == Fit::undetermined;
    if (fits != Fit::yes) continue;
    if (table.policy == model::HitPolicy::first) return open ? model::none : number;
    if (certain != model::none && !equal_results(table.rows[certain], row)) return model::none;
    if (certain == model::none) certain = number;
  }
  return certain;
}

bool Record::equal_results(const model::Row& left, const model::Row& right) {
  for (std::size_t column = 0; column < left.results.size(); ++column) {
    const Value a = compute(left.results[column]);
    const Value b = compute(right.results[column]);
    if (a.state != State::known || b.state != State::known) return false;
    const auto order = order_of(a, b, rules_.expressions[left.results[column]].type);
    if (!order || *order != 0) return false;
  }
  return true;
}

}  // namespace fenji::prove
