#include "tests/generate/expressions.hpp"

#include <algorithm>
#include <cassert>

#include "engine/check/fold.hpp"
#include "engine/model/calendar.hpp"

namespace fenji::generate {

using model::Decimal;
using model::Type;

namespace {

std::shared_ptr<Expression> make(Form form, Type type, std::vector<ExpressionPtr> operands = {}) {
  auto made = std::make_shared<Expression>();
  made->form = form;
  made->type = std::move(type);
  made->operands = std::move(operands);
  return made;
}

// The value where the checker can fold: a result that leaves the exact range is left for the records.
std::optional<Decimal> aligned(const std::optional<Decimal>& value, int scale) {
  return value ? model::rescaled(*value, scale) : std::nullopt;
}

// What a chain of + - * / comes to, step by step from the left.
struct Running {
  Type type;
  std::optional<Decimal> constant;
  std::optional<Decimal> divisor;
};

bool is_bare_type(const Type& type) { return type.unit.plain() && !type.percent; }

// 0 without a unit: zero of any unit, and no reason why a sum should not be a percentage.
bool is_zero(const Type& type, const std::optional<Decimal>& constant) {
  return constant && is_bare_type(type) && constant->mantissa == 0;
}

Type joined_type(const Type& left, bool left_zero, const Type& right, bool right_zero) {
  Type type = left;
  type.scale = std::max(left.scale, right.scale);
  type.whole = left.whole && right.whole;
  if (type.unit.plain()) type.unit = right.unit;
  type.percent = (left.percent || right.percent) && (left.percent || left_zero) && (right.percent || right_zero);
  return type;
}

void add_to(Running& left, const Expression& right, bool subtract) {
  const bool left_zero = is_zero(left.type, left.constant);
  const bool right_zero = is_zero(right.type, right.constant);
  left.type = joined_type(left.type, left_zero, right.type, right_zero);
  const auto a = aligned(left.constant, left.type.scale);
  const auto b = aligned(right.constant, left.type.scale);
  left.constant = a && b ? (subtract ? model::subtract(*a, *b) : model::add(*a, *b)) : std::nullopt;
}

void multiply_by(Running& left, const Type& type, const std::optional<Decimal>& factor) {
  Decimal product{0, 0};
  if (left.constant && factor && !model::multiply_overflows(left.constant->mantissa, factor->mantissa, product.mantissa)) {
    product.scale = left.constant->scale + factor->scale;
    left.constant = product;
  } else {
    left.constant.reset();
  }
  left.type.scale += type.scale;
  left.type.unit = model::product(left.type.unit, type.unit);
  left.type.percent = left.type.percent && type.percent;
  left.type.whole = left.type.whole && type.whole;
}

// A percentage divided by a plain number is a percentage still.
void divide_by(Running& left, const Expression& right) {
  assert(!right.constant || right.constant->mantissa != 0);
  const bool percent = left.type.percent && is_bare_type(right.type);
  const model::Unit unit = model::quotient(left.type.unit, right.type.unit);
  const auto exact = left.constant && right.constant ? check::exact_quotient(*left.constant, *right.constant) : std::nullopt;
  if (exact) {
    left.constant = exact;
    left.type.unit = unit;
    left.type.percent = percent;
    left.type.whole = exact->scale == 0 && !percent;
    left.type.scale = exact->scale;
    return;
  }
  const auto reciprocal = right.constant ? check::exact_quotient({1, 0}, *right.constant) : std::nullopt;
  if (!reciprocal) {
    left.type = {};
    left.divisor = right.constant;
    if (!right.constant) left.constant.reset();
    left.type.unit = unit;
    left.type.quotient = true;
    left.type.percent = percent;
    return;
  }
  Type factor;
  factor.unit = model::quotient({}, right.type.unit);
  factor.whole = reciprocal->scale == 0;
  factor.scale = reciprocal->scale;
  multiply_by(left, factor, reciprocal);
  left.type.percent = percent;
}

}  // namespace

Type number_type(model::Unit unit, bool percent) {
  Type type;
  type.unit = std::move(unit);
  type.percent = percent;
  return type;
}

Type type_of(model::Kind kind) {
  Type type;
  type.kind = kind;
  return type;
}

ExpressionPtr literal(Decimal value, const model::Unit& unit, bool percent) {
  assert(can_be_written(unit));
  value = model::normalized(value);
  const bool negative = value.mantissa < 0;
  if (negative) value.mantissa = -value.mantissa;
  Type type = number_type(unit, percent);
  type.scale = value.scale;
  type.whole = value.scale == 0 && !percent;
  auto made = make(Form::number, std::move(type));
  made->number = value;
  made->constant = value;
  if (!negative) return made;
  return negate(made);
}

ExpressionPtr date(model::Day day) {
  auto made = make(Form::date, type_of(model::Kind::date));
  made->day = day;
  made->constant = Decimal{day, 0};
  return made;
}

ExpressionPtr text(std::string words) {
  auto made = make(Form::text, type_of(model::Kind::text));
  made->text = std::move(words);
  return made;
}

ExpressionPtr yes_no(bool yes) {
  auto made = make(Form::yes_no, type_of(model::Kind::yes_no));
  made->yes = yes;
  return made;
}

ExpressionPtr name(std::string words, Type type, std::optional<Decimal> constant) {
  auto made = make(Form::name, std::move(type));
  made->text = std::move(words);
  made->constant = constant;
  return made;
}

ExpressionPtr label(std::string words) {
  auto made = make(Form::label, type_of(model::Kind::label));
  made->text = std::move(words);
  return made;
}

ExpressionPtr negate(ExpressionPtr operand) {
  auto made = make(Form::negate, operand->type);
  if (operand->constant) made->constant = model::subtract({0, operand->constant->scale}, *operand->constant);
  made->operands = {std::move(operand)};
  return made;
}

ExpressionPtr sum(std::vector<ExpressionPtr> operands, std::string operators) {
  assert(operators.size() + 1 == operands.size());
  Running total{operands[0]->type, operands[0]->constant, {}};
  for (std::size_t i = 0; i < operators.size(); ++i) add_to(total, *operands[i + 1], operators[i] == '-');
  auto made = make(Form::sum, total.type, std::move(operands));
  made->operators = std::move(operators);
  made->constant = total.constant;
  return made;
}

ExpressionPtr product(std::vector<ExpressionPtr> operands, std::string operators) {
  assert(operators.size() + 1 == operands.size());
  Running total{operands[0]->type, operands[0]->constant, {}};
  for (std::size_t i = 0; i < operators.size(); ++i) {
    if (operators[i] == '/')
      divide_by(total, *operands[i + 1]);
    else
      multiply_by(total, operands[i + 1]->type, operands[i + 1]->constant);
  }
  auto made = make(Form::product, total.type, std::move(operands));
  made->operators = std::move(operators);
  made->constant = total.constant;
  made->divisor = total.divisor;
  return made;
}

ExpressionPtr least_or_greatest(Form form, std::vector<ExpressionPtr> operands) {
  Running joined{operands[0]->type, operands[0]->constant, {}};
  bool constant = true;
  for (const ExpressionPtr& operand : operands) {
    add_to(joined, *operand, false);
    constant = constant && operand->constant.has_value();
  }
  const Type type = joined.type;
  auto made = make(form, type, std::move(operands));
  if (constant) {
    const auto less = [](const ExpressionPtr& left, const ExpressionPtr& right) { return *left->constant < *right->constant; };
    const auto& all = made->operands;
    const auto chosen =
        form == Form::minimum ? std::min_element(all.begin(), all.end(), less) : std::max_element(all.begin(), all.end(), less);
    made->constant = aligned((*chosen)->constant, type.scale);
  }
  return made;
}

ExpressionPtr rounded(ExpressionPtr operand, std::optional<int> digits) {
  Type type = operand->type;
  type.quotient = false;
  type.scale = digits.value_or(0);
  type.whole = type.scale == 0;
  auto made = make(Form::round, type);
  if (operand->constant) {
    made->constant = operand->divisor ? model::divide_rounded(*operand->constant, *operand->divisor, type.scale)
                                      : model::rounded(*operand->constant, type.scale);
  }
  made->digits = digits;
  made->operands = {std::move(operand)};
  return made;
}

ExpressionPtr year_of(ExpressionPtr day) {
  Type type;
  type.whole = true;
  auto made = make(Form::year, type);
  if (day->constant) {
    int year = 0, month = 0, day_of_month = 0;
    model::civil_from_day(static_cast<model::Day>(day->constant->mantissa), year, month, day_of_month);
    made->constant = Decimal{year, 0};
  }
  made->operands = {std::move(day)};
  return made;
}

namespace {

model::Day day_of(const ExpressionPtr& date) { return static_cast<model::Day>(date->constant->mantissa); }

Type count_type(const char* unit) {
  Type type = number_type(model::parse_unit(unit));
  type.whole = true;
  return type;
}

}  // namespace

ExpressionPtr as_of() {
  auto made = make(Form::as_of, type_of(model::Kind::date));
  made->constant = Decimal{as_of_day, 0};
  return made;
}

ExpressionPtr shifted(ExpressionPtr day, char sign, ExpressionPtr period) {
  auto made = make(Form::sum, type_of(model::Kind::date));
  if (day->constant && period->constant) {
    const auto unit = model::period_of(period->type.unit);
    const auto moved =
        sign == '+' ? model::plus(day_of(day), *period->constant, *unit) : model::minus(day_of(day), *period->constant, *unit);
    if (moved) made->constant = Decimal{*moved, 0};
  }
  made->operands = {std::move(day), std::move(period)};
  made->operators = sign;
  return made;
}

ExpressionPtr days_between(ExpressionPtr last, ExpressionPtr first) {
  auto made = make(Form::sum, count_type("日"));
  if (last->constant && first->constant) made->constant = Decimal{day_of(last) - day_of(first), 0};
  made->operands = {std::move(last), std::move(first)};
  made->operators = "-";
  return made;
}

ExpressionPtr full_count(Form form, ExpressionPtr from, ExpressionPtr to) {
  auto made = make(form, count_type(form == Form::full_years ? "年" : "月"));
  if (from->constant && (!to || to->constant)) {
    const model::Day last = to ? day_of(to) : as_of_day;
    made->constant =
        Decimal{form == Form::full_years ? model::full_years(day_of(from), last) : model::full_months(day_of(from), last), 0};
  }
  made->operands = {std::move(from)};
  if (to) made->operands.push_back(std::move(to));
  return made;
}

ExpressionPtr extreme_of(Form form, std::vector<ExpressionPtr> operands, std::uint32_t labels) {
  Type type = type_of(model::Kind::label);
  type.labels = labels;
  return make(form, type, std::move(operands));
}

ExpressionPtr of_list(Form form, ExpressionPtr number, ExpressionPtr condition, std::vector<ExpressionPtr> groups) {
  Type whole;
  whole.whole = true;
  Type type = whole;
  const auto quotient = [](const Type& dividend, const Type& divisor) {
    return product({name({}, dividend), name({}, divisor)}, "/")->type;
  };
  switch (form) {
    case Form::total:
      type = number->type;
      break;
    case Form::average:
      type = quotient(number->type, whole);
      break;
    case Form::share:
    case Form::share_above:
      type = quotient(number->type, number->type);
      break;
    case Form::percentile:
      type = quotient(whole, whole);
      break;
    default:
      break;
  }
  auto made = make(form, std::move(type));
  if (number) made->operands.push_back(std::move(number));
  if (condition) made->operands.push_back(std::move(condition));
  made->groups = std::move(groups);
  return made;
}

ExpressionPtr apportioned(ExpressionPtr amount, ExpressionPtr weight, std::optional<int> digits,
                          std::vector<ExpressionPtr> groups) {
  Type type = amount->type;
  type.scale = digits.value_or(0);
  type.whole = type.scale == 0 && !type.percent;
  auto made = make(Form::apportion, std::move(type), {std::move(amount), std::move(weight)});
  made->digits = digits;
  made->groups = std::move(groups);
  return made;
}

ExpressionPtr compare(ExpressionPtr left, char sign, ExpressionPtr right) {
  auto made = make(Form::compare, type_of(model::Kind::yes_no), {std::move(left), std::move(right)});
  made->operators = sign;
  return made;
}

ExpressionPtr joined(Form form, std::vector<ExpressionPtr> conditions) {
  return make(form, type_of(model::Kind::yes_no), std::move(conditions));
}

ExpressionPtr negation(ExpressionPtr condition) {
  return make(Form::negation, type_of(model::Kind::yes_no), {std::move(condition)});
}

ExpressionPtr within(ExpressionPtr subject, std::vector<Item> items, bool negated) {
  auto made = make(Form::within, type_of(model::Kind::yes_no), {std::move(subject)});
  made->items = std::move(items);
  made->negated = negated;
  return made;
}

ExpressionPtr asked(Form form, ExpressionPtr field) { return make(form, type_of(model::Kind::yes_no), {std::move(field)}); }

namespace {

bool is_literal(const Expression& expression) {
  return expression.form == Form::number || (expression.form == Form::negate && expression.operands[0]->form == Form::number);
}

// A plain number known beforehand: such may stand for money, and as 0 for any unit.
bool is_bare(const Expression& expression) {
  return expression.constant && !expression.divisor && is_bare_type(expression.type);
}

}  // namespace

bool may_limit(const Expression& subject, const Expression& limit) {
  if (is_bare(limit) && limit.constant->mantissa == 0) return true;
  if (subject.type.unit == limit.type.unit) return !(subject.type.percent && is_literal(limit) && is_bare(limit));
  return subject.type.unit.money() && is_bare(limit);
}

bool may_meet(const Expression& left, const Expression& right) {
  return is_bare(left) && !is_bare(right) ? may_limit(right, left) : may_limit(left, right);
}

bool may_share_column(const Expression& leading, const Expression& other) {
  if (is_bare(other) && (other.constant->mantissa == 0 || leading.type.unit.money())) return true;
  return other.type.unit == leading.type.unit && !(is_bare(other) && leading.type.percent);
}

bool can_be_written(const model::Unit& unit) {
  return unit.plain() ||
         std::any_of(unit.factors.begin(), unit.factors.end(), [](const auto& factor) { return factor.second > 0; });
}

}  // namespace fenji::generate
