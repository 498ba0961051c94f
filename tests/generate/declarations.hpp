// Tests. The random blocks of a description that come before the results: header, parameters, fields, scales. Call them in the
// order in which they stand here.
#pragma once

#include "tests/generate/draft.hpp"

namespace fenji::generate {

void add_header(Draft& draft);
void add_scales(Draft& draft);
void add_fields(Draft& draft);  // the first is the key; at least one of each type that tables like
void add_parameters(Draft& draft);

}  // namespace fenji::generate
