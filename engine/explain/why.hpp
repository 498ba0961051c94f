// Stage: explain. One graded record in, one line out that says why: the rows that decided its grades with what they looked at,
// then what these hang on; for a record that is not rated, what keeps it from being so.
#pragma once

#include <string>
#include <vector>

#include "engine/explain/explain.hpp"

namespace fenji::explain {

// `grades`: the results that are asked about. In the language of the frame, without a line break.
std::string why(const GradedRecord& graded, const std::vector<model::DefinitionId>& grades, Language language);

}  // namespace fenji::explain
