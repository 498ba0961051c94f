// Stage: workbooks. A sheet of what a result came from, name by name: rules, parameters, list.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/workbooks/workbook.hpp"

namespace fenji::workbooks {

struct Facts {
  std::string title;
  std::vector<std::pair<std::string, std::string>> lines;  // those without a value are left out
};

void add_fact_sheet(Workbook& workbook, const std::string& name, const std::vector<Facts>& sections);

}  // namespace fenji::workbooks
