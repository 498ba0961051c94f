#include "engine/prove/normal_form.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

#include "engine/model/calendar.hpp"

namespace fenji::prove {
namespace {

using model::Decimal;
using model::Expression;
using model::ExpressionId;
using model::Kind;
using model::Operation;

constexpr Identity unseen = model::none;

bool has_sum(const model::Type& type) { return type.kind == Kind::date || type.kind == Kind::number; }

bool is_commutative(Operation operation) {
  switch (operation) {
    case Operation::add:
    case Operation::multiply:
    case Operation::minimum:
    case Operation::maximum:
    case Operation::equal:
    case Operation::not_equal:
    case Operation::all:
    case Operation::any:
      return true;
    default:
      return false;
  }
}

std::optional<LinearSum> times(const LinearSum& sum, Decimal factor) {
  LinearSum result;
  if (factor.mantissa == 0) return result;
  const auto constant = multiply(sum.constant, factor);
  if (!constant) return {};
  result.constant = normalized(*constant);
  for (const Term& term : sum.terms) {
    const auto coefficient = multiply(term.coefficient, factor);
    if (!coefficient) return {};
    result.terms.push_back({term.quantity, normalized(*coefficient)});
  }
  return result;
}

std::optional<LinearSum> plus(const LinearSum& left, const LinearSum& right) {
  const auto constant = add(left.constant, right.constant);
  if (!constant) return {};
  LinearSum result{{}, normalized(*constant)};
  auto a = left.terms.begin();
  auto b = right.terms.begin();
  while (a != left.terms.end() || b != right.terms.end()) {
    if (b == right.terms.end() || (a != left.terms.end() && a->quantity < b->quantity)) {
      result.terms.push_back(*a++);
    } else if (a == left.terms.end() || b->quantity < a->quantity) {
      result.terms.push_back(*b++);
    } else {
      const auto coefficient = add(a->coefficient, b->coefficient);
      if (!coefficient) return {};
      if (coefficient->mantissa != 0) result.terms.push_back({a->quantity, normalized(*coefficient)});
      ++a;
      ++b;
    }
  }
  return result;
}

std::string limit_key(const std::optional<model::Bound>& bound) {
  return bound ? fmt::format("{}{}", bound->closed ? '=' : '<', to_text(bound->value)) : std::string("∞");
}

std::string value_key(const model::Value& value, const model::Type& type) {
  switch (type.kind) {
    case Kind::yes_no:
      return value.yes ? "yes" : "no";
    case Kind::number:
      return fmt::format("n{}/{}", to_text(value.number), to_text(value.denominator));
    case Kind::date:
      return fmt::format("d{}", value.day);
    case Kind::label:
      return fmt::format("l{}:{}", type.labels, value.label);
    case Kind::text:
      return fmt::format("t{}", value.text);
  }
  return {};
}

}  // namespace

std::string key_of(const LinearSum& sum) {
  std::string key = "Σ";
  for (const Term& term : sum.terms) key += fmt::format("{}×{}+", to_text(term.coefficient), term.quantity);
  return key + to_text(sum.constant);
}

NormalForms::NormalForms(const model::Rules& rules)
    : rules_(rules), identities_(rules.expressions.size(), unseen), sums_(rules.expressions.size()) {
  // In the order of the definitions: no chain of them is then followed to its end on the stack, and what a quantity hangs on
  // has a smaller identity.
  std::vector<bool> visited(rules.tables.size(), false);
  for (const model::Definition& definition : rules.definitions) {
    if (definition.expression != model::none) visit(definition.expression);
    if (definition.when != model::none) visit(definition.when);
    if (definition.table == model::none || visited[definition.table]) continue;
    visit(rules.tables[definition.table]);
    visited[definition.table] = true;
  }
  for (ExpressionId id = 0; id < rules.expressions.size(); ++id) visit(id);
}

std::optional<LinearSum> NormalForms::scaled(const LinearSum& sum, Decimal factor) { return times(sum, factor); }

std::optional<LinearSum> NormalForms::difference(const LinearSum& left, const LinearSum& right) {
  const auto negated = times(right, Decimal{-1, 0});
  return negated ? plus(left, *negated) : std::nullopt;
}

void NormalForms::visit(ExpressionId id) {
  if (identities_[id] != unseen) return;
  const Expression& expression = rules_.expressions[id];
  for (const ExpressionId operand : expression.operands) visit(operand);
  for (const ExpressionId condition : expression.test->conditions) visit(condition);
  if (expression.operation == Operation::definition) {
    const model::Definition& definition = rules_.definitions[expression.reference];
    if (definition.expression != model::none && definition.when == model::none) {
      visit(definition.expression);
      identities_[id] = identities_[definition.expression];
      sums_[id] = sums_[definition.expression];
      return;
    }
  }
  if (has_sum(expression.type) && !expression.type.quotient) {
    if (auto sum = sum_of(expression)) {
      const bool lone = sum->terms.size() == 1 && sum->constant.mantissa == 0 && sum->terms[0].coefficient == Decimal{1, 0};
      identities_[id] = lone ? sum->terms[0].quantity : intern(key_of(*sum), id);
      sums_[id] = std::move(*sum);
      return;
    }
  }
  identities_[id] = intern(expression_key(expression), id);
  if (has_sum(expression.type)) sums_[id] = {{{identities_[id], Decimal{1, 0}}}, {}};
}

void NormalForms::visit(const model::Table& table) {
  for (const model::Subject& subject : table.subjects) visit(subject.expression);
  for (const model::Row& row : table.rows) {
    for (const model::Test& test : row.tests) {
      for (const ExpressionId condition : test.conditions) visit(condition);
    }
    for (const ExpressionId result : row.results) visit(result);
  }
}

Identity NormalForms::intern(std::string key, ExpressionId expression) {
  const auto [at, added] = interned_.emplace(std::move(key), static_cast<Identity>(representatives_.size()));
  if (added) representatives_.push_back(expression);
  return at->second;
}

// Nothing where the expression is a quantity of its own.
std::optional<LinearSum> NormalForms::sum_of(const Expression& expression) const {
  const auto operand = [&](std::size_t index) -> const LinearSum& { return sums_[expression.operands[index]]; };
  switch (expression.operation) {
    case Operation::constant:
      if (expression.constant.state != model::State::known) return {};
      if (expression.type.kind == Kind::date) return LinearSum{{}, {expression.constant.day, 0}};
      return LinearSum{{}, normalized(expression.constant.number)};
    case Operation::negate:
      return times(operand(0), Decimal{-1, 0});
    case Operation::add: {
      std::optional<LinearSum> total = LinearSum{};
      for (std::size_t i = 0; total && i < expression.operands.size(); ++i) total = plus(*total, operand(i));
      return total;
    }
    case Operation::subtract:
      return difference(operand(0), operand(1));
    case Operation::days_between:
      return difference(operand(0), operand(1));
    case Operation::add_period:
    case Operation::subtract_period: {
      // Days only: a month is no number of them. What leaves the calendar is invalid, not wrong.
      const auto period = model::period_of(rules_.expressions[expression.operands[1]].type.unit);
      if (period->months) return {};
      const auto days = times(operand(1), Decimal{period->each, 0});
      if (!days) return {};
      return expression.operation == Operation::add_period ? plus(operand(0), *days) : difference(operand(0), *days);
    }
    case Operation::multiply: {
      Decimal factor{1, 0};
      const LinearSum* variable = nullptr;
      for (const ExpressionId id : expression.operands) {
        if (!sums_[id].is_constant()) {
          if (variable != nullptr) return {};
          variable = &sums_[id];
          continue;
        }
        const auto next = multiply(factor, sums_[id].constant);
        if (!next) return {};
        factor = normalized(*next);
      }
      return variable == nullptr ? LinearSum{{}, factor} : times(*variable, factor);
    }
    default:
      return {};
  }
}

std::string NormalForms::expression_key(const Expression& expression) const {
  if (expression.operation == Operation::constant) return fmt::format("c{}", value_key(expression.constant, expression.type));
  if (expression.operation == Operation::definition) {
    const model::Definition& definition = rules_.definitions[expression.reference];
    if (definition.table != model::none) return fmt::format("T{}.{}", definition.table, definition.result_column);
    return fmt::format("D{}", expression.reference);
  }
  Operation operation = expression.operation;
  std::vector<Identity> operands;
  for (const ExpressionId operand : expression.operands) operands.push_back(identities_[operand]);
  if (is_commutative(operation)) std::sort(operands.begin(), operands.end());
  if (operation == Operation::greater || operation == Operation::greater_equal) {
    std::swap(operands[0], operands[1]);
    operation = operation == Operation::greater ? Operation::less : Operation::less_equal;
  }
  std::string key = fmt::format("{}:{}:{}(", static_cast<int>(operation), expression.reference, expression.digits);
  for (const Identity operand : operands) key += fmt::format("{},", operand);
  key += ")";
  if (operation == Operation::add_period || operation == Operation::subtract_period) {
    // A month and a year are both 1.
    key += to_text(rules_.expressions[expression.operands[1]].type.unit);
  }
  return key + test_key(*expression.test);
}

std::string NormalForms::test_key(const model::Test& test) const {
  std::string key = test.any ? "*" : "";
  for (const model::Interval& interval : test.intervals) {
    key += limit_key(interval.lower) + limit_key(interval.upper) + ";";
  }
  for (const std::uint32_t label : test.labels) key += fmt::format("l{};", label);
  for (const ExpressionId condition : test.conditions) key += fmt::format("#{};", identities_[condition]);
  return key;
}

}  // namespace fenji::prove
