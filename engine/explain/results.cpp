#include "engine/explain/results.hpp"

#include <algorithm>
#include <utility>

#include "engine/explain/conditions.hpp"
#include "engine/explain/facts.hpp"
#include "engine/explain/needs.hpp"
#include "engine/explain/tables.hpp"
#include "engine/explain/values.hpp"

namespace fenji::explain {

using model::DefinitionId;
using model::ExpressionId;
using model::none;
using model::Operation;
using model::State;

namespace {

// What a value that the tables and formulas give is made of; nothing where it stands there as it is.
std::optional<Working> working_of(ExpressionId id, const std::string& name, const std::string& value, const Context& context) {
  id = author_expression(id, context.rules);
  const model::Expression& origin = context.rules.expressions[id];
  if (origin.operation == Operation::constant && origin.type.kind == model::Kind::text) return std::nullopt;
  Working working;
  working.words = context.words.of(id);
  working.numbers = context.words.with_values(id, context.evaluation);
  if (working.numbers == value || working.numbers == working.words || working.numbers == "?") working.numbers.clear();
  if (working.words == value || working.words == name) working.words.clear();
  FactList facts(context);
  facts.add(id);
  for (const Fact& fact : facts.facts()) {
    const bool telling = fact.state != State::known || fact.cell || fact.blank;
    if (fact.kind == Fact::Kind::field && telling) working.facts.push_back(fact);
  }
  if (working.words.empty() && working.facts.empty()) return std::nullopt;
  return working;
}

bool divides_by_zero(ExpressionId root, const Context& context) {
  std::vector<ExpressionId> open{root};
  while (!open.empty()) {
    const model::Expression& expression = context.rules.expressions[open.back()];
    open.pop_back();
    if (expression.operation == Operation::divide) {
      const model::Value& divisor = context.evaluation.expressions[expression.operands[1]].value;
      if (divisor.state == State::known && divisor.number.mantissa == 0) return true;
    }
    open.insert(open.end(), expression.operands.begin(), expression.operands.end());
  }
  return false;
}

// The name of a scorecard's criterion: what follows the scorecard's in 基础分/毛利率差.
std::string criterion_name(const model::Definition& points, const model::Scorecard& scorecard) {
  return points.name.substr(std::min(points.name.size(), scorecard.name.size() + 1));
}

Criterion criterion_of(const model::Criterion& criterion, const model::Scorecard& scorecard, const Context& context) {
  const model::Definition& points = context.rules.definitions[criterion.points];
  const execute::Outcome& outcome = context.evaluation.definitions[criterion.points];
  Criterion told;
  told.name = criterion_name(points, scorecard);
  told.state = outcome.value.state;
  told.points = shown(outcome.value, points.type, context.rules);
  model::Type percent;
  percent.percent = true;
  model::Value weight;
  weight.state = State::known;
  weight.number = model::normalized(criterion.weight);
  told.weight = shown(weight, percent, context.rules);
  if (told.state == State::known) {
    const auto part = model::multiply(model::normalized(outcome.value.number), model::normalized(criterion.weight));
    if (part) told.part = model::to_text(*part);
  }
  told.table = table_of(points.table, {criterion.points}, context);
  const std::uint32_t row = fired_row(points.table, {criterion.points}, context);
  if (row != none) told.cell = cell_words(context.rules.tables[points.table].rows[row], context);
  return told;
}

const model::Scorecard* scorecard_with_total(DefinitionId id, const model::Rules& rules) {
  for (const model::Scorecard& scorecard : rules.scorecards) {
    if (scorecard.total == id) return &scorecard;
  }
  return nullptr;
}

bool is_criterion(DefinitionId id, const model::Rules& rules) {
  return std::any_of(rules.scorecards.begin(), rules.scorecards.end(), [&](const model::Scorecard& scorecard) {
    return std::any_of(scorecard.criteria.begin(), scorecard.criteria.end(),
                       [&](const model::Criterion& criterion) { return criterion.points == id; });
  });
}

// The expression that the value of a definition was taken from: its own, or the cell of the row that fired.
ExpressionId origin_of(DefinitionId id, const Context& context) {
  const model::Definition& definition = context.rules.definitions[id];
  if (definition.table == none) return definition.expression;
  const std::uint32_t row = fired_row(definition.table, {id}, context);
  return row == none ? none : context.rules.tables[definition.table].rows[row].results[definition.result_column];
}

// `ids` are of one block.
Result result_of(const std::vector<DefinitionId>& ids, const Context& context) {
  const model::Rules& rules = context.rules;
  const model::Definition& definition = rules.definitions[ids.front()];
  const bool by_table = definition.table != none;
  Result told;
  told.name = by_table ? rules.tables[definition.table].name : definition.name;
  told.place = context.quotes.place(by_table ? rules.tables[definition.table].span : definition.span);
  execute::Reasons reasons;
  for (const DefinitionId id : ids) {
    told.values.push_back(value_of(id, context));
    const execute::Reasons& more = context.evaluation.definitions[id].reasons;
    reasons.insert(reasons.end(), more.begin(), more.end());
  }
  std::sort(reasons.begin(), reasons.end());
  reasons.erase(std::unique(reasons.begin(), reasons.end()), reasons.end());
  told.note = context.note(reasons);

  if (is_overridden(context.record, ids.front())) {
    told.kind = Result::Kind::given;
    return told;
  }
  told.when = when_of(definition.when, context);
  const model::Scorecard* scorecard = scorecard_with_total(ids.front(), rules);
  told.kind = by_table                                      ? Result::Kind::table
              : scorecard != nullptr                        ? Result::Kind::scorecard
              : definition.type.kind == model::Kind::yes_no ? Result::Kind::condition
                                                            : Result::Kind::arithmetic;
  if (told.when && told.when->verdict != Verdict::yes) return told;

  if (by_table) told.table = table_of(definition.table, ids, context);
  if (told.kind == Result::Kind::condition) told.condition = condition_of(definition.expression, context);
  if (scorecard != nullptr) {
    for (const model::Criterion& criterion : scorecard->criteria) {
      told.criteria.push_back(criterion_of(criterion, *scorecard, context));
    }
  }
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const ExpressionId origin = origin_of(ids[i], context);
    if (origin == none || told.kind == Result::Kind::condition || scorecard != nullptr) continue;
    told.values[i].working = working_of(origin, told.values[i].name, told.values[i].text, context);
    told.division_by_zero = told.division_by_zero || divides_by_zero(origin, context);
  }
  return told;
}

}  // namespace

