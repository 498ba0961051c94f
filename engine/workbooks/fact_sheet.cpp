#include "engine/workbooks/fact_sheet.hpp"

namespace fenji::workbooks {

void add_fact_sheet(Workbook& workbook, const std::string& name, const std::vector<Facts>& sections) {
  Sheet& sheet = workbook.add_sheet(name);
  Format const heading = workbook.format({.number = {}, .bold = true, .size = 14});
  Format const bold = workbook.format({.number = {}, .bold = true});
  Format const wrapped = workbook.format({.number = {}, .wrapped = true});
  std::uint32_t row = 0;
  for (const Facts& section : sections) {
    if (row > 0) ++row;
    if (!section.title.empty()) sheet.text({row++, 0}, section.title, heading);
    for (const auto& [said, value] : section.lines) {
      if (value.empty()) continue;
      sheet.text({row, 0}, said, bold);
      sheet.text({row++, 1}, value, wrapped);
    }
  }
  sheet.set_width(0, 24);
  sheet.set_width(1, 80);
}

}  // namespace fenji::workbooks
