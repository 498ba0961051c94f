#include "engine/graph/lower.hpp"

#include <doctest/doctest.h>

#include <string>

#include "engine/graph/print.hpp"
#include "tests/support/model_builder.hpp"

using namespace fenji;
using namespace fenji::test;
using Operation = model::Operation;

namespace {

// The steps of the results, as they are printed, without their layer's title and the outputs.
std::string steps(const ModelBuilder& build) {
  const std::string text = graph::print_text(graph::lower(build.rules), build.rules);
  const std::size_t begin = text.find('\n') + 1;
  return text.substr(begin, text.find("  output") - begin);
}

}  // namespace

TEST_CASE("equal steps are one, across definitions") {
  ModelBuilder build;
  const auto a = build.number_field("a", 2);
  const auto b = build.number_field("b", 2);
  build.output(build.define("x", build.add({a, b})));
  build.output(build.define("y", build.negate(build.add({a, b}))));
  build.output(build.define("z", build.add({b, a})));
  CHECK(steps(build) ==
        "  %0 = field a : number scale 2 i64\n"
        "  %1 = field b : number scale 2 i64\n"
        "  %2 = add %0, %1 : number scale 2 i64   # x\n"
        "  %3 = negate %2 : number scale 2 i64   # y\n"
        "  %4 = add %1, %0 : number scale 2 i64   # z\n");
}

TEST_CASE("what no result needs is no step") {
  ModelBuilder build;
  const auto a = build.number_field("a");
  const auto b = build.number_field("b");
  build.define("dead", build.add({a, b}));
  build.output(build.define("x", build.negate(a)));
  CHECK(steps(build) == "  %0 = field a : number scale 0 i64\n  %1 = negate %0 : number scale 0 i64   # x\n");
  const graph::Graph graph = graph::lower(build.rules);
  CHECK(graph.definitions[0] == graph::no_step);
  CHECK(graph.definitions[1] == 1);
}

TEST_CASE("constants are computed beforehand") {
  struct Case {
    const char* result;
    ModelBuilder::Id (*make)(ModelBuilder&);
  };
  const Case cases[] = {
      {"3.5",
       [](ModelBuilder& b) {
         return b.add({b.number("1"), b.number("2.50")});
       }},
      {"-1.5", [](ModelBuilder& b) { return b.subtract(b.number("1"), b.number("2.50")); }},
      {"-2.5", [](ModelBuilder& b) { return b.negate(b.number("2.5")); }},
      {"0.075",
       [](ModelBuilder& b) {
         return b.multiply({b.number("0.5"), b.number("0.3"), b.number("0.5")});
       }},
      {"0.3",
       [](ModelBuilder& b) {
         return b.minimum({b.number("0.5"), b.number("0.3")});
       }},
      {"0.5",
       [](ModelBuilder& b) {
         return b.maximum({b.number("0.5"), b.number("0.3")});
       }},
      {"-0.67", [](ModelBuilder& b) { return b.round(b.divide(b.number("2"), b.number("-3")), 2); }},
      {"3", [](ModelBuilder& b) { return b.round(b.number("2.5"), 0); }},
      {"2026", [](ModelBuilder& b) { return b.year(b.date(2026, 3, 1)); }},
      {"yes", [](ModelBuilder& b) { return b.less(b.divide(b.number("1"), b.number("3")), b.number("0.34")); }},
      {"no",
       [](ModelBuilder& b) {
         return b.less(b.divide(b.number("1"), b.number("3")), b.divide(b.number("-1"), b.number("-3")));
       }},
      {"yes",
       [](ModelBuilder& b) {
         return b.within(b.number("5"), in({under("0"), at_least("5")}));
       }},
      {"no", [](ModelBuilder& b) { return b.within(b.divide(b.number("1"), b.number("3")), in(at_least("0.34"))); }},
      {"no", [](ModelBuilder& b) { return b.equal(b.text("a"), b.text("b")); }},
      {"yes", [](ModelBuilder& b) { return b.compare(Operation::greater, b.yes_no(true), b.yes_no(false)); }},
      {"no",
       [](ModelBuilder& b) {
         return b.all({b.yes_no_field("f"), b.yes_no(false)});
       }},
      {"yes",
       [](ModelBuilder& b) {
         return b.any({b.yes_no_field("f"), b.negation(b.yes_no(false))});
       }},
      {"yes", [](ModelBuilder& b) { return b.within(b.number_field("f"), no_condition()); }},
  };
  for (const Case& c : cases) {
    ModelBuilder build;
    const auto x = build.define("x", c.make(build));
    build.output(x);
    const graph::Graph graph = graph::lower(build.rules);
    CHECK(graph.steps.size() == 1);
    CHECK(graph::print_text(graph, build.rules) == std::string("layer 1 results\n  output x = ") + c.result + "\n");
  }
}

