// Stage: coverage. Which labels a result can take, as far as its definition says; conditions are taken to be free of each
// other.
#pragma once

#include <set>

#include "engine/model/rules.hpp"

namespace fenji::coverage {

using Labels = std::set<std::uint32_t>;  // codes of the result's label set

Labels attainable_labels(model::DefinitionId id, const model::Rules& rules);

// Without those that a row of the result's own table writes: they are reached with their rows.
Labels labels_beside_rows(model::DefinitionId id, const model::Rules& rules);

// Whether the author wrote the rows of the table; 最差 / worst and 最好 / best make tables of their own.
bool has_authored_rows(model::TableId id, const model::Rules& rules);

}  // namespace fenji::coverage
