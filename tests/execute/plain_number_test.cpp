// Numbers of the plain evaluator: exact, at the scale of their type, and out of range rather than wrapped.
#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "engine/execute/plain.hpp"
#include "engine/execute/plain_number.hpp"
#include "tests/support/model_builder.hpp"
#include "tests/support/outcome_text.hpp"

using namespace fenji;
using namespace fenji::test;
using execute::plain::Fraction;
using model::Decimal;
using model::Int128;
using model::int128_max;
using model::int128_min;
using model::Operation;
using Id = model::ExpressionId;

namespace {

struct Case {
  Id id;
  const char* expected;
};

// Makes each expression a definition 值 and compares what it yields.
void check(ModelBuilder& m, const std::vector<Case>& cases) {
  std::vector<ModelBuilder::Definition> definitions;
  for (const Case& c : cases) definitions.push_back(m.define("值", c.id));
  const execute::Evaluation evaluation = execute::evaluate(m.rules, m.record({}));
  for (std::size_t i = 0; i < cases.size(); ++i) {
    CAPTURE(i);
    CHECK(to_text(evaluation.definitions[definitions[i].id], m.type_of(cases[i].id), m.rules) == cases[i].expected);
  }
}

constexpr const char* out_of_range = "invalid out_of_range:值";

}  // namespace

TEST_CASE("arithmetic keeps exactly the scale of its type") {
  ModelBuilder m;
  const auto n = [&](const char* text) { return m.number(text); };
  check(m, {
               {m.add({n("1.5"), n("2.25"), n("3")}), "6.75"},
               {m.add({n("0.10"), n("0.20")}), "0.30"},
               {m.add({n("7")}), "7"},
               {m.at_scale(4, m.add({n("1.5"), n("-2")})), "-0.5000"},
               {m.at_scale(0, m.add({n("1.00"), n("2.0")})), "3"},
               {m.subtract(n("1"), n("0.001")), "0.999"},
               {m.subtract(n("-0.35"), n("-0.35")), "0.00"},
               {m.negate(n("0.50")), "-0.50"},
               {m.multiply({n("0.5"), n("0.25"), n("4")}), "0.500"},
               {m.multiply({n("-1.05"), n("80")}), "-84.00"},
               {m.at_scale(0, m.multiply({n("0.50"), n("90")})), "45"},
               {m.at_scale(6, m.multiply({n("1.1"), n("1.1")})), "1.210000"},
               {m.multiply({n("3")}), "3"},
               {m.minimum({n("2"), n("1.5"), n("1.50")}), "1.50"},
               {m.maximum({n("2"), n("1.5"), n("-3.25")}), "2.00"},
               {m.minimum({n("-2")}), "-2"},
               {m.year(m.date(2026, 12, 31)), "2026"},
               {m.year(m.date(2027, 1, 1)), "2027"},
               {m.year(m.date(1, 1, 1)), "1"},
               {m.year(m.date(9999, 12, 31)), "9999"},
           });
}

TEST_CASE("round goes half away from zero") {
  ModelBuilder m;
  const auto n = [&](const char* text) { return m.number(text); };
  check(m, {
               {m.round(n("2.5"), 0), "3"},
               {m.round(n("-2.5"), 0), "-3"},
               {m.round(n("2.4999"), 0), "2"},
               {m.round(n("1.005"), 2), "1.01"},
               {m.round(n("-1.004"), 2), "-1.00"},
               {m.round(n("1.5"), 3), "1.500"},
               {m.at_scale(1, m.round(n("1.5"), 3)), "1.5"},
               {m.at_scale(4, m.round(n("0.055"), 2)), "0.0600"},
               {m.round(m.divide(n("1"), n("3")), 4), "0.3333"},
               {m.round(m.divide(n("2"), n("3")), 4), "0.6667"},
               {m.round(m.divide(n("-1"), n("8")), 2), "-0.13"},
               {m.round(m.divide(n("1"), n("-8")), 2), "-0.13"},
               {m.round(m.divide(n("-1"), n("-8")), 2), "0.13"},
               {m.round(m.divide(n("0.07"), n("0.2")), 1), "0.4"},
               {m.round(m.divide(n("7"), n("1")), 2), "7.00"},
               {m.round(m.divide(n("0"), n("-3")), 2), "0.00"},
           });
}

