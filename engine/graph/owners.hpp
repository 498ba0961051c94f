// Stage: graph. Whose name a note gives when arithmetic leaves the exact range.
#pragma once

#include <vector>

#include "engine/model/rules.hpp"

namespace fenji::graph {

struct Owners {
  // By ExpressionId: the first definition, in their order, that the expression stands in; none in `applies` and the gates. The
  // subjects, tests and `when` of a table belong to its first result column.
  std::vector<model::DefinitionId> expressions;
  // By TableId, then by result column; none for a column without a definition.
  std::vector<std::vector<model::DefinitionId>> columns;
};

Owners find_owners(const model::Rules& rules);

}  // namespace fenji::graph
