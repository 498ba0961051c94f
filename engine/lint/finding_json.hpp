// Stage: lint. A finding for machines, in UTF-8. Keys are English and stay; sentences are in `language`.
#pragma once

#include <string>

#include "grammar/diagnostics/diagnostic.hpp"

namespace fenji::lint {

// One object, on one line.
std::string to_json(const Diagnostic& diagnostic, const SourceSet& sources, Language language);

}  // namespace fenji::lint
