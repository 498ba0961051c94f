#include "engine/workbooks/colours.hpp"

#include <array>

namespace fenji::workbooks {
namespace {

using Colour = std::array<int, 3>;

constexpr Colour green{0x63, 0xBE, 0x7B}, yellow{0xFF, 0xEB, 0x84}, red{0xF8, 0x69, 0x6B};

}  // namespace

std::uint32_t scale_colour(std::size_t place, std::size_t count) {
  // In steps of half the way.
  const int steps = count < 2 ? 1 : static_cast<int>(count - 1);
  const int at = 2 * static_cast<int>(place);
  const bool upper = at <= steps;
  const Colour& from = upper ? green : yellow;
  const Colour& to = upper ? yellow : red;
  std::uint32_t colour = 0;
  for (std::size_t i = 0; i < from.size(); ++i) {
    const int part = from[i] + (to[i] - from[i]) * (upper ? at : at - steps) / steps;
    colour = colour << 8 | static_cast<std::uint32_t>(part);
  }
  return colour;
}

}  // namespace fenji::workbooks