TEST_CASE("what leaves 128 bits is out of range, in the result or on the way") {
  ModelBuilder m;
  const Id max = m.number(Decimal{int128_max, 0}), min = m.number(Decimal{int128_min, 0});
  const Id max2 = m.number(Decimal{int128_max, 2});
  const Id one = m.number("1"), minus_one = m.number("-1"), two = m.number("2"), zero = m.number("0");
  const Id tenth = m.number("0.1");
  check(m, {
               {m.add({max, zero}), "170141183460469231731687303715884105727"},
               {m.add({max, one}), out_of_range},
               {m.add({min, minus_one}), out_of_range},
               {m.add({max, min, one}), "0"},
               {m.add({max, one, minus_one}), out_of_range},  // a partial result does not fit
               {m.add({max, minus_one, one}), "170141183460469231731687303715884105727"},
               {m.add({max, tenth}), out_of_range},  // it does not fit where the sum's places are
               {m.add({max2, one}), out_of_range},
               {m.subtract(min, one), out_of_range},
               {m.subtract(zero, min), out_of_range},
               {m.subtract(minus_one, min), "170141183460469231731687303715884105727"},
               {m.negate(min), out_of_range},
               {m.negate(max), "-170141183460469231731687303715884105727"},
               {m.multiply({max, two}), out_of_range},
               {m.multiply({max, two, zero}), out_of_range},
               {m.multiply({zero, max, two}), "0"},
               {m.multiply({min, minus_one}), out_of_range},
               {m.at_scale(1, m.multiply({max, one})), out_of_range},
               {m.minimum({max, tenth}), out_of_range},
               {m.maximum({max2, two}), "1701411834604692317316873037158841057.27"},
               {m.divide(one, zero), out_of_range},
               {m.divide(zero, m.number("0.00")), out_of_range},
               {m.round(m.divide(max, tenth), 0), out_of_range},
               {m.round(m.divide(max, one), 1), out_of_range},
               {m.round(max, 1), out_of_range},
               {m.round(m.divide(max, max), 2), "1.00"},
               {m.round(m.divide(max, min), 18), "-1.000000000000000000"},
               {m.add({m.multiply({max, two}), m.number("1")}), out_of_range},
           });
}

