// Stage: books. The day that rules are asked for where nobody names one.
#pragma once

#include "engine/model/value.hpp"

namespace fenji::books {

// By the machine's clock, where it stands. Any thread.
model::Day today();

}  // namespace fenji::books
