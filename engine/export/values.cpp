// Numbers and what is passed on: each step's value, NULL where an operand is.
#include <algorithm>
#include <cassert>

#include "engine/export/exporter.hpp"
#include "engine/export/long_numbers.hpp"

namespace fenji::sql {

using graph::Operation;
using model::Int128;
using model::Kind;

Width Exporter::width(const graph::Bounds& bounds, const Span& span) {
  if (const auto width = spelling_.width_of(bounds)) return *width;
  cannot_hold(span);
  return Width::wide;
}

Width Exporter::width(StepId id) {
  if (step(id).type.kind == Kind::date) return Width::narrow;
  return width(step(id).bounds, step(id).span);
}

// A literal with what the author would write for it.
Expression Exporter::noted(const model::Decimal& value, const model::Type& type, Width width) const {
  Expression number = spelling_.integer(value.mantissa, width);
  if (value.scale == 0 && type.kind != Kind::date) return number;
  model::Value shown;
  shown.state = model::State::known;
  shown.number = value;
  shown.day = static_cast<model::Day>(value.mantissa);
  model::Type plain = type;
  plain.quotient = false;
  const std::string text = model::to_text(shown, plain, rules_, language());
  if (text != number.text) number.text += " /* " + text + " */";
  return number;
}

// Labels are their texts, but codes where two of a set read alike, as cells of a plan may.
bool Exporter::is_coded(const model::Type& type) const {
  const std::vector<std::string>& labels = rules_.labels_of(type).labels;
  return std::set<std::string>(labels.begin(), labels.end()).size() < labels.size();
}

Expression Exporter::label(const model::Type& type, std::uint32_t code) const {
  return is_coded(type) ? spelling_.integer(code) : spelling_.text(rules_.labels_of(type).labels[code]);
}

// The code of a label, which stands for its place.
Expression Exporter::label_rank(StepId id) const {
  if (step(id).operation == Operation::constant) return spelling_.integer(step(id).constant.label);
  Case ranks;
  const auto& labels = rules_.labels_of(step(id).type).labels;
  for (std::uint32_t code = 0; code < labels.size(); ++code) {
    ranks.when(infix(steps_[id].value, "=", label(step(id).type, code)), spelling_.integer(code));
  }
  return ranks.end();
}

Expression Exporter::constant(const Step& step, Width width) const {
  switch (step.type.kind) {
    case Kind::yes_no:
      return literal(step.constant.yes ? "TRUE" : "FALSE");
    case Kind::number:
      return noted(step.constant.number, step.type, width);
    case Kind::date:
      return noted({step.constant.day, 0}, step.type, Width::narrow);
    case Kind::label:
      return label(step.type, step.constant.label);
    case Kind::text:
      return spelling_.text(step.constant.text);
  }
  assert(false);
  return {};
}

Expression Exporter::number(StepId id, Width wanted) {
  if (step(id).operation == Operation::constant) return constant(step(id), wanted);
  return spelling_.widened(steps_[id].value, width(id), wanted);
}

Expression Exporter::in_column(StepId id, const Expression& value) {
  if (value.binding == Binding::atom && value.text.find(' ') == std::string::npos) return value;
  return writer_.column(blocks_[block_[id]], block_name(id) + " ·", value);
}

Expression Exporter::applicable(const Expression& condition, const Expression& value) const {
  return Case().when(condition, value).end();
}

Expression Exporter::value_of(StepId id) {
  const Step& step = this->step(id);
  switch (step.operation) {
    case Operation::constant:
      return constant(step, step.type.kind == Kind::number ? width(id) : Width::narrow);
    case Operation::field:
      return fields_[step.reference].value;
    case Operation::given:
      return given(step);
    case Operation::convert:
    case Operation::negate:
    case Operation::add:
    case Operation::subtract:
    case Operation::multiply:
    case Operation::minimum:
    case Operation::maximum:
      return step.checked ? checked_arithmetic(id) : arithmetic(id);
    case Operation::round:
      return this->step(step.operands[0]).type.quotient ? rounded_quotient(id) : rounded(id);
    case Operation::year:
    case Operation::add_days:
    case Operation::add_months:
    case Operation::full_months:
    case Operation::full_years:
      return date_value(id);
    case Operation::equal:
    case Operation::not_equal:
    case Operation::less:
    case Operation::less_equal:
      return comparison(id);
    case Operation::within:
      return within(id);
    case Operation::all:
    case Operation::any: {
      std::vector<Expression> operands;
      for (const StepId operand : step.operands) operands.push_back(steps_[operand].value);
      return step.operation == Operation::all ? all_of(operands) : any_of(operands);
    }
    case Operation::negation:
      return negated(steps_[step.operands[0]].value);
    case Operation::at_least:
      return at_least(id);
    case Operation::applicable: {
      const Expression& value = steps_[step.operands[1]].value;
      const bool is_number = step.type.kind == Kind::number && !step.type.quotient;
      const Expression passed_on = is_number ? number(step.operands[1], width(id)) : value;
      const Expression applied = applicable(steps_[step.operands[0]].value, passed_on);
      return is_number ? spelling_.typed(applied, width(id)) : applied;
    }
    case Operation::divide:
    case Operation::segment:
    case Operation::word:
    case Operation::choose_row:
    case Operation::pick:
      break;
  }
  assert(false && "these have no value, or one of their own making");
  return {};
}

namespace {

char sign_of(Operation operation) {
  switch (operation) {
    case Operation::add:
      return '+';
    case Operation::subtract:
      return '-';
    default:
      return '*';
  }
}

Expression combined(Operation operation, const Expression& left, const Expression& right) {
  if (operation == Operation::minimum || operation == Operation::maximum) {
    const bool least = operation == Operation::minimum;
    // Both conditions fail where a side is unknown.
    return Case().when(infix(left, least ? "<=" : ">=", right), left).when(infix(left, least ? ">" : "<", right), right).end();
  }
  const Binding binding = operation == Operation::multiply ? Binding::other : Binding::sum;
  return composed(operand(left, binding) + " " + sign_of(operation) + " " + operand(right), binding, {left, right});
}

}  // namespace

Expression Exporter::scaled(const Expression& number, Width from, Width to, Int128 factor) const {
  // Of two literals an engine would compute in the type of literals.
  if (is_long(to)) {
    if (factor == 1) return spelling_.widened(number, from, to);
    const Width width = spelling_.width_of(graph::Bounds{factor, factor}).value_or(Width::huge);
    return long_numbers::computed(number, from, '*', spelling_.integer(factor, width), width, to);
  }
  const Expression wide = number.level < 0 ? spelling_.typed(number, to) : spelling_.widened(number, from, to);
  return factor == 1 ? wide : infix(wide, "*", spelling_.integer(factor, to));
}

Expression Exporter::arithmetic(StepId id) {
  const Step& step = this->step(id);
  const Width own = this->width(id);
  if (step.operation == Operation::multiply) {
    // Optimisers multiply what stands behind a zero first, which may overflow where the product does not.
    for (const std::size_t zero : {0U, 1U}) {
      const Step& factor = this->step(step.operands[zero]);
      if (factor.operation != Operation::constant || factor.constant.number.mantissa != 0) continue;
      const Expression other = number(step.operands[1 - zero], this->width(step.operands[1 - zero]));
      return spelling_.typed(applicable(is_not_null(other), spelling_.integer(0, own)), own);
    }
  }
  Width width = own;  // a product with 0 is shorter than what it is made of
  for (const StepId operand : step.operands) width = std::max(width, this->width(operand));
  const bool picks = step.operation == Operation::minimum || step.operation == Operation::maximum;
  if (is_long(width) && !picks) return spelling_.widened(long_arithmetic(id, width), width, own);
  Expression first = number(step.operands[0], width);
  if (this->step(step.operands[0]).operation == Operation::constant) first = spelling_.typed(first, width);
  switch (step.operation) {
    case Operation::convert: {
      const int places = step.type.scale - this->step(step.operands[0]).type.scale;
      if (places > most_places) cannot_hold(step.span);
      const Expression factor = spelling_.integer(model::power_of_ten(places), width);
      return spelling_.widened(infix(first, "*", factor), width, own);
    }
    case Operation::negate:
      return spelling_.negative(first, width);
    default:
      break;
  }
  return spelling_.widened(combined(step.operation, first, number(step.operands[1], width)), width, own);
}

// A sum, product or conversion; named by the column that it may be narrowed from.
Expression Exporter::long_arithmetic(StepId id, Width width) {
  const Step& step = this->step(id);
  const auto own_number = [&](std::size_t operand) {
    return number(step.operands[operand], this->width(step.operands[operand]));
  };
  const Width first = this->width(step.operands[0]);
  const InColumn column = columns_of(id);
  if (step.operation == Operation::negate) {
    return column(spelling_.negative(column(spelling_.widened(own_number(0), first, width)), width));
  }
  if (step.operation == Operation::convert) {
    const int places = step.type.scale - this->step(step.operands[0]).type.scale;
    if (places > most_places) cannot_hold(step.span);
    return column(scaled(column(own_number(0)), first, width, model::power_of_ten(places)));
  }
  return column(
      computed(column, own_number(0), first, sign_of(step.operation), own_number(1), this->width(step.operands[1]), width));
}

// NULL where the number leaves 128 bits; its `width` holds it in any case.
Expression Exporter::limited(StepId id, const Expression& number, Width width) {
  const Expression column = in_column(id, number);
  const std::string range = " BETWEEN " + operand(spelling_.integer(model::int128_min, width)) + " AND " +
                            spelling_.integer(model::int128_max, width).text;
  const Expression inside = composed(column.text + range, Binding::other, {column});
  return Case().when(inside, spelling_.widened(column, width, Width::wide)).end();
}

// Operand by operand from the left, as graph::Step::checked says.
Expression Exporter::checked_arithmetic(StepId id) {
  const Step& step = this->step(id);
  if (!spelling_.width_of(step.bounds)) {
    cannot_hold(step.span);
    return literal("NULL");
  }
  const bool by_factors = step.operation == Operation::multiply;
  const bool attempts = spelling_.attempted(literal("NULL")).has_value();
  // Where overflow is an error that can be caught, it is caught operation by operation: an optimiser changes the order of those
  // that stand together, and then another one overflows or none.
  const auto checked = [&](const Expression& number) {
    return attempts ? *spelling_.attempted(number) : limited(id, number, Width::huge);
  };
  const auto wide = [&](const Expression& number) {
    return attempts ? number : spelling_.widened(number, Width::wide, Width::huge);
  };
  const Width width = attempts ? Width::wide : Width::huge;
  const auto column = [&](const Expression& number) { return in_column(id, number); };
  const auto shifted_long = [&](const Expression& given, int places) {
    const Expression held = columns_of(id)(given);
    if (places > 0) return checked(scaled(held, Width::wide, width, model::power_of_ten(places)));
    return Case().when(long_numbers::ends_in_zeros(held, -places), cut_long(columns_of(id), held, -places, Width::wide)).end();
  };
  const auto shifted = [&](const Expression& given, int places) {
    if (places == 0) return given;
    if (std::abs(places) > most_places) cannot_hold(step.span);
    if (is_long(width)) return shifted_long(given, places);
    const Expression number = given.level < 0 ? spelling_.typed(given, Width::wide) : given;
    const Expression power = spelling_.integer(model::power_of_ten(std::abs(places)), width);
    if (places > 0) return checked(infix(wide(number), "*", power));
    const Expression held = column(number);
    const Expression exact = infix(spelling_.remainder(wide(held), power), "=", spelling_.integer(0));
    return Case()
        .when(exact, spelling_.widened(spelling_.quotient_by_power(wide(held), -places, width), width, Width::wide))
        .end();
  };

  int product_scale = 0;
  Expression result;
  for (std::size_t i = 0; i < step.operands.size(); ++i) {
    const StepId operand = step.operands[i];
    const int scale = this->step(operand).type.scale;
    product_scale += scale;
    Expression given = number(operand, Width::wide);
    // Of literals alone an engine would compute in the type of literals.
    if (i == 0 && given.level < 0) given = spelling_.typed(given, Width::wide);
    const Expression next = shifted(given, by_factors ? 0 : step.type.scale - scale);
    if (i == 0) {
      result = next;
    } else if (step.operation == Operation::minimum || step.operation == Operation::maximum) {
      result = combined(step.operation, column(result), column(next));
    } else if (is_long(width)) {
      result = checked(computed(columns_of(id), result, Width::wide, sign_of(step.operation), next, Width::wide, width));
    } else {
      result = checked(combined(step.operation, wide(result), wide(next)));
    }
  }
  if (step.operation == Operation::negate && is_long(width)) {
    result = checked(spelling_.negative(columns_of(id)(wide(columns_of(id)(result))), width));
  } else if (step.operation == Operation::negate) {
    result = checked(combined(Operation::subtract, wide(spelling_.integer(0, Width::wide)), wide(result)));
  }
  if (by_factors) result = shifted(result, step.type.scale - product_scale);
  return is_long(width) && this->width(id) == Width::narrow
             ? spelling_.widened(columns_of(id)(result), Width::wide, Width::narrow)
             : result;
}

// Half away from zero: what is cut off adds one where it is a half or more.
Expression Exporter::rounded(StepId id) {
  const Step& step = this->step(id);
  const StepId operand = step.operands[0];
  const int places = this->step(operand).type.scale - step.type.scale;
  const Int128 power = model::power_of_ten(places);
  // The power may be longer than the number.
  const Width from = std::max(width(operand), spelling_.width_of(graph::Bounds{0, power}).value_or(Width::narrow));
  const Expression value = number(operand, from);
  if (is_long(from)) return rounded_long(columns_of(id), value, places, from, width(id));
  const Expression divisor = spelling_.integer(power, from);
  const Expression rest = spelling_.remainder(value, divisor);
  const Expression up = Case()
                            .when(infix(rest, ">=", spelling_.integer(power / 2, from)), spelling_.integer(1))
                            .when(infix(rest, "<=", spelling_.integer(-(power / 2), from)), spelling_.integer(-1))
                            .otherwise(spelling_.integer(0));
  return spelling_.widened(infix(spelling_.quotient_by_power(value, places, from), "+", up), from, width(id));
}

}  // namespace fenji::sql
