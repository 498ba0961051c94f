// Stage: check. Result columns of tables: labels of one set, or expressions, never a mixture, so that a mistyped reference
// cannot become a label.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/check/expressions.hpp"
#include "engine/check/scope.hpp"

namespace fenji::check {

struct ResultColumn {
  model::Type type;
  std::vector<model::ExpressionId> cells;  // one for each row, at the scale of `type`
};

// The words of a cell that is a label.
std::string label_text(const grammar::ResultCell& cell);

// `labels_only` (grades): every cell is a label, whatever it looks like. Nothing, reported, where the column is no column.
std::optional<ResultColumn> result_column(Scope& scope, Expressions& expressions, const std::string& name,
                                          const std::vector<const grammar::ResultCell*>& cells, bool labels_only);

}  // namespace fenji::check
