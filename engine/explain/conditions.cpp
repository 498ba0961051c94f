#include "engine/explain/conditions.hpp"

#include <algorithm>
#include <vector>

#include "engine/explain/facts.hpp"

namespace fenji::explain {

using model::Expression;
using model::ExpressionId;
using model::Operation;

namespace {

// Where the last of what `id` names ends, among the places of its own file behind `begin`.
std::uint32_t end_of(ExpressionId id, Span begin, const model::Rules& rules) {
  std::uint32_t end = begin.begin;
  std::vector<ExpressionId> open{id};
  while (!open.empty()) {
    const Expression& expression = rules.expressions[open.back()];
    open.pop_back();
    if (expression.span.file == begin.file) end = std::max(end, expression.span.end);
    open.insert(open.end(), expression.operands.begin(), expression.operands.end());
    open.insert(open.end(), expression.test->conditions.begin(), expression.test->conditions.end());
  }
  return end;
}

// Check writes an element of a block with 仅当 as: 非 the condition of the block, or the element's own.
struct ElementCondition {
  ExpressionId when = model::none;
  ExpressionId own = model::none;
};

ElementCondition element_condition(const model::Element& element, const model::Rules& rules) {
  const Expression& condition = rules.expressions[element.condition];
  const bool conditional = condition.operation == Operation::any && condition.operands.size() == 2 &&
                           condition.span == element.span &&
                           rules.expressions[condition.operands[0]].operation == Operation::negation;
  if (!conditional) return {model::none, element.condition};
  return {rules.expressions[condition.operands[0]].operands[0], condition.operands[1]};
}

}  // namespace

Condition condition_of(ExpressionId id, const Context& context) {
  const Expression& expression = context.rules.expressions[id];
  Condition condition;
  condition.verdict = verdict_of(context.evaluation.expressions[id]);
  condition.words = context.words.condition(id);
  const bool joins = expression.operation == Operation::all || expression.operation == Operation::any;
  if (joins && !is_label_comparison(expression, context.rules)) {
    condition.join = expression.operation == Operation::all ? Condition::Join::all : Condition::Join::any;
    for (const ExpressionId operand : expression.operands) condition.parts.push_back(condition_of(operand, context));
    return condition;
  }
  FactList facts(context);
  facts.add(id);
  condition.facts = facts.facts();
  return condition;
}

std::optional<Condition> when_of(ExpressionId when, const Context& context) {
  if (when == model::none) return std::nullopt;
  return condition_of(when, context);
}

Applies applies_of(const Context& context) {
  const ExpressionId id = context.rules.applies;
  const Span first = context.rules.expressions[id].span;
  return {context.quotes.statement_behind_colon(first, end_of(id, first, context.rules)), condition_of(id, context)};
}

Gate gate_of(std::uint32_t index, const Context& context) {
  const model::Gate& gate = context.rules.gates[index];
  const execute::GateOutcome& outcome = context.evaluation.gates[index];
  Gate told;
  told.name = gate.name;
  told.place = context.quotes.place(gate.span);
  told.verdict = verdict_of(outcome.passed);
  told.all = gate.mode == model::Gate::Mode::all;
  told.needed = told.all ? gate.elements.size() : gate.at_least;
  for (std::size_t i = 0; i < gate.elements.size(); ++i) {
    const model::Element& element = gate.elements[i];
    const ElementCondition condition = element_condition(element, context.rules);
    Element& one = told.elements.emplace_back();
    one.name = element.name;
    one.rule = context.quotes.statement(element.span, end_of(condition.own, element.span, context.rules));
    one.verdict = verdict_of(outcome.elements[i]);
    one.when = when_of(condition.when, context);
    one.condition = condition_of(condition.own, context);
  }
  return told;
}

}  // namespace fenji::explain
