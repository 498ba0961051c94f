// Tests. Makes a description that shows something as small as it can be while it still shows it.
#pragma once

#include <functional>

#include "tests/generate/description.hpp"

namespace fenji::generate {

// `shows` is true of `description`, and called for many smaller ones, of which few make valid rules. What comes back shows it
// too; taking any single block, row, column, output or operand away would end that.
Description shrunk(Description description, const std::function<bool(const Description&)>& shows);

}  // namespace fenji::generate
