// Stage: explain. The examples of a rule file, run as its author means them: an input that names a definition overrides it;
// `applies` and an eligibility block none of whose inputs are given count as passed. The inputs of a block are the fields and
// definitions that its elements need, at first and at second hand; what stands behind an overridden definition is none.
#pragma once

#include <functional>

#include "engine/execute/plain.hpp"
#include "engine/model/rules.hpp"
#include "grammar/diagnostics/diagnostic.hpp"

namespace fenji::explain {

// The record that the example's inputs make: what is not given is missing, or what its blank means; an input outside the
// bounds of its field is invalid, as a cell would be.
execute::Record record_of(const model::Example& example, const model::Rules& rules);

// An error `example-failed` at every expected cell that does not come true. Numbers are compared by value, labels by code, a
// plan's cells by their contacts in any order; an empty expected cell demands nothing. `see` is shown each example as it ran.
using SeeExample = std::function<void(const execute::Record&, const execute::Evaluation&)>;
Diagnostics failed_examples(const model::Rules& rules, const SeeExample& see = {});

}  // namespace fenji::explain
