// Sums, products and functions: units and decimal places.
#include <algorithm>

#include "engine/check/expressions.hpp"
#include "engine/check/fold.hpp"
#include "engine/check/messages.hpp"
#include "grammar/glued.hpp"
#include "grammar/habits.hpp"
#include "grammar/keywords.hpp"

namespace fenji::check {

using grammar::ExpressionKind;
using model::Operation;

namespace {

bool is_literal(const grammar::Expression& syntax) {
  return syntax.kind == ExpressionKind::number ||
         (syntax.kind == ExpressionKind::negate && syntax.operands[0]->kind == ExpressionKind::number);
}

bool bare(const model::Type& type) { return type.unit.plain() && !type.percent; }

}  // namespace

// A number without the unit of what it is held against.
void Expressions::report_bare(const model::Type& subject, model::ExpressionId limit, const grammar::Expression& limit_syntax) {
  const model::Decimal number = scope_.expression(limit).constant.number;
  std::string text = messages::counted(number, subject.unit, scope_.language());
  if (subject.percent) {
    // 35 stands for 35%, and so does 0.35.
    const bool points = number > model::Decimal{1, 0} || number < model::Decimal{-1, 0};
    text = model::to_text(points ? number : model::multiply(number, {100, 0}).value_or(number)) + "%";
  }
  scope_.error("unit-mismatch", limit_syntax.span, messages::unit_missing(model::to_text(number), messages::describe(subject)),
               messages::write_instead(text), Fix{limit_syntax.span, text});
}

bool Expressions::same_unit(const model::Type& subject, model::ExpressionId limit, const grammar::Expression& limit_syntax) {
  if (is_zero(limit)) return true;
  const model::Type& type = scope_.type(limit);
  const bool bare_literal = bare(type) && is_literal(limit_syntax);
  if (subject.unit == type.unit && !(subject.percent && bare_literal)) return true;
  if (subject.unit.money() && bare(type) && scope_.is_constant(limit)) return true;
  const auto text = bare_literal ? std::nullopt : meant_unit(subject, limit_syntax);
  if (bare_literal) {
    report_bare(subject, limit, limit_syntax);
  } else if (text) {
    scope_.error("unit-mismatch", limit_syntax.span,
                 messages::unit_mismatch(messages::describe(subject), messages::describe(type)), messages::write_instead(*text),
                 Fix{limit_syntax.span, *text});
  } else if (!report_time(subject, limit, limit_syntax)) {
    scope_.error("unit-mismatch", limit_syntax.span,
                 messages::unit_mismatch(messages::describe(subject), messages::describe(type)), messages::check_units());
  }
  return false;
}

bool Expressions::reconcile(model::ExpressionId left, model::ExpressionId right, const grammar::Expression& left_syntax,
                            const grammar::Expression& right_syntax, Span span) {
  const model::Type left_type = scope_.type(left);
  const model::Type right_type = scope_.type(right);
  if (left_type.kind != model::Kind::number || right_type.kind != model::Kind::number) {
    scope_.error("type-mismatch", span,
                 messages::cannot_compare(messages::describe(left_type), messages::describe(right_type)));
    return false;
  }
  const bool bare_left = scope_.is_constant(left) && bare(left_type);
  const bool bare_right = scope_.is_constant(right) && bare(right_type);
  return bare_left && !bare_right ? same_unit(right_type, left, left_syntax) : same_unit(left_type, right, right_syntax);
}

// The operands of `syntax`: all have the unit of the first one that has any.
bool Expressions::same_units(const std::vector<model::ExpressionId>& ids, const grammar::Expression& syntax) {
  const auto subject =
      std::find_if(ids.begin(), ids.end(), [this](model::ExpressionId id) { return !scope_.type(id).unit.plain(); });
  if (subject == ids.end()) return true;
  const model::Type type = scope_.type(*subject);
  bool same = true;
  for (std::size_t i = 0; i < ids.size(); ++i) same = same_unit(type, ids[i], *syntax.operands[i]) && same;
  return same;
}

model::Type Expressions::joined_type(const std::vector<model::ExpressionId>& ids) const {
  model::Type joined;
  joined.whole = true;
  bool any_percent = false, all_percent = true;
  for (const model::ExpressionId id : ids) {
    const model::Type& type = scope_.type(id);
    joined.scale = std::max(joined.scale, type.scale);
    joined.whole = joined.whole && type.whole;
    if (joined.unit.plain()) joined.unit = type.unit;
    any_percent = any_percent || type.percent;
    all_percent = all_percent && (type.percent || is_zero(id));
  }
  joined.percent = any_percent && all_percent;
  return joined;
}

model::ExpressionId Expressions::add(const std::vector<model::ExpressionId>& operands, Span span) {
  return fold(operation(Operation::add, joined_type(operands), operands, span));
}

model::ExpressionId Expressions::multiply(const std::vector<model::ExpressionId>& operands, Span span) {
  model::Type product = scope_.type(operands.front());
  for (std::size_t i = 1; i < operands.size(); ++i) {
    const model::Type& type = scope_.type(operands[i]);
    product.scale += type.scale;
    product.unit = model::product(product.unit, type.unit);
    product.percent = product.percent && type.percent;
    product.whole = product.whole && type.whole;
  }
  return fold(operation(Operation::multiply, std::move(product), operands, span));
}

Checked Expressions::negate(const grammar::Expression& syntax) {
  const Checked operand = number_operand(*syntax.operands[0]);
  if (!operand) return std::nullopt;
  return fold(operation(Operation::negate, scope_.type(*operand), {*operand}, syntax.span));
}

Checked Expressions::sum(const grammar::Expression& syntax) {
  std::vector<model::ExpressionId> operands;
  bool any_date = false;
  for (const auto& operand : syntax.operands) {
    const Checked checked = decimal_or_other(*operand);
    if (!checked) continue;
    const model::Kind kind = scope_.type(*checked).kind;
    any_date = any_date || kind == model::Kind::date;
    if (kind == model::Kind::number || kind == model::Kind::date) {
      operands.push_back(*checked);
    } else {
      report_no_number(*checked, *operand);
    }
  }
  if (operands.size() < syntax.operands.size()) return std::nullopt;
  if (any_date) return sum_with_dates(operands, syntax);
  if (!same_units(operands, syntax)) return std::nullopt;
  // Neighbours that are added make one addition.
  std::vector<model::ExpressionId> added = {operands.front()};
  const auto so_far = [&](std::size_t last) {
    const Span span = cover(syntax.operands.front()->span, syntax.operands[last]->span);
    return added.size() == 1 ? added.front() : add(added, span);
  };
  for (std::size_t i = 1; i < operands.size(); ++i) {
    if (syntax.more->operators[i - 1] == '+') {
      added.push_back(operands[i]);
      continue;
    }
    const model::ExpressionId left = so_far(i - 1);
    const Span span = cover(syntax.operands.front()->span, syntax.operands[i]->span);
    added = {fold(operation(Operation::subtract, joined_type({left, operands[i]}), {left, operands[i]}, span))};
  }
  return so_far(operands.size() - 1);
}

Checked Expressions::divide(model::ExpressionId dividend, model::ExpressionId divisor, Span span) {
  model::Type type;
  type.unit = model::quotient(scope_.type(dividend).unit, scope_.type(divisor).unit);
  // A percentage cut in two is a percentage still.
  type.percent = scope_.type(dividend).percent && bare(scope_.type(divisor));
  if (scope_.is_constant(divisor)) {
    const model::Decimal by = scope_.expression(divisor).constant.number;
    if (by.mantissa == 0) {
      scope_.error("overflow", span, messages::division_by_zero());
      return std::nullopt;
    }
    const auto exact =
        scope_.is_constant(dividend) ? exact_quotient(scope_.expression(dividend).constant.number, by) : std::nullopt;
    if (exact) {
      model::Value value;
      value.number = *exact;
      type.whole = exact->scale == 0 && !type.percent;
      return constant_node(std::move(value), std::move(type), span);
    }
    if (const auto reciprocal = exact_quotient({1, 0}, by)) {
      model::Value factor;
      factor.number = *reciprocal;
      model::Type factor_type;
      factor_type.unit = model::quotient(model::Unit{}, scope_.type(divisor).unit);
      factor_type.whole = reciprocal->scale == 0;
      const model::ExpressionId product =
          multiply({dividend, constant_node(std::move(factor), std::move(factor_type), span)}, span);
      scope_.rules.expressions[product].type.percent = type.percent;
      return product;
    }
  }
  type.quotient = true;
  return operation(Operation::divide, std::move(type), {dividend, divisor}, span);
}

Checked Expressions::product(const grammar::Expression& syntax) {
  std::vector<model::ExpressionId> operands;
  for (const auto& operand : syntax.operands) {
    if (const Checked checked = number_operand(*operand)) operands.push_back(*checked);
  }
  if (operands.size() < syntax.operands.size()) return std::nullopt;
  // Neighbours that are multiplied make one multiplication.
  std::vector<model::ExpressionId> factors = {operands.front()};
  for (std::size_t i = 1; i <= operands.size(); ++i) {
    const Span span = cover(syntax.operands.front()->span, syntax.operands[i - 1]->span);
    const bool ends = i == operands.size();
    if (scope_.type(factors.front()).quotient && !ends) {
      scope_.error("type-mismatch", span, messages::quotient_needs_round(),
                   messages::round_it(spelled(syntax, i).value_or("…")));
      return std::nullopt;
    }
    if (!ends && syntax.more->operators[i - 1] == '*') {
      factors.push_back(operands[i]);
      continue;
    }
    Checked result = factors.size() == 1 ? factors.front() : multiply(factors, span);
    if (!ends) result = divide(*result, operands[i], cover(span, syntax.operands[i]->span));
    if (!result) return std::nullopt;
    if (scope_.type(*result).scale > model::max_scale) {
      scope_.error("overflow", span, messages::too_many_places(), messages::round_it("…"));
      return std::nullopt;
    }
    factors = {*result};
  }
  return factors.front();
}

bool Expressions::takes(const grammar::Expression& call, std::size_t wanted) {
  if (call.operands.size() == wanted) return true;
  scope_.error("type-mismatch", call.span, messages::argument_count(call.text, wanted, call.operands.size()));
  return false;
}

// A constant count of decimal places.
std::optional<int> Expressions::places(const grammar::Expression& syntax, int most) {
  const Checked checked = value(syntax);
  if (!checked) return std::nullopt;
  const model::Expression& node = scope_.expression(*checked);
  const bool fits = node.operation == Operation::constant && node.type.kind == model::Kind::number && bare(node.type) &&
                    node.constant.number.scale == 0 && node.constant.number.mantissa >= 0 &&
                    node.constant.number.mantissa <= most;
  if (fits) return static_cast<int>(node.constant.number.mantissa);
  scope_.error("type-mismatch", syntax.span, messages::round_places());
  return std::nullopt;
}

Checked Expressions::round(const grammar::Expression& syntax) {
  constexpr int most_places = 12;
  if (syntax.operands.size() != 1 && !takes(syntax, 2)) return std::nullopt;
  const Checked operand = value(*syntax.operands[0]);
  if (!operand) return std::nullopt;
  if (scope_.type(*operand).kind != model::Kind::number) {
    report_expected({"数", "a number"}, *operand, syntax.operands[0]->span);
    return std::nullopt;
  }
  model::Type type = scope_.type(*operand);
  type.quotient = false;
  type.scale = 0;
  if (syntax.operands.size() == 2) {
    const auto places = this->places(*syntax.operands[1], most_places);
    if (!places) return std::nullopt;
    type.scale = *places;
  }
  type.whole = type.scale == 0;
  const model::ExpressionId id = operation(Operation::round, type, {*operand}, syntax.span);
  scope_.rules.expressions[id].digits = type.scale;
  return fold(id);
}

Checked Expressions::year(const grammar::Expression& syntax) {
  if (!takes(syntax, 1)) return std::nullopt;
  const Checked operand = value(*syntax.operands[0]);
  if (!operand) return std::nullopt;
  if (scope_.type(*operand).kind != model::Kind::date) {
    report_expected({"日期", "a date"}, *operand, syntax.operands[0]->span);
    return std::nullopt;
  }
  model::Type type;
  type.whole = true;
  return fold(operation(Operation::year, type, {*operand}, syntax.span));
}

Checked Expressions::minimum_or_maximum(const grammar::Expression& syntax, Operation operation) {
  if (syntax.operands.empty() && !takes(syntax, 1)) return std::nullopt;
  std::vector<model::ExpressionId> operands;
  for (const auto& argument : syntax.operands) {
    if (const Checked checked = number_operand(*argument)) operands.push_back(*checked);
  }
  if (operands.size() < syntax.operands.size() || !same_units(operands, syntax)) return std::nullopt;
  // One is held against the other, so 35 is no 35% here.
  for (std::size_t i = 1; i < operands.size(); ++i) {
    if (!reconcile(operands[0], operands[i], *syntax.operands[0], *syntax.operands[i], syntax.span)) return std::nullopt;
  }
  return fold(this->operation(operation, joined_type(operands), operands, syntax.span));
}

void Expressions::report_unknown_function(const grammar::Expression& syntax) {
  std::vector<std::string_view> known;
  for (const grammar::KeywordEntry& entry : grammar::all_keywords()) {
    if (entry.group == grammar::KeywordGroup::function) known.push_back(entry.in(scope_.language()).front());
  }
  std::optional<std::string> text;
  const auto is_known = [&](std::string_view part) { return scope_.find(std::string(part)) != nullptr; };
  if (const auto meant = grammar::meant_spelling(syntax.text, {grammar::KeywordGroup::function}, scope_.language()))
    text = *meant;
  else if (is_known(syntax.text))
    text = syntax.text + " * ";
  else
    text = grammar::unglued(syntax.text + " 1", scope_.language(),
                            [&](std::string_view part) { return part == "1" || is_known(part); });
  if (text && text->ends_with(" 1")) text->pop_back();
  const Message message = messages::unknown_function(syntax.text);
  const bool asks_if = grammar::same_letters(syntax.text, "if") || grammar::same_letters(syntax.text, "ifs") ||
                       syntax.text == "如果" || grammar::same_letters(syntax.text, "switch");
  if (asks_if) return scope_.error("unknown-name", syntax.span, message, messages::if_advice());
  if (!text) return scope_.error("unknown-name", syntax.span, message, messages::known_names(known));
  const bool operation = text->ends_with(' ');
  scope_.error("unknown-name", syntax.more->called, message,
               operation ? messages::write_instead(*text + "(…)") : messages::did_you_mean(*text),
               Fix{syntax.more->called, *text});
}

Checked Expressions::call(const grammar::Expression& syntax) {
  using grammar::Keyword;
  const auto function = grammar::find_keyword(syntax.text, grammar::KeywordGroup::function, scope_.language());
  if (!function) {
    report_unknown_function(syntax);
    return std::nullopt;
  }
  const bool of_the_list = *function >= Keyword::total && *function <= Keyword::apportion;
  if (!of_the_list && !syntax.more->groups.empty()) {
    scope_.error("type-mismatch", syntax.more->groups.front()->span, messages::groups_not_for(syntax.text));
    return std::nullopt;
  }
  if (of_the_list) return population(syntax, *function);
  switch (*function) {
    case Keyword::round:
      return round(syntax);
    case Keyword::year:
      return year(syntax);
    case Keyword::full_years:
      return full_count(syntax, Operation::full_years);
    case Keyword::full_months:
      return full_count(syntax, Operation::full_months);
    case Keyword::worst:
      return worst_or_best(syntax, true);
    case Keyword::best:
      return worst_or_best(syntax, false);
    case Keyword::minimum:
      return minimum_or_maximum(syntax, Operation::minimum);
    default:
      return minimum_or_maximum(syntax, Operation::maximum);
  }
}

}  // namespace fenji::check
