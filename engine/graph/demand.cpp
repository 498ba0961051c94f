#include "engine/graph/demand.hpp"

namespace fenji::graph {

using model::DefinitionId;
using model::ExpressionId;

Demand::Demand(const model::Rules& rules)
    : rules_(rules),
      expression_needed_(rules.expressions.size()),
      definition_needed_(rules.definitions.size()),
      definition_given_(rules.definitions.size()) {}

void Demand::need_expression(ExpressionId root) {
  if (root == model::none) return;
  open_.push_back(root);
  while (!open_.empty()) {
    const ExpressionId id = open_.back();
    open_.pop_back();
    if (expression_needed_[id]) continue;
    expression_needed_[id] = true;
    const model::Expression& expression = rules_.expressions[id];
    if (expression.operation == model::Operation::definition) definition_needed_[expression.reference] = true;
    open_.insert(open_.end(), expression.operands.begin(), expression.operands.end());
    open_.insert(open_.end(), expression.test->conditions.begin(), expression.test->conditions.end());
  }
}

void Demand::need_parts(const model::Definition& definition) {
  need_expression(definition.when);
  need_expression(definition.expression);
  if (definition.table == model::none) return;
  const model::Table& table = rules_.tables[definition.table];
  for (const model::Subject& subject : table.subjects) need_expression(subject.expression);
  for (const model::Row& row : table.rows) {
    for (const model::Test& test : row.tests) {
      for (const ExpressionId condition : test.conditions) need_expression(condition);
    }
    need_expression(row.results[definition.result_column]);
  }
}

std::vector<DefinitionId> Demand::newly_needed(const std::vector<ExpressionId>& expressions,
                                               const std::vector<DefinitionId>& definitions) {
  for (const ExpressionId expression : expressions) need_expression(expression);
  for (const DefinitionId definition : definitions) definition_needed_[definition] = true;
  for (std::size_t id = rules_.definitions.size(); id-- > 0;) {
    if (definition_needed_[id] && !definition_given_[id]) need_parts(rules_.definitions[id]);
  }
  std::vector<DefinitionId> result;
  for (DefinitionId id = 0; id < rules_.definitions.size(); ++id) {
    if (!definition_needed_[id] || definition_given_[id]) continue;
    definition_given_[id] = true;
    result.push_back(id);
  }
  return result;
}

}  // namespace fenji::graph
