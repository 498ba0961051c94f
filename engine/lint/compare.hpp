// Stage: lint. The change proof: for which records two versions of a policy give different results, each kind of change with
// the region in which it occurs and a record that shows it; or the proof that there is none.
#pragma once

#include "engine/model/rules.hpp"
#include "grammar/diagnostics/diagnostic.hpp"

namespace fenji::lint {

struct Comparison {
  Diagnostics changes;  // `result-changed`, and `not-decided` where a question was left open; places in the newer version
  bool proved = true;   // beyond the changes there is none
};

Comparison compare(const model::Rules& before, const model::Rules& after);

}  // namespace fenji::lint
