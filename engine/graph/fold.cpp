#include "engine/graph/fold.hpp"

#include <algorithm>
#include <cassert>

#include "engine/graph/fraction.hpp"
#include "engine/model/calendar.hpp"

namespace fenji::graph {

using model::Decimal;
using model::Kind;
using model::Value;

namespace {

// Of a step that has one whatever the record: a constant or a quotient of constants.
std::optional<Fraction> fraction_of(const Step& step, const std::vector<Step>& steps) {
  if (step.operation == Operation::constant) {
    if (step.type.kind == Kind::date) return Fraction{{step.constant.day, 0}};
    return Fraction{step.constant.number};
  }
  if (step.operation != Operation::divide) return std::nullopt;
  const Step& numerator = steps[step.operands[0]];
  const Step& denominator = steps[step.operands[1]];
  const bool constant = numerator.operation == Operation::constant && denominator.operation == Operation::constant;
  if (!constant || denominator.constant.number.mantissa == 0) return std::nullopt;
  return Fraction{numerator.constant.number, denominator.constant.number};
}

std::optional<Decimal> combined(Operation operation, Decimal left, Decimal right) {
  switch (operation) {
    case Operation::add:
      return model::add(left, right);
    case Operation::subtract:
      return model::subtract(left, right);
    case Operation::minimum:
      return std::min(left, right);
    case Operation::maximum:
      return std::max(left, right);
    case Operation::multiply: {
      Decimal product{0, left.scale + right.scale};
      if (model::multiply_overflows(left.mantissa, right.mantissa, product.mantissa)) return std::nullopt;
      return product;
    }
    default:
      assert(false);
      return std::nullopt;
  }
}

std::optional<Decimal> brought_to(Decimal number, int scale) {
  if (number.scale <= model::max_scale) return model::rescaled(number, scale);
  // A product with more places than a value may have; its trailing zeros go first.
  for (; number.scale > scale && number.mantissa % 10 == 0; --number.scale) number.mantissa /= 10;
  return number.scale == scale ? std::optional(number) : std::nullopt;
}

std::optional<Decimal> folded_number(const Step& step, const std::vector<Step>& steps) {
  const int scale = step.type.scale;
  if (step.operation == Operation::round) {
    const auto operand = fraction_of(steps[step.operands[0]], steps);
    return operand ? model::divide_rounded(operand->numerator, operand->denominator, scale) : std::nullopt;
  }
  std::optional<Decimal> result;
  for (const StepId id : step.operands) {
    const Step& operand = steps[id];
    if (operand.operation != Operation::constant) return std::nullopt;
    std::optional<Decimal> number = fraction_of(operand, steps)->numerator;
    if (step.operation != Operation::multiply) number = brought_to(*number, scale);
    if (!number) return std::nullopt;
    result = result ? combined(step.operation, *result, *number) : number;
    if (!result) return std::nullopt;
  }
  if (step.operation == Operation::negate) result = model::subtract({0, scale}, *result);
  return result ? brought_to(*result, scale) : std::nullopt;
}

std::optional<std::strong_ordering> folded_order(const Step& left, const Step& right, const std::vector<Step>& steps) {
  const bool constants = left.operation == Operation::constant && right.operation == Operation::constant;
  switch (left.type.kind) {
    case Kind::number:
    case Kind::date: {
      const auto a = fraction_of(left, steps);
      const auto b = fraction_of(right, steps);
      return a && b ? std::optional(compare(*a, *b)) : std::nullopt;
    }
    case Kind::label:
      return constants ? std::optional(right.constant.label <=> left.constant.label) : std::nullopt;
    case Kind::yes_no:
      return constants ? std::optional(left.constant.yes <=> right.constant.yes) : std::nullopt;
    case Kind::text:
      return constants ? std::optional(left.constant.text <=> right.constant.text) : std::nullopt;
  }
  return std::nullopt;
}

// The segment of a number, date or fraction; the code of a label, yes or no.
std::optional<std::size_t> folded_digit(const Step& step, const std::vector<Step>& steps) {
  const Step& operand = steps[step.operands[0]];
  if (operand.type.kind == Kind::label || operand.type.kind == Kind::yes_no) {
    if (operand.operation != Operation::constant) return std::nullopt;
    return operand.type.kind == Kind::label ? operand.constant.label : std::size_t{operand.constant.yes};
  }
  const auto value = fraction_of(operand, steps);
  if (!value) return std::nullopt;
  return static_cast<std::size_t>(std::count_if(step.cuts.begin(), step.cuts.end(), [&](const Cut& cut) {
    const auto order = compare(*value, {cut.limit});
    return cut.above ? order > 0 : order >= 0;
  }));
}

Value known() {
  Value value;
  value.state = model::State::known;
  return value;
}

Value yes_no(bool yes) {
  Value value = known();
  value.yes = yes;
  return value;
}

bool are_constant(const std::vector<StepId>& operands, const std::vector<Step>& steps) {
  return std::all_of(operands.begin(), operands.end(),
                     [&](StepId operand) { return steps[operand].operation == Operation::constant; });
}

std::optional<Value> folded_day(const Step& step, const std::vector<Step>& steps) {
  if (!are_constant(step.operands, steps)) return std::nullopt;
  const model::Day from = steps[step.operands[0]].constant.day;
  const model::Int128 count = steps[step.operands[1]].constant.number.mantissa;
  const auto day = step.operation == Operation::add_days ? model::plus_days(from, count) : model::plus_months(from, count);
  if (!day) return std::nullopt;
  Value value = known();
  value.day = *day;
  return value;
}

}  // namespace

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
    default:
      assert(false);
      return false;
  }
}

