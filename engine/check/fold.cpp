#include "engine/check/fold.hpp"

#include <algorithm>

#include "engine/model/calendar.hpp"

namespace fenji::check {

using model::Decimal;
using model::Operation;

namespace {

// Folds from the left at the scale of the type, as the evaluators do.
std::optional<Decimal> sum(const std::vector<Decimal>& operands, int scale, bool subtract) {
  std::optional<Decimal> result;
  for (const Decimal& operand : operands) {
    const auto aligned = model::rescaled(operand, scale);
    if (!aligned) return std::nullopt;
    if (!result)
      result = aligned;
    else
      result = subtract ? model::subtract(*result, *aligned) : model::add(*result, *aligned);
    if (!result) return std::nullopt;
  }
  return result;
}

std::optional<Decimal> arithmetic(const model::Expression& node, const std::vector<Decimal>& operands) {
  switch (node.operation) {
    case Operation::negate:
      return model::subtract({0, operands[0].scale}, operands[0]);
    case Operation::add:
      return sum(operands, node.type.scale, false);
    case Operation::subtract:
      return sum(operands, node.type.scale, true);
    case Operation::multiply: {
      Decimal result = operands[0];
      for (std::size_t i = 1; i < operands.size(); ++i) {
        if (model::multiply_overflows(result.mantissa, operands[i].mantissa, result.mantissa)) return std::nullopt;
        result.scale += operands[i].scale;
      }
      return result;
    }
    case Operation::minimum:
      return model::rescaled(*std::min_element(operands.begin(), operands.end()), node.type.scale);
    case Operation::maximum:
      return model::rescaled(*std::max_element(operands.begin(), operands.end()), node.type.scale);
    case Operation::round:
      return model::rounded(operands[0], node.digits);
    default:
      return std::nullopt;
  }
}

std::optional<model::Value> known(std::optional<Decimal> number) {
  if (!number) return std::nullopt;
  model::Value value;
  value.state = model::State::known;
  value.number = *number;
  return value;
}

// 四舍五入(1/3, 2)
std::optional<model::Value> rounded_quotient(const model::Rules& rules, const model::Expression& round) {
  const model::Expression& quotient = rules.expressions[round.operands[0]];
  if (quotient.operation != Operation::divide) return std::nullopt;
  const model::Expression& dividend = rules.expressions[quotient.operands[0]];
  const model::Expression& divisor = rules.expressions[quotient.operands[1]];
  if (dividend.operation != Operation::constant || divisor.operation != Operation::constant) return std::nullopt;
  return known(model::divide_rounded(dividend.constant.number, divisor.constant.number, round.digits));
}

std::optional<model::Value> shifted_day(const model::Rules& rules, const model::Expression& node) {
  const model::Day from = rules.expressions[node.operands[0]].constant.day;
  const model::Expression& amount = rules.expressions[node.operands[1]];
  const auto period = model::period_of(amount.type.unit);
  const auto day = node.operation == Operation::add_period ? model::plus(from, amount.constant.number, *period)
                                                           : model::minus(from, amount.constant.number, *period);
  if (!day) return std::nullopt;
  model::Value value;
  value.state = model::State::known;
  value.day = *day;
  return value;
}

Decimal count_between(const model::Rules& rules, const model::Expression& node) {
  const model::Day first = rules.expressions[node.operands[0]].constant.day;
  const model::Day second = rules.expressions[node.operands[1]].constant.day;
  if (node.operation == Operation::days_between) return {first - second, 0};
  return {node.operation == Operation::full_months ? model::full_months(first, second) : model::full_years(first, second), 0};
}

}  // namespace

std::optional<model::Value> folded(const model::Rules& rules, model::ExpressionId id) {
  const model::Expression& node = rules.expressions[id];
  if (node.operation == Operation::round) {
    if (auto quotient = rounded_quotient(rules, node)) return quotient;
  }
  std::vector<Decimal> operands;
  for (const model::ExpressionId operand : node.operands) {
    const model::Expression& value = rules.expressions[operand];
    if (value.operation != Operation::constant) return std::nullopt;
    operands.push_back(value.constant.number);
  }
  if (node.operation == Operation::year) {
    int year = 0, month = 0, day = 0;
    model::civil_from_day(rules.expressions[node.operands[0]].constant.day, year, month, day);
    return known(Decimal{year, 0});
  }
  if (node.operation == Operation::add_period || node.operation == Operation::subtract_period) return shifted_day(rules, node);
  if (node.operation == Operation::days_between || node.operation == Operation::full_months ||
      node.operation == Operation::full_years) {
    return known(count_between(rules, node));
  }
  return known(arithmetic(node, operands));
}

std::optional<Decimal> exact_quotient(Decimal dividend, Decimal divisor) {
  for (int scale = 0; scale <= model::max_scale; ++scale) {
    if (const auto exact = model::divide_exact(dividend, divisor, scale)) return exact;
  }
  return std::nullopt;
}

}  // namespace fenji::check
