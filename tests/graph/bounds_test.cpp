#include <doctest/doctest.h>

#include <string>

#include "engine/graph/bounds.hpp"

using namespace fenji;
using graph::Bounds;
using model::Int128;
using model::int128_max;
using model::int128_min;

namespace {

std::string text(const std::optional<Bounds>& bounds) {
  if (!bounds) return "overflow";
  const auto number = [](Int128 value) {
    return value == int128_max ? "max" : value == int128_min ? "min" : model::to_text({value, 0});
  };
  return number(bounds->lower) + ".." + number(bounds->upper);
}

}  // namespace

TEST_CASE("bounds of results") {
  CHECK(text(graph::sum(Bounds{-1, 2}, Bounds{10, 20})) == "9..22");
  CHECK(text(graph::difference(Bounds{-1, 2}, Bounds{10, 20})) == "-21..-8");
  CHECK(text(graph::negated(Bounds{-1, 2})) == "-2..1");
  CHECK(text(graph::product(Bounds{-3, 2}, Bounds{-5, 7})) == "-21..15");
  CHECK(text(graph::product(Bounds{-3, -2}, Bounds{-5, -4})) == "8..15");
  CHECK(text(graph::shifted(Bounds{-3, 2}, 3)) == "-3000..2000");
  CHECK(text(graph::least(Bounds{-3, 2}, Bounds{0, 1})) == "-3..1");
  CHECK(text(graph::greatest(Bounds{-3, 2}, Bounds{0, 1})) == "0..2");
  CHECK(text(graph::hull(Bounds{-3, -2}, Bounds{5, 6})) == "-3..6");
}

TEST_CASE("a result that could leave 128 bits has no bounds") {
  CHECK(text(graph::sum(Bounds{0, int128_max}, Bounds{0, 0})) == "0..max");
  CHECK(text(graph::sum(Bounds{0, int128_max}, Bounds{0, 1})) == "overflow");
  CHECK(text(graph::sum(Bounds{int128_min, 0}, Bounds{-1, 0})) == "overflow");
  CHECK(text(graph::difference(Bounds{int128_min, 0}, Bounds{0, 1})) == "overflow");
  CHECK(text(graph::negated(Bounds{int128_min + 1, 0})) == "0..max");
  CHECK(text(graph::negated(Bounds{int128_min, 0})) == "overflow");
  const Int128 power = model::power_of_ten(19);
  CHECK(text(graph::product(Bounds{-power, 0}, Bounds{0, power})) == "-100000000000000000000000000000000000000..0");
  CHECK(text(graph::product(Bounds{-power * 2, 0}, Bounds{0, power})) == "overflow");
  CHECK(text(graph::shifted(Bounds{0, 2}, 38)) == "overflow");
}

TEST_CASE("rounding moves bounds by no more than one") {
  for (const Int128 value : {Int128{0}, Int128{4}, Int128{5}, Int128{-5}, Int128{-14}, Int128{15}, int128_max, int128_min}) {
    const auto rounded = model::rounded({value, 1}, 0);
    REQUIRE(rounded);
    CHECK(graph::contains(graph::rounded(Bounds{value, value}, 1), rounded->mantissa));
  }
  CHECK(text(graph::rounded(Bounds{1, 2}, 0)) == "1..2");
}

TEST_CASE("64 bits hold what lies within them") {
  const Int128 limit = Int128{1} << 63;
  CHECK(graph::fits_64_bits({-limit, limit - 1}));
  CHECK_FALSE(graph::fits_64_bits({0, limit}));
  CHECK_FALSE(graph::fits_64_bits({-limit - 1, 0}));
}

TEST_CASE("the greatest magnitude") {
  CHECK(*graph::greatest_magnitude(Bounds{-7, 3}) == 7);
  CHECK(*graph::greatest_magnitude(Bounds{2, 3}) == 3);
  CHECK(*graph::greatest_magnitude(Bounds{-9, -3}) == 9);
  CHECK_FALSE(graph::greatest_magnitude(Bounds{int128_min, 3}));
}

TEST_CASE("bounds are clipped to the interval that cells must lie in") {
  const auto clipped = [](std::optional<model::Bound> lower, std::optional<model::Bound> upper) {
    return text(graph::clipped({-1000, 1000}, {lower, upper}, 1));
  };
  using model::Bound;
  CHECK(clipped({}, {}) == "-1000..1000");
  CHECK(clipped(Bound{{2, 0}, true}, Bound{{3, 0}, true}) == "20..30");
  CHECK(clipped(Bound{{2, 0}, false}, Bound{{3, 0}, false}) == "21..29");
  CHECK(clipped(Bound{{-25, 2}, true}, Bound{{25, 2}, true}) == "-2..2");
  CHECK(clipped(Bound{{-25, 2}, false}, Bound{{25, 2}, false}) == "-2..2");
  CHECK(clipped(Bound{{int128_max, 0}, true}, {}) == "-1000..-1000");
  CHECK(clipped({}, Bound{{int128_min, 0}, true}) == "-1000..-1000");
  CHECK(clipped({}, Bound{{int128_max, 0}, true}) == "-1000..1000");
}
