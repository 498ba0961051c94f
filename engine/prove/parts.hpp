// Stage: prove. All that a definition or an expression is made of, without what stands behind the definitions that it names.
#pragma once

#include <set>

#include "engine/model/rules.hpp"

namespace fenji::prove {

class Parts {
 public:
  Parts(const model::Rules& rules, const model::Definition& definition) : rules_(rules) {
    if (definition.expression != model::none) visit(definition.expression);
    if (definition.table == model::none) return;
    const model::Table& table = rules.tables[definition.table];
    for (const model::Subject& subject : table.subjects) visit(subject.expression);
    for (const model::Row& row : table.rows) {
      for (const model::Test& test : row.tests) visit(test);
      visit(row.results[definition.result_column]);
    }
  }
  Parts(const model::Rules& rules, model::ExpressionId expression) : rules_(rules) { visit(expression); }

  const std::set<model::ExpressionId>& all() const { return seen_; }

 private:
  void visit(const model::Test& test) {
    for (const model::ExpressionId condition : test.conditions) visit(condition);
  }
  void visit(model::ExpressionId id) {
    if (!seen_.insert(id).second) return;
    for (const model::ExpressionId operand : rules_.expressions[id].operands) visit(operand);
    visit(*rules_.expressions[id].test);
  }

  const model::Rules& rules_;
  std::set<model::ExpressionId> seen_;
};

}  // namespace fenji::prove
