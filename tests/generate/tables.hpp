// Tests. The random blocks whose rows ask several things: decision tables, matrices, classes.
#pragma once

#include "tests/generate/draft.hpp"

namespace fenji::generate {

// A condition outside which the block's results are not applicable, at times.
ExpressionPtr random_when(Draft& draft);

void add_table(Draft& draft);
void add_matrix(Draft& draft);
void add_classify(Draft& draft);

}  // namespace fenji::generate
