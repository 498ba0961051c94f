// Stage: execute. What a decision table yields: the fit of every row, and the outcome of every result column.
#pragma once

#include <optional>
#include <vector>

#include "engine/execute/plain.hpp"
#include "engine/execute/plain_expression.hpp"
#include "engine/execute/plain_screen.hpp"

namespace fenji::execute::plain {

// Whether all tests of a row hold, which is not `otherwise`; those behind one that certainly does not change nothing. What it
// asks stands already.
Outcome fit_of(const model::Row& row, const model::Table& table, const Context& context);

// Yes/no by row. The subjects of the table and the conditions of its tests stand already. `screen` is the table's, where there
// is one.
Outcomes fits(const model::Table& table, const Context& context, const RowScreen* screen);

// What the fits say, before any result is looked at.
struct Firing {
  std::vector<std::size_t> rows;       // those whose results must agree, in order
  std::optional<std::size_t> certain;  // the first row that certainly fits
  std::vector<Outcome> open;           // undecided fits; policy `first`: of the rows before the certain one
};
Firing firing(const model::Table& table, const Outcomes& row_fits);

struct Results {
  std::vector<Outcome> columns;
  std::uint32_t row = model::none;  // as TableOutcome says
};

// The results of the rows that fire stand already.
Results results(model::TableId id, const Firing& fired, const Context& context);

}  // namespace fenji::execute::plain