TEST_CASE("comparisons of numbers of different scales") {
  ModelBuilder m;
  struct Pair {
    Id left, right;
    int order;
  };
  const auto n = [&](const char* text) { return m.number(text); };
  const Id max = m.number(Decimal{int128_max, 0}), min = m.number(Decimal{int128_min, 18});
  const std::vector<Pair> pairs{
      {n("1.50"), n("1.5"), 0},
      {n("1.49"), n("1.5"), -1},
      {n("-1.49"), n("-1.5"), 1},
      {n("0"), n("0.00"), 0},
      {max, n("0.1"), 1},  // no common scale in 128 bits
      {min, max, -1},
      {m.divide(n("1"), n("3")), n("0.333333333333333333"), 1},
      {m.divide(n("-1"), n("3")), n("-0.333333333333333333"), -1},
      {m.divide(n("1"), n("-3")), m.divide(n("-1"), n("3")), 0},
      {m.divide(n("-1"), n("-3")), m.divide(n("2"), n("6.0")), 0},
      {m.divide(n("1"), n("4")), n("0.25"), 0},
      {m.divide(n("0"), n("-4")), n("0"), 0},
      {m.divide(n("0.7"), n("0.02")), n("35"), 0},
      {m.divide(max, m.number(Decimal{int128_max - 1, 0})), n("1"), 1},
      {m.divide(m.number(Decimal{int128_max - 1, 0}), max),
       m.divide(m.number(Decimal{int128_max - 2, 0}), m.number(Decimal{int128_max - 1, 0})), 1},
      {m.divide(max, m.number(Decimal{1, 18})), m.divide(max, m.number(Decimal{2, 18})), 1},
      {m.divide(m.number(Decimal{int128_min, 0}), m.number(Decimal{int128_min, 18})), m.number(Decimal{1000000000000000000, 0}),
       0},
      {m.divide(m.number(Decimal{int128_min, 0}), m.number("1")), m.number(Decimal{int128_min, 0}), 0},
  };
  struct Check {
    Id id;
    bool expected;
  };
  std::vector<Check> checks;
  for (const Pair& pair : pairs) {
    for (const auto& [a, b, order] : {pair, Pair{pair.right, pair.left, -pair.order}}) {
      checks.push_back({m.compare(Operation::equal, a, b), order == 0});
      checks.push_back({m.compare(Operation::not_equal, a, b), order != 0});
      checks.push_back({m.compare(Operation::less, a, b), order < 0});
      checks.push_back({m.compare(Operation::less_equal, a, b), order <= 0});
      checks.push_back({m.compare(Operation::greater, a, b), order > 0});
      checks.push_back({m.compare(Operation::greater_equal, a, b), order >= 0});
    }
  }
  const execute::Evaluation evaluation = execute::evaluate(m.rules, m.record({}));
  for (std::size_t i = 0; i < checks.size(); ++i) {
    CAPTURE(i / 12);
    CAPTURE(i % 12);
    CHECK(to_text(evaluation.expressions[checks[i].id], yes_no_type(), m.rules) == (checks[i].expected ? "yes" : "no"));
  }
}

TEST_CASE("comparisons of dates, labels, texts and yes/no") {
  ModelBuilder m;
  const auto grades = m.labels({"A", "B", "C"});
  const Id early = m.date(2026, 2, 28), late = m.date(2026, 3, 1);
  const Id a = m.label(grades, 0), c = m.label(grades, 2);
  const std::vector<Case> cases{
      {m.less(early, late), "yes"},
      {m.less(late, early), "no"},
      {m.equal(late, m.date(2026, 3, 1)), "yes"},
      {m.greater_equal(early, late), "no"},
      {m.equal(a, c), "no"},
      {m.equal(c, m.label(grades, 2)), "yes"},
      {m.less(c, a), "yes"},  // the first label is the best, and the greatest
      {m.greater_equal(a, c), "yes"},
      {m.equal(m.text("上海"), m.text("上海")), "yes"},
      {m.compare(Operation::not_equal, m.text("上海"), m.text("上海市")), "yes"},
      {m.equal(m.yes_no(true), m.yes_no(false)), "no"},
      {m.equal(m.yes_no(false), m.yes_no(false)), "yes"},
      {m.within(early, in(at_most(as_limit(2026, 2, 28)))), "yes"},
      {m.within(late, in(between(at_least(as_limit(2026, 1, 1)), under(as_limit(2026, 3, 1))))), "no"},
      {m.within(c, one_of({0, 1})), "no"},
      {m.within(c, one_of({1, 2})), "yes"},
  };
  check(m, cases);
}

