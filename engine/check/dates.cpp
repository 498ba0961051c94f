// Sums with dates among their operands, full years and months, the as-of date.
#include <algorithm>
#include <array>

#include "engine/check/expressions.hpp"
#include "engine/check/fold.hpp"
#include "engine/check/messages.hpp"
#include "engine/model/calendar.hpp"
#include "grammar/keywords.hpp"
#include "grammar/suggest.hpp"

namespace fenji::check {

using model::Operation;

namespace {

model::Type count_of(const char* unit) {
  model::Type type;
  type.unit = model::parse_unit(unit);
  type.whole = true;
  return type;
}

model::Type date_type() {
  model::Type type;
  type.kind = model::Kind::date;
  return type;
}

bool is_date(const model::Type& type) { return type.kind == model::Kind::date; }

}  // namespace

Checked Expressions::as_of(Span span) {
  const auto day = scope_.use_as_of();
  if (!day) {
    scope_.error("unknown-name", span, messages::as_of_unknown());
    return std::nullopt;
  }
  model::Value value;
  value.day = *day;
  return constant_node(std::move(value), date_type(), span);
}

std::optional<std::string> Expressions::as_of_meant(std::string_view word) const {
  const std::string name(grammar::spelling(grammar::Keyword::as_of, scope_.language()));
  const Symbol* symbol = scope_.find(name);
  if (symbol == nullptr || symbol->kind != Symbol::Kind::as_of) return std::nullopt;
  constexpr std::array<std::string_view, 11> habits = {"今天",     "今日",  "当天", "当日",  "当前日期",    "现在",
                                                       "今天日期", "today", "now",  "TODAY", "current date"};
  const std::array<std::string_view, 1> spellings = {name};
  const bool meant = std::find(habits.begin(), habits.end(), word) != habits.end() || grammar::closest(word, spellings);
  return meant ? std::optional(name) : std::nullopt;
}

// From the left: date - date is a number of days, a date and a period are a date.
Checked Expressions::sum_with_dates(const std::vector<model::ExpressionId>& operands, const grammar::Expression& syntax) {
  model::ExpressionId left = operands.front();
  for (std::size_t i = 1; i < operands.size(); ++i) {
    const model::ExpressionId right = operands[i];
    const grammar::Expression& left_syntax = i == 1 ? *syntax.operands[0] : syntax;
    const grammar::Expression& right_syntax = *syntax.operands[i];
    const Span span = cover(syntax.operands.front()->span, right_syntax.span);
    const bool minus = syntax.more->operators[i - 1] == '-';
    const bool left_date = is_date(scope_.type(left));
    const bool right_date = is_date(scope_.type(right));
    Checked result;
    if (left_date && right_date && !minus) {
      scope_.error("type-mismatch", span, messages::dates_added(), messages::dates_added_advice());
    } else if (left_date && right_date) {
      result = fold(operation(Operation::days_between, count_of("日"), {left, right}, span));
    } else if (left_date) {
      result = shifted(left, right, right_syntax, minus ? Operation::subtract_period : Operation::add_period, span);
    } else if (right_date && minus) {
      scope_.error("type-mismatch", span, messages::date_from_number(), messages::dates_added_advice());
    } else if (right_date) {
      result = shifted(right, left, left_syntax, Operation::add_period, span);
    } else if (reconcile(left, right, left_syntax, right_syntax, span)) {
      const model::Type type = joined_type({left, right});
      result = fold(operation(minus ? Operation::subtract : Operation::add, type, {left, right}, span));
    }
    if (!result) return std::nullopt;
    left = *result;
  }
  return left;
}

// 1年3个月 reads as a number of an odd unit. Reports with the months that are meant.
bool Expressions::report_years_and_months(const grammar::Expression& amount) {
  constexpr std::string_view years = "年";
  if (amount.kind != grammar::ExpressionKind::number || !amount.quantity->unit.starts_with(years)) return false;
  std::string_view rest = std::string_view(amount.quantity->unit).substr(years.size());
  const std::size_t size = std::min(rest.find_first_not_of("0123456789"), rest.size());
  const auto left = model::parse_decimal(rest.substr(0, size));
  const auto right = model::parse_decimal(amount.number().digits);
  const auto period = model::period_of(model::parse_unit(std::string(rest.substr(size))));
  if (!left || !right || right->scale > 0 || !period || !period->months || period->each != 1) return false;
  const auto months = model::multiply(*right, {12, 0});
  const auto sum = months ? model::add(*months, *left) : std::nullopt;
  if (!sum) return false;
  const std::string text = messages::counted(*sum, model::parse_unit("月"), scope_.language());
  scope_.error("unit-mismatch", amount.span, messages::one_unit_only(), messages::write_instead(text), Fix{amount.span, text});
  return true;
}

// 1.5年 is 18个月. Reports with a proposal where an amount of years or weeks is whole in the smaller unit.
bool Expressions::report_parts(const grammar::Expression& amount) {
  if (amount.kind != grammar::ExpressionKind::number) return false;
  const auto digits = model::parse_decimal(amount.number().digits);
  const auto period = model::period_of(model::parse_unit(amount.quantity->unit));
  if (!digits || !period || period->each == 1) return false;
  const auto smaller = model::multiply(*digits, {period->each, 0});
  if (!smaller || model::normalized(*smaller).scale > 0) return false;
  const model::Unit unit = model::parse_unit(period->months ? "月" : "日");
  const std::string text = messages::counted(model::normalized(*smaller), unit, scope_.language());
  scope_.error("type-mismatch", amount.span, messages::whole_periods_only(), messages::write_instead(text),
               Fix{amount.span, text});
  return true;
}

// Weeks against days and years against months, either way: reports with the same length in the unit of `subject`. Days make no
// months.
bool Expressions::report_time(const model::Type& subject, model::ExpressionId limit, const grammar::Expression& limit_syntax) {
  const auto wanted = model::period_of(subject.unit);
  const auto given = model::period_of(scope_.type(limit).unit);
  if (!wanted || !given || limit_syntax.kind != grammar::ExpressionKind::number) return false;
  const Message subject_words = messages::describe(subject);
  const Message limit_words = messages::describe(scope_.type(limit));
  std::optional<Message> advice;
  std::optional<Fix> fix;
  if (wanted->months == given->months) {
    const auto smaller = model::multiply(scope_.expression(limit).constant.number, {given->each, 0});
    const auto number = smaller ? exact_quotient(*smaller, {wanted->each, 0}) : std::nullopt;
    if (!number || (subject.whole && number->scale > 0)) return false;
    const std::string text = messages::counted(*number, subject.unit, scope_.language());
    advice = messages::write_instead(text);
    fix = Fix{limit_syntax.span, text};
  } else if (!wanted->months && wanted->each == 1) {
    advice = messages::units_of_time(limit_words);
  } else {
    return false;
  }
  scope_.error("unit-mismatch", limit_syntax.span, messages::unit_mismatch(subject_words, limit_words), std::move(advice),
               std::move(fix));
  return true;
}

Checked Expressions::shifted(model::ExpressionId date, model::ExpressionId amount, const grammar::Expression& amount_syntax,
                             Operation operation, Span span) {
  if (is_zero(amount)) return date;
  const model::Type type = scope_.type(amount);
  if (!model::period_of(type.unit)) {
    const bool bare = type.unit.plain() && !type.percent;
    if (bare && scope_.is_constant(amount)) {
      const std::string text =
          messages::counted(scope_.expression(amount).constant.number, model::parse_unit("日"), scope_.language());
      const bool literal = amount_syntax.kind == grammar::ExpressionKind::number;
      scope_.error("unit-mismatch", amount_syntax.span, messages::period_needs_unit(), messages::write_instead(text),
                   literal ? std::optional(Fix{amount_syntax.span, text}) : std::nullopt);
    } else if (!report_years_and_months(amount_syntax)) {
      scope_.error("unit-mismatch", amount_syntax.span,
                   bare ? messages::period_needs_unit() : messages::period_not_of(messages::describe(type)));
    }
    return std::nullopt;
  }
  if (!type.whole) {
    if (!report_parts(amount_syntax)) {
      scope_.error("type-mismatch", amount_syntax.span, messages::whole_periods_only(), messages::whole_period_advice());
    }
    return std::nullopt;
  }
  return fold(this->operation(operation, date_type(), {date, amount}, span));
}

Checked Expressions::full_count(const grammar::Expression& syntax, Operation operation) {
  if (!takes(syntax, 2)) return std::nullopt;
  std::vector<model::ExpressionId> operands;
  for (const auto& operand : syntax.operands) {
    const Checked checked = value(*operand);
    if (!checked) continue;
    if (is_date(scope_.type(*checked))) {
      operands.push_back(*checked);
    } else {
      report_expected({"日期", "a date"}, *checked, operand->span);
    }
  }
  if (operands.size() < 2) return std::nullopt;
  return fold(
      this->operation(operation, count_of(operation == Operation::full_years ? "年" : "月"), std::move(operands), syntax.span));
}

}  // namespace fenji::check
