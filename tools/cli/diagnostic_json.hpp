// Diagnostics for machines, as all commands print them.
#pragma once

#include <nlohmann/json.hpp>

#include "grammar/diagnostics/diagnostic.hpp"

namespace fenji::cli {

nlohmann::ordered_json diagnostic_json(const Diagnostic& diagnostic, const SourceSet& sources, Language language);

}  // namespace fenji::cli
