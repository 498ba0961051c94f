// Whole records through the plain evaluator: definitions, layers, status and reasons.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "engine/execute/plain.hpp"
#include "engine/execute/plain_owners.hpp"
#include "tests/support/model_builder.hpp"
#include "tests/support/outcome_text.hpp"

using namespace fenji;
using namespace fenji::test;
using execute::Evaluation;
using execute::Record;
using execute::Status;
using model::HitPolicy;
using model::Kind;
using model::State;
using Id = model::ExpressionId;

namespace {

std::string show(const ModelBuilder& m, const Evaluation& evaluation, const ModelBuilder::Definition& definition) {
  return to_text(evaluation.definitions[definition.id], m.rules.definitions[definition.id].type, m.rules);
}

// `ineligible 1 failed:有预算`: status, layer, reasons.
std::string verdict(const ModelBuilder& m, const Evaluation& evaluation) {
  const std::string reasons = to_text(evaluation.reasons, m.rules);
  return std::string(execute::status_name(evaluation.status)) + " " + std::to_string(evaluation.layer) +
         (reasons.empty() ? "" : " " + reasons);
}

using Cells = std::initializer_list<std::pair<ModelBuilder::Field, model::Value>>;

}  // namespace

TEST_CASE("when") {
  ModelBuilder m;
  const auto stage = m.yes_no_field("合作"), other = m.yes_no_field("停用");
  const auto amount = m.number_field("金额"), volume = m.number_field("总额");
  const Id when = m.all({stage, m.negation(other)});
  const auto share = m.define("份额", m.divide(amount, volume), when);
  const auto grade = m.table(HitPolicy::unique, {share}, {{"级别", number_type(0)}}, when);
  m.row(grade, {in(at_least("0.5"))}, {m.number("1")});
  m.row(grade, {in(under("0.5"))}, {m.number("2")});
  const auto next = m.define("下一步", m.add({grade[0], m.number("1")}));

  struct {
    Cells cells;
    const char *share, *grade, *next;
  } const cases[] = {
      {{{stage, known(true)}, {other, known(false)}, {amount, known("1")}, {volume, known("2")}}, "1/2", "1", "2"},
      {{{stage, known(true)}, {other, known(false)}, {amount, known("1")}},
       "missing missing:总额",
       "missing missing:总额",
       "missing missing:总额"},
      {{{stage, known(true)}, {other, known(false)}, {amount, known("1")}, {volume, known("0")}},
       "invalid out_of_range:份额",
       "invalid out_of_range:份额",
       "invalid out_of_range:份额"},
      // Not applicable is no fault, whatever the body would be.
      {{{stage, known(false)}, {amount, invalid()}}, "not_applicable", "not_applicable", "not_applicable"},
      {{{stage, known(false)}, {amount, known("1")}, {volume, known("0")}},
       "not_applicable",
       "not_applicable",
       "not_applicable"},
      {{{other, known(true)}}, "not_applicable", "not_applicable", "not_applicable"},
      // An undecided condition alone counts, not the body.
      {{{stage, known(true)}, {amount, invalid()}}, "missing missing:停用", "missing missing:停用", "missing missing:停用"},
      {{{stage, invalid()}, {amount, known("1")}, {volume, known("2")}},
       "invalid unreadable:合作 missing:停用",
       "invalid unreadable:合作 missing:停用",
       "invalid unreadable:合作 missing:停用"},
  };
  for (const auto& c : cases) {
    const Evaluation evaluation = execute::evaluate(m.rules, m.record(c.cells));
    CHECK(show(m, evaluation, share) == c.share);
    CHECK(show(m, evaluation, grade[0]) == c.grade);
    CHECK(show(m, evaluation, next) == c.next);
  }
}

TEST_CASE("a field that carries a number over the whole list may be not applicable") {
  ModelBuilder m;
  const auto rank = m.number_field("名次");
  const auto next = m.define("下一名", m.add({rank, m.number("1")}));
  const auto top = m.define("居前", m.less(rank, m.number("3")));
  Record record = m.record({});
  record.fields[rank.id] = in_state(State::not_applicable);
  const Evaluation evaluation = execute::evaluate(m.rules, record);
  CHECK(show(m, evaluation, next) == "not_applicable");
  CHECK(show(m, evaluation, top) == "not_applicable");
  record.fields[rank.id] = in_state(State::uncovered);
  CHECK(show(m, execute::evaluate(m.rules, record), next) == "uncovered undetermined:名次");
}

