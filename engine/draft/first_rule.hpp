// Stage: draft. The one rule of a drafted file, which shows how rules look, and the columns of its result.
#pragma once

#include "engine/draft/list_sample.hpp"
#include "engine/draft/rule_text.hpp"

namespace fenji::draft {

// Takes the field that a grade is likeliest to go by; its limits are made up. `simplest`: whether some cell is filled in, no
// more. Names and labels are none that the list has. `list` has a key.
void choose_rule(DraftedList& list, const ListSample& sample, bool simplest);

// The key, and the first column that names the customer.
void choose_shown(DraftedList& list, const ListSample& sample);

}  // namespace fenji::draft
