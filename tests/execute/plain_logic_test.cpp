// Three-valued conditions: every operation over operands in every state.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "engine/execute/plain.hpp"
#include "tests/support/model_builder.hpp"
#include "tests/support/outcome_text.hpp"

using namespace fenji;
using namespace fenji::test;
using execute::Evaluation;
using execute::Outcome;
using execute::Reasons;
using model::HitPolicy;
using model::Kind;
using model::Operation;
using model::State;
using Id = model::ExpressionId;

namespace {

// Conditions and numbers in every state.
struct Sources {
  ModelBuilder build;
  ModelBuilder::Field empty_yes_no = build.yes_no_field("空");
  ModelBuilder::Field bad_yes_no = build.yes_no_field("坏");
  ModelBuilder::Field empty_number = build.number_field("空数");
  ModelBuilder::Field bad_number = build.number_field("坏数");
  ModelBuilder::Field empty_date = build.date_field("空日");
  ModelBuilder::Field bad_date = build.date_field("坏日");
  // Those that are not known come last, in the order of their states.
  std::vector<Id> conditions;
  std::vector<Id> numbers;

  Sources() {
    const Id never = build.yes_no(false);
    const auto without_rows = build.table(HitPolicy::unique, {}, {{"无行", yes_no_type()}, {"无行数", number_type(0)}});
    const Id hidden = build.define("隐", build.yes_no(true), never);
    const Id hidden_number = build.define("隐数", build.number("1"), never);
    conditions = {build.yes_no(true), build.yes_no(false), hidden, without_rows[0], empty_yes_no, bad_yes_no};
    numbers = {build.number("5"), build.number("0"), hidden_number, without_rows[1], empty_number, bad_number};
  }

  Evaluation evaluate() const {
    return execute::evaluate(build.rules,
                             build.record({{bad_yes_no, invalid()}, {bad_number, invalid()}, {bad_date, invalid()}}));
  }
  std::string show(const Evaluation& evaluation, Id id) const {
    return to_text(evaluation.expressions[id], build.type_of(id), build.rules);
  }
};

// All tuples of `length` numbers below `count`.
std::vector<std::vector<std::size_t>> tuples(std::size_t length, std::size_t count) {
  std::vector<std::vector<std::size_t>> result{{}};
  for (std::size_t i = 0; i < length; ++i) {
    std::vector<std::vector<std::size_t>> longer;
    for (const auto& tuple : result) {
      for (std::size_t next = 0; next < count; ++next) {
        longer.push_back(tuple);
        longer.back().push_back(next);
      }
    }
    result = std::move(longer);
  }
  return result;
}

constexpr std::size_t yes_source = 0, no_source = 1, first_unknown = 2, source_count = 6;

// What remains of sources that are not known, in the words of outcome_text.
std::string undecided_text(const std::vector<std::size_t>& tuple, bool numbers) {
  const std::array<std::string, source_count> states{"", "", "not_applicable", "uncovered", "missing", "invalid"};
  const std::string suffix = numbers ? "数" : "";
  // In the order of Reason::Kind. Both result columns of a table name its first.
  const std::array<std::pair<std::size_t, std::string>, 3> reasons{
      {{5, " unreadable:坏" + suffix}, {4, " missing:空" + suffix}, {3, " uncovered:无行"}}};
  std::string text = states[*std::max_element(tuple.begin(), tuple.end())];
  for (const auto& [source, reason] : reasons) {
    if (std::count(tuple.begin(), tuple.end(), source) > 0) text += reason;
  }
  return text;
}

}  // namespace

