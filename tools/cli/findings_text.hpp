// Diagnostics as text, for commands.
#pragma once

#include <functional>
#include <string>

#include "grammar/diagnostics/diagnostic.hpp"
#include "grammar/diagnostics/render.hpp"

namespace fenji::cli {

// So many of one file are shown as text: whoever has more mends the first ones first. JSON has them all.
inline constexpr std::size_t most_findings_shown = 100;

// As render() gives each, but unused names and rows without an example in a line; behind most_findings_shown a line says how
// many more there are. What `is_new` refuses is left out.
std::string findings_text(const Diagnostics& findings, const SourceSet& sources, Language language, Colour colour,
                          const std::function<bool(const Diagnostic&, const std::string& text)>& is_new = {});

}  // namespace fenji::cli
