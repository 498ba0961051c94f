// Stage: prove. Which columns of the list a value hangs on, through definitions and tables. Values that share no field are
// independent of each other: whatever one is, the other can still be anything it ever is.
#pragma once

#include <vector>

#include "engine/model/rules.hpp"

namespace fenji::prove {

using FieldSet = std::vector<model::FieldId>;  // ascending, each once

bool disjoint(const FieldSet& left, const FieldSet& right);
bool includes(const FieldSet& outer, const FieldSet& inner);
FieldSet united(const FieldSet& left, const FieldSet& right);

class Dependencies {
 public:
  // Keeps a reference to `rules`.
  explicit Dependencies(const model::Rules& rules);

  FieldSet of(model::ExpressionId expression) const;
  const FieldSet& of_definition(model::DefinitionId definition) const { return definitions_[definition]; }

 private:
  void collect(model::ExpressionId expression, FieldSet& fields) const;
  void collect(const model::Test& test, FieldSet& fields) const;
  void collect(const model::Table& table, FieldSet& fields) const;

  const model::Rules& rules_;
  std::vector<FieldSet> definitions_;
};

}  // namespace fenji::prove
