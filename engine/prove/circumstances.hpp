// Stage: prove. When a table counts: conditions that every record meets whose result it decides.
#pragma once

#include <vector>

#include "engine/prove/knowledge.hpp"

namespace fenji::prove {

// `applies` and the eligibility blocks above the table's layer, the `仅当` / when of the table and of its subjects, each
// taken apart where it is a 且 / and.
std::vector<model::ExpressionId> circumstances(const Knowledge& knowledge, model::TableId table);

}  // namespace fenji::prove
