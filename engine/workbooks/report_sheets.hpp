// Stage: workbooks. The sheets behind the records: what was counted, with charts, and why records have no grade.
#pragma once

#include <string>
#include <vector>

#include "engine/run/reports.hpp"
#include "engine/workbooks/result_workbook.hpp"

namespace fenji::workbooks {

// 汇总 / summary, 理由 / reasons, and 分组 / groups where the reports go by any. `reports`: all, as run/reports.hpp has them.
// Ends the sheets of records.
void add_report_sheets(ResultWorkbook& result, const std::string& title, const std::vector<run::Report>& reports,
                       Language language);

}  // namespace fenji::workbooks
