#include "engine/prove/date_steps.hpp"

#include <cassert>

#include "engine/model/calendar.hpp"

namespace fenji::prove {
namespace {

using model::Day;
using model::Decimal;
using model::Expression;
using model::Operation;

bool is_stepping(Operation operation) {
  switch (operation) {
    case Operation::year:
    case Operation::full_months:
    case Operation::full_years:
    case Operation::add_period:
    case Operation::subtract_period:
      return true;
    default:
      return false;
  }
}

// The function of its field, made to ascend. A day out of the calendar lies beyond all limits.
class Ascending {
 public:
  Ascending(const Expression& function, const model::Rules& rules) : function_(function), rules_(rules) {
    const bool counts = function.operation == Operation::full_months || function.operation == Operation::full_years;
    falls_ = counts && constant_of(function.operands[0]) == nullptr;
  }

  // Of the limit: less than 0 where the function lies below it, as falling ones are seen upside down.
  int order(Day day, Decimal limit) const {
    const auto value = value_at(day);
    const bool back = function_.operation == Operation::subtract_period;
    if (!value) return back ? -1 : 1;
    const auto order = compare(*value, limit);
    const int sign = order < 0 ? -1 : order > 0 ? 1 : 0;
    return falls_ ? -sign : sign;
  }

 private:
  const model::Value* constant_of(model::ExpressionId id) const {
    const Expression& expression = rules_.expressions[id];
    return expression.operation == Operation::constant ? &expression.constant : nullptr;
  }

  std::optional<Decimal> value_at(Day day) const {
    const auto operand = [&](std::size_t index) {
      const model::Value* constant = constant_of(function_.operands[index]);
      return constant != nullptr ? constant->day : day;
    };
    switch (function_.operation) {
      case Operation::year: {
        int year = 0, month = 0, day_of_month = 0;
        model::civil_from_day(day, year, month, day_of_month);
        return Decimal{year, 0};
      }
      case Operation::full_months:
        return Decimal{model::full_months(operand(0), operand(1)), 0};
      case Operation::full_years:
        return Decimal{model::full_years(operand(0), operand(1)), 0};
      default: {
        const Expression& amount = rules_.expressions[function_.operands[1]];
        const auto period = model::period_of(amount.type.unit);
        const auto moved = function_.operation == Operation::add_period ? model::plus(day, amount.constant.number, *period)
                                                                        : model::minus(day, amount.constant.number, *period);
        return moved ? std::optional(Decimal{*moved, 0}) : std::nullopt;
      }
    }
  }

  const Expression& function_;
  const model::Rules& rules_;
  bool falls_ = false;
};

}  // namespace

std::optional<model::ExpressionId> stepping_field(const Expression& expression, const model::Rules& rules) {
  if (!is_stepping(expression.operation)) return {};
  std::optional<model::ExpressionId> field;
  for (const model::ExpressionId id : expression.operands) {
    const Expression& operand = rules.expressions[id];
    if (operand.operation == Operation::constant) continue;
    const bool date_field = operand.operation == Operation::field && operand.type.kind == model::Kind::date;
    if (field || !date_field) return {};
    field = id;
  }
  return field;
}

std::vector<Decimal> step_days(const Expression& expression, Decimal limit, const model::Rules& rules) {
  assert(stepping_field(expression, rules));
  const Ascending function(expression, rules);
  std::vector<Decimal> days;
  for (const int side : {0, 1}) {  // the first day with an order of at least `side`
    Day before = model::day_from_civil(1, 1, 1) - 1;
    Day after = model::day_from_civil(9999, 12, 31) + 1;
    while (after - before > 1) {
      const Day middle = before + (after - before) / 2;
      (function.order(middle, limit) >= side ? after : before) = middle;
    }
    if (model::day_from_civil(1, 1, 1) < after && after <= model::day_from_civil(9999, 12, 31)) days.push_back({after, 0});
  }
  return days;
}

}  // namespace fenji::prove
