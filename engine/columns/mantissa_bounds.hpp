// Stage: columns. What a cell's number may be, as a mantissa at the scale of its field's type, and the last step of the short
// ways to read it: from digits to such a mantissa.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "engine/model/rules.hpp"

namespace fenji::columns {

inline constexpr int most_mantissa_digits = 18;  // 10^18 - 1 is the greatest mantissa of a cell

inline constexpr auto powers_of_ten = [] {
  std::array<std::int64_t, most_mantissa_digits + 1> powers{};
  powers[0] = 1;
  for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}();

struct MantissaBounds {
  std::int64_t least;
  std::int64_t greatest;

  explicit MantissaBounds(const model::Field& field);

  // `digits` shifted by `places`, which leaves it at most most_mantissa_digits, within the bounds; else false.
  bool take(std::int64_t digits, bool negative, int places, std::int64_t& mantissa) const {
    std::int64_t value = digits * powers_of_ten[static_cast<std::size_t>(places)];
    if (negative) value = -value;
    if (value < least || value > greatest) return false;
    mantissa = value;
    return true;
  }
};

}  // namespace fenji::columns
