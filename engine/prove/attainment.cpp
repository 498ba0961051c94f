#include "engine/prove/attainment.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/prove/trial.hpp"

namespace fenji::prove {
namespace {

using model::Expression;
using model::ExpressionId;
using model::Operation;

constexpr std::size_t most_values = 20'000;

// So many fields have more combinations of two values each than are ever tried out.
constexpr std::size_t most_fields = 64;

// So many tables, each on values of the one before and of others, are followed down: what lies deeper is taken as unknown.
constexpr int most_depth = 500;

LinearSum alone(Identity quantity) {
  LinearSum sum;
  sum.terms.push_back({quantity, {1, 0}});
  return sum;
}

bool is_definition(const Knowledge& knowledge, Identity quantity) {
  return knowledge.rules.expressions[knowledge.forms.expression(quantity)].operation == Operation::definition;
}

AttainableValues from_set(const std::set<Decimal>& values, bool exact) { return {{values.begin(), values.end()}, exact}; }

}  // namespace

Attainment::Attainment(const Knowledge& knowledge, std::vector<ExpressionId> circumstances)
    : knowledge_(knowledge), circumstances_(std::move(circumstances)) {}

std::optional<AttainableValues> Attainment::values(const LinearSum& sum, Budget& budget) {
  budget_ = budget;
  if (std::exchange(short_of_budget_, false)) given_up_.clear();
  const Values result = values_of_sum(sum);
  budget = budget_;
  return result;
}

// Terms that share fields, directly or through others, are tried out together.
Attainment::Values Attainment::values_of_sum(const LinearSum& sum) {
  struct Group {
    LinearSum part;
    FieldSet fields;
  };
  std::vector<Group> groups;
  for (const Term& term : sum.terms) {
    Group next;
    next.part.terms.push_back(term);
    next.fields = knowledge_.dependencies.of(knowledge_.forms.expression(term.quantity));
    for (auto group = groups.begin(); group != groups.end();) {
      if (disjoint(group->fields, next.fields)) {
        ++group;
        continue;
      }
      next.part.terms.insert(next.part.terms.end(), group->part.terms.begin(), group->part.terms.end());
      next.fields = united(group->fields, next.fields);
      group = groups.erase(group);
    }
    groups.push_back(std::move(next));
  }
  AttainableValues total{{sum.constant}, true};
  for (const Group& group : groups) {
    Values part;
    if (group.part.terms.size() == 1) {
      const Decimal coefficient = group.part.terms.front().coefficient;
      if (const Values own = values_of_quantity(group.part.terms.front().quantity)) {
        part = combined(*own, {{coefficient}, true}, [](Decimal a, Decimal b) { return multiply(a, b); });
      }
    } else {
      part = tried_out(group.part);
    }
    const Values next = part ? combined(total, *part, [](Decimal a, Decimal b) { return add(a, b); }) : std::nullopt;
    if (!next) return {};
    total = *next;
  }
  return total;
}

// Tables each on the one before are gone through from the first on: what the one before can give tells what the next can.
Attainment::Values Attainment::values_of_quantity(Identity quantity) {
  if (depth_ == most_depth) return {};
  ++depth_;
  std::vector<Identity> open;
  for (Identity next = quantity; !known_.contains(next) && !given_up_.contains(next);) {
    open.push_back(next);
    const LinearSum* const subject = subject_of_constants(next);
    if (subject == nullptr || subject->terms.size() != 1 || !is_definition(knowledge_, subject->terms.front().quantity)) break;
    next = subject->terms.front().quantity;
  }
  for (; !open.empty(); open.pop_back()) {
    if (Values values = compute(open.back())) {
      known_.emplace(open.back(), *std::move(values));
    } else {
      given_up_.insert(open.back());
    }
  }
  --depth_;
  const auto known = known_.find(quantity);
  return known != known_.end() ? Values(known->second) : std::nullopt;
}

Attainment::Values Attainment::out_of_budget() {
  short_of_budget_ = true;
  return {};
}

Attainment::Values Attainment::compute(Identity quantity) {
  const Expression& expression = knowledge_.rules.expressions[knowledge_.forms.expression(quantity)];
  if (expression.type.quotient || expression.type.kind != model::Kind::number) return {};
  switch (expression.operation) {
    case Operation::multiply:
      return of_operands(expression, quantity, [](Decimal a, Decimal b) { return multiply(a, b); });
    case Operation::minimum:
      return of_operands(expression, quantity, [](Decimal a, Decimal b) { return std::optional(std::min(a, b)); });
    case Operation::maximum:
      return of_operands(expression, quantity, [](Decimal a, Decimal b) { return std::optional(std::max(a, b)); });
    case Operation::round:
      return of_rounding(expression);
    case Operation::definition: {
      const model::Definition& definition = knowledge_.rules.definitions[expression.reference];
      const LinearSum* const subject = subject_of_constants(quantity);
      const bool one_before =
          subject != nullptr && subject->terms.size() == 1 && known_.contains(subject->terms.front().quantity);
      if (Values values = one_before ? of_table(definition) : std::nullopt; values && values->exact) return values;
      if (Values values = tried_out(alone(quantity))) return values;
      return subject != nullptr ? of_table(definition) : std::nullopt;
    }
    default:
      return tried_out(alone(quantity));
  }
}

Attainment::Values Attainment::of_operands(const Expression& expression, Identity quantity, const Combination& combination) {
  FieldSet fields;
  bool independent = true;
  for (const ExpressionId operand : expression.operands) {
    const FieldSet own = knowledge_.dependencies.of(operand);
    independent = independent && disjoint(fields, own);
    fields = united(fields, own);
  }
  if (!independent) return tried_out(alone(quantity));
  Values total;
  for (const ExpressionId operand : expression.operands) {
    const Values own = values_of_sum(knowledge_.forms.sum(operand));
    if (!own) return {};
    total = total ? combined(*total, *own, combination) : own;
    if (!total) return {};
  }
  return total;
}

Attainment::Values Attainment::of_rounding(const Expression& rounding) {
  if (knowledge_.rules.expressions[rounding.operands[0]].type.quotient) return {};
  const Values exact = values_of_sum(knowledge_.forms.sum(rounding.operands[0]));
  if (!exact) return {};
  std::set<Decimal> result;
  for (const Decimal& value : exact->values) {
    const auto rounded = model::rounded(value, rounding.digits);
    if (!rounded) return {};
    result.insert(normalized(*rounded));
  }
  return from_set(result, exact->exact);
}

// Of a table of constants the one number that it asks about.
const LinearSum* Attainment::subject_of_constants(Identity quantity) const {
  const model::Rules& rules = knowledge_.rules;
  const Expression& expression = rules.expressions[knowledge_.forms.expression(quantity)];
  if (expression.operation != Operation::definition) return nullptr;
  const model::Definition& definition = rules.definitions[expression.reference];
  if (definition.table == model::none || definition.when != model::none) return nullptr;
  const model::Table& table = rules.tables[definition.table];
  if (table.subjects.size() != 1) return nullptr;
  const ExpressionId subject = table.subjects.front().expression;
  if (rules.expressions[subject].type.kind != model::Kind::number || rules.expressions[subject].type.quotient) return nullptr;
  for (const model::Row& row : table.rows) {
    if (!knowledge_.forms.sum(row.results[definition.result_column]).is_constant()) return nullptr;
    if (!row.otherwise && !row.tests[0].conditions.empty()) return nullptr;
  }
  return &knowledge_.forms.sum(subject);
}

Attainment::Values Attainment::of_table(const model::Definition& definition) {
  const model::Table& table = knowledge_.rules.tables[definition.table];
  const Values inputs = values_of_sum(knowledge_.forms.sum(table.subjects.front().expression));
  if (!inputs) return {};
  std::set<Decimal> results;
  bool exact = inputs->exact;
  for (const Decimal& input : inputs->values) {
    std::vector<const model::Row*> fitting;
    for (const model::Row& row : table.rows) {
      const auto holds = [&](const Interval& interval) { return contains(interval, input); };
      const bool fits =
          row.otherwise ? fitting.empty()
                        : row.tests[0].any || std::any_of(row.tests[0].intervals.begin(), row.tests[0].intervals.end(), holds);
      if (fits) fitting.push_back(&row);
      if (fits && table.policy == model::HitPolicy::first) break;
    }
    for (const model::Row* row : fitting) {
      results.insert(knowledge_.forms.sum(row->results[definition.result_column]).constant);
    }
    exact = exact && fitting.size() <= 1;  // rows that contradict each other give no value
  }
  return from_set(results, exact);
}

Attainment::Values Attainment::tried_out(const LinearSum& sum) {
  FieldSet hung_on;
  for (const Term& term : sum.terms) {
    hung_on = united(hung_on, knowledge_.dependencies.of(knowledge_.forms.expression(term.quantity)));
  }
  if (hung_on.size() > most_fields) return {};
  Choices choices(knowledge_);
  choices.value_matters(sum);
  const std::vector<FieldChoices> fields = choices.fields({});
  if (!std::all_of(fields.begin(), fields.end(), [](const FieldChoices& field) { return field.exhaustive; })) return {};
  std::set<Decimal> values;
  bool lost = false;
  const auto show = [&](Record& record) {
    Decimal total = sum.constant;
    for (const Term& term : sum.terms) {
      const model::Value value = record.value(knowledge_.forms.expression(term.quantity));
      if (value.state != model::State::known) return true;
      const model::Type& type = knowledge_.rules.expressions[knowledge_.forms.expression(term.quantity)].type;
      const auto part = multiply(as_decimal(value, type), term.coefficient);
      const auto next = part ? add(total, *part) : std::nullopt;
      lost = lost || !next;
      if (lost) return false;
      total = normalized(*next);
    }
    values.insert(total);
    return values.size() <= most_values;
  };
  const Trial trial = try_out(knowledge_, choices, {}, circumstances_, budget_, show);
  if (trial.outcome == Trial::Outcome::unaffordable) return out_of_budget();
  if (trial.outcome != Trial::Outcome::all || lost || values.size() > most_values) return {};
  return from_set(values, !trial.may_be_impossible);
}

Attainment::Values Attainment::combined(const AttainableValues& left, const AttainableValues& right,
                                        const Combination& combination) {
  const std::size_t pairs = left.values.size() * right.values.size();
  if (static_cast<Budget>(pairs) > budget_) return out_of_budget();
  budget_ -= static_cast<Budget>(pairs);
  std::set<Decimal> values;
  for (const Decimal& a : left.values) {
    for (const Decimal& b : right.values) {
      const auto value = combination(a, b);
      if (!value) return {};
      values.insert(normalized(*value));
      if (values.size() > most_values) return {};
    }
  }
  return from_set(values, left.exact && right.exact);
}

}  // namespace fenji::prove