TEST_CASE("overrides replace what a definition says, and its when") {
  ModelBuilder m;
  const auto field = m.number_field("数");
  const auto never = m.yes_no(false);
  const auto base = m.define("基础", m.add({field, m.number("0.00")}), never);
  const auto doubled = m.define("加倍", m.multiply({base, m.number("2")}));
  struct {
    model::Value value;
    const char *base, *doubled;
  } const cases[] = {
      {known("3"), "3.00", "6.00"},
      {known("3.1"), "3.10", "6.20"},
      {in_state(State::not_applicable), "not_applicable", "not_applicable"},
      {in_state(State::missing), "missing", "missing"},
      {in_state(State::uncovered), "uncovered uncovered:基础", "uncovered uncovered:基础"},
      {invalid(), "invalid out_of_range:基础", "invalid out_of_range:基础"},
      {known_number({model::int128_max, 0}), "invalid out_of_range:基础", "invalid out_of_range:基础"},
      {known_number({model::int128_max, 2}), "1701411834604692317316873037158841057.27", "invalid out_of_range:加倍"},
  };
  for (const auto& c : cases) {
    Record record = m.record({});
    ModelBuilder::override_with(record, base, c.value);
    const Evaluation evaluation = execute::evaluate(m.rules, record);
    CHECK(show(m, evaluation, base) == c.base);
    CHECK(show(m, evaluation, doubled) == c.doubled);
  }
  Record shorter = m.record({{field, known("1")}});
  ModelBuilder::override_with(shorter, base, known("1"));
  CHECK(show(m, execute::evaluate(m.rules, shorter), doubled) == "2.00");
  CHECK(show(m, execute::evaluate(m.rules, m.record({})), doubled) == "not_applicable");
}

TEST_CASE("gates: all") {
  ModelBuilder m;
  const auto a = m.yes_no_field("甲"), b = m.yes_no_field("乙"), c = m.yes_no_field("丙");
  m.gate_all("准入", {{"有甲", a}, {"有乙", b}, {"有丙", c}});
  const auto yes = known(true), no = known(false);
  struct {
    Cells cells;
    const char *passed, *verdict;
  } const cases[] = {
      {{{a, yes}, {b, yes}, {c, yes}}, "yes", "rated 2"},
      {{{a, yes}, {b, no}, {c, yes}}, "no", "ineligible 1 failed:有乙"},
      {{{a, no}, {b, yes}, {c, no}}, "no", "ineligible 1 failed:有甲 failed:有丙"},
      // False elements decide; what is missing beside them is not named.
      {{{c, no}}, "no", "ineligible 1 failed:有丙"},
      {{{a, invalid()}, {c, no}}, "no", "ineligible 1 failed:有丙"},
      {{{a, yes}, {c, yes}}, "missing missing:乙", "incomplete 1 missing:乙"},
      {{{a, yes}}, "missing missing:乙 missing:丙", "incomplete 1 missing:乙 missing:丙"},
      {{{b, invalid()}, {c, yes}}, "invalid unreadable:乙 missing:甲", "invalid 1 unreadable:乙 missing:甲"},
  };
  for (const auto& t : cases) {
    const Evaluation evaluation = execute::evaluate(m.rules, m.record(t.cells));
    CHECK(to_text(evaluation.gates.at(0).passed, yes_no_type(), m.rules) == t.passed);
    CHECK(verdict(m, evaluation) == t.verdict);
  }
}

