// What a workbook says of the rules that its records were graded by.
#pragma once

#include <string>
#include <vector>

#include "engine/books/book_files.hpp"
#include "engine/workbooks/fact_sheet.hpp"
#include "run_settings.hpp"

namespace fenji::cli {

// Files are named without their folders, so that the same run elsewhere gives the same workbook. The day of the run is among
// the parameters where the rules speak of it.
std::vector<workbooks::Facts> rule_facts(const books::LoadedRules& loaded, const RunSettings& settings, Language language);
std::vector<workbooks::Facts> book_facts(const books::BookFiles& all, const RunSettings& settings, Language language);

}  // namespace fenji::cli
