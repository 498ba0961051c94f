// `fenji run` with a book.
#pragma once

#include "context.hpp"
#include "run_settings.hpp"

namespace fenji::cli {

// Returns the exit code.
int run_book(const RunSettings& settings, const Context& context);

}  // namespace fenji::cli
