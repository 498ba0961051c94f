// Stage: explain. What an expression or a result hangs on, at first and at second hand.
#pragma once

#include <vector>

#include "engine/execute/plain.hpp"
#include "engine/model/rules.hpp"

namespace fenji::explain {

class Needs {
 public:
  // A definition that `record` overrides is needed, but nothing behind it.
  Needs(const model::Rules& rules, const execute::Record& record);

  void add_expression(model::ExpressionId root);
  void add_definition(model::DefinitionId root);

  bool field(model::FieldId id) const { return fields_[id]; }
  bool definition(model::DefinitionId id) const { return definitions_[id]; }

 private:
  void reach(model::DefinitionId id);
  void work();

  const model::Rules& rules_;
  const execute::Record& record_;
  std::vector<bool> fields_, definitions_, expressions_;
  std::vector<model::ExpressionId> open_;
};

// Whether `record` gives the value of the definition.
bool is_overridden(const execute::Record& record, model::DefinitionId id);

}  // namespace fenji::explain
