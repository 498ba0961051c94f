// Stage: prove. In comes the model of a rule file, out go the faults of its tables, each with a value that shows it: values
// that fit no row (`gap`, `step-gap`, `unreachable-hole`) or two (`overlap`), rows that are never reached (`masked-row`), and
// empty cells that earn something (`blank-result`). No value is named that is not at fault, and none is missed within what
// `not-decided` does not except. Findings stand in the order of their places in the file.
#pragma once

#include "engine/model/rules.hpp"
#include "grammar/diagnostics/diagnostic.hpp"

namespace fenji::prove {

Diagnostics prove(const model::Rules& rules);

}  // namespace fenji::prove
