// Stage: explain. A story for machines, in UTF-8. Keys are English and stay; values are texts as a result list shows them, so
// that numbers lose no digit; what is absent has no key.
#pragma once

#include <string>

#include "engine/explain/explanation.hpp"

namespace fenji::explain {

// Indented by two blanks, without a line break at the end.
std::string to_json(const Explanation& explanation);

}  // namespace fenji::explain
