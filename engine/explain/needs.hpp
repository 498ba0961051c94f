// Stage: explain. What an expression or a result hangs on, at first and at second hand.
#pragma once

#include <vector>

#include "engine/execute/plain.hpp"
#include "engine/model/rules.hpp"

namespace fenji::explain {

class Needs {
 public:
  // A definition that `record` overrides is needed, but nothing behind it. With the evaluation of the record, likewise nothing
  // behind a 仅当 that does not hold, and no result of a row that does not fit. `conditions` are execute::plain::conditions of
  // the rules, where they have been found for many records.
  Needs(const model::Rules& rules, const execute::Record& record, const execute::Evaluation* evaluation = nullptr,
        const std::vector<std::vector<model::ExpressionId>>* conditions = nullptr);

  void add_expression(model::ExpressionId root);
  void add_definition(model::DefinitionId root);

  bool field(model::FieldId id) const { return fields_[id]; }
  bool definition(model::DefinitionId id) const { return definitions_[id]; }

 private:
  void reach(model::DefinitionId id);
  bool rules_out(model::ExpressionId condition) const;
  bool rules_out(model::TableId table, std::size_t row) const;
  void work();

  const model::Rules& rules_;
  const execute::Record& record_;
  const execute::Evaluation* evaluation_;
  const std::vector<std::vector<model::ExpressionId>>* conditions_;  // by TableId
  std::vector<bool> fields_, definitions_, expressions_;
  std::vector<model::ExpressionId> open_;
};

// Whether `record` gives the value of the definition.
bool is_overridden(const execute::Record& record, model::DefinitionId id);

}  // namespace fenji::explain
