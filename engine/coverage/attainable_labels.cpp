#include "engine/coverage/attainable_labels.hpp"

#include <algorithm>
#include <map>

namespace fenji::coverage {
namespace {

using model::Operation;

Labels all_labels(const model::Type& type, const model::Rules& rules) {
  Labels labels;
  for (std::uint32_t code = 0; code < rules.labels_of(type).labels.size(); ++code) labels.insert(code);
  return labels;
}

Labels labels_of(model::ExpressionId id, const model::Rules& rules) {
  const model::Expression& expression = rules.expressions[id];
  if (expression.operation == Operation::constant) return {expression.constant.label};
  if (expression.operation == Operation::definition) return attainable_labels(expression.reference, rules);
  return all_labels(expression.type, rules);
}

// The tests of one row of a worst or best: 级别 = B 或 底线 = B.
std::vector<model::ExpressionId> leaves(const model::Row& row, const model::Rules& rules) {
  std::vector<model::ExpressionId> open, found;
  for (const model::Test& test : row.tests) open.insert(open.end(), test.conditions.begin(), test.conditions.end());
  while (!open.empty()) {
    const model::ExpressionId id = open.back();
    open.pop_back();
    const model::Expression& expression = rules.expressions[id];
    if (expression.operation == Operation::any)
      open.insert(open.end(), expression.operands.begin(), expression.operands.end());
    else
      found.push_back(id);
  }
  return found;
}

// A label is chosen where an operand has it and none has one that an earlier row asks for.
Labels chosen_labels(const model::Table& table, const model::Rules& rules) {
  std::map<model::ExpressionId, Labels> open;  // by operand: the labels that no row so far asked for
  for (const model::Row& row : table.rows) {
    for (const model::ExpressionId leaf : leaves(row, rules)) {
      const model::Expression& test = rules.expressions[leaf];
      if (test.operation == Operation::within) open.emplace(test.operands[0], labels_of(test.operands[0], rules));
    }
  }
  Labels chosen;
  for (const model::Row& row : table.rows) {
    const bool decided = std::any_of(open.begin(), open.end(), [](const auto& operand) { return operand.second.empty(); });
    if (decided) break;
    const std::vector<model::ExpressionId> tests = leaves(row, rules);
    for (const model::ExpressionId leaf : tests) {
      const model::Expression& test = rules.expressions[leaf];
      if (test.operation != Operation::within) continue;
      Labels& left = open.at(test.operands[0]);
      for (const std::uint32_t label : test.test->labels) {
        if (left.erase(label) > 0) chosen.insert(rules.expressions[row.results.front()].constant.label);
      }
    }
  }
  return chosen;
}

}  // namespace

bool has_authored_rows(model::TableId id, const model::Rules& rules) {
  const model::TableForm form = rules.tables[id].form;
  if (form == model::TableForm::criterion || form == model::TableForm::plan) return true;
  return std::any_of(rules.definitions.begin(), rules.definitions.end(),
                     [&](const model::Definition& definition) { return definition.table == id && definition.author_named; });
}

Labels attainable_labels(model::DefinitionId id, const model::Rules& rules) {
  const model::Definition& definition = rules.definitions[id];
  if (definition.table == model::none) return labels_of(definition.expression, rules);
  const model::Table& table = rules.tables[definition.table];
  if (!has_authored_rows(definition.table, rules)) return chosen_labels(table, rules);
  Labels labels;
  for (const model::Row& row : table.rows) labels.merge(labels_of(row.results[definition.result_column], rules));
  return labels;
}

Labels labels_beside_rows(model::DefinitionId id, const model::Rules& rules) {
  const model::Definition& definition = rules.definitions[id];
  if (definition.table == model::none) return attainable_labels(id, rules);
  Labels written, others;
  for (const model::Row& row : rules.tables[definition.table].rows) {
    const model::ExpressionId result = row.results[definition.result_column];
    Labels& labels = rules.expressions[result].operation == Operation::constant ? written : others;
    labels.merge(labels_of(result, rules));
  }
  for (const std::uint32_t label : written) others.erase(label);
  return others;
}

}  // namespace fenji::coverage
