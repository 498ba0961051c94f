// Stage: prove. Whether a record can have values in a box, and which values would show it: natural ones, that really occur
// wherever that can be told.
#pragma once

#include <optional>
#include <vector>

#include "engine/prove/coverage.hpp"
#include "engine/prove/space.hpp"

namespace fenji::prove {

struct AxisValue {
  Decimal number;          // on an ordered axis
  std::uint32_t code = 0;  // on any other, as Axis::codes counts
  bool rounded = false;    // the number is a quotient that no decimal is
};

struct Witness {
  enum class Reach : std::uint8_t {
    possible,    // nothing known speaks against it
    unattained,  // no record has such a value of one axis, as points and results stand; the values named are natural ones
    impossible,  // no record has values of several axes in the box together
    unclear,     // the values hang on the same fields, and no record was found that has them all
  };
  Reach reach = Reach::possible;
  std::vector<AxisValue> values;  // by axis, inside the box; only of axes that the box restricts
};

// `box` is not empty.
Witness witness_in(const Knowledge& knowledge, const Space& space, const Box& box, Budget& budget);

}  // namespace fenji::prove
