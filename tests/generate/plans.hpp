// Tests. Random plans and the contacts in their cells.
#pragma once

#include "tests/generate/draft.hpp"

namespace fenji::generate {

model::Contacts random_contacts(Draft& draft);
// None where nothing declared is a label.
void add_plan(Draft& draft);

}  // namespace fenji::generate
