// Every instruction set that this processor has must give what counting one by one gives.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "engine/execute/row_kernels.hpp"
#include "tests/execute/random_cuts.hpp"

using fenji::execute::all_row_kernels;
using fenji::execute::CutSearch;
using fenji::execute::RowKernels;
using fenji::test::random_thresholds;
using fenji::test::random_values;

TEST_CASE("cut points are counted alike by all kernels") {
  std::mt19937_64 random(7);
  std::vector<std::size_t> counts{72, 73, 511, 512, 513, 600, 4096, 5000, 40'000};
  for (std::size_t count = 0; count <= 66; ++count) counts.push_back(count);
  for (const std::size_t count : counts) {
    const std::vector<std::int64_t> thresholds = random_thresholds(random, count, random() % 2 == 0);
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

TEST_CASE("numbers by few keys are looked up alike by all kernels") {
  using fenji::execute::FewNumbers;
  std::mt19937_64 random(11);
  constexpr std::uint32_t none = 0x80000000;
  for (const std::size_t rows : {0U, 1U, 31U, 32U, 33U, 200U}) {
    for (int trial = 0; trial < 20; ++trial) {
      FewNumbers table;
      const auto numbers = static_cast<std::uint16_t>(1 + random() % 2000);
      for (std::uint32_t key = 0; key < FewNumbers::most_keys; ++key) {
        const auto number = [&] { return static_cast<std::uint16_t>(1 + random() % numbers); };
        table.by_first[key] = random() % 2 == 0 ? FewNumbers::passes : number();
        table.by_second[key] = random() % 300 == 0 ? 0 : number();
      }
      std::vector<std::uint32_t> firsts(rows), seconds(rows), expected(rows);
      bool zero = false;
      for (std::size_t row = 0; row < rows; ++row) {
        const auto key = [&] {
          return random() % 50 == 0 ? none + 3 : static_cast<std::uint32_t>(random() % FewNumbers::most_keys);
        };
        firsts[row] = key();
        seconds[row] = key();
        const std::uint32_t second = seconds[row] >= none ? 0 : table.by_second[seconds[row]];
        const std::uint32_t first = firsts[row] >= none ? 0 : table.by_first[firsts[row]];
        expected[row] = first == FewNumbers::passes ? second : first;
        zero |= expected[row] == 0;
      }
      for (const RowKernels& kernels : all_row_kernels()) {
        CAPTURE(kernels.name);
        std::vector<std::uint32_t> found(rows, 99);
        CHECK(kernels.look_up_few(table, firsts.data(), seconds.data(), rows, found.data()) == zero);
        CHECK(found == expected);
      }
    }
  }
}
