#include "engine/explain/facts.hpp"

#include <algorithm>

#include "engine/columns/cell_text.hpp"
#include "engine/columns/quotable.hpp"
#include "engine/explain/values.hpp"

namespace fenji::explain {

using model::Operation;
using model::State;

Fact fact_of_field(model::FieldId id, const Context& context) {
  const model::Field& field = context.rules.fields[id];
  const model::Value& value = context.record.fields[id];
  const RawCell& cell = context.cells[id];
  Fact fact;
  fact.name = field.name;
  fact.state = value.state;
  fact.value = shown(value, field.type, context.rules);
  fact.blank = value.blank || value.state == State::missing;
  fact.no_column = !cell.has_column;
  const std::string_view text = columns::trimmed(cell.text);
  if (!text.empty() && text != model::to_text(value, field.type, context.rules, context.rules.language)) {
    fact.cell = columns::quotable(text);
  }
  if (value.state == State::invalid) fact.declaration = context.quotes.line(field.span);
  return fact;
}

namespace {

Fact fact_of_outcome(Fact::Kind kind, std::string name, const execute::Outcome& outcome, const model::Type& type,
                     const Context& context) {
  Fact fact;
  fact.kind = kind;
  fact.name = std::move(name);
  fact.state = outcome.value.state;
  fact.value = shown(outcome.value, type, context.rules);
  return fact;
}

}  // namespace

void FactList::add(model::ExpressionId root) {
  struct Open {
    model::ExpressionId id;
    bool below_done = false;
  };
  std::vector<Open> open{{root}};
  while (!open.empty()) {
    const auto [id, below_done] = open.back();
    open.pop_back();
    const model::Expression& expression = context_.rules.expressions[id];
    if (below_done) {
      add_parameters(expression.test->span);
      continue;
    }
    switch (expression.operation) {
      case Operation::field:
        add(fact_of_field(expression.reference, context_));
        break;
      case Operation::definition: {
        const model::Definition& definition = context_.rules.definitions[expression.reference];
        const execute::Outcome& outcome = context_.evaluation.definitions[expression.reference];
        add(fact_of_outcome(Fact::Kind::definition, definition.name, outcome, definition.type, context_));
        break;
      }
      case Operation::constant:
        add_parameters(expression.span);
        break;
      case Operation::full_months:
      case Operation::full_years:
        // 满年数(首次采购日期) does not say up to when.
        if (context_.rules.expressions[expression.operands[1]].span == expression.span) add_as_of(expression.operands[1]);
        break;
      default:
        break;
    }
    const auto then = [&](const std::vector<model::ExpressionId>& ids) {
      for (auto below = ids.rbegin(); below != ids.rend(); ++below) open.push_back({*below});
    };
    if (expression.operation == Operation::within) open.push_back({id, true});
    then(expression.test->conditions);
    then(expression.operands);
  }
}

void FactList::add(const model::Test& test) {
  add_parameters(test.span);
  for (const model::ExpressionId condition : test.conditions) add(condition);
}

void FactList::add(const model::Subject& subject) {
  const model::ExpressionId id = author_expression(subject.expression, context_.rules);
  const model::Expression& expression = context_.rules.expressions[id];
  add(id);
  if (expression.operation == Operation::field || expression.operation == Operation::definition) return;
  add(fact_of_outcome(Fact::Kind::expression, context_.words.of(id), context_.evaluation.expressions[id], expression.type,
                      context_));
}

void FactList::add(Fact fact) {
  const bool known = std::any_of(facts_.begin(), facts_.end(),
                                 [&](const Fact& other) { return other.kind == fact.kind && other.name == fact.name; });
  if (!known) facts_.push_back(std::move(fact));
}

void FactList::add_parameter(std::uint32_t id) {
  const model::Parameter& parameter = context_.rules.parameters[id];
  add(fact_of_outcome(Fact::Kind::parameter, parameter.name, {parameter.value, {}}, parameter.type, context_));
}

void FactList::add_as_of(model::ExpressionId id) {
  const bool constant = context_.rules.expressions[id].operation == Operation::constant;
  if (constant && context_.rules.as_of != model::none) add_parameter(context_.rules.as_of);
}

void FactList::add_parameters(Span words) {
  for (const std::uint32_t id : context_.quotes.parameters_in(context_.quotes.words(words))) add_parameter(id);
}

}  // namespace fenji::explain
