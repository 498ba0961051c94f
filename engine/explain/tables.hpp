// Stage: explain. What a decision table did with one record.
#pragma once

#include <string>
#include <vector>

#include "engine/explain/context.hpp"
#include "engine/explain/explanation.hpp"

namespace fenji::explain {

// `results`: definitions of the table's result columns.
Table table_of(model::TableId id, const std::vector<model::DefinitionId>& results, const Context& context);

// The row whose result stands in all of `results`; model::none where there is no such row.
std::uint32_t fired_row(model::TableId id, const std::vector<model::DefinitionId>& results, const Context& context);

// The words of a row's only condition cell.
std::string cell_words(const model::Row& row, const Context& context);

}  // namespace fenji::explain
