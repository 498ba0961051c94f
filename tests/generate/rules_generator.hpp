// Tests. Random rule files.
#pragma once

#include <string>

#include "tests/generate/random.hpp"
#include "tests/generate/rules_options.hpp"

namespace fenji::generate {

// The text of a rule file that uses all that the grammar and the checker know, and that both take without a word. Whether its
// examples hold is left open. The text depends on `random` and `options` alone. With equal draws the files of both keyword
// languages come from one description (describe.hpp) and mean the same.
std::string random_rules(Random& random, const RulesOptions& options);

}  // namespace fenji::generate
