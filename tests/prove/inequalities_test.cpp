// Linear inequalities, against all whole numbers of a small cube.
#include "engine/prove/inequalities.hpp"

#include <doctest/doctest.h>

#include <random>

namespace fenji::test {
namespace {

using model::Bound;
using model::Decimal;
using model::Interval;
using prove::Inequalities;

constexpr int greatest = 4;  // each of the numbers is 0 to this
constexpr std::size_t numbers = 3;

struct Condition {
  int coefficients[numbers];
  int limit;
  bool upper, closed;

  bool holds(const int (&at)[numbers]) const {
    int sum = 0;
    for (std::size_t i = 0; i < numbers; ++i) sum += coefficients[i] * at[i];
    if (sum == limit) return closed;
    return upper == (sum < limit);
  }
};

TEST_CASE("what the elimination rules out, no whole numbers meet; what it leaves holds them all") {
  std::mt19937 random(7);
  const auto from = [&](int low, int high) { return low + static_cast<int>(random() % static_cast<unsigned>(high - low + 1)); };
  int impossible = 0;
  int exact = 0;
  for (int round = 0; round < 20'000; ++round) {
    Inequalities all(numbers);
    for (std::size_t i = 0; i < numbers; ++i) all.add({{i, {1, 0}}}, {Bound{{0, 0}, true}, Bound{{greatest, 0}, true}});
    std::vector<Condition> conditions(static_cast<std::size_t>(from(1, 4)));
    for (Condition& condition : conditions) {
      std::vector<Inequalities::Term> terms;
      for (std::size_t i = 0; i < numbers; ++i) {
        condition.coefficients[i] = from(-3, 3);
        terms.push_back({i, {condition.coefficients[i] * 10, 1}});
      }
      condition.limit = from(-6, 8);
      condition.upper = from(0, 1) == 1;
      condition.closed = from(0, 1) == 1;
      const Bound bound{{condition.limit, 0}, condition.closed};
      all.add(terms, condition.upper ? Interval{{}, bound} : Interval{bound, {}});
    }
    bool found = false;
    int least[numbers] = {greatest + 1, greatest + 1, greatest + 1};
    int most[numbers] = {-1, -1, -1};
    for (int a = 0; a <= greatest; ++a) {
      for (int b = 0; b <= greatest; ++b) {
        for (int c = 0; c <= greatest; ++c) {
          const int at[numbers] = {a, b, c};
          bool holds = true;
          for (const Condition& condition : conditions) holds = holds && condition.holds(at);
          if (!holds) continue;
          found = true;
          for (std::size_t i = 0; i < numbers; ++i) {
            least[i] = std::min(least[i], at[i]);
            most[i] = std::max(most[i], at[i]);
          }
        }
      }
    }
    CAPTURE(round);
    if (!all.can_hold()) {
      ++impossible;
      CHECK_FALSE(found);
      continue;
    }
    for (std::size_t i = 0; i < numbers && found; ++i) {
      const auto range = all.range_of(i, 0);
      REQUIRE(range);
      CHECK(contains(*range, Decimal{least[i], 0}));
      CHECK(contains(*range, Decimal{most[i], 0}));
      exact += range->lower->value == Decimal{least[i], 0} && range->upper->value == Decimal{most[i], 0};
    }
  }
  CHECK(impossible > 1000);
  CHECK(exact > 20'000);
}

TEST_CASE("limits are those of the digits asked for") {
  struct Case {
    const char* name;
    Interval sum;  // of 3 × the number
    int scale;
    const char* lower;
    const char* upper;
  };
  const auto at = [](int value, bool closed) { return Bound{{value, 0}, closed}; };
  const Case cases[] = {
      {"whole", {at(1, true), at(10, true)}, 0, "1", "3"},
      {"tenths", {at(1, true), at(10, true)}, 1, "0.4", "3.3"},
      {"open at a multiple", {at(3, false), at(9, false)}, 0, "2", "2"},
      {"negative", {at(-10, true), at(-1, true)}, 1, "-3.3", "-0.4"},
  };
  for (const Case& each : cases) {
    CAPTURE(each.name);
    Inequalities all(1);
    all.add({{0, {3, 0}}}, each.sum);
    const auto range = all.range_of(0, each.scale);
    REQUIRE(range);
    CHECK(to_text(range->lower->value) == each.lower);
    CHECK(to_text(range->upper->value) == each.upper);
  }
  Inequalities nothing(1);
  nothing.add({{0, {3, 0}}}, {at(4, true), at(5, true)});
  CHECK(nothing.can_hold());
  CHECK_FALSE(nothing.range_of(0, 0));
}

}  // namespace
}  // namespace fenji::test
