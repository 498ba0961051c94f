// Stage: lint. The records that show findings, as a list that `fenji run` takes.
#pragma once

#include <string>

#include "engine/model/rules.hpp"
#include "grammar/diagnostics/diagnostic.hpp"

namespace fenji::lint {

// CSV with a header: the columns of the rules, one line a record; each has a key of its own where no condition asks for it.
std::string witness_list(const Diagnostics& findings, const model::Rules& rules);

}  // namespace fenji::lint
