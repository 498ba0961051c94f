// Stage: compare. A piece of a syntax tree as text that says what it means and nothing of how it was written: two pieces with
// equal texts are the same rule. Places, blanks, comments and the spelling of keywords do not count; names, numbers, the order
// of rows and labels do. For comparison only, nobody is shown it.
#pragma once

#include <string>

#include "grammar/syntax.hpp"

namespace fenji::compare {

std::string text_of(const grammar::Block& block);
std::string text_of(const grammar::Expression& expression);

}  // namespace fenji::compare
