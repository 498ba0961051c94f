// Tests. One list through whole runs, by every way that a run may take: result files and summaries must be the same to the
// byte.
#pragma once

#include <optional>
#include <string>

#include "engine/model/rules.hpp"

namespace fenji::agreement {

// Grades `csv`, in UTF-8 with a header row, by the plain evaluator, by the executor and by folded outcomes, the latter two with
// several sizes of blocks and batches and one and two threads. What differs, in words; nothing where all is the same.
// Populations must not be among the rules.
std::optional<std::string> find_run_difference(const model::Rules& rules, const std::string& csv);

}  // namespace fenji::agreement
