#include "engine/model/decimal.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace fenji::model {
namespace {

const std::string greatest = "170141183460469231731687303715884105727";
const std::string least = "-170141183460469231731687303715884105728";

std::string text(const std::optional<Decimal>& value) { return value ? to_text(*value) : "nothing"; }

Decimal decimal(std::string_view text) {
  const auto value = parse_decimal(text);
  REQUIRE_MESSAGE(value, text);
  return *value;
}

TEST_CASE("parse_decimal and to_text") {
  struct Case {
    std::string text, expected;
  };
  const std::vector<Case> cases = {
      {"0", "0"},
      {"-0", "0"},
      {"-0.00", "0"},
      {"84", "84"},
      {"0084", "84"},
      {"+5", "5"},
      {"-12.50", "-12.5"},
      {"0.5", "0.5"},
      {"-0.05", "-0.05"},
      {"100", "100"},
      {"1.000", "1"},
      {"0.000000000000000001", "0.000000000000000001"},
      {"0.0000000000000000010000", "0.000000000000000001"},
      {greatest, greatest},
      {least, least},
      {"170141183460469231731.687303715884105727", "170141183460469231731.687303715884105727"},
      {std::string(400, '0') + "7", "7"},
      {"7." + std::string(400, '0'), "7"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(text(parse_decimal(c.text)) == c.expected);
  }
  CHECK(parse_decimal("12.50")->scale == 1);
  CHECK(parse_decimal("100")->scale == 0);
}

TEST_CASE("parse_decimal refuses everything else") {
  const std::vector<std::string> texts = {"",
                                          "-",
                                          "+",
                                          ".",
                                          ".5",
                                          "5.",
                                          "-.5",
                                          "--5",
                                          "+-5",
                                          "5-",
                                          "1e6",
                                          "1,000",
                                          " 5",
                                          "5 ",
                                          "1.2.3",
                                          "0x10",
                                          "inf",
                                          "nan",
                                          "５",
                                          "0.0000000000000000000000001",
                                          "170141183460469231731687303715884105728",
                                          "-170141183460469231731687303715884105729",
                                          "1701411834604692317316873037158841057270",
                                          std::string(400, '9'),
                                          "0." + std::string(400, '3')};
  for (const std::string& refused : texts) {
    CAPTURE(refused);
    CHECK(!parse_decimal(refused));
  }
}

TEST_CASE("compare at different scales, at the edges") {
  struct Case {
    Decimal left, right;
    std::strong_ordering order;
  };
  const auto less = std::strong_ordering::less;
  const auto equal = std::strong_ordering::equal;
  const auto greater = std::strong_ordering::greater;
  const std::vector<Case> cases = {
      {{5, 0}, {500, 2}, equal},
      {{0, 0}, {0, 18}, equal},
      {{-15, 1}, {-1, 0}, less},
      {{-5, 1}, {0, 0}, less},
      {{-5, 1}, {5, 1}, less},
      {{1, 18}, {0, 0}, greater},
      {{int128_max, 0}, {int128_max, 18}, greater},
      {{int128_min, 0}, {int128_min, 18}, less},
      {{int128_min, 0}, {int128_max, 0}, less},
      {{int128_max, 17}, {int128_max, 18}, greater},
      {{int128_max, 1}, {int128_max / 10, 0}, greater},
      {{int128_max / 10 * 10, 1}, {int128_max / 10, 0}, equal},
  };
  for (const Case& c : cases) {
    CAPTURE(to_text(c.left));
    CAPTURE(to_text(c.right));
    CHECK(compare(c.left, c.right) == c.order);
    CHECK(compare(c.right, c.left) == (0 <=> c.order));
    CHECK((c.left == c.right) == (c.order == equal));
    CHECK((c.left < c.right) == (c.order == less));
  }
}

TEST_CASE("add and subtract") {
  struct Case {
    Decimal left, right;
    std::string sum, difference;
    int scale;
  };
  const std::vector<Case> cases = {
      {{1, 0}, {25, 2}, "1.25", "0.75", 2},
      {{-5, 1}, {5, 1}, "0", "-1", 1},
      {{int128_max, 0}, {0, 0}, greatest, greatest, 0},
      {{int128_max, 0}, {-1, 0}, "170141183460469231731687303715884105726", "nothing", 0},
      {{int128_min, 0}, {1, 0}, "-170141183460469231731687303715884105727", "nothing", 0},
      {{0, 0}, {int128_min, 0}, least, "nothing", 0},
      {{int128_max, 0}, {0, 1}, "nothing", "nothing", 1},
  };
  for (const Case& c : cases) {
    CAPTURE(to_text(c.left));
    CAPTURE(to_text(c.right));
    CHECK(text(add(c.left, c.right)) == c.sum);
    CHECK(text(subtract(c.left, c.right)) == c.difference);
    if (const auto sum = add(c.left, c.right)) CHECK(sum->scale == c.scale);
  }
}

TEST_CASE("multiply: the scale is the sum, trailing zeros go only above max_scale") {
  struct Case {
    Decimal left, right;
    std::string product;
    int scale;
  };
  const std::vector<Case> cases = {
      {{85, 0}, {105, 2}, "89.25", 2},
      {{50, 1}, {20, 1}, "10", 2},
      {{-3, 0}, {-5, 1}, "1.5", 1},
      {{0, 9}, {5, 9}, "0", 18},
      {{0, 18}, {5, 18}, "0", 24},
      {{10, 16}, {1, 9}, "0.000000000000000000000001", 24},
      {{2, 16}, {5, 9}, "0.000000000000000000000001", 24},
      {{1, 16}, {1, 9}, "nothing", 0},
      {{2, 16}, {2, 9}, "nothing", 0},
      {{power_of_ten(30), 18}, {-power_of_ten(20), 18}, "-100000000000000", 24},
      {{power_of_ten(38), 0}, {10, 0}, "nothing", 0},
      {{int128_min, 0}, {-1, 0}, "nothing", 0},
      {{int128_min, 0}, {1, 0}, least, 0},
      {{int128_min / 2, 0}, {2, 0}, least, 0},
      {{power_of_ten(20), 9}, {power_of_ten(20), 9}, "nothing", 0},
  };
  for (const Case& c : cases) {
    CAPTURE(to_text(c.left));
    CAPTURE(to_text(c.right));
    for (const auto& product : {multiply(c.left, c.right), multiply(c.right, c.left)}) {
      CHECK(text(product) == c.product);
      if (product) CHECK(product->scale == c.scale);
    }
  }
}

TEST_CASE("divide_rounded and divide_exact") {
  struct Case {
    Decimal numerator, denominator;
    int scale;
    std::string rounded, exact;
  };
  const Int128 half_edge = decimal("68056473384187692692674921486353642291").mantissa;  // (2^128 - 1) / 5
  const std::vector<Case> cases = {
      {{1, 0}, {3, 0}, 2, "0.33", "nothing"},
      {{2, 0}, {3, 0}, 2, "0.67", "nothing"},
      {{-2, 0}, {3, 0}, 2, "-0.67", "nothing"},
      {{2, 0}, {-3, 0}, 2, "-0.67", "nothing"},
      {{-2, 0}, {-3, 0}, 2, "0.67", "nothing"},
      {{1, 0}, {8, 0}, 2, "0.13", "nothing"},
      {{1, 0}, {8, 0}, 3, "0.125", "0.125"},
      {{-1, 0}, {8, 0}, 2, "-0.13", "nothing"},
      {{1, 0}, {-8, 0}, 2, "-0.13", "nothing"},
      {{1249, 4}, {1, 0}, 2, "0.12", "nothing"},
      {{5, 0}, {0, 0}, 2, "nothing", "nothing"},
      {{0, 0}, {0, 3}, 2, "nothing", "nothing"},
      {{0, 0}, {-3, 0}, 18, "0", "0"},
      {{1, 0}, {1, 18}, 0, "1000000000000000000", "1000000000000000000"},
      {{1, 0}, {1, 18}, 18, "1000000000000000000", "1000000000000000000"},
      {{1000, 0}, {1, 18}, 18, "nothing", "nothing"},
      {{1, 18}, {2, 0}, 0, "0", "nothing"},
      {{500, 3}, {1, 0}, 0, "1", "nothing"},
      {{499, 3}, {1, 0}, 0, "0", "nothing"},
      {{-500, 3}, {1, 0}, 0, "-1", "nothing"},
      {{int128_max, 0}, {int128_max, 0}, 18, "1", "1"},
      {{int128_max, 18}, {int128_max, 0}, 18, "0.000000000000000001", "0.000000000000000001"},
      {{int128_min, 0}, {-1, 0}, 0, "nothing", "nothing"},
      {{int128_min, 0}, {1, 0}, 0, least, least},
      {{int128_min, 1}, {int128_min, 0}, 18, "0.1", "0.1"},
      {{int128_max, 0}, {int128_max - 1, 0}, 18, "1", "nothing"},
      {{int128_max, 0}, {3, 0}, 0, "56713727820156410577229101238628035242", "nothing"},
      {{power_of_ten(12), 0}, {int128_max, 18}, 18, "0.000000005877471754", "nothing"},
      {{int128_max, 1}, {1, 1}, 0, greatest, greatest},
      // 2^127 - 1/2 rounds out of range, -2^127 + 1/2 just into it.
      {{half_edge, 0}, {4, 1}, 0, "nothing", "nothing"},
      {{half_edge, 0}, {-4, 1}, 0, least, "nothing"},
  };
  for (const Case& c : cases) {
    CAPTURE(to_text(c.numerator));
    CAPTURE(to_text(c.denominator));
    CAPTURE(c.scale);
    CHECK(text(divide_rounded(c.numerator, c.denominator, c.scale)) == c.rounded);
    CHECK(text(divide_exact(c.numerator, c.denominator, c.scale)) == c.exact);
  }
}

TEST_CASE("rounded: half away from zero, at exactly the scale asked for") {
  struct Case {
    Decimal value;
    int scale;
    std::string expected;
  };
  const std::vector<Case> cases = {
      {{25, 1}, 0, "3"},
      {{-25, 1}, 0, "-3"},
      {{35, 1}, 0, "4"},
      {{2499, 3}, 0, "2"},
      {{-2499, 3}, 0, "-2"},
      {{895, 1}, 0, "90"},
      {{1005, 3}, 2, "1.01"},
      {{5, 18}, 17, "0.00000000000000001"},
      {{4, 18}, 17, "0"},
      {{7, 0}, 2, "7"},
      {{int128_max, 18}, 0, "170141183460469231732"},
      {{int128_min, 1}, 0, "-17014118346046923173168730371588410573"},
      {{int128_max, 0}, 1, "nothing"},
  };
  for (const Case& c : cases) {
    CAPTURE(to_text(c.value));
    const auto result = rounded(c.value, c.scale);
    CHECK(text(result) == c.expected);
    if (result) CHECK(result->scale == c.scale);
  }
}

TEST_CASE("rescaled and normalized keep the value") {
  CHECK(rescaled({15, 1}, 3)->mantissa == 1500);
  CHECK(rescaled({1500, 3}, 1)->mantissa == 15);
  CHECK(rescaled({0, 0}, 18)->mantissa == 0);
  CHECK(!rescaled({15, 1}, 0));
  CHECK(!rescaled({int128_max, 0}, 1));
  CHECK(!rescaled({int128_min, 0}, 1));
  CHECK(normalized({-1500, 3}).mantissa == -15);
  CHECK(normalized({-1500, 3}).scale == 1);
  CHECK(normalized({1500, 0}).mantissa == 1500);
  CHECK(normalized({0, 18}).scale == 0);
  CHECK(to_text(decimal("84.00")) == "84");
}

}  // namespace
}  // namespace fenji::model
