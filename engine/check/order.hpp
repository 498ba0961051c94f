// Stage: check. The order in which declarations can be checked, each after those it needs.
#pragma once

#include <vector>

#include "engine/check/scope.hpp"

namespace fenji::check {

// Indices into tree.blocks of the blocks that define results. Blocks on a circle are reported with its path, left out, and
// their names marked broken.
std::vector<std::size_t> definition_order(const grammar::RuleFile& tree, Scope& scope);

// The same for parameters, which may be worked out from one another.
std::vector<const grammar::ParameterSyntax*> parameter_order(const grammar::RuleFile& tree, Scope& scope);

// The names in `expression`, whatever they turn out to be.
std::vector<const grammar::Expression*> names_in(const grammar::Expression& expression);

}  // namespace fenji::check
