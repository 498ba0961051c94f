// Stage: answers. Answers for every record of a list, as columns behind the notes: what an incomplete or invalid record could
// still become, the nearest step to a better grade, a line that says why.
#pragma once

#include "engine/run/extra_columns.hpp"

namespace fenji::answers {

struct Asked {
  bool possible = false;
  bool upgrade = false;
  bool why = false;
};

// In this order: 可能级别 / possible, 升级 / upgrade, 理由 / why. Cells of a record with too many cells are empty.
run::ExtraColumnMaker answer_columns(Asked asked, model::Day as_of, Language language);

}  // namespace fenji::answers
