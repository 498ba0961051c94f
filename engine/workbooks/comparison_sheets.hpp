// Stage: workbooks. The sheets behind the movers of a comparison: what became of which grade, the workload, the changes of the
// rules with what each of them alone explains.
#pragma once

#include "engine/compare/comparison.hpp"
#include "engine/workbooks/result_workbook.hpp"

namespace fenji::workbooks {

// 对照 / transitions, 工作量 / workload where it differs, 改动 / changes where rules are compared. In the matrices of results
// with an order, what got better stands on green, what got worse on red. Ends the sheets of movers.
void add_comparison_sheets(ResultWorkbook& movers, const compare::Comparison& comparison);

}  // namespace fenji::workbooks
