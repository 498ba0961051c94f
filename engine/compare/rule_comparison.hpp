// Stage: compare. Two rule files over one list. The list is read once, block by block on all cores, besides the passes that
// rules with functions over the whole list need; records are graded by both files together, and those that differ once more for
// each change of the rules. Memory does not grow with the list, but for the movers that are kept.
#pragma once

#include <functional>

#include "engine/books/rule_loader.hpp"
#include "engine/compare/comparison.hpp"
#include "engine/run/population_run.hpp"

namespace fenji::compare {

struct CompareOptions {
  run::RunOptions run;           // language, threads, progress
  std::size_t most_movers = 20;  // that are kept, with what fired
  // Gets each mover in the order of the list, without what fired; a message ends the comparison. May be empty.
  std::function<std::optional<Message>(const Mover&)> take;
};

// Both must have rules. `open` opens the list, anew for each pass; where rules look at all of it, or causes are to be found for
// such rules, it is opened several times.
CompareOutcome compare_rules(const books::LoadedRules& old_rules, const books::LoadedRules& new_rules, model::Day as_of,
                             const run::OpenList& open, const CompareOptions& options);

}  // namespace fenji::compare