TEST_CASE("constants that leave the exact range stay a step that is invalid") {
  ModelBuilder build;
  const auto most = build.number({model::int128_max, 0});
  build.output(build.define("x", build.add({most, build.number("1")})));
  build.output(build.define("y", build.round(build.divide(most, build.number("0")), 0)));
  CHECK(steps(build) ==
        "  %2 = add 170141183460469231731687303715884105727, 1 checked : number scale 0 i128   # x\n"
        "  %4 = divide 170141183460469231731687303715884105727, 0 checked : fraction\n"
        "  %5 = round %4 : number scale 0 i128   # y\n");
}

TEST_CASE("a sum with constants that is only tested is not computed") {
  ModelBuilder build;
  const auto a = build.number_field("a");
  const auto day = build.date_field("day");
  const auto one = build.number("1");
  const auto positive = [&](const auto& sum) { return build.compare(Operation::greater, sum, build.number("0")); };
  build.output(build.define("x", positive(build.subtract(build.add({build.number("0.25"), a}), one))));
  build.output(build.define("y", positive(build.subtract(day, build.date(2026, 3, 1)))));
  build.output(build.define("z", positive(build.subtract(one, a))));
  build.output(build.define("v", positive(build.add({a, a}))));
  CHECK(steps(build) ==
        "  %0 = field a : number scale 0 i64\n"
        "  %2 = within %0 [1, inf) : bits   # x\n"
        "  %3 = field day : date i64\n"
        "  %4 = within %3 [2026-03-02, inf) : bits   # y\n"
        "  %5 = subtract 1, %0 : number scale 0 i64\n"
        "  %6 = within %5 [1, inf) : bits   # z\n"
        "  %7 = add %0, %0 : number scale 0 i64\n"
        "  %8 = within %7 [1, inf) : bits   # v\n");
}

TEST_CASE("conditions shrink where their parts are constants") {
  ModelBuilder build;
  const auto a = build.yes_no_field("a");
  const auto b = build.yes_no_field("b");
  build.output(build.define("x", build.all({a, build.yes_no(true)})));
  build.output(build.define("y", build.any({build.yes_no(false), a, b, a})));
  build.output(build.define("z", build.negation(build.negation(b))));
  build.gate_at_least(2, "some", {{"yes", build.yes_no(true)}, {"a", a}, {"b", b}});
  const std::string text = graph::print_text(graph::lower(build.rules), build.rules);
  CHECK(text ==
        "layer 1 gate some\n"
        "  %1 = field a : bits   # x\n"
        "  %2 = field b : bits   # z\n"
        "  %3 = any %1, %2 : bits   # y\n"
        "  at least 2 of yes yes, a %1, b %2 -> %3\n"
        "\n"
        "layer 2 results\n"
        "  output x = %1\n  output y = %3\n  output z = %2\n");
}

TEST_CASE("comparisons with constants are ranges, and one where they mean one") {
  ModelBuilder build;
  const auto a = build.number_field("a", 2);
  const auto d = build.date_field("d");
  const auto set = build.labels({"A", "B", "C"});
  const auto l = build.label_field("l", set);
  const auto y = build.yes_no_field("y");
  build.output(build.define("1", build.greater_equal(a, build.number("5"))));
  build.output(build.define("2", build.within(a, in(at_least("5.000")))));
  build.output(build.define("3", build.less(build.number("4.999"), a)));
  build.output(build.define("4", build.compare(Operation::not_equal, a, build.number("5.005"))));
  build.output(build.define("5", build.equal(build.year(d), build.number("2026"))));
  build.output(build.define("5a", build.equal(d, build.date(2026, 1, 1))));
  build.output(build.define("5b", build.compare(Operation::not_equal, build.number_field("w"), build.number("7"))));
  build.output(build.define("5c", build.within(a, in(between(over("1"), at_most("1.25"))))));
  build.output(build.define("6", build.greater_equal(l, build.label(set, 1))));
  build.output(build.define("7", build.less(build.label(set, 1), l)));
  build.output(build.define("8", build.equal(y, build.yes_no(true))));
  build.output(build.define("9", build.equal(build.yes_no(false), y)));
  CHECK(steps(build) ==
        "  %0 = field a : number scale 2 i64\n"
        "  %1 = within %0 [5, inf) : bits   # 1, 2, 3\n"
        "  %2 = within %0 (-inf, inf) : bits   # 4\n"
        "  %3 = field d : date i64\n"
        "  %4 = within %3 [2026-01-01, 2026-12-31] : bits   # 5\n"
        "  %5 = within %3 [2026-01-01, 2026-01-01] : bits   # 5a\n"
        "  %6 = field w : number scale 0 i64\n"
        "  %7 = within %6 (-inf, 6] or [8, inf) : bits   # 5b\n"
        "  %8 = within %0 (1, 1.25] : bits   # 5c\n"
        "  %9 = field l : code\n"
        "  %10 = within %9 {A, B} : bits   # 6\n"
        "  %11 = within %9 {A} : bits   # 7\n"
        "  %12 = field y : bits   # 8\n"
        "  %13 = not %12 : bits   # 9\n");
}