TEST_CASE("intervals of numbers and quotients") {
  ModelBuilder m;
  const auto n = [&](const char* text) { return m.number(text); };
  const Id third = m.divide(n("1"), n("3")), four_fifths = m.divide(n("-80"), n("-100"));
  const Id max = m.number(Decimal{int128_max, 0});
  const std::vector<Case> cases{
      {m.within(n("10"), in(between(at_least("10"), at_most("20")))), "yes"},
      {m.within(n("20"), in(between(at_least("10"), at_most("20")))), "yes"},
      {m.within(n("20"), in(between(at_least("10"), under("20")))), "no"},
      {m.within(n("10"), in(between(over("10"), under("20")))), "no"},
      {m.within(n("10.01"), in(between(over("10"), under("20")))), "yes"},
      {m.within(n("-0.5"), in(under("0"))), "yes"},
      {m.within(max, in(under("0.000001"))), "no"},
      {m.within(max, in(at_least("0.000001"))), "yes"},
      {m.within(four_fifths, in(under("0.80"))), "no"},
      {m.within(four_fifths, in(between(at_least("0.8"), under("0.95")))), "yes"},
      {m.within(third, in(over("0.333333333333333333"))), "yes"},
      {m.within(third, in(under("0.333333333333333334"))), "yes"},
      {m.within(third, in(between(at_least("-1"), at_most("0.333333333333333333")))), "no"},
      {m.within(m.divide(n("1"), n("0")), in(at_least("0"))), out_of_range},
  };
  check(m, cases);
}

TEST_CASE("a chain of operations of any length") {
  ModelBuilder m;
  const auto field = m.number_field("数");
  Id chain = field;
  for (int i = 0; i < 100'000; ++i) chain = m.subtract(chain, m.number("1"));
  const auto result = m.define("差", chain);
  const auto evaluation = execute::evaluate(m.rules, m.record({{field, known("100000")}}));
  CHECK(to_text(evaluation.definitions[result.id], number_type(0), m.rules) == "0");
}

namespace {

// Compares fractions of integers by their continued fractions: no product arises, so nothing can overflow.
std::strong_ordering compare_by_division(Int128 a, Int128 b, Int128 c, Int128 d) {
  const Int128 left = a / b, right = c / d;
  if (left != right) return left <=> right;
  const Int128 left_rest = a % b, right_rest = c % d;
  if (left_rest == 0 || right_rest == 0) return left_rest <=> right_rest;
  return compare_by_division(d, right_rest, b, left_rest);
}

}  // namespace

TEST_CASE("comparison of fractions against one that never multiplies") {
  std::mt19937_64 random(20260301);
  // A positive integer of any size, often at a limit.
  const auto integer = [&] {
    const auto shift = static_cast<int>(random() % 127);
    const auto wide = (static_cast<model::UInt128>(random()) << 64 | random()) >> 1 >> shift;
    return random() % 8 == 0 ? int128_max - static_cast<Int128>(random() % 3) : static_cast<Int128>(wide) + 1;
  };
  int equal = 0;
  for (int i = 0; i < 20'000; ++i) {
    Int128 a = integer(), b = integer(), c = integer(), d = integer();
    if (i % 4 == 1) {
      c = a, d = b;
    } else if (i % 4 == 2) {  // neighbours
      c = a == int128_max ? a : a + 1;
      d = b == int128_max ? b : b + 1;
    } else if (i % 4 == 3) {  // equal in lowest terms
      a = a % 1'000'000 + 1, b = b % 1'000'000 + 1;
      const auto factor = static_cast<Int128>(random() % 1'000'000 + 1);
      c = a * factor, d = b * factor;
    }
    const auto expected = compare_by_division(a, b, c, d);
    equal += expected == 0;
    const int scale = static_cast<int>(random() % 19);  // the same on both sides of the bar: no change
    const bool flip = random() % 2 == 0;                // so does a sign on both
    const Fraction left{{flip ? -a : a, scale}, {flip ? -b : b, scale}}, right{{c, 0}, {d, 0}};
    const Fraction left_negative{{-a, scale}, {b, scale}}, right_negative{{c, 0}, {-d, 0}};
    CHECK((compare(left, right) == expected));
    CHECK((compare(right, left) == (0 <=> expected)));
    CHECK((compare(left_negative, right_negative) == (0 <=> expected)));
    CHECK((compare(left_negative, right) == std::strong_ordering::less));
  }
  CHECK(equal > 5'000);
}