std::optional<Value> fold(const Step& step, const std::vector<Step>& steps) {
  switch (step.operation) {
    case Operation::convert:
    case Operation::negate:
    case Operation::add:
    case Operation::subtract:
    case Operation::multiply:
    case Operation::minimum:
    case Operation::maximum:
    case Operation::round: {
      const auto number = folded_number(step, steps);
      if (!number) return std::nullopt;
      Value value = known();
      value.number = *number;
      return value;
    }
    case Operation::year: {
      const Step& operand = steps[step.operands[0]];
      if (operand.operation != Operation::constant) return std::nullopt;
      int year = 0, month = 0, day = 0;
      model::civil_from_day(operand.constant.day, year, month, day);
      Value value = known();
      value.number = {year, 0};
      return value;
    }
    case Operation::add_days:
    case Operation::add_months:
      return folded_day(step, steps);
    case Operation::full_months:
    case Operation::full_years: {
      if (!are_constant(step.operands, steps)) return std::nullopt;
      const model::Day from = steps[step.operands[0]].constant.day;
      const model::Day to = steps[step.operands[1]].constant.day;
      Value value = known();
      value.number = {step.operation == Operation::full_years ? model::full_years(from, to) : model::full_months(from, to), 0};
      return value;
    }
    case Operation::equal:
    case Operation::not_equal:
    case Operation::less:
    case Operation::less_equal: {
      const auto order = folded_order(steps[step.operands[0]], steps[step.operands[1]], steps);
      return order ? std::optional(yes_no(holds(step.operation, *order))) : std::nullopt;
    }
    case Operation::within: {
      const auto digit = folded_digit(step, steps);
      return digit ? std::optional(yes_no(step.truth.at(*digit) != 0)) : std::nullopt;
    }
    case Operation::segment: {
      const auto digit = folded_digit(step, steps);
      if (!digit) return std::nullopt;
      Value value = known();
      value.label = static_cast<std::uint32_t>(*digit);
      return value;
    }
    case Operation::word: {
      const Step& text = steps[step.operands[0]];
      if (text.operation != Operation::constant) return std::nullopt;
      const auto place = std::lower_bound(step.words.begin(), step.words.end(), text.constant.text);
      const bool found = place != step.words.end() && *place == text.constant.text;
      Value value = known();
      value.label = static_cast<std::uint32_t>((found ? place : step.words.end()) - step.words.begin());
      return value;
    }
    // The parts of conditions and tables fall away one by one where they are put together.
    case Operation::constant:
    case Operation::field:
    case Operation::given:
    case Operation::divide:
    case Operation::all:
    case Operation::any:
    case Operation::negation:
    case Operation::at_least:
    case Operation::choose_row:
    case Operation::pick:
    case Operation::applicable:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace fenji::graph
