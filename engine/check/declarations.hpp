// Stage: check. The first passes: what the header says, and every name with what it stands for. Fields, parameters and scales
// are complete afterwards; names of definitions are known but pending.
#pragma once

#include <vector>

#include "engine/check/check.hpp"
#include "engine/check/expressions.hpp"
#include "engine/check/scope.hpp"

namespace fenji::check {

void check_header(const grammar::RuleFile& tree, Scope& scope);
// Every name of the file, in its order, as pending; and the scales.
void declare_names(const grammar::RuleFile& tree, Scope& scope);
// Settings in place of declared values; see check.hpp for `problems`.
void declare_parameters(const grammar::RuleFile& tree, const std::vector<Setting>& settings, Scope& scope,
                        Expressions& expressions, std::vector<Message>& problems);
// Call after declare_parameters: bounds and 空白视为 may name parameters.
void declare_fields(const grammar::RuleFile& tree, Scope& scope, Expressions& expressions);

}  // namespace fenji::check
