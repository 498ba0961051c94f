// Tests. The random blocks of a description that define results, and those around them. Each may use what was declared before.
#pragma once

#include "tests/generate/draft.hpp"

namespace fenji::generate {

void add_derived(Draft& draft);
// `length` derived values, each made of the one before.
void add_chain(Draft& draft, int length);
void add_bands(Draft& draft);
void add_scorecard(Draft& draft);

// Call when the results are there: conditions may use them all.
void add_eligibility(Draft& draft);
void add_applies(Draft& draft);
void add_examples(Draft& draft);
void add_outputs(Draft& draft);

}  // namespace fenji::generate