TEST_CASE("all and any: what known operands decide stands, in whatever order they come") {
  Sources sources;
  struct Case {
    std::vector<std::size_t> tuple;
    Id all, any;
  };
  std::vector<Case> cases;
  for (std::size_t length = 0; length <= 4; ++length) {
    for (const auto& tuple : tuples(length, source_count)) {
      std::vector<Id> operands;
      for (std::size_t source : tuple) operands.push_back(sources.conditions[source]);
      cases.push_back({tuple, sources.build.all(operands), sources.build.any(operands)});
    }
  }
  const Evaluation evaluation = sources.evaluate();

  for (const Case& c : cases) {
    const auto count = [&](std::size_t source) { return std::count(c.tuple.begin(), c.tuple.end(), source); };
    const auto length = static_cast<std::ptrdiff_t>(c.tuple.size());
    // Neither expectation looks at the order of the tuple.
    const std::string all = count(no_source) > 0 ? "no" : count(yes_source) == length ? "yes" : undecided_text(c.tuple, false);
    const std::string any = count(yes_source) > 0 ? "yes" : count(no_source) == length ? "no" : undecided_text(c.tuple, false);
    CHECK(sources.show(evaluation, c.all) == all);
    CHECK(sources.show(evaluation, c.any) == any);
  }
  CHECK(cases.size() == 1 + 6 + 36 + 216 + 1296);
}

TEST_CASE("all and any: every order of the operands gives one outcome, whatever the nesting") {
  Sources sources;
  struct Case {
    std::array<Id, 4> same;
  };
  std::vector<Case> cases;
  for (const auto& tuple : tuples(3, source_count)) {
    const Id a = sources.conditions[tuple[0]], b = sources.conditions[tuple[1]], c = sources.conditions[tuple[2]];
    ModelBuilder& m = sources.build;
    cases.push_back({{m.all({a, b, c}), m.all({c, b, a}), m.all({a, m.all({b, c})}), m.all({m.all({c, a}), b})}});
    cases.push_back({{m.any({a, b, c}), m.any({b, c, a}), m.any({a, m.any({b, c})}), m.any({m.any({c, a}), b})}});
    // De Morgan.
    cases.push_back({{m.any({a, b}), m.any({b, a}), m.negation(m.all({m.negation(a), m.negation(b)})),
                      m.negation(m.all({m.negation(b), m.negation(a)}))}});
  }
  const Evaluation evaluation = sources.evaluate();
  for (const Case& c : cases) {
    const std::string expected = sources.show(evaluation, c.same[0]);
    for (Id id : c.same) CHECK(sources.show(evaluation, id) == expected);
  }
}

TEST_CASE("negation") {
  Sources sources;
  std::vector<Id> negations;
  for (Id condition : sources.conditions) negations.push_back(sources.build.negation(condition));
  const Evaluation evaluation = sources.evaluate();
  CHECK(sources.show(evaluation, negations[yes_source]) == "no");
  CHECK(sources.show(evaluation, negations[no_source]) == "yes");
  for (std::size_t source = first_unknown; source < source_count; ++source) {
    CHECK(sources.show(evaluation, negations[source]) == undecided_text({source}, false));
  }
}

TEST_CASE("operations with values: one operand that is not known leaves the whole undecided") {
  Sources sources;
  ModelBuilder& m = sources.build;
  struct Case {
    std::vector<std::size_t> tuple;
    Id id;
    bool numbers;
  };
  std::vector<Case> cases;
  for (const auto& tuple : tuples(2, source_count)) {
    if (tuple[0] < first_unknown && tuple[1] < first_unknown) continue;
    const Id a = sources.numbers[tuple[0]], b = sources.numbers[tuple[1]];
    for (Id id : {m.add({a, b}), m.subtract(a, b), m.multiply({a, b}), m.divide(a, b), m.minimum({a, b}), m.maximum({a, b})}) {
      cases.push_back({tuple, id, true});
    }
    for (Operation comparison : {Operation::equal, Operation::not_equal, Operation::less, Operation::less_equal,
                                 Operation::greater, Operation::greater_equal}) {
      cases.push_back({tuple, m.compare(comparison, a, b), true});
    }
    for (Operation comparison : {Operation::equal, Operation::not_equal}) {
      cases.push_back({tuple, m.compare(comparison, sources.conditions[tuple[0]], sources.conditions[tuple[1]]), false});
    }
  }
  for (const auto& tuple : tuples(3, source_count)) {
    if (*std::max_element(tuple.begin(), tuple.end()) < first_unknown) continue;
    const Id a = sources.numbers[tuple[0]], b = sources.numbers[tuple[1]], c = sources.numbers[tuple[2]];
    for (Id id : {m.add({a, b, c}), m.multiply({a, b, c}), m.minimum({a, b, c}), m.maximum({a, b, c})}) {
      cases.push_back({tuple, id, true});
    }
  }
  for (std::size_t source = first_unknown; source < source_count; ++source) {
    const Id a = sources.numbers[source];
    for (Id id : {m.negate(a), m.round(a, 2), m.within(a, in(at_least("0"))), m.within(a, in({under("1"), at_least("1")}))}) {
      cases.push_back({{source}, id, true});
    }
    cases.push_back({{source}, m.within(sources.conditions[source], is(true)), false});
  }
  const Id year_of_empty = m.year(sources.empty_date);
  const Id year_of_bad = m.year(sources.bad_date);

  const Evaluation evaluation = sources.evaluate();
  for (const Case& c : cases) CHECK(sources.show(evaluation, c.id) == undecided_text(c.tuple, c.numbers));
  CHECK(sources.show(evaluation, year_of_empty) == "missing missing:空日");
  CHECK(sources.show(evaluation, year_of_bad) == "invalid unreadable:坏日");
}

