// Stage: lint. In comes the model of a rule file with its sources, out goes all that is to be said of it as a policy: what is
// proved, each with a customer that the plain evaluator has confirmed, and what its examples show.
#pragma once

#include <string>
#include <vector>

#include "engine/model/rules.hpp"
#include "grammar/diagnostics/diagnostic.hpp"

namespace fenji::lint {

// `wanted`: names of findings that are off by default. In the order of the file.
Diagnostics lint(const model::Rules& rules, const SourceSet& sources, const std::vector<std::string>& wanted = {});

}  // namespace fenji::lint