TEST_CASE("bounds decide between 64 bits, 128 bits and a check") {
  ModelBuilder build;
  const auto a = build.number_field("a", 0);
  const auto b = build.number_field("b", 6);
  const auto small = build.number_field("small", 0);
  build.rules.fields[small.id].bounds = between(at_least("0"), at_most("100"));
  build.output(build.define("x", build.add({a, a, a, a, a, a, a, a, a})));
  build.output(build.define("y", build.add({a, b})));
  build.output(build.define("z", build.multiply({small, small, small})));
  const auto product = build.define("w", build.multiply({a, b}));
  build.output(product);
  build.output(build.define("v", build.multiply({product, a, small})));
  const graph::Graph graph = graph::lower(build.rules);
  const auto step = [&](std::size_t output) -> const graph::Step& {
    return graph.steps[graph.definitions[build.rules.outputs[output].definition]];
  };
  using model::Representation;
  CHECK(step(0).representation == Representation::i64);
  CHECK(step(1).representation == Representation::i128);
  CHECK(step(2).representation == Representation::i64);
  CHECK(step(2).bounds == graph::Bounds{0, 1'000'000});
  CHECK(step(3).representation == Representation::i128);
  CHECK_FALSE(step(3).checked);
  CHECK(step(3).owner == model::none);
  CHECK(step(4).checked);
  CHECK(step(4).owner == build.rules.outputs[4].definition);
  CHECK_MESSAGE(step(4).operands.size() == 3, "partial results from the left stay inside one step");
}

TEST_CASE("a quotient is compared, not computed") {
  ModelBuilder build;
  const auto a = build.number_field("a", 2);
  const auto b = build.number_field("b", 2);
  build.rules.fields[b.id].bounds = over("0");
  const auto share = build.define("share", build.divide(a, b));
  const auto table = build.table(model::HitPolicy::unique, {share}, {{"class", number_type(0)}});
  build.row(table, {in(at_least("0.5"))}, {build.number("1")});
  build.row(table, {in(under("0.5"))}, {build.number("2")});
  build.output(table[0]);
  build.output(build.define("other", build.less(share, build.divide(b, a))));
  CHECK(steps(build) ==
        "  %0 = field a : number scale 2 i64\n"
        "  %1 = field b : number scale 2 i64\n"
        "  %2 = divide %0, %1 : fraction   # share\n"
        "  %3 = segment %2 by [>= 0.5] : code\n"
        "  %4 = choose_row unique by %3: 1 0 : code\n"
        "  %7 = pick %4: 1, 2 : number scale 0 i64   # class\n"
        "  %8 = divide %1, %0 checked : fraction\n"
        "  %9 = less %2, %8 : bits   # other\n");
}

TEST_CASE("tables of few digits are indexed") {
  ModelBuilder build;
  const auto set = build.labels({"A", "B", "C"});
  const auto l = build.label_field("l", set);
  const auto y = build.yes_no_field("y");
  const auto n = build.number_field("n");
  const auto table = build.table(model::HitPolicy::unique, {l, y, n}, {{"x", number_type(0)}});
  build.row(table, {one_of({0}), is(true), no_condition()}, {build.number("1")});
  build.row(table, {one_of({1}), no_condition(), in(under("10"))}, {build.number("2")});
  build.row(table, {one_of({0, 1}), no_condition(), in(at_least("5"))}, {build.number("3")});
  build.output(table[0]);
  CHECK(steps(build) ==
        "  %0 = field l : code\n"
        "  %1 = field y : bits\n"
        "  %2 = field n : number scale 0 i64\n"
        "  %3 = segment %2 by [>= 5, >= 10] : code\n"
        // l runs slowest, then y, then the three segments of n.
        "  %4 = choose_row unique by %0, %1, %3: - 2*2 0 !*2 1 ! 2 1 ! 2 -*6 : code\n"
        "  %8 = pick %4: 1, 2, 3 : number scale 0 i64   # x\n");
}

TEST_CASE("rows that fit together and give the same results are no dispute") {
  ModelBuilder build;
  const auto n = build.number_field("n");
  const auto table = build.table(model::HitPolicy::unique, {n}, {{"x", number_type(1)}, {"y", number_type(0)}});
  build.row(table, {in(at_most("5"))}, {build.number("1"), n});
  build.row(table, {in(at_least("5"))}, {build.number("1.0"), n});
  build.otherwise(table, {build.number("0"), n});
  build.output(table[0]);
  CHECK(steps(build).find(": 0*2 1 : code") != std::string::npos);
}