TEST_CASE("gates: at least two of three, over all states") {
  ModelBuilder m;
  const std::vector<ModelBuilder::Field> fields{m.yes_no_field("甲"), m.yes_no_field("乙"), m.yes_no_field("丙")};
  m.gate_at_least(2, "准入", {{"甲", fields[0]}, {"乙", fields[1]}, {"丙", fields[2]}});
  const std::vector<model::Value> cells{known(true), known(false), missing(), invalid()};
  for (std::size_t code = 0; code < 64; ++code) {
    const std::size_t picks[] = {code % 4, code / 4 % 4, code / 16};
    Record record = m.record({});
    std::size_t counts[4] = {};
    std::string failed, unreadable, empty;
    for (std::size_t i = 0; i < 3; ++i) {
      m.set(record, fields[i], cells[picks[i]]);
      ++counts[picks[i]];
      const std::string& name = m.rules.fields[i].name;
      if (picks[i] == 1) failed += " failed:" + name;
      if (picks[i] == 2) empty += " missing:" + name;
      if (picks[i] == 3) unreadable += " unreadable:" + name;
    }
    const std::string expected = counts[0] >= 2   ? "rated 2"
                                 : counts[1] >= 2 ? "ineligible 1" + failed
                                 : counts[3] > 0  ? "invalid 1" + unreadable + empty
                                                  : "incomplete 1" + empty;
    CAPTURE(code);
    CHECK(verdict(m, execute::evaluate(m.rules, record)) == expected);
  }
}

TEST_CASE("layers: the first that is false or undecided settles the record") {
  ModelBuilder m;
  const auto line = m.yes_no_field("适用"), need = m.yes_no_field("需求"), budget = m.yes_no_field("预算");
  const auto amount = m.number_field("金额");
  m.rules.applies = line;
  m.gate_all("一", {{"有需求", need}});
  m.gate_at_least(1, "二", {{"有预算", budget}, {"免预算", m.yes_no(false)}});
  const auto score = m.define("得分", m.add({amount, m.number("1")}));
  m.output(amount);
  m.output(score);
  const auto yes = known(true), no = known(false);
  struct {
    Cells cells;
    const char* verdict;
  } const cases[] = {
      {{{line, yes}, {need, yes}, {budget, yes}, {amount, known("1")}}, "rated 3"},
      {{{line, yes}, {need, yes}, {budget, yes}}, "incomplete 3 missing:金额"},
      {{{line, yes}, {need, yes}, {budget, yes}, {amount, invalid()}}, "invalid 3 unreadable:金额"},
      {{{line, no}, {need, no}, {amount, invalid()}}, "not_applicable 0"},
      {{{need, no}, {amount, invalid()}}, "incomplete 0 missing:适用"},
      {{{line, invalid()}, {need, no}}, "invalid 0 unreadable:适用"},
      {{{line, yes}, {need, no}, {budget, no}}, "ineligible 1 failed:有需求"},
      {{{line, yes}, {budget, no}}, "incomplete 1 missing:需求"},
      {{{line, yes}, {need, yes}, {budget, no}}, "ineligible 2 failed:有预算 failed:免预算"},
      {{{line, yes}, {need, yes}}, "incomplete 2 missing:预算"},
  };
  for (const auto& c : cases) {
    const Evaluation evaluation = execute::evaluate(m.rules, m.record(c.cells));
    CHECK(verdict(m, evaluation) == c.verdict);
    CHECK(evaluation.gates.size() == 2);
  }

  // Hidden results are computed all the same.
  const Evaluation hidden = execute::evaluate(m.rules, m.record({{line, no}, {amount, known("41")}}));
  CHECK(show(m, hidden, score) == "42");
  CHECK(to_text(hidden.gates[1].elements[1], yes_no_type(), m.rules) == "no");
}

