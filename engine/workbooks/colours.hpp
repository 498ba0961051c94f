// Stage: workbooks. Colours of ordered labels: from green for the best to red for the worst.
#pragma once

#include <cstddef>
#include <cstdint>

namespace fenji::workbooks {

// Of label `place` among `count`, the best first; 0xRRGGBB, light enough for black letters.
std::uint32_t scale_colour(std::size_t place, std::size_t count);

}  // namespace fenji::workbooks