NamedValue value_of(DefinitionId id, const Context& context) {
  const model::Definition& definition = context.rules.definitions[id];
  const model::Value& value = context.evaluation.definitions[id].value;
  return {definition.name, value.state, shown(value, definition.type, context.rules), std::nullopt};
}

std::vector<Result> results_of(const std::vector<DefinitionId>& wanted, const Context& context) {
  const auto same_block = [&](DefinitionId left, DefinitionId right) {
    const model::Definition& first = context.rules.definitions[left];
    const bool given = is_overridden(context.record, left) || is_overridden(context.record, right);
    return left == right || (!given && first.table != none && first.table == context.rules.definitions[right].table);
  };
  std::vector<Result> results;
  std::vector<DefinitionId> rest;
  for (const DefinitionId id : wanted) {
    if (!is_criterion(id, context.rules)) rest.push_back(id);
  }
  while (!rest.empty()) {
    const DefinitionId first = rest.front();
    std::vector<DefinitionId> block;
    std::copy_if(rest.begin(), rest.end(), std::back_inserter(block), [&](DefinitionId id) { return same_block(first, id); });
    rest.erase(std::remove_if(rest.begin(), rest.end(), [&](DefinitionId id) { return same_block(first, id); }), rest.end());
    results.push_back(result_of(block, context));
  }
  return results;
}

}  // namespace fenji::explain
