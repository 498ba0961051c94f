#include "engine/prove/ranges.hpp"

#include <algorithm>
#include <numeric>

#include "engine/model/calendar.hpp"
#include "engine/prove/date_ranges.hpp"

namespace fenji::prove {
namespace {

using model::Expression;
using model::ExpressionId;
using model::Kind;
using model::Operation;

bool is_ordered(const model::Type& type) { return type.kind == Kind::number || type.kind == Kind::date; }

bool has_codes(const model::Type& type) { return type.kind == Kind::label || type.kind == Kind::yes_no; }

Codes all_codes(const model::Rules& rules, const model::Type& type) {
  Codes codes(type.kind == Kind::yes_no ? 2 : rules.labels_of(type).labels.size());
  std::iota(codes.begin(), codes.end(), 0u);
  return codes;
}

Codes united(const Codes& left, const Codes& right) {
  Codes result;
  std::set_union(left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(result));
  return result;
}

}  // namespace

int digits_of(const model::Type& type) { return type.whole || type.kind == Kind::date ? 0 : type.scale; }

Decimal as_decimal(const model::Value& value, const model::Type& type) {
  return type.kind == Kind::date ? Decimal{value.day, 0} : value.number;
}

Intervals values_of_field(const model::Field& field) {
  Interval readable = field.bounds.value_or(Interval{});
  if (field.type.kind == Kind::date) readable = intersection(readable, calendar());
  Intervals values{readable};
  if (field.blank_means && field.blank_means->state == model::State::known) {
    values.push_back(point(as_decimal(*field.blank_means, field.type)));
  }
  return united(std::move(values));
}

Ranges::Ranges(const model::Rules& rules, const NormalForms& forms)
    : rules_(rules),
      forms_(forms),
      hulls_(forms.size()),
      definition_codes_(rules.definitions.size()),
      definition_texts_(rules.definitions.size()) {
  for (Identity quantity = 0; quantity < forms.size(); ++quantity) {
    if (is_ordered(rules.expressions[forms.expression(quantity)].type)) hulls_[quantity] = hull_of_quantity(quantity);
  }
  for (std::size_t id = 0; id < rules.definitions.size(); ++id) {
    if (has_codes(rules.definitions[id].type)) definition_codes_[id] = codes_of_definition(rules.definitions[id]);
    if (rules.definitions[id].type.kind == Kind::text) definition_texts_[id] = texts_of_definition(rules.definitions[id]);
  }
}

Intervals Ranges::values(const LinearSum& sum) const {
  if (sum.terms.size() == 1) {
    const Expression& quantity = rules_.expressions[forms_.expression(sum.terms[0].quantity)];
    if (quantity.operation == Operation::field) {
      Intervals values = values_of_field(rules_.fields[quantity.reference]);
      for (Interval& interval : values) {
        interval = prove::sum(scaled(interval, sum.terms[0].coefficient), point(sum.constant));
      }
      return united(std::move(values));
    }
  }
  return united({hull_of(sum)});
}

Granularity Ranges::grid(const LinearSum& sum) const {
  if (sum.is_constant()) return Grid{{1, 0}, sum.constant};
  Granularity total;
  for (const Term& term : sum.terms) {
    const Granularity part = scaled(grid_of_quantity(term.quantity), term.coefficient);
    total = &term == &sum.terms.front() ? part : prove::sum(total, part);
  }
  if (total) {
    const auto offset = add(total->offset, sum.constant);
    if (!offset) return {};
    total->offset = *offset;
  }
  return total;
}

Interval Ranges::hull_of(const LinearSum& sum) const {
  Interval total = point(sum.constant);
  for (const Term& term : sum.terms) total = prove::sum(total, scaled(hulls_[term.quantity], term.coefficient));
  return total;
}

Interval Ranges::hull_of_quantity(Identity quantity) const {
  const Expression& expression = rules_.expressions[forms_.expression(quantity)];
  const auto operand = [&](std::size_t index) { return hull_of(forms_.sum(expression.operands[index])); };
  switch (expression.operation) {
    case Operation::field: {
      const Intervals values = values_of_field(rules_.fields[expression.reference]);
      return values.empty() ? Interval{} : hull(values);
    }
    case Operation::definition: {
      const model::Definition& definition = rules_.definitions[expression.reference];
      if (definition.expression != model::none) return hull_of(forms_.sum(definition.expression));
      std::optional<Interval> total;
      for (const model::Row& row : rules_.tables[definition.table].rows) {
        const Interval result = hull_of(forms_.sum(row.results[definition.result_column]));
        total = total ? hull(*total, result) : result;
      }
      return total.value_or(Interval{});
    }
    case Operation::multiply: {
      std::vector<ExpressionId> rest = expression.operands;
      Interval total = point({1, 0});
      while (!rest.empty()) {
        const ExpressionId next = rest.back();
        rest.pop_back();
        const auto same = std::find_if(rest.begin(), rest.end(),
                                       [&](ExpressionId other) { return forms_.identity(other) == forms_.identity(next); });
        const Interval factor = hull_of(forms_.sum(next));
        total = product(total, same == rest.end() ? factor : square(factor));
        if (same != rest.end()) rest.erase(same);
      }
      return total;
    }
    case Operation::minimum:
    case Operation::maximum: {
      if (!is_ordered(expression.type)) return {};
      Interval total = operand(0);
      for (std::size_t i = 1; i < expression.operands.size(); ++i) {
        total = expression.operation == Operation::minimum ? lesser(total, operand(i)) : greater(total, operand(i));
      }
      return total;
    }
    case Operation::round:
      return rounded(operand(0), expression.digits);
    case Operation::year:
      return years_of(operand(0));
    case Operation::add_period:
    case Operation::subtract_period: {
      const LinearSum& count = forms_.sum(expression.operands[1]);
      if (!count.is_constant()) return calendar();
      const auto period = model::period_of(rules_.expressions[expression.operands[1]].type.unit);
      return moved(operand(0), count.constant, *period, expression.operation == Operation::add_period);
    }
    case Operation::full_months:
    case Operation::full_years:
      return full_counts(expression.operation, operand(0), operand(1));
    case Operation::divide:
      return hull_of_quotient(expression);
    default:
      return {};
  }
}

// Only the sign is followed: a limit of a quotient is seldom a decimal.
Interval Ranges::hull_of_quotient(const Expression& quotient) const {
  if (quotient.operation != Operation::divide) return {};
  const Decimal zero;
  const Interval not_negative{Bound{zero, true}, {}};
  const Interval not_positive{{}, Bound{zero, true}};
  Interval numerator = hull_of(forms_.sum(quotient.operands[0]));
  const Interval denominator = hull_of(forms_.sum(quotient.operands[1]));
  if (includes(not_positive, denominator)) {
    numerator = scaled(numerator, Decimal{-1, 0});
  } else if (!includes(not_negative, denominator)) {
    return {};
  }
  Interval result;
  if (includes(not_negative, numerator)) result.lower = Bound{zero, contains(numerator, zero)};
  if (includes(not_positive, numerator)) result.upper = Bound{zero, contains(numerator, zero)};
  return result;
}

Granularity Ranges::grid_of_quantity(Identity quantity) const {
  const model::Type& type = rules_.expressions[forms_.expression(quantity)].type;
  if (type.quotient) return {};
  return Grid{{1, digits_of(type)}, {}};
}

Codes Ranges::codes(ExpressionId id) const {
  const Expression& expression = rules_.expressions[id];
  switch (expression.operation) {
    case Operation::constant:
      return {expression.type.kind == Kind::yes_no ? std::uint32_t{expression.constant.yes} : expression.constant.label};
    case Operation::definition:
      return definition_codes_[expression.reference];
    case Operation::minimum:
    case Operation::maximum: {
      Codes total;
      for (const ExpressionId operand : expression.operands) total = united(total, codes(operand));
      return total;
    }
    default:
      return all_codes(rules_, expression.type);
  }
}

std::optional<Ranges::Texts> Ranges::texts(ExpressionId id) const {
  const Expression& expression = rules_.expressions[id];
  if (expression.operation == Operation::constant) return Texts{expression.constant.text};
  return expression.operation == Operation::definition ? definition_texts_[expression.reference] : std::nullopt;
}

std::optional<Ranges::Texts> Ranges::texts_of_definition(const model::Definition& definition) const {
  if (definition.expression != model::none) return texts(definition.expression);
  Texts total;
  for (const model::Row& row : rules_.tables[definition.table].rows) {
    const auto result = texts(row.results[definition.result_column]);
    if (!result) return {};
    total.insert(total.end(), result->begin(), result->end());
  }
  std::sort(total.begin(), total.end());
  total.erase(std::unique(total.begin(), total.end()), total.end());
  return total;
}

Codes Ranges::codes_of_definition(const model::Definition& definition) const {
  if (definition.expression != model::none) return codes(definition.expression);
  Codes total;
  for (const model::Row& row : rules_.tables[definition.table].rows) {
    total = united(total, codes(row.results[definition.result_column]));
  }
  return total;
}

}  // namespace fenji::prove
