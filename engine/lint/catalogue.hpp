// Stage: lint. What each finding means, with a wrong and a right piece of a rule file, for `fenji lint --explain NAME`.
#pragma once

#include <string_view>
#include <vector>

#include "grammar/diagnostics/diagnostic.hpp"

namespace fenji::lint {

struct Explained {
  std::string_view name;
  Severity severity = Severity::error;
  Message meaning;
  Message wrong, right;  // lines of a rule file, without a line end
};

// Every finding that lint can have, in the order of their names.
const std::vector<Explained>& catalogue();
const Explained* explained(std::string_view name);

}  // namespace fenji::lint
