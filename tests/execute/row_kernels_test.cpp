// Every instruction set that this processor has must give what counting one by one gives.
#include <doctest/doctest.h>

#include <algorithm>
#include <limits>
#include <random>
#include <set>
#include <vector>

#include "engine/execute/row_kernels.hpp"

using fenji::execute::all_row_kernels;
using fenji::execute::CutSearch;
using fenji::execute::RowKernels;

namespace {

constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t greatest = std::numeric_limits<std::int64_t>::max();

// Ascending, all different, often neighbours, sometimes with both ends of the range.
std::vector<std::int64_t> random_thresholds(std::mt19937_64& random, std::size_t count) {
  std::set<std::int64_t> thresholds;
  if (count > 1 && random() % 2 == 0) thresholds = {least, greatest};
  const auto top = static_cast<std::int64_t>(3 * count + 10);
  while (thresholds.size() < count) thresholds.insert(static_cast<std::int64_t>(random() % (2 * top)) - top);
  return {thresholds.begin(), thresholds.end()};
}

std::vector<std::int64_t> random_values(std::mt19937_64& random, const std::vector<std::int64_t>& thresholds,
                                        std::size_t rows) {
  std::vector<std::int64_t> values;
  for (std::size_t row = 0; row < rows; ++row) {
    const std::uint64_t kind = random() % 8;
    std::int64_t value = static_cast<std::int64_t>(random());
    if (kind < 5 && !thresholds.empty()) {
      value = thresholds[random() % thresholds.size()];
      if (kind == 0 && value > least) --value;
      if (kind == 1 && value < greatest) ++value;
    } else if (kind == 5) {
      value = random() % 2 == 0 ? least : greatest;
    }
    values.push_back(value);
  }
  return values;
}

}  // namespace

TEST_CASE("cut points are counted alike by all kernels") {
  std::mt19937_64 random(7);
  std::vector<std::size_t> counts{72, 73, 511, 512, 513, 600, 4096, 5000, 40'000};
  for (std::size_t count = 0; count <= 66; ++count) counts.push_back(count);
  for (const std::size_t count : counts) {
    const std::vector<std::int64_t> thresholds = random_thresholds(random, count);
    const CutSearch cuts(thresholds);
    CHECK(cuts.thresholds == thresholds);
    CHECK(cuts.levels.empty() == (count <= CutSearch::most_compared));
    for (const std::size_t rows : {0U, 1U, 7U, 16U, 35U, 300U}) {
      const std::vector<std::int64_t> values = random_values(random, thresholds, rows);
      std::vector<std::uint32_t> expected;
      for (const std::int64_t value : values) {
        const auto behind = std::upper_bound(thresholds.begin(), thresholds.end(), value);
        expected.push_back(static_cast<std::uint32_t>(behind - thresholds.begin()));
      }
      for (const RowKernels& kernels : all_row_kernels()) {
        CAPTURE(kernels.name);
        CAPTURE(count);
        std::vector<std::uint32_t> passed(rows, 99);
        kernels.count_passed(cuts, values.data(), rows, passed.data());
        CHECK(passed == expected);
        for (const std::uint8_t flip : {std::uint8_t{0}, std::uint8_t{1}}) {
          std::vector<std::uint8_t> odd(rows, 99), odd_expected;
          for (const std::uint32_t number : expected) odd_expected.push_back(static_cast<std::uint8_t>((number & 1) ^ flip));
          kernels.odd_passed(cuts, values.data(), rows, flip, odd.data());
          CHECK(odd == odd_expected);
        }
      }
    }
  }
}

TEST_CASE("weighted sums are alike by all kernels") {
  std::mt19937_64 random(8);
  for (const std::size_t rows : {0U, 1U, 4U, 9U, 16U, 61U}) {
    for (const std::uint32_t weight : {0U, 1U, 20U, 4'000'000'000U}) {
      std::vector<std::uint32_t> codes(rows);
      std::vector<std::uint8_t> bits(rows);
      std::vector<std::uint64_t> before(rows);
      for (std::size_t row = 0; row < rows; ++row) {
        codes[row] = static_cast<std::uint32_t>(random());
        bits[row] = static_cast<std::uint8_t>(random() % 2);
        before[row] = random() >> 2;
      }
      for (const RowKernels& kernels : all_row_kernels()) {
        CAPTURE(kernels.name);
        std::vector<std::uint64_t> sums = before;
        kernels.add_codes(weight, codes.data(), rows, sums.data());
        kernels.add_bits(weight, bits.data(), rows, sums.data());
        for (std::size_t row = 0; row < rows; ++row) {
          CHECK(sums[row] == before[row] + std::uint64_t{weight} * codes[row] + std::uint64_t{weight} * bits[row]);
        }
      }
    }
  }
}
