// Stage: execute. The cut points of a 64-bit number or date, laid out for kernels (row_kernels.hpp): a value finds how many of
// them it passes in a few comparisons of whole cache lines, however many they are.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "engine/graph/graph.hpp"

namespace fenji::execute {

struct CutSearch {
  // Up to here comparing a value with each threshold beats searching.
  static constexpr std::size_t most_compared = 16;
  static constexpr std::size_t node = 8;  // thresholds: a cache line

  // Every `node`-th threshold of the level below stands in the level above it, whose highest has at most one node. A value that
  // passes n of a level goes on in node n of the level below. There is one node more than that leads to, and what is not a
  // threshold is the greatest number, so `count` bounds what a value may pass.
  struct Level {
    std::size_t begin = 0;  // in `keys`
    std::size_t count = 0;  // thresholds
  };

  std::vector<std::int64_t> thresholds;  // ascending
  std::vector<Level> levels;             // the highest first; none where each threshold is compared
  std::vector<std::int64_t> keys;
  // Those among few thresholds that end in `narrow_shift` zero bits and fit into 32 bits without them: a value passes one if,
  // shifted alike and cut off at the ends of 32 bits, it passes what stands here. `wide` has the others. For sums of digits.
  std::vector<std::int32_t> narrow;
  int narrow_shift = 0;
  std::vector<std::int64_t> wide;

  CutSearch() = default;
  explicit CutSearch(std::vector<std::int64_t> ascending) : thresholds(std::move(ascending)) {
    if (thresholds.size() <= most_compared) {
      narrow_down();
      return;
    }
    std::vector<std::vector<std::int64_t>> below{thresholds};
    while (below.back().size() > node) {
      std::vector<std::int64_t> above;
      for (std::size_t at = node - 1; at < below.back().size(); at += node) above.push_back(below.back()[at]);
      below.push_back(std::move(above));
    }
    for (auto level = below.rbegin(); level != below.rend(); ++level) {
      const std::size_t nodes = level->size() / node + 1;
      levels.push_back({keys.size(), level->size()});
      level->resize(nodes * node, std::numeric_limits<std::int64_t>::max());
      keys.insert(keys.end(), level->begin(), level->end());
    }
  }

 private:
  // Fewer are compared as they are as quickly.
  static constexpr std::size_t fewest_narrow = 4;

  // The least number of 32 bits is none: what lies below is cut off to it.
  static bool is_narrow(std::int64_t threshold, int shift) {
    using Narrow = std::numeric_limits<std::int32_t>;
    const std::int64_t shifted = threshold >> shift;
    return threshold == shifted << shift && shifted > Narrow::min() && shifted <= Narrow::max();
  }

  void narrow_down() {
    if (thresholds.size() < fewest_narrow) {
      wide = thresholds;
      return;
    }
    std::size_t most = fewest_narrow - 1;
    int best = -1;
    for (int shift = 0; shift < 64; ++shift) {
      const auto fit = static_cast<std::size_t>(std::count_if(
          thresholds.begin(), thresholds.end(), [&](std::int64_t threshold) { return is_narrow(threshold, shift); }));
      if (fit > most) {
        most = fit;
        best = shift;
      }
    }
    for (const std::int64_t threshold : thresholds) {
      if (best >= 0 && is_narrow(threshold, best)) {
        narrow.push_back(static_cast<std::int32_t>(threshold >> best));
      } else {
        wide.push_back(threshold);
      }
    }
    narrow_shift = std::max(best, 0);
  }
};

// Of a step that tests or cuts a 64-bit number or date of this scale.
CutSearch cuts_of(const graph::Step& step, int scale);

}  // namespace fenji::execute
