// Stage: execute. What belongs together across the rules, found once for many records: to which definition arithmetic belongs,
// so that a note can name it when a number leaves the exact range, and what hangs on a table.
#pragma once

#include <vector>

#include "engine/model/rules.hpp"

namespace fenji::execute::plain {

// By ExpressionId: the definition that the expression stands in, model::none in `applies` and the gates. The condition of a
// `when`, the subjects and the tests of a table belong to the definition of the table's first result column, a result cell to
// that of its own column. What several definitions share belongs to the first of them in the order of Rules::definitions.
std::vector<model::DefinitionId> owners(const model::Rules& rules);

// By TableId and result column: its definition, model::none where it has none.
std::vector<std::vector<model::DefinitionId>> result_columns(const model::Rules& rules);

// By TableId: the conditions that the tests of its rows name, in the order of the rows.
std::vector<std::vector<model::ExpressionId>> conditions(const model::Rules& rules);

}  // namespace fenji::execute::plain
