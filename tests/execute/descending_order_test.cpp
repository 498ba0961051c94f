#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>
#include <random>

#include "engine/execute/descending_order.hpp"

using fenji::execute::sort_descending;

TEST_CASE("the greatest come first, whatever is sorted at once") {
  std::mt19937_64 random(3);
  for (const std::size_t count : {0U, 1U, 2U, 3U, 17U, 1000U}) {
    for (const int distinct : {1, 3, 1'000'000}) {
      std::vector<std::int64_t> values(2 * count);
      for (std::int64_t& value : values) value = static_cast<std::int64_t>(random() % distinct) - distinct / 2;
      std::vector<std::uint32_t> all(values.size());
      std::iota(all.begin(), all.end(), 0U);
      std::shuffle(all.begin(), all.end(), random);
      const std::vector<std::uint32_t> records(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(count));
      for (const std::size_t at_once : {1U, 2U, 7U, 64U, 5000U}) {
        std::vector<std::uint32_t> sorted = records;
        sort_descending(sorted, values, at_once);
        const auto descending = [&](std::uint32_t left, std::uint32_t right) { return values[left] > values[right]; };
        CHECK(std::is_sorted(sorted.begin(), sorted.end(), descending));
        CHECK(std::is_permutation(sorted.begin(), sorted.end(), records.begin(), records.end()));
      }
    }
  }
}
