#include "engine/prove/step.hpp"

#include <doctest/doctest.h>

#include "tests/prove/policy.hpp"

namespace fenji::test {
namespace {

TEST_CASE("a hole is a step where the rows are written to the next unit") {
  struct Case {
    model::Interval below;
    model::Interval above;
    bool step;
  };
  const std::vector<Case> cases = {
      {from_to("4000000", "7990000"), at_least("8000000"), true},
      {from_to("70", "79"), from_to("80", "89"), true},
      {at_most("79"), at_least("80"), true},
      {from_to("1", "5"), from_to("6", "10"), true},
      {from_to("0", "9.9"), at_least("10"), true},
      {from_to("-20", "-11"), from_to("-10", "0"), true},
      {from_to("-0.03", "0.03"), at_least("0.1"), false},
      // As wide as the rows themselves: a row is missing.
      {from_to("0", "10"), from_to("20", "30"), false},
      {at_most("1000000"), at_least("2000000"), false},
      {at_most("0"), at_least("100"), false},
      // Not to the next unit.
      {from_to("70", "78"), from_to("80", "89"), false},
      {from_to("70", "79"), from_to("80.5", "89"), false},
      // A limit that is out leaves no doubt about what was meant.
      {from_under("70", "79"), from_to("80", "89"), false},
      {exactly("4"), exactly("5"), true},
      {exactly("1"), exactly("2"), false},
  };
  for (const Case& c : cases) {
    const model::Interval hole{model::Bound{c.below.upper->value, !c.below.upper->closed},
                               model::Bound{c.above.lower->value, !c.above.lower->closed}};
    CAPTURE(to_text(c.below.upper->value));
    CAPTURE(to_text(c.above.lower->value));
    CHECK(prove::is_step_hole(hole, c.below, c.above) == c.step);
  }
}

}  // namespace
}  // namespace fenji::test
