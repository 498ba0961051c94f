// Stage: run. Room for what does not fit into memory, in temporary files without a name: they need disk while the program runs,
// and nothing is left of them, however it ends.
#pragma once

#include <memory>

#include "engine/execute/spill.hpp"

namespace fenji::run {

// Files come into being with the first write.
std::unique_ptr<execute::SpillRoom> spill_files();

}  // namespace fenji::run
