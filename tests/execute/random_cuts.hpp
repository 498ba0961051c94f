// Cut points, and values that lie on and beside them.
#pragma once

#include <cstdint>
#include <limits>
#include <random>
#include <set>
#include <vector>

namespace fenji::test {

inline constexpr std::int64_t least_value = std::numeric_limits<std::int64_t>::min();
inline constexpr std::int64_t greatest_value = std::numeric_limits<std::int64_t>::max();

// Ascending, all different, often neighbours or, like amounts of money, multiples of a great number; with both ends of the
// range where there is room for them and `with_ends`.
inline std::vector<std::int64_t> random_thresholds(std::mt19937_64& random, std::size_t count, bool with_ends) {
  std::set<std::int64_t> thresholds;
  if (count > 1 && with_ends) thresholds = {least_value, greatest_value};
  const auto top = static_cast<std::int64_t>(3 * count + 10);
  const std::int64_t unit = random() % 2 == 0 ? 1 : std::int64_t{1'000'000} << random() % 12;
  while (thresholds.size() < count) {
    const std::int64_t odd = random() % 8 == 0 ? 1 : 0;
    thresholds.insert((static_cast<std::int64_t>(random() % (2 * top)) - top) * unit + odd);
  }
  return {thresholds.begin(), thresholds.end()};
}

inline std::vector<std::int64_t> random_values(std::mt19937_64& random, const std::vector<std::int64_t>& thresholds,
                                               std::size_t rows) {
  std::vector<std::int64_t> values;
  for (std::size_t row = 0; row < rows; ++row) {
    const std::uint64_t kind = random() % 8;
    std::int64_t value = static_cast<std::int64_t>(random());
    if (kind < 5 && !thresholds.empty()) {
      value = thresholds[random() % thresholds.size()];
      if (kind == 0 && value > least_value) --value;
      if (kind == 1 && value < greatest_value) ++value;
    } else if (kind == 5) {
      value = random() % 2 == 0 ? least_value : greatest_value;
    }
    values.push_back(value);
  }
  return values;
}

}  // namespace fenji::test
