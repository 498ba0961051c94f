// Every instruction set that this processor has must give what adding digit by digit gives.
#include <doctest/doctest.h>

#include <algorithm>
#include <deque>
#include <random>
#include <vector>

#include "engine/execute/digit_sums.hpp"
#include "tests/execute/random_cuts.hpp"

using fenji::execute::all_digit_kernels;
using fenji::execute::CutSearch;
using fenji::execute::DigitColumn;
using fenji::execute::DigitKernels;
using fenji::model::State;
using fenji::test::random_thresholds;
using fenji::test::random_values;

namespace {

// Owns what a digit column looks at.
template <class Sum>
struct Digit {
  DigitColumn<Sum> column;
  std::vector<std::uint8_t> bits;
  std::vector<std::uint32_t> codes;
  std::vector<std::int64_t> values;
  std::vector<State> states;
  CutSearch cuts;

  Digit(std::mt19937_64& random, std::size_t rows) {
    using Kind = typename DigitColumn<Sum>::Kind;
    const std::vector<std::uint64_t> weights{0, 1, 20, 4'000'000'000, 70'000'000'000, ~std::uint64_t{0}};
    column.weight = static_cast<Sum>(weights[random() % weights.size()]);
    column.kind = static_cast<Kind>(random() % 5);
    const std::vector<std::int64_t> thresholds =
        random_thresholds(random, random() % (CutSearch::most_compared + 1), random() % 2 == 0);
    cuts = CutSearch(thresholds);
    column.cuts = &cuts;
    values = random_values(random, thresholds, rows);
    for (std::size_t row = 0; row < rows; ++row) {
      bits.push_back(static_cast<std::uint8_t>(random() % 2));
      codes.push_back(static_cast<std::uint32_t>(random() % 300));
    }
    if (column.kind == Kind::bits) column.values = bits.data();
    if (column.kind == Kind::codes) column.values = codes.data();
    if (column.kind == Kind::passed || column.kind == Kind::odd) column.values = values.data();
    for (std::size_t state = 1; state < 5; ++state) {
      column.added[state] = static_cast<Sum>(random());
      if (random() % 2 == 0) column.set[state] = Sum{1} << (8 * sizeof(Sum) - 1);
    }
    constexpr std::uint64_t unknown_percents[] = {0, 1, 30, 100};
    const std::uint64_t unknown = unknown_percents[random() % 4];
    if (unknown == 0 && random() % 2 == 0) return;
    for (std::size_t row = 0; row < rows; ++row) {
      states.push_back(random() % 100 < unknown ? static_cast<State>(1 + random() % 4) : State::known);
    }
    column.states = states.data();
  }
  Digit(const Digit&) = delete;
  Digit& operator=(const Digit&) = delete;

  Sum with(Sum before, std::size_t row) const {
    using Kind = typename DigitColumn<Sum>::Kind;
    if (!states.empty() && states[row] != State::known) {
      const auto state = static_cast<std::size_t>(states[row]);
      return static_cast<Sum>(before + column.added[state]) | column.set[state];
    }
    Sum digit = 0;
    const std::vector<std::int64_t>& all = cuts.thresholds;
    const auto passed = static_cast<Sum>(std::upper_bound(all.begin(), all.end(), values[row]) - all.begin());
    if (column.kind == Kind::bits) digit = bits[row];
    if (column.kind == Kind::codes) digit = codes[row];
    if (column.kind == Kind::passed) digit = passed;
    if (column.kind == Kind::odd) digit = passed % 2;
    return static_cast<Sum>(before + column.weight * digit);
  }
};

}  // namespace

TEST_CASE_TEMPLATE("digits are summed alike by all kernels", Sum, std::uint32_t, std::uint64_t) {
  std::mt19937_64 random(8);
  for (int trial = 0; trial < 300; ++trial) {
    constexpr std::size_t row_counts[] = {0, 1, 4, 9, 16, 61, 63, 64, 65, 128, 200, 333};
    const std::size_t rows = row_counts[random() % 12];
    std::deque<Digit<Sum>> digits;
    std::vector<DigitColumn<Sum>> columns;
    for (std::size_t count = random() % 8; count > 0; --count) columns.push_back(digits.emplace_back(random, rows).column);
    const auto base = static_cast<Sum>(random());
    std::vector<Sum> expected(rows, base);
    for (const Digit<Sum>& digit : digits) {
      for (std::size_t row = 0; row < rows; ++row) expected[row] = digit.with(expected[row], row);
    }
    for (const DigitKernels<Sum>& kernels : all_digit_kernels<Sum>()) {
      CAPTURE(kernels.name);
      CAPTURE(trial);
      std::vector<Sum> sums(rows, 99);
      kernels.sum(columns, base, rows, sums.data());
      CHECK(sums == expected);
    }
  }
}

TEST_CASE("thresholds that are cut down to 32 bits, and the others, are all of few") {
  std::mt19937_64 random(9);
  bool some_shifted = false, some_of_both = false;
  for (int trial = 0; trial < 200; ++trial) {
    const CutSearch cuts(random_thresholds(random, random() % (CutSearch::most_compared + 1), trial % 2 == 0));
    std::vector<std::int64_t> all = cuts.wide;
    for (const std::int32_t narrow : cuts.narrow) all.push_back(std::int64_t{narrow} << cuts.narrow_shift);
    std::sort(all.begin(), all.end());
    CHECK(all == cuts.thresholds);
    some_shifted |= cuts.narrow_shift > 0;
    some_of_both |= !cuts.narrow.empty() && !cuts.wide.empty();
  }
  CHECK(some_shifted);
  CHECK(some_of_both);
}
