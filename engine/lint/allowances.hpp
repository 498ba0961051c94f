// Stage: lint. `# fenji: 允许 NAME 因为 …` / `# fenji: allow NAME because …`: findings that the author knows of and wants.
#pragma once

#include "grammar/diagnostics/diagnostic.hpp"

namespace fenji::lint {

// Takes away what a comment on the line of the finding, or alone on the line above it, allows by name. A comment without a
// reason allows nothing and is told (`allow-without-reason`), as is one that no finding needs (`allow-unused`).
Diagnostics without_allowed(Diagnostics findings, const SourceSet& sources);

}  // namespace fenji::lint
