// Tests. Whole runs over one list that must not differ: by whichever evaluator, with however many threads, however the list is
// cut, and in whatever order its rows stand.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "engine/execute/population.hpp"
#include "engine/model/rules.hpp"
#include "engine/run/list_run.hpp"
#include "tests/agreement/both_evaluators.hpp"
#include "tests/generate/random.hpp"

namespace fenji::agreement {

// One thread, and sizes as usual.
run::RunOptions whole_run();
// Threads, batches and blocks of any size.
run::RunOptions random_cut(generate::Random& random);

// Null where the rules ask nothing of the whole list, or the list cannot be read.
std::unique_ptr<execute::Populations> find_populations(const model::Rules& rules, const List& list,
                                                       const run::RunOptions& options);

// What differs, in words.
std::optional<std::string> find_difference_of_runs(const model::Rules& rules, const List& list, generate::Random& random);

}  // namespace fenji::agreement