TEST_CASE("layers: what counts as passed") {
  ModelBuilder m;
  const auto line = m.yes_no_field("适用"), need = m.yes_no_field("需求"), budget = m.yes_no_field("预算");
  m.rules.applies = line;
  m.gate_all("一", {{"有需求", need}});
  m.gate_all("二", {{"有预算", budget}});
  Record record = m.record({{line, known(false)}, {need, known(false)}});
  CHECK(verdict(m, execute::evaluate(m.rules, record)) == "not_applicable 0");
  record.passed_applies = true;
  CHECK(verdict(m, execute::evaluate(m.rules, record)) == "ineligible 1 failed:有需求");
  record.passed_gates = {true};
  CHECK(verdict(m, execute::evaluate(m.rules, record)) == "incomplete 2 missing:预算");
  record.passed_gates = {true, true};
  const Evaluation evaluation = execute::evaluate(m.rules, record);
  CHECK(verdict(m, evaluation) == "rated 3");
  CHECK(to_text(evaluation.applies, yes_no_type(), m.rules) == "yes");
  CHECK(to_text(evaluation.gates[0].passed, yes_no_type(), m.rules) == "yes");
  CHECK(to_text(evaluation.gates[0].elements[0], yes_no_type(), m.rules) == "no");
  CHECK(to_text(evaluation.gates[1].elements[0], yes_no_type(), m.rules) == "missing missing:预算");
}

TEST_CASE("a layer that hangs on results that are uncovered, contradictory, out of range or not applicable") {
  ModelBuilder m;
  const auto number = m.number_field("数");
  const auto table = m.table(HitPolicy::unique, {number}, {{"表", yes_no_type()}});
  m.row(table, {in(at_least("10"))}, {m.yes_no(true)});
  m.row(table, {in(at_least("20"))}, {m.yes_no(false)});
  const auto hidden = m.define("隐", m.yes_no(true), m.within(number, in(at_least("10"))));
  const Id ratio = m.greater_equal(m.divide(m.number("1"), m.subtract(number, m.number("10"))), m.number("0"));
  m.rules.applies = m.any({m.within(number, in(over("100"))), m.all({table[0], ratio})});
  m.gate_all("准入", {{"隐", hidden}});
  struct {
    const char *number, *verdict;
  } const cases[] = {
      {"15", "rated 2"},         {"10", "invalid 0 out_of_range:none"},
      {"5", "not_applicable 0"}, {"20", "uncovered 0 contradiction:表"},
      {"101", "rated 2"},
  };
  for (const auto& c : cases) {
    CHECK(verdict(m, execute::evaluate(m.rules, m.record({{number, known(c.number)}}))) == c.verdict);
  }
  m.rules.applies = m.any({m.within(number, in(over("100"))), table[0]});
  CHECK(verdict(m, execute::evaluate(m.rules, m.record({{number, known("5")}}))) == "uncovered 0 uncovered:表");
  m.rules.applies = model::none;
  CHECK(verdict(m, execute::evaluate(m.rules, m.record({{number, known("5")}}))) == "uncovered 1");
}

TEST_CASE("status by outputs: the greatest state decides, the reasons are those of all") {
  ModelBuilder m;
  const auto empty = m.number_field("空"), bad = m.number_field("坏");
  const auto gap = m.table(HitPolicy::unique, {}, {{"缺", number_type(0)}});
  // In the order of State; every set of them is tried as output.
  const std::vector<ModelBuilder::Definition> definitions{
      m.define("知", m.number("1")), m.define("隐", m.number("1"), m.yes_no(false)), gap[0], m.define("空值", m.add({empty})),
      m.define("坏值", m.add({bad, empty}))};
  const std::vector<std::string> statuses{"rated 1", "not_applicable 1", "uncovered 1", "incomplete 1", "invalid 1"};
  const Record record = m.record({{bad, invalid()}});
  for (std::size_t set = 0; set < 32; ++set) {
    m.rules.outputs.clear();
    std::string expected = "rated 1";
    for (std::size_t i = 0; i < definitions.size(); ++i) {
      if ((set >> i & 1) == 0) continue;
      m.output(definitions[i]);
      if (i != 1 || (set & 1) == 0) expected = statuses[i];
    }
    if (set & 16) expected += " unreadable:坏";
    if (set & 24) expected += " missing:空";
    if (set & 4) expected += " uncovered:缺";
    CAPTURE(set);
    CHECK(verdict(m, execute::evaluate(m.rules, record)) == expected);
  }
  m.rules.outputs.clear();
  m.output(bad);  // a field is shown as it is, and settles nothing
  CHECK(verdict(m, execute::evaluate(m.rules, record)) == "rated 1");
}

