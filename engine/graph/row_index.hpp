// Stage: graph. Tables whose subjects have few values: the row is looked up by their digits.
#pragma once

#include <optional>
#include <vector>

#include "engine/graph/tables.hpp"

namespace fenji::graph {

// Makes `decision`, whose rows and policy are set, an indexed one and gives the steps of its digits. Nothing, and `decision`
// as it was, where a test has conditions or the digits have more than `largest_index` combinations.
std::optional<std::vector<StepId>> index_rows(StepBuilder& builder, Decision& decision, const TableSite& site);

}  // namespace fenji::graph
