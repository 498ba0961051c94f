// Stage: prove. Holes that are only a step: rows written as 400–799 and 800 or more, which leave out 799.5.
#pragma once

#include "engine/prove/interval.hpp"

namespace fenji::prove {

// Whether the open range `hole` is one step of the numbers as they are written, between a row that ends below and one that
// starts above it. The step is a power of ten of which both limits are whole multiples, and the last digit of one of them; it
// is small beside the rows, or, where they are points or have no end, beside the limits.
bool is_step_hole(const Interval& hole, const Interval& below, const Interval& above);

}  // namespace fenji::prove
