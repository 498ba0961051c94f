#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "engine/graph/segments.hpp"
#include "tests/support/model_builder.hpp"

using namespace fenji;
using graph::Bounds;
using graph::Segments;
using model::Interval;

namespace {

std::string text(const Segments& segments) {
  std::string result;
  for (const graph::Cut& cut : segments.cuts()) {
    result += (result.empty() ? "" : " ") + std::string(cut.above ? ">" : ">=") + model::to_text(cut.limit);
  }
  return result;
}

// The cuts, then what each interval says of each segment.
std::string cut(Segments segments, const std::vector<Interval>& intervals) {
  for (const Interval& interval : intervals) segments.add(interval);
  segments.close();
  std::string result = text(segments);
  for (std::size_t i = 0; i < intervals.size(); ++i) {
    const graph::DigitRange run = segments.run(i);
    result += " |";
    for (std::uint32_t segment = 0; segment < segments.count(); ++segment) {
      result += run.begin <= segment && segment < run.end ? '1' : '0';
    }
  }
  return result;
}

Segments number(int scale, Bounds bounds = {}) { return Segments::of_number(scale, bounds); }

}  // namespace

TEST_CASE("closed and open limits cut at the mantissas between which they lie") {
  using namespace fenji::test;
  CHECK(cut(number(2), {at_least("5")}) == ">=5 |01");
  CHECK(cut(number(2), {over("5")}) == ">5 |01");
  CHECK(cut(number(2), {at_most("5")}) == ">5 |10");
  CHECK(cut(number(2), {under("5")}) == ">=5 |10");
  CHECK(cut(number(2), {exactly("5")}) == ">=5 >5 |010");
  CHECK(cut(number(2), {between(over("1"), at_most("2")), between(over("2"), under("3"))}) == ">1 >2 >=3 |0100 |0010");
  CHECK(cut(number(2), {Interval{}}) == " |1");
  CHECK_MESSAGE(cut(number(2), {between(at_least("3"), at_most("2"))}) == ">2 >=3 |000", "nothing lies there");
}

TEST_CASE("limits that no mantissa tells apart are one cut") {
  using namespace fenji::test;
  CHECK(cut(number(0), {over("5"), at_least("6"), under("6"), at_most("5.9")}) == ">=6 |01 |01 |10 |10");
  CHECK(cut(number(1), {at_least("0.55"), over("0.55"), at_least("0.6"), over("0.5")}) == ">=0.6 |01 |01 |01 |01");
  CHECK(cut(number(1), {at_least("-0.55"), over("-0.55")}) == ">=-0.5 |01 |01");
  CHECK(cut(number(8), {over("-0.1"), at_most("-0.1")}) == ">-0.1 |01 |10");
}

TEST_CASE("cuts beyond what the subject can be make no segments") {
  using namespace fenji::test;
  const Bounds cells{0, 100};
  CHECK(cut(number(0, cells), {at_least("0"), over("0"), at_least("100"), over("100"), at_most("-1"), under("101")}) ==
        ">=1 >=100 |111 |011 |001 |000 |000 |111");
  const std::string huge = "99999999999999999999999999999999999999";
  CHECK(cut(number(18), {at_most(huge.c_str()), at_least(("-" + huge).c_str()), over(huge.c_str())}) == " |1 |1 |0");
}

TEST_CASE("limits of fractions stay as they are") {
  using namespace fenji::test;
  CHECK(cut(Segments::of_fraction(), {over("0.5"), at_least("0.50"), at_most("0.333")}) ==
        ">0.333 >=0.5 >0.5 |0001 |0011 |1000");
}

TEST_CASE("limits of years cut days") {
  using namespace fenji::test;
  const auto day = [](int year) { return ">=" + std::to_string(model::day_from_civil(year, 1, 1)); };
  CHECK(cut(Segments::of_year(), {exactly("2026")}) == day(2026) + " " + day(2027) + " |010");
  CHECK(cut(Segments::of_year(), {over("2026")}) == day(2027) + " |01");
  CHECK(cut(Segments::of_year(), {at_least("2025.5"), under("2026.5")}) == day(2026) + " " + day(2027) + " |011 |110");
  CHECK(cut(Segments::of_year(), {at_least("1"), at_most("9999"), at_least("10000"), at_most("0"), exactly("2026.5")}) ==
        " |1 |1 |0 |0 |0");
}

TEST_CASE("limits of a sum cut the number that a constant is added to") {
  using namespace fenji::test;
  const Bounds sums{-50, 150};
  const auto sum = [&](model::Int128 constant, int scale, int compared_scale) {
    return Segments::of_sum(scale, sums, constant, compared_scale);
  };
  CHECK(cut(sum(-50, 0, 0), {at_least("0"), over("100"), at_most("-51"), under("151")}) == ">=50 >=151 |011 |001 |000 |111");
  CHECK(cut(sum(-50, 2, 2), {exactly("0.5"), over("-0.2")}) == ">0.3 >=1 >1 |0010 |0111");
  CHECK_MESSAGE(cut(sum(5, 1, 0), {at_least("3"), at_least("3.1"), at_least("3.5")}) == ">=3 |01 |01 |01",
                "whole numbers less than 2.5 and no less than 2.5, 2.6 and 3");
}

TEST_CASE("equal limits are one cut, however many") {
  Segments segments = number(2, {0, 1'000'000});
  for (int round = 0; round < 3; ++round) {
    for (int limit = 1000; limit > 0; --limit) segments.add({model::Bound{{limit * 7 % 1009, 0}, true}, {}});
  }
  segments.close();
  REQUIRE(segments.count() == 1001);
  CHECK(std::is_sorted(segments.cuts().begin(), segments.cuts().end(),
                       [](const graph::Cut& left, const graph::Cut& right) { return left.limit < right.limit; }));
  for (std::uint32_t i = 0; i < 3000; ++i) {
    const graph::DigitRange run = segments.run(i);
    CHECK(segments.cuts()[run.begin - 1].limit.mantissa == static_cast<int>(1000 - i % 1000) * 7 % 1009);
    CHECK(run.end == 1001);
  }
  CHECK(segments.truth()[0] == 0);
  CHECK(segments.truth()[1] == 1);
}

TEST_CASE("segments with one answer are joined") {
  std::vector<graph::Cut> cuts{{{1, 0}}, {{2, 0}}, {{3, 0}}, {{4, 0}}};
  std::vector<std::uint8_t> truth{0, 1, 1, 0, 0};
  graph::join_equal_segments(cuts, truth);
  CHECK(truth == std::vector<std::uint8_t>{0, 1, 0});
  REQUIRE(cuts.size() == 2);
  CHECK(cuts[0].limit.mantissa == 1);
  CHECK(cuts[1].limit.mantissa == 3);
}
