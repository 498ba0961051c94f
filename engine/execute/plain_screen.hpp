// Stage: execute. Which rows of a long table a record may fit, told from the outermost ends of what they ask of numbers and
// days: most rows are ruled out by these, without a look at their tests. Worth its making where many records are evaluated.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/execute/outcome.hpp"
#include "engine/model/rules.hpp"

namespace fenji::execute::plain {

class RowScreen {
 public:
  RowScreen(const model::Table& table, const model::Rules& rules);

  // All rows that may fit, ascending, those of `otherwise` too; each other one certainly does not. `expressions` are the
  // outcomes by ExpressionId, of which the subjects of the table stand.
  void rows_left(const Outcomes& expressions, std::vector<std::uint32_t>& rows) const;

 private:
  // By row, at the scale of the subject: what lies outside is in none of the row's intervals.
  struct Column {
    model::ExpressionId subject = model::none;
    bool date = false;
    int scale = 0;
    std::vector<std::int64_t> least;
    std::vector<std::int64_t> greatest;
  };

  std::size_t row_count_;
  std::vector<Column> columns_;
};

}  // namespace fenji::execute::plain