TEST_CASE("to which definition arithmetic belongs") {
  ModelBuilder m;
  const auto number = m.number_field("数");
  // Each of these divides by zero where its own number is `number`.
  const auto fails_at = [&](const char* at) { return m.divide(m.number("1"), m.subtract(number, m.number(at))); };
  const auto positive_at = [&](const char* at) { return m.greater_equal(fails_at(at), m.number("-1000")); };
  const auto alone = m.define("独", m.round(fails_at("1"), 2), positive_at("2"));
  const auto table = m.table(HitPolicy::first, {m.round(fails_at("3"), 2)}, {{"首", number_type(2)}, {"次", number_type(2)}});
  m.row(table, {where({m.negation(positive_at("4"))})}, {m.number("99.00"), m.number("99.00")});
  m.row(table, {in(at_least("-1000"))}, {m.round(fails_at("5"), 2), m.round(fails_at("6"), 2)});
  m.rules.definitions[table[1].id].when = positive_at("7");
  const auto user = m.define("用", m.add({alone, table[0]}));
  const Id nested = m.within(m.number("1"), where({positive_at("8")}));
  const auto inner = m.define("内", nested);
  m.rules.applies = positive_at("9");
  m.gate_all("准入", {{"元", positive_at("10")}});

  struct {
    const char *number, *alone, *first, *second, *inner;
  } const cases[] = {
      {"1", "独", "", "", ""},   {"2", "独", "", "", ""}, {"3", "", "首", "首", ""},
      {"4", "", "首", "首", ""}, {"5", "", "首", "", ""}, {"6", "", "", "次", ""},
      {"7", "", "", "首", ""},   {"8", "", "", "", "内"}, {"11", "", "", "", ""},
  };
  for (const auto& c : cases) {
    CAPTURE(c.number);
    const Evaluation evaluation = execute::evaluate(m.rules, m.record({{number, known(c.number)}}));
    const auto check = [&](const ModelBuilder::Definition& definition, const std::string& owner) {
      const execute::Outcome& outcome = evaluation.definitions[definition.id];
      if (owner.empty()) {
        CHECK(outcome.value.state == State::known);
      } else {
        CHECK(to_text(outcome, number_type(0), m.rules) == "invalid out_of_range:" + owner);
      }
    };
    check(alone, c.alone);
    check(table[0], c.first);
    check(table[1], c.second);
    check(inner, c.inner);
    const bool user_known = std::string(c.alone).empty() && std::string(c.first).empty();
    CHECK((evaluation.definitions[user.id].value.state == State::known) == user_known);
  }
  const auto verdict_at = [&](const char* at) {
    return verdict(m, execute::evaluate(m.rules, m.record({{number, known(at)}})));
  };
  CHECK(verdict_at("9") == "invalid 0 out_of_range:none");
  CHECK(verdict_at("10") == "invalid 1 out_of_range:none");
}

TEST_CASE("what definitions share belongs to the first of them") {
  ModelBuilder m;
  const Id shared = m.divide(m.number("1"), m.number("0"));
  const Id unused = m.number("1");
  const auto first = m.define("先", m.round(shared, 1));
  const auto second = m.define("后", m.round(shared, 2));
  const auto owners = execute::plain::owners(m.rules);
  CHECK(owners[shared] == first.id);
  CHECK(owners[m.rules.definitions[second.id].expression] == second.id);
  CHECK(owners[unused] == model::none);
  const Evaluation evaluation = execute::evaluate(m.rules, m.record({}));
  CHECK(show(m, evaluation, second) == "invalid out_of_range:先");
}

TEST_CASE("a definition has the scale of its own type") {
  ModelBuilder m;
  const auto field = m.number_field("数", 1);
  const auto wider = m.define("宽", m.negate(field));
  m.rules.definitions[wider.id].type.scale = 3;
  m.rules.expressions[wider.expression].type.scale = 3;
  CHECK(show(m, execute::evaluate(m.rules, m.record({{field, known("2.5")}})), wider) == "-2.500");
  const Evaluation overflow = execute::evaluate(m.rules, m.record({{field, known_number({model::int128_max, 1})}}));
  CHECK(show(m, overflow, wider) == "invalid out_of_range:宽");
}
