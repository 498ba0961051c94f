// Tests. Counts which constructs of the language come up: in what the parser makes of a text, and in what the checker does.
#pragma once

#include "engine/model/rules.hpp"
#include "grammar/syntax.hpp"
#include "tests/generate/counts.hpp"

namespace fenji::generate {

void count_syntax(const grammar::RuleFile& tree, Counts& counts);
void count_model(const model::Rules& rules, Counts& counts);

}  // namespace fenji::generate
