// Stage: draft. Which column tells the records apart.
#pragma once

#include "engine/draft/list_sample.hpp"
#include "engine/draft/rule_text.hpp"

namespace fenji::draft {

// Makes the field that serves best, the first of equals, the key: one that is called so and differs in every record, before
// all. A key is always text, so that 007 is found as 007. `list` has a field and no key.
void choose_key(DraftedList& list, const ListSample& sample);

}  // namespace fenji::draft
