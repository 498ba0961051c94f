// What sums, products, quotients and dates can be.
#include "engine/prove/outlook.hpp"

#include <algorithm>

#include "engine/prove/connection.hpp"
#include "engine/prove/date_ranges.hpp"

namespace fenji::prove {

using model::Expression;
using model::ExpressionId;
using model::Kind;
using model::Operation;
using model::State;

Possible Outlook::number(const Expression& expression) {
  if (expression.operation == Operation::round) {
    const Expression* inner = quotient_of(expression.operands[0]);
    if (inner != nullptr) {
      const Possible& numerator = value(inner->operands[0]);
      const Possible& denominator = value(inner->operands[1]);
      if (is_single(numerator, Kind::number) && is_single(denominator, Kind::number) && numerator.is_known() &&
          denominator.is_known()) {
        const auto exact = divide_rounded(numerator.numbers[0], denominator.numbers[0], expression.digits);
        return exact ? one_number(normalized(*exact)) : without_value(bit(State::invalid));
      }
    }
    return rounded(value(expression.operands[0]), expression.digits);
  }
  Possible total = value(expression.operands[0]);
  for (std::size_t i = 1; i < expression.operands.size(); ++i) {
    const Possible& next = value(expression.operands[i]);
    switch (expression.operation) {
      case Operation::multiply: {
        const bool same = expression.operands.size() == 2 && knowledge_.forms.identity(expression.operands[0]) ==
                                                                 knowledge_.forms.identity(expression.operands[1]);
        if (same && !total.few) {
          total.range = square(total.range);
        } else {
          total = product(total, next);
        }
        break;
      }
      case Operation::minimum:
        total = lesser(total, next);
        break;
      case Operation::maximum:
        total = greater(total, next);
        break;
      default:
        return anything(expression.type, knowledge_.rules);
    }
  }
  return total;
}

const Expression* Outlook::quotient_of(ExpressionId id) const {
  const Expression* expression = &at(id);
  while (expression->operation == Operation::definition) {
    const model::Definition& definition = knowledge_.rules.definitions[expression->reference];
    if (definition.expression == model::none || definition.when != model::none) return nullptr;
    expression = &at(definition.expression);
  }
  return expression->operation == Operation::divide ? expression : nullptr;
}

// Its limits are rounded outwards; comparisons go by numerator and denominator.
Possible Outlook::quotient(const Expression& expression) {
  constexpr int digits = 12;
  const Possible& numerator = value(expression.operands[0]);
  const Possible& denominator = value(expression.operands[1]);
  Possible result;
  result.states = joined(numerator.states, denominator.states);
  if (!result.can_be(State::known)) return result;
  const bool may_be_zero = denominator.few
                               ? std::binary_search(denominator.numbers.begin(), denominator.numbers.end(), Decimal{})
                               : contains(denominator.range, Decimal{});
  if (may_be_zero) result.states |= bit(State::invalid);
  const bool is_zero = is_single(denominator, Kind::number) && denominator.is_known() && may_be_zero;
  if (is_zero) return without_value(static_cast<States>((result.states & without_known) | bit(State::invalid)));
  const bool positive = denominator.range.lower && denominator.range.lower->value.mantissa >= 0;
  const bool negative = denominator.range.upper && denominator.range.upper->value.mantissa <= 0;
  if (!positive && !negative) return result;
  std::vector<std::pair<Decimal, Decimal>> corners;
  const bool bounded = numerator.range.lower && numerator.range.upper && denominator.range.lower && denominator.range.upper &&
                       denominator.range.lower->value.mantissa != 0 && denominator.range.upper->value.mantissa != 0;
  if (!bounded) {
    // Only the sign is followed.
    const Interval& top = numerator.range;
    const bool not_negative = top.lower && top.lower->value.mantissa >= 0;
    const bool not_positive = top.upper && top.upper->value.mantissa <= 0;
    if ((not_negative && positive) || (not_positive && negative)) result.range.lower = Bound{{}, true};
    if ((not_positive && positive) || (not_negative && negative)) result.range.upper = Bound{{}, true};
    return result;
  }
  std::optional<Interval> range;
  for (const Decimal& top : {numerator.range.lower->value, numerator.range.upper->value}) {
    for (const Decimal& below : {denominator.range.lower->value, denominator.range.upper->value}) {
      const auto exact = divide_exact(top, below, digits);
      const auto near = divide_rounded(top, below, digits);
      const auto low = near ? subtract(*near, Decimal{exact ? 0 : 1, digits}) : std::nullopt;
      const auto high = near ? add(*near, Decimal{exact ? 0 : 1, digits}) : std::nullopt;
      if (!low || !high) return result;
      const Interval corner{Bound{normalized(*low), true}, Bound{normalized(*high), true}};
      range = range ? hull(*range, corner) : corner;
    }
  }
  result.range = *range;
  if (is_point(result.range)) {
    result.few = true;
    result.numbers = {result.range.lower->value};
  }
  return result;
}

Possible Outlook::dates(const Expression& expression) {
  const Possible& first = value(expression.operands[0]);
  const Possible second = expression.operands.size() > 1 ? value(expression.operands[1]) : first;
  const States states = joined(first.states, second.states);
  if ((states & known_only) == 0) return without_value(states);
  Interval range;
  States more = 0;
  switch (expression.operation) {
    case Operation::year:
      range = years_of(first.range);
      break;
    case Operation::full_months:
    case Operation::full_years:
      range = full_counts(expression.operation, first.range, second.range);
      break;
    case Operation::add_period:
    case Operation::subtract_period: {
      const bool forward = expression.operation == Operation::add_period;
      const auto period = model::period_of(at(expression.operands[1]).type.unit);
      if (!second.few || second.numbers.size() != 1 || !period) {
        range = calendar();
        more = bit(State::invalid);
        break;
      }
      const Decimal count = second.numbers[0];
      bool leaves = false;
      const Interval days = intersection(first.range, calendar());
      for (const auto& day : {least(days, Grid{}), greatest(days, Grid{})}) {
        const auto date = static_cast<model::Day>(rescaled(*day, 0)->mantissa);
        leaves = leaves || !(forward ? model::plus(date, count, *period) : model::minus(date, count, *period));
      }
      if (leaves && is_point(first.range)) return without_value(bit(State::invalid));
      if (leaves) more = bit(State::invalid);
      range = moved(first.range, count, *period, forward);
      break;
    }
    default:
      return anything(expression.type, knowledge_.rules);
  }
  Possible result = numbers_in(range);
  result.states = states | more;
  return result;
}

}  // namespace fenji::prove
