#include "engine/graph/owners.hpp"

namespace fenji::graph {

using model::DefinitionId;
using model::ExpressionId;

namespace {

class OwnerSearch {
 public:
  OwnerSearch(const model::Rules& rules, Owners& owners) : rules_(rules), owners_(owners) {}

  void claim(ExpressionId root, DefinitionId owner) {
    if (root == model::none) return;
    open_.push_back(root);
    while (!open_.empty()) {
      const ExpressionId id = open_.back();
      open_.pop_back();
      if (owners_.expressions[id] != model::none) continue;
      owners_.expressions[id] = owner;
      const model::Expression& expression = rules_.expressions[id];
      open_.insert(open_.end(), expression.operands.begin(), expression.operands.end());
      open_.insert(open_.end(), expression.test->conditions.begin(), expression.test->conditions.end());
    }
  }

  void claim_table(const model::Definition& definition, DefinitionId id) {
    const model::Table& table = rules_.tables[definition.table];
    const DefinitionId first = owners_.columns[definition.table].front();
    claim(definition.when, first);
    for (const model::Subject& subject : table.subjects) claim(subject.expression, first);
    for (const model::Row& row : table.rows) {
      for (const model::Test& test : row.tests) {
        for (ExpressionId condition : test.conditions) claim(condition, first);
      }
      claim(row.results[definition.result_column], id);
    }
  }

 private:
  const model::Rules& rules_;
  Owners& owners_;
  std::vector<ExpressionId> open_;
};

}  // namespace

Owners find_owners(const model::Rules& rules) {
  Owners owners;
  owners.expressions.assign(rules.expressions.size(), model::none);
  for (const model::Table& table : rules.tables) owners.columns.emplace_back(table.results.size(), model::none);
  for (DefinitionId id = 0; id < rules.definitions.size(); ++id) {
    const model::Definition& definition = rules.definitions[id];
    if (definition.table != model::none) owners.columns[definition.table].at(definition.result_column) = id;
  }
  OwnerSearch search(rules, owners);
  for (DefinitionId id = 0; id < rules.definitions.size(); ++id) {
    const model::Definition& definition = rules.definitions[id];
    if (definition.table != model::none) {
      search.claim_table(definition, id);
    } else {
      search.claim(definition.when, id);
      search.claim(definition.expression, id);
    }
  }
  return owners;
}

}  // namespace fenji::graph
