// Stage: explain. Values in the language of the rule file, on one line.
#pragma once

#include <string>

#include "engine/model/rules.hpp"

namespace fenji::explain {

// As a result list of these rules shows it; empty unless known.
std::string shown(const model::Value& value, const model::Type& type, const model::Rules& rules);

}  // namespace fenji::explain
