// Tests. What is simpler than an expression or list and may stand in its place.
#pragma once

#include <vector>

#include "tests/generate/description.hpp"

namespace fenji::generate {

// The simplest first: constants, parts of it, itself with a part left out or simpler.
std::vector<ExpressionPtr> variants(const ExpressionPtr& expression);
// With an item taken away, or with a limit simplified or left out.
std::vector<std::vector<Item>> variants(const std::vector<Item>& items);

}  // namespace fenji::generate
