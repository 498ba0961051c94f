// Stage: books. All that lint says of a rule file that was loaded.
#pragma once

#include <string>
#include <vector>

#include "engine/books/rule_loader.hpp"
#include "grammar/diagnostics/diagnostic.hpp"

namespace fenji::books {

// Those of grammar and check, and what is proved of rules without errors, in the order of the file; without those that the
// author allowed. `wanted`: names of findings that are off by default. What mark_extended() says is not said yet.
Diagnostics rule_findings(const LoadedRules& loaded, const std::vector<std::string>& wanted = {});

}  // namespace fenji::books
