// Stage: compare. A comparison for people and for programs.
#pragma once

#include <string>
#include <vector>

#include "engine/compare/comparison.hpp"
#include "engine/run/result_columns.hpp"
#include "grammar/diagnostics/colour.hpp"

namespace fenji::compare {

// The movers that are kept, and how many others there are.
std::string comparison_text(const Comparison& comparison, Colour colour = Colour::off);

// One object, names in snake_case English whatever the language.
std::string comparison_json(const Comparison& comparison);

// Movers as records of a result: key, column, old, new, cause.
std::vector<run::ResultColumn> mover_columns(Language language);
std::string mover_line(const Mover& mover, Language language);

}  // namespace fenji::compare
