// Stage: explain. Values and ranges in the language of the rule file, on one line.
#pragma once

#include <string>

#include "engine/model/rules.hpp"

namespace fenji::explain {

// As a result list of these rules shows it; empty unless known.
std::string shown(const model::Value& value, const model::Type& type, const model::Rules& rules);

// 4000000至不满8000000, of numbers or dates.
std::string interval_words(const model::Interval& interval, const model::Type& type, const model::Rules& rules);

}  // namespace fenji::explain
