#include "engine/execute/plain_owners.hpp"

namespace fenji::execute::plain {

namespace {

using model::DefinitionId;
using model::ExpressionId;

// Gives `root` and all below it that nobody owns yet to `owner`.
void claim(ExpressionId root, DefinitionId owner, const model::Rules& rules, std::vector<DefinitionId>& owners) {
  std::vector<ExpressionId> open{root};
  while (!open.empty()) {
    const ExpressionId id = open.back();
    open.pop_back();
    if (id == model::none || owners[id] != model::none) continue;
    owners[id] = owner;
    const model::Expression& expression = rules.expressions[id];
    open.insert(open.end(), expression.operands.begin(), expression.operands.end());
    open.insert(open.end(), expression.test->conditions.begin(), expression.test->conditions.end());
  }
}

}  // namespace

std::vector<std::vector<DefinitionId>> result_columns(const model::Rules& rules) {
  std::vector<std::vector<DefinitionId>> columns;
  for (const model::Table& table : rules.tables) columns.emplace_back(table.results.size(), model::none);
  for (DefinitionId id = 0; id < rules.definitions.size(); ++id) {
    const model::Definition& definition = rules.definitions[id];
    if (definition.table != model::none) columns[definition.table].at(definition.result_column) = id;
  }
  return columns;
}

std::vector<std::vector<ExpressionId>> conditions(const model::Rules& rules) {
  std::vector<std::vector<ExpressionId>> result(rules.tables.size());
  for (model::TableId table = 0; table < rules.tables.size(); ++table) {
    for (const model::Row& row : rules.tables[table].rows) {
      for (const model::Test& test : row.tests) {
        result[table].insert(result[table].end(), test.conditions.begin(), test.conditions.end());
      }
    }
  }
  return result;
}

std::vector<DefinitionId> owners(const model::Rules& rules) {
  std::vector<DefinitionId> result(rules.expressions.size(), model::none);
  const std::vector<std::vector<DefinitionId>> columns = result_columns(rules);
  for (DefinitionId id = 0; id < rules.definitions.size(); ++id) {
    const model::Definition& definition = rules.definitions[id];
    if (definition.table == model::none) {
      claim(definition.when, id, rules, result);
      claim(definition.expression, id, rules, result);
      continue;
    }
    const model::Table& table = rules.tables[definition.table];
    const DefinitionId first = columns[definition.table].front();
    claim(definition.when, first, rules, result);
    for (const model::Subject& subject : table.subjects) claim(subject.expression, first, rules, result);
    for (const model::Row& row : table.rows) {
      for (const model::Test& test : row.tests) {
        for (ExpressionId condition : test.conditions) claim(condition, first, rules, result);
      }
      claim(row.results[definition.result_column], id, rules, result);
    }
  }
  return result;
}

}  // namespace fenji::execute::plain
