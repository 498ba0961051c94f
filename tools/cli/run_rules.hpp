// A run from its settings to its result, for `fenji run` and for those who repeat one.
#pragma once

#include "context.hpp"
#include "run_manifest.hpp"
#include "run_settings.hpp"

namespace fenji::cli {

// Returns the exit code. `manifest`: filled in where the run went well; may be null.
int run_rules(const RunSettings& settings, const Context& context, ManifestWriter* manifest);

}  // namespace fenji::cli
