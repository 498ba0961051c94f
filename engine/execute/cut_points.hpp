// Stage: execute. How many of a step's cut points each value of a column passes.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>
#include <vector>

#include "engine/execute/operands.hpp"
#include "engine/graph/graph.hpp"

namespace fenji::execute {

// Thresholds of a number or date as its representation holds them.
template <class T>
std::vector<T> thresholds_of(const graph::Step& step, int scale) {
  std::vector<T> result;
  for (const graph::Cut& cut : step.cuts) result.push_back(static_cast<T>(graph::threshold(cut, scale)));
  return result;
}

// Up to here comparing with each threshold beats searching.
inline constexpr std::size_t most_compared = 8;

template <std::size_t count, class T, class Out, class Map>
void compare_all(const T* values, std::size_t rows, const std::vector<T>& thresholds, Out* __restrict results, Map map) {
  std::array<T, count> limits;
  std::copy_n(thresholds.begin(), count, limits.begin());
  for (std::size_t row = 0; row < rows; ++row) {
    Out passed = 0;
    for (std::size_t i = 0; i < count; ++i) passed = static_cast<Out>(passed + (values[row] >= limits[i] ? 1 : 0));
    results[row] = map(passed);
  }
}

// results[row] = map(cuts passed by values[row]), an Out. `thresholds` ascend.
template <class T, class Out, class Map>
void count_passed(const T* values, std::size_t rows, const std::vector<T>& thresholds, Out* results, Map map) {
  const auto compared = [&]<std::size_t... counts>(std::index_sequence<counts...>) {
    return ((thresholds.size() == counts ? (compare_all<counts>(values, rows, thresholds, results, map), true) : false) || ...);
  };
  if (compared(std::make_index_sequence<most_compared + 1>{})) return;
  const T* const first = thresholds.data();
  for (std::size_t row = 0; row < rows; ++row) {
    // Halving without a branch on the data.
    const T* place = first;
    std::size_t length = thresholds.size();
    while (length > 1) {
      const std::size_t half = length / 2;
      place += place[half - 1] <= values[row] ? half : 0;
      length -= half;
    }
    const std::size_t passed = static_cast<std::size_t>(place - first) + (*place <= values[row] ? 1 : 0);
    results[row] = map(static_cast<Out>(passed));
  }
}

}  // namespace fenji::execute
