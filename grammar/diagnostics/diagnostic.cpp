#include "grammar/diagnostics/diagnostic.hpp"

#include <algorithm>

namespace fenji {

bool has_errors(const Diagnostics& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::error; });
}

}  // namespace fenji
