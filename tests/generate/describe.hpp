// Tests. A random rule file as a description.
#pragma once

#include "tests/generate/description.hpp"
#include "tests/generate/random.hpp"
#include "tests/generate/rules_options.hpp"

namespace fenji::generate {

// Depends on `random` and `options` alone, not on options.language and options.canonical.
Description describe(Random& random, const RulesOptions& options);

}  // namespace fenji::generate
