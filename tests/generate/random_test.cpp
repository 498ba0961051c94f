#include "tests/generate/random.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <set>

using fenji::generate::Random;

TEST_CASE("the sequence of the published algorithm") {
  // xoshiro256** over a state filled by splitmix64, both after Blackman and Vigna, worked out apart from this code.
  struct Case {
    std::uint64_t seed;
    std::array<std::uint64_t, 4> first;
  };
  const Case cases[] = {
      {0, {0x99ec5f36cb75f2b4, 0xbf6e1f784956452a, 0x1a5f849d4933e6e0, 0x6aa594f1262d2d2c}},
      {1, {0xb3f2af6d0fc710c5, 0x853b559647364cea, 0x92f89756082a4514, 0x642e1c7bc266a3a7}},
      {0xffffffffffffffff, {0x8f5520d52a7ead08, 0xc476a018caa1802d, 0x81de31c0d260469e, 0xbf658d7e065f3c2f}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.seed);
    Random random(c.seed);
    for (const std::uint64_t expected : c.first) CHECK(random.next() == expected);
  }
}

TEST_CASE("choices") {
  Random random(7);
  std::set<std::size_t> below;
  std::set<int> between;
  std::array<int, 3> weighted{};
  int chances = 0;
  for (int i = 0; i < 4000; ++i) {
    below.insert(random.below(5));
    between.insert(random.between(-2, 1));
    ++weighted[random.weighted({1, 0, 3})];
    chances += random.chance(25) ? 1 : 0;
  }
  CHECK(below == std::set<std::size_t>{0, 1, 2, 3, 4});
  CHECK(between == std::set<int>{-2, -1, 0, 1});
  CHECK(weighted[1] == 0);
  CHECK(weighted[2] > 2 * weighted[0]);
  CHECK(chances > 800);
  CHECK(chances < 1200);
  CHECK_FALSE(Random(1).chance(0));
  CHECK(Random(1).chance(100));

  std::vector<int> items{1, 2, 3, 4, 5, 6, 7, 8};
  const std::vector<int> before = items;
  random.shuffle(items);
  CHECK(items != before);
  CHECK(std::is_permutation(items.begin(), items.end(), before.begin()));
}

TEST_CASE("a fork does not disturb its source") {
  Random random(3), same(3);
  Random fork = random.fork(), same_fork = same.fork();
  for (int i = 0; i < 10; ++i) fork.next();
  CHECK(random.next() == same.next());
  CHECK(same_fork.next() != same.next());
}
