// Stage: graph. How a decision table finds the row that fires.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/graph/digits.hpp"
#include "engine/graph/row_tree.hpp"
#include "engine/model/rules.hpp"

namespace fenji::graph {

// In place of a row.
inline constexpr std::uint32_t no_row_fits = 0xffffffff;
inline constexpr std::uint32_t rows_disagree = 0xfffffffe;  // rows fit whose results must be compared; policy `unique` only

// One of two forms. Indexed: operand k of the step yields a digit below sizes[k] (a segment, a label, a word, yes or no), and
// all digits together index `row_by_index`; where a digit is unknown, `tests` tell which rows could still fit, and of many rows
// `row_tree` leads to the few that must be tried. Where the digits have too many combinations there is no `row_by_index`, but
// `row_tree` for all records. Otherwise operand k says whether rows[k] fits.
struct Decision {
  model::TableId table = model::none;
  // Whose name a note gives where no row fits: that of the table's first result column.
  model::DefinitionId definition = model::none;
  model::HitPolicy policy = model::HitPolicy::unique;
  std::vector<std::uint32_t> rows;        // that can fit, in order, without `otherwise`
  std::uint32_t otherwise = model::none;  // fits when no other row does

  bool indexed = false;
  std::vector<std::uint32_t> sizes;
  std::vector<std::uint32_t> row_by_index;  // the last operand's digit runs fastest
  RowTree row_tree;
  DigitTests tests;  // by position in `rows`, then by operand
};

}  // namespace fenji::graph
