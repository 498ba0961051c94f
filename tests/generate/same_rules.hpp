// Tests. Whether two models say the same: all but places in the text, the language, and words that the author did not choose as
// names (how a column's expression is written, contacts of a plan as text).
#pragma once

#include <string>

#include "engine/model/rules.hpp"

namespace fenji::generate {

// What differs first; empty where nothing does.
std::string difference(const model::Rules& left, const model::Rules& right);

}  // namespace fenji::generate
