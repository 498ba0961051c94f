// Stage: explain. What expressions look at in one record: fields, definitions and parameters, each once, in the order in which
// their author names them.
#pragma once

#include <vector>

#include "engine/explain/context.hpp"
#include "engine/explain/explanation.hpp"

namespace fenji::explain {

class FactList {
 public:
  explicit FactList(const Context& context) : context_(context) {}

  // All that the expression names.
  void add(model::ExpressionId root);
  // All that the limits and conditions of a cell name.
  void add(const model::Test& test);
  // What a table's column asks about: all that it names and, where it computes something, the result under the name of the
  // column.
  void add(const model::Subject& subject);

  const std::vector<Fact>& facts() const { return facts_; }

 private:
  void add(Fact fact);
  void add_parameters(Span words);
  void add_parameter(std::uint32_t id);
  void add_as_of(model::ExpressionId id);

  const Context& context_;
  std::vector<Fact> facts_;
};

Fact fact_of_field(model::FieldId id, const Context& context);

}  // namespace fenji::explain
