// Stage: explain. A story as text for a terminal: sentences in the language of the explanation, columns aligned by display
// width, ✓ holds, ✗ does not, ? undecided. No colour, no blanks at line ends; the last line ends with a line break.
#pragma once

#include <string>

#include "engine/explain/explanation.hpp"

namespace fenji::explain {

std::string to_text(const Explanation& explanation);

}  // namespace fenji::explain
