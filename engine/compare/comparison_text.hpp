// Stage: compare. A comparison for people and for programs.
#pragma once

#include <string>

#include "engine/compare/comparison.hpp"
#include "grammar/diagnostics/colour.hpp"

namespace fenji::compare {

// The movers that are kept, and how many others there are.
std::string comparison_text(const Comparison& comparison, Colour colour = Colour::off);

// One object, names in snake_case English whatever the language.
std::string comparison_json(const Comparison& comparison);

// Movers as CSV records, in UTF-8: key, column, old, new, cause.
std::string movers_header(Language language);  // with the byte order mark that Excel needs
std::string mover_line(const Mover& mover, Language language);

}  // namespace fenji::compare