TEST_CASE("within: alternatives of one test") {
  Sources sources;
  ModelBuilder& m = sources.build;
  const Id yes = sources.conditions[yes_source], no = sources.conditions[no_source];
  const Id empty = sources.empty_yes_no, five = sources.numbers[0];
  const auto with = [](model::Test test, std::vector<Id> conditions) {
    test.conditions = std::move(conditions);
    return test;
  };
  struct Case {
    Id id;
    std::string expected;
  };
  const std::vector<Case> cases{
      {m.within(sources.empty_number, no_condition()), "yes"},
      {m.within(sources.bad_number, no_condition()), "yes"},
      {m.within(five, in(at_least("5"))), "yes"},
      {m.within(five, in(over("5"))), "no"},
      {m.within(five, in({under("5"), over("5")})), "no"},
      {m.within(five, in({under("5"), exactly("5.00")})), "yes"},
      {m.within(five, with(in(over("5")), {no})), "no"},
      {m.within(five, with(in(over("5")), {yes})), "yes"},
      {m.within(five, with(in(over("5")), {empty})), "missing missing:空"},
      {m.within(five, with(in(at_least("5")), {empty})), "yes"},
      {m.within(sources.empty_number, with(in(at_least("5")), {yes})), "yes"},
      {m.within(sources.empty_number, with(in(at_least("5")), {no})), "missing missing:空数"},
      {m.within(sources.empty_number, with(in(at_least("5")), {empty})), "missing missing:空 missing:空数"},
      {m.within(sources.bad_number, with(in(at_least("5")), {empty})), "invalid unreadable:坏数 missing:空"},
      // Conditions alone: the subject counts only where they name it.
      {m.within(sources.empty_number, where({no})), "no"},
      {m.within(sources.empty_number, where({no, yes})), "yes"},
      {m.within(sources.empty_number, where({no, empty})), "missing missing:空"},
      {m.within(yes, is(true)), "yes"},
      {m.within(yes, is(false)), "no"},
      {m.within(no, is(false)), "yes"},
      {m.within(no, one_of({0, 1})), "yes"},
  };
  const Evaluation evaluation = sources.evaluate();
  for (std::size_t i = 0; i < cases.size(); ++i) {
    CAPTURE(i);
    CHECK(sources.show(evaluation, cases[i].id) == cases[i].expected);
  }
}

TEST_CASE("given asks whether the cell holds something") {
  ModelBuilder m;
  const auto money = m.number_field("金额");
  const Id given = m.given(money);
  const Id value = m.add({money, m.number("1")});
  struct Case {
    model::Value cell;
    const char *given, *value;
  };
  for (const Case& c :
       {Case{known("5"), "yes", "6"},  //
        Case{missing(), "no", "missing missing:金额"}, Case{in_state(State::missing), "no", "missing missing:金额"},
        Case{instead_of_blank(known("0")), "no", "1"}, Case{invalid(), "invalid unreadable:金额", "invalid unreadable:金额"}}) {
    const Evaluation evaluation = execute::evaluate(m.rules, m.record({{money, c.cell}}));
    CHECK(to_text(evaluation.expressions[given], yes_no_type(), m.rules) == c.given);
    CHECK(to_text(evaluation.expressions[value], number_type(0), m.rules) == c.value);
  }
}