TEST_CASE("first match puts the first row in, and drops what is behind a certain one") {
  ModelBuilder build;
  const auto n = build.number_field("n");
  const auto y = build.yes_no_field("y");
  const auto ladder = build.table(model::HitPolicy::first, {n}, {{"x", number_type(0)}});
  build.row(ladder, {in(at_least("10"))}, {build.number("2")});
  build.row(ladder, {in(at_least("5"))}, {build.number("1")});
  build.otherwise(ladder, {build.number("0")});
  const auto classes = build.table(model::HitPolicy::first, {}, {{"c", number_type(0)}});
  build.row(classes, {where({y})}, {build.number("1")});
  build.row(classes, {where({build.greater_equal(n, n)})}, {build.number("2")});
  build.row(classes, {where({build.yes_no(true)})}, {build.number("3")});
  build.row(classes, {where({build.equal(n, n)})}, {build.number("4")});
  build.output(ladder[0]);
  build.output(classes[0]);
  const std::string text = steps(build);
  CHECK(text.find("choose_row first by %1: 2 1 0 : code") != std::string::npos);
  CHECK(text.find("choose_row first: 0 if %7, 1 if %8, otherwise 2 : code") != std::string::npos);
}

TEST_CASE("a table whose row is the same for every record is its result") {
  ModelBuilder build;
  const auto n = build.number_field("n");
  const auto table = build.table(model::HitPolicy::unique, {build.number("7")}, {{"x", number_type(0)}});
  build.row(table, {in(under("5"))}, {build.number("1")});
  build.row(table, {in(at_least("5"))}, {n});
  build.output(table[0]);
  CHECK(steps(build) == "  %0 = field n : number scale 0 i64   # x\n");
}

namespace {

graph::Decision decision_of_ladder(int rows) {
  ModelBuilder build;
  std::vector<ModelBuilder::Id> subjects;
  for (int i = 0; i < 5; ++i) subjects.push_back(build.number_field("n" + std::to_string(i)));
  const auto table = build.table(model::HitPolicy::unique, subjects, {{"x", number_type(0)}});
  for (int row = 0; row < rows; ++row) {
    std::vector<model::Test> tests;
    for (std::size_t i = 0; i < subjects.size(); ++i) tests.push_back(in(at_least(std::to_string(row * 10).c_str())));
    build.row(table, std::move(tests), {build.number("1")});
  }
  build.output(table[0]);
  const graph::Graph graph = graph::lower(build.rules);
  REQUIRE(graph.decisions.size() == 1);
  return graph.decisions[0];
}

}  // namespace

TEST_CASE("tables with too many combinations ask row by row, long ones by a tree") {
  const graph::Decision few = decision_of_ladder(20);
  CHECK_FALSE(few.indexed);
  CHECK(few.row_tree.empty());
  CHECK(few.rows.size() == 20);
  const graph::Decision many = decision_of_ladder(40);
  CHECK(many.indexed);
  CHECK(many.row_by_index.empty());
  CHECK_FALSE(many.row_tree.empty());
  CHECK(many.rows.size() == 40);
}

TEST_CASE("each step belongs to the layer that first needs it") {
  ModelBuilder build;
  const auto a = build.number_field("a");
  const auto b = build.number_field("b");
  const auto twice = build.define("twice", build.add({a, a}));
  build.rules.applies = build.greater_equal(a, build.number("1"));
  build.gate_all("gate", {{"e", build.greater_equal(twice, build.number("4"))}});
  build.output(build.define("x", build.add({twice, b})));
  CHECK(graph::print_text(graph::lower(build.rules), build.rules) ==
        "layer 0 applies\n"
        "  %0 = field a : number scale 0 i64\n"
        "  %1 = within %0 [1, inf) : bits\n"
        "  applies %1\n"
        "\n"
        "layer 1 gate gate\n"
        "  %2 = add %0, %0 : number scale 0 i64   # twice\n"
        "  %3 = within %2 [4, inf) : bits\n"
        "  all of e %3 -> %3\n"
        "\n"
        "layer 2 results\n"
        "  %4 = field b : number scale 0 i64\n"
        "  %5 = add %2, %4 : number scale 0 i64   # x\n"
        "  output x = %5\n");
}

TEST_CASE("long chains of definitions and operations need no deep stack") {
  ModelBuilder build;
  const auto a = build.number_field("a");
  build.rules.fields[a.id].bounds = between(at_least("0"), at_most("1"));
  ModelBuilder::Id last = a;
  for (int i = 0; i < 20'000; ++i) last = build.define("x" + std::to_string(i), build.subtract(last, a));
  for (int i = 0; i < 20'000; ++i) last = build.subtract(last, a);
  build.output(build.define("end", last));
  CHECK(graph::lower(build.rules).steps.size() == 40'001);
}
