// `fenji run` with a book.
#pragma once

#include "context.hpp"
#include "run_manifest.hpp"
#include "run_settings.hpp"

namespace fenji::cli {

// As run_rules().
int run_book(const RunSettings& settings, const Context& context, ManifestWriter* manifest);

}  // namespace fenji::cli
