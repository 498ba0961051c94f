// Stage: explain. Stories as one page of HTML to send on: it needs no other file and no network, runs no script, prints well,
// and shows every text to the letter, whatever marks are in it.
#pragma once

#include <string>
#include <vector>

#include "engine/explain/explanation.hpp"

namespace fenji::explain {

// At least one story, all of one rule file and in one language.
std::string to_html(const std::vector<Explanation>& stories);

}  // namespace fenji::explain
