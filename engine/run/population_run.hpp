// Stage: run. The passes over a list that find what rules ask of all its records, before the records are graded.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "engine/execute/population.hpp"
#include "engine/lists/list_file.hpp"
#include "engine/run/list_run.hpp"

namespace fenji::run {

// Opens the list anew at its first byte; all passes must find the same records.
using OpenList = std::function<lists::Result<lists::ListFile>()>;

struct PopulationOutcome {
  std::unique_ptr<execute::Populations> populations;  // nothing where the rules have none, or a pass failed
  std::uint64_t records = 0;
  std::vector<Message> problems;
};

// `rules` must outlive the outcome. Threads and batch are those of `options`; results do not depend on them.
PopulationOutcome find_populations(const model::Rules& rules, const OpenList& open, const RunOptions& options);

}  // namespace fenji::run
