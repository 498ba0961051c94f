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

TEST_CASE_TEMPLATE("weighted sums are alike by all kernels", Sum, std::uint32_t, std::uint64_t) {
  std::mt19937_64 random(8);
  for (const std::size_t rows : {0U, 1U, 4U, 9U, 16U, 61U, 200U}) {
    for (const std::uint64_t weight :
         {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{20}, std::uint64_t{4'000'000'000}, std::uint64_t{70'000'000'000}}) {
      std::vector<std::uint32_t> codes(rows);
      std::vector<std::uint8_t> bits(rows);
      std::vector<Sum> before(rows);
      const std::vector<std::int64_t> thresholds = random_thresholds(random, random() % (CutSearch::most_compared + 1));
      const std::vector<std::int64_t> values = random_values(random, thresholds, rows);
      for (std::size_t row = 0; row < rows; ++row) {
        codes[row] = static_cast<std::uint32_t>(random());
        bits[row] = static_cast<std::uint8_t>(random() % 2);
        before[row] = static_cast<Sum>(random());
      }
      const Sum factor = static_cast<Sum>(weight);
      const CutSearch cuts(thresholds);
      for (const RowKernels& kernels : all_row_kernels()) {
        CAPTURE(kernels.name);
        std::vector<Sum> sums = before;
        kernels.template sums<Sum>().add_codes(factor, codes.data(), rows, sums.data());
        kernels.template sums<Sum>().add_bits(factor, bits.data(), rows, sums.data());
        kernels.template sums<Sum>().add_passed(cuts, factor, values.data(), rows, sums.data());
        for (std::size_t row = 0; row < rows; ++row) {
          const auto passed =
              static_cast<Sum>(std::upper_bound(thresholds.begin(), thresholds.end(), values[row]) - thresholds.begin());
          CHECK(sums[row] == static_cast<Sum>(before[row] + factor * codes[row] + factor * bits[row] + factor * passed));
        }
      }
    }
  }
}

TEST_CASE_TEMPLATE("sums of rows that are not known are replaced alike by all kernels", Sum, std::uint32_t, std::uint64_t) {
  using fenji::model::State;
  std::mt19937_64 random(9);
  for (const std::size_t rows : {0U, 1U, 8U, 15U, 16U, 50U, 300U}) {
    for (const std::uint64_t unknown : {0U, 1U, 30U, 100U}) {
      fenji::execute::StateSums<Sum> by_state;
      for (std::size_t state = 1; state < 5; ++state) {
        by_state.added[state] = static_cast<Sum>(random());
        if (random() % 2 == 0) by_state.set[state] = Sum{1} << (8 * sizeof(Sum) - 1);
      }
      std::vector<State> states(rows);
      std::vector<Sum> before(rows), sums(rows), expected(rows);
      for (std::size_t row = 0; row < rows; ++row) {
        if (random() % 100 < unknown) states[row] = static_cast<State>(1 + random() % 4);
        before[row] = static_cast<Sum>(random());
        sums[row] = static_cast<Sum>(random());
        const auto state = static_cast<std::size_t>(states[row]);
        expected[row] = state == 0 ? sums[row] : static_cast<Sum>(before[row] + by_state.added[state]) | by_state.set[state];
      }
      for (const RowKernels& kernels : all_row_kernels()) {
        CAPTURE(kernels.name);
        std::vector<Sum> found = sums;
        kernels.template sums<Sum>().replace_unknown(states.data(), by_state, before.data(), rows, found.data());
        CHECK(found == expected);
      }
    }
  }
}

TEST_CASE("numbers by pairs are looked up alike by all kernels") {
  std::mt19937_64 random(10);
  constexpr std::uint32_t none = 0x80000000;
  for (const std::size_t rows : {0U, 1U, 15U, 16U, 17U, 200U}) {
    for (const bool with_zero : {false, true}) {
      const auto first_count = static_cast<std::uint32_t>(1 + random() % 40);
      const auto second_count = static_cast<std::uint32_t>(1 + random() % 40);
      fenji::execute::PairTable table{first_count, {}};
      for (std::uint32_t place = 0; place <= first_count * second_count; ++place) table.numbers.push_back(place + 1);
      std::vector<std::uint32_t> firsts(rows), seconds(rows), expected(rows);
      bool zero = false;
      if (with_zero) table.numbers.back() = 0;
      for (std::size_t row = 0; row < rows; ++row) {
        firsts[row] = static_cast<std::uint32_t>(random() % first_count) | (random() % 20 == 0 ? none : 0);
        seconds[row] = static_cast<std::uint32_t>(random() % second_count) | (random() % 20 == 0 ? none + 7 : 0);
        const bool is_none = firsts[row] >= none || seconds[row] >= none;
        expected[row] = is_none ? table.numbers.back() : firsts[row] + first_count * seconds[row] + 1;
        zero |= expected[row] == 0;
      }
      for (const RowKernels& kernels : all_row_kernels()) {
        CAPTURE(kernels.name);
        std::vector<std::uint32_t> found(rows, 99);
        CHECK(kernels.look_up(table, firsts.data(), seconds.data(), rows, found.data()) == zero);
        CHECK(found == expected);
      }
    }
  }
}
