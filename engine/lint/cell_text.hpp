// Stage: lint. A value as a cell of a list, which reading it back gives again.
#pragma once

#include <string>

#include "engine/model/rules.hpp"

namespace fenji::lint {

// Empty for an empty cell, and for a value that no cell can hold.
std::string cell_text(const model::Value& value, const model::Field& field, const model::Rules& rules);

}  // namespace fenji::lint
