// Stage: compare. A piece of a syntax tree as text that says what it means and nothing of how it was written: two pieces with
// equal texts are the same rule. Places, blanks, comments, the keyword language and whether a number is written 800万 or
// 8,000,000 do not count; names, values, the order of rows and labels do. For comparison only, nobody is shown it.
#pragma once

#include <string>

#include "grammar/syntax.hpp"

namespace fenji::compare {

// `language`: the keyword language of the file.
std::string text_of(const grammar::Block& block, Language language);

}  // namespace fenji::compare
