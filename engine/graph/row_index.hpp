// Stage: graph. Tables whose row is found by the digits of their subjects: looked up where these have few combinations, by a
// tree in long tables with many.
#pragma once

#include <optional>
#include <vector>

#include "engine/graph/tables.hpp"

namespace fenji::graph {

// Makes `decision`, whose rows and policy are set, an indexed one and gives the steps of its digits. Nothing, and `decision`
// as it was, where a test has conditions, or where the digits have more than `largest_index` combinations and the rows are few.
std::optional<std::vector<StepId>> index_rows(StepBuilder& builder, Decision& decision, const TableSite& site);

}  // namespace fenji::graph
