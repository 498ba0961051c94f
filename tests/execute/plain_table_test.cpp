// Decision tables of both policies, with known and unknown subjects and results.
#include <doctest/doctest.h>

#include <optional>
#include <random>
#include <string>
#include <vector>

#include "engine/execute/plain.hpp"
#include "tests/support/model_builder.hpp"
#include "tests/support/outcome_text.hpp"

using namespace fenji;
using namespace fenji::test;
using execute::Evaluation;
using execute::Record;
using model::HitPolicy;
using model::none;
using Id = model::ExpressionId;

namespace {

std::string show(const ModelBuilder& m, const Evaluation& evaluation, const ModelBuilder::Definition& definition) {
  return to_text(evaluation.definitions[definition.id], m.rules.definitions[definition.id].type, m.rules);
}

std::string fits(const ModelBuilder& m, const Evaluation& evaluation, const ModelBuilder::Table& table) {
  std::string text;
  for (const execute::Outcome& fit : evaluation.tables[table.id].row_fits) {
    text += (text.empty() ? "" : ", ") + to_text(fit, yes_no_type(), m.rules);
  }
  return text;
}

// One table of two subjects, an amount and a yes/no, and what it does with cells in every state.
struct Case {
  std::optional<model::Value> amount, flag;  // empty: a cell that is empty
  const char *fits, *result;
  std::uint32_t row;
};

void check(const ModelBuilder& m, const ModelBuilder::Field& amount, const ModelBuilder::Field& flag,
           const ModelBuilder::Table& table, const std::vector<Case>& cases) {
  for (std::size_t i = 0; i < cases.size(); ++i) {
    CAPTURE(i);
    const Case& c = cases[i];
    const Record record = m.record({{amount, c.amount.value_or(missing())}, {flag, c.flag.value_or(missing())}});
    execute::Wanted results;
    results.results = true;
    const execute::PlainEvaluator evaluator(m.rules);
    for (const Evaluation& evaluation :
         {execute::evaluate(m.rules, record), evaluator.evaluate(record), evaluator.evaluate(record, results)}) {
      CHECK(fits(m, evaluation, table) == c.fits);
      CHECK(show(m, evaluation, table[0]) == c.result);
      CHECK(evaluation.tables[table.id].row == c.row);
    }
  }
}

}  // namespace

TEST_CASE("unique: a row that certainly fits stands, whatever is unknown of the others") {
  ModelBuilder m;
  const auto amount = m.number_field("金额");
  const auto flag = m.yes_no_field("签约");
  const auto grades = m.labels({"A", "B", "C"});
  const Id a = m.label(grades, 0), b = m.label(grades, 1), c = m.label(grades, 2);
  const auto table = m.table(HitPolicy::unique, {amount, flag}, {{"级别", label_type(grades)}});
  m.row(table, {in(at_least("100")), is(true)}, {a});
  m.row(table, {in(at_least("100")), no_condition()}, {b});
  m.row(table, {in(between(at_least("50"), under("100"))), is(true)}, {b});
  m.row(table, {in(between(at_least("50"), under("100"))), is(false)}, {c});
  check(
      m, amount, flag, table,
      {
          {known("60"), known(true), "no, no, yes, no", "#1", 2},
          {known("60"), known(false), "no, no, no, yes", "#2", 3},
          {known("100"), known(false), "no, yes, no, no", "#1", 1},
          {known("100"), known(true), "yes, yes, no, no", "uncovered contradiction:级别", none},
          {known("100"), {}, "missing missing:签约, yes, no, no", "#1", 1},
          {known("60"), {}, "no, no, missing missing:签约, missing missing:签约", "missing missing:签约", none},
          {known("60"), invalid(), "no, no, invalid unreadable:签约, invalid unreadable:签约", "invalid unreadable:签约", none},
          {known("10"), {}, "no, no, no, no", "uncovered uncovered:级别", none},
          {{},
           known(true),
           "missing missing:金额, missing missing:金额, missing missing:金额, no",
           "missing missing:金额",
           none},
          {{},
           {},
           "missing missing:金额 missing:签约, missing missing:金额, missing missing:金额 missing:签约, "
           "missing missing:金额 missing:签约",
           "missing missing:金额 missing:签约",
           none},
          {invalid(),
           {},
           "invalid unreadable:金额 missing:签约, invalid unreadable:金额, invalid unreadable:金额 missing:签约, "
           "invalid unreadable:金额 missing:签约",
           "invalid unreadable:金额 missing:签约",
           none},
      });
}

TEST_CASE("unique: rows that fit together and agree are no contradiction; undecided rows need not agree") {
  ModelBuilder m;
  const auto amount = m.number_field("金额");
  const auto flag = m.yes_no_field("签约");
  const auto table = m.table(HitPolicy::unique, {amount, flag}, {{"分值", number_type(2)}});
  m.row(table, {in(at_least("10")), no_condition()}, {m.number("5")});
  m.row(table, {in(at_least("10")), is(true)}, {m.number("5.00")});
  m.row(table, {in(under("10")), is(true)}, {m.number("1")});
  m.row(table, {in(under("10")), is(false)}, {m.number("1")});
  check(m, amount, flag, table,
        {
            {known("10"), known(true), "yes, yes, no, no", "5.00", 0},
            {known("10"), {}, "yes, missing missing:签约, no, no", "5.00", 0},
            // Either row would say 1, but neither certainly fits.
            {known("9"), {}, "no, no, missing missing:签约, missing missing:签约", "missing missing:签约", none},
        });
}

TEST_CASE("unique: otherwise") {
  ModelBuilder m;
  const auto amount = m.number_field("金额");
  const auto flag = m.yes_no_field("签约");
  const auto table = m.table(HitPolicy::unique, {amount, flag}, {{"分值", number_type(0)}});
  m.row(table, {in(at_least("100")), no_condition()}, {m.number("1")});
  m.row(table, {in(under("100")), is(true)}, {m.number("2")});
  m.otherwise(table, {m.number("3")});
  check(m, amount, flag, table,
        {
            {known("100"), {}, "yes, no, no", "1", 0},
            {known("99"), known(true), "no, yes, no", "2", 1},
            {known("99"), known(false), "no, no, yes", "3", 2},
            {known("99"), {}, "no, missing missing:签约, missing missing:签约", "missing missing:签约", none},
            {{}, known(false), "missing missing:金额, no, missing missing:金额", "missing missing:金额", none},
            {invalid(), known(true), "invalid unreadable:金额, invalid unreadable:金额, invalid unreadable:金额",
             "invalid unreadable:金额", none},
        });
}

TEST_CASE("the ends of ranges rule rows out, and nothing within them") {
  ModelBuilder m;
  const auto amount = m.number_field("金额", 1);
  const auto day = m.date_field("日期");
  const auto table = m.table(HitPolicy::unique, {amount, day}, {{"分值", number_type(0)}});
  const auto row = [&](model::Test of_amount, model::Test of_day) {
    m.row(table, {std::move(of_amount), std::move(of_day)}, {m.number("1")});
  };
  row(in(over("10")), no_condition());
  row(in(between(at_least("10"), at_most("10"))), no_condition());
  row(in(under("10.05")), no_condition());  // an end between two values of the field
  row(in({at_most("-5"), at_least("20")}), no_condition());
  row(in(at_least("10000000000000000000")), no_condition());
  row(in(at_most("10000000000000000000")), no_condition());
  row(no_condition(), in(at_least(as_limit(2026, 1, 1))));
  row(no_condition(), in(under(as_limit(2026, 1, 1))));
  const model::Value first = known_day(2026, 1, 1);
  const model::Value before = known_day(2025, 12, 31);
  const auto at = [](const char* text) { return known_number(*model::rescaled(decimal(text), 1)); };
  struct Ends {
    model::Value amount, day;
    const char* fits;
  };
  const Ends cases[] = {
      {at("10"), first, "no, yes, yes, no, no, yes, yes, no"},
      {at("10.1"), before, "yes, no, no, no, no, yes, no, yes"},
      {at("-5"), first, "no, no, yes, yes, no, yes, yes, no"},
      {at("20"), first, "yes, no, no, yes, no, yes, yes, no"},
      {at("10000000000000000000"), first, "yes, no, no, yes, yes, yes, yes, no"},
      {at("10000000000000000000.1"), first, "yes, no, no, yes, yes, no, yes, no"},
  };
  for (const Ends& c : cases) {
    CAPTURE(c.fits);
    const Record record = m.record({{amount, c.amount}, {day, c.day}});
    CHECK(fits(m, execute::PlainEvaluator(m.rules).evaluate(record), table) == c.fits);
    CHECK(fits(m, execute::evaluate(m.rules, record), table) == c.fits);
  }
}

TEST_CASE("first: rows that could still fire, up to the first certain one, must agree") {
  ModelBuilder m;
  const auto amount = m.number_field("金额");
  const auto flag = m.yes_no_field("签约");
  const auto grades = m.labels({"A", "B", "C"});
  const Id a = m.label(grades, 0), b = m.label(grades, 1), c = m.label(grades, 2);
  const auto table = m.table(HitPolicy::first, {amount, flag}, {{"级别", label_type(grades)}});
  m.row(table, {no_condition(), is(true)}, {a});
  m.row(table, {in(at_least("100")), no_condition()}, {a});
  m.row(table, {in(at_least("50")), no_condition()}, {b});
  m.row(table, {in(at_least("20")), no_condition()}, {c});
  check(m, amount, flag, table,
        {
            {known("100"), known(true), "yes, yes, yes, yes", "#0", 0},
            {{}, known(true), "yes, missing missing:金额, missing missing:金额, missing missing:金额", "#0", 0},
            {known("70"), known(false), "no, no, yes, yes", "#1", 2},
            {known("100"), {}, "missing missing:签约, yes, yes, yes", "#0", 1},
            {known("70"), {}, "missing missing:签约, no, yes, yes", "missing missing:签约", none},
            {known("70"), invalid(), "invalid unreadable:签约, no, yes, yes", "invalid unreadable:签约", none},
            {known("5"), {}, "missing missing:签约, no, no, no", "missing missing:签约", none},
            {known("5"), known(false), "no, no, no, no", "uncovered uncovered:级别", none},
            {{},
             known(false),
             "no, missing missing:金额, missing missing:金额, missing missing:金额",
             "missing missing:金额",
             none},
            {invalid(),
             {},
             "missing missing:签约, invalid unreadable:金额, invalid unreadable:金额, invalid unreadable:金额",
             "invalid unreadable:金额 missing:签约",
             none},
        });
}

TEST_CASE("first: otherwise is certain when it is reached") {
  ModelBuilder m;
  const auto amount = m.number_field("金额");
  const auto flag = m.yes_no_field("签约");
  const auto table = m.table(HitPolicy::first, {amount, flag}, {{"加成", number_type(2)}});
  m.row(table, {in(at_least("100")), no_condition()}, {m.number("0.20")});
  m.row(table, {in(at_least("50")), is(true)}, {m.number("0.05")});
  m.otherwise(table, {m.number("0.05")});
  check(m, amount, flag, table,
        {
            {known("10"), {}, "no, no, yes", "0.05", 2},
            {known("50"), {}, "no, missing missing:签约, missing missing:签约", "0.05", 2},
            {known("50"), known(true), "no, yes, no", "0.05", 1},
            {known("100"), {}, "yes, missing missing:签约, no", "0.20", 0},
            {{}, known(false), "missing missing:金额, no, missing missing:金额", "missing missing:金额", none},
            {{},
             {},
             "missing missing:金额, missing missing:金额 missing:签约, missing missing:金额 missing:签约",
             "missing missing:金额 missing:签约",
             none},
        });
}

TEST_CASE("first: only rows before the first certain one are named") {
  ModelBuilder m;
  const auto a = m.yes_no_field("甲"), b = m.yes_no_field("乙"), c = m.yes_no_field("丙");
  const auto table = m.table(HitPolicy::first, {a, b, c}, {{"类", number_type(0)}});
  m.row(table, {is(true), no_condition(), no_condition()}, {m.number("1")});
  m.row(table, {no_condition(), is(true), no_condition()}, {m.number("2")});
  m.row(table, {no_condition(), no_condition(), is(true)}, {m.number("3")});
  const auto result = [&](std::initializer_list<std::pair<ModelBuilder::Field, model::Value>> cells) {
    return show(m, execute::evaluate(m.rules, m.record(cells)), table[0]);
  };
  CHECK(result({{b, known(true)}}) == "missing missing:甲");
  CHECK(result({{c, known(true)}}) == "missing missing:甲 missing:乙");
  CHECK(result({{a, known(false)}, {c, known(true)}}) == "missing missing:乙");
  CHECK(result({{a, known(false)}, {b, known(false)}}) == "missing missing:丙");
  CHECK(result({{a, invalid()}, {b, known(true)}, {c, invalid()}}) == "invalid unreadable:甲");
}

TEST_CASE("result columns are decided one by one") {
  ModelBuilder m;
  const auto a = m.yes_no_field("甲"), b = m.yes_no_field("乙");
  const std::vector<ModelBuilder::Column> columns{{"级别", number_type(0)}, {"跟进", text_type()}};
  const auto first = m.table(HitPolicy::first, {a}, columns);
  m.row(first, {is(true)}, {m.number("1"), m.text("电话")});
  m.otherwise(first, {m.number("1"), m.text("放弃")});
  const auto unique = m.table(HitPolicy::unique, {a, b}, {{"级别二", number_type(0)}, {"跟进二", text_type()}});
  m.row(unique, {is(true), no_condition()}, {m.number("1"), m.text("电话")});
  m.row(unique, {no_condition(), is(true)}, {m.number("2"), m.text("电话")});

  Evaluation evaluation = execute::evaluate(m.rules, m.record({}));
  CHECK(show(m, evaluation, first[0]) == "1");
  CHECK(show(m, evaluation, first[1]) == "missing missing:甲");
  CHECK(evaluation.tables[first.id].row == 1);
  CHECK(show(m, evaluation, unique[0]) == "missing missing:甲 missing:乙");

  evaluation = execute::evaluate(m.rules, m.record({{a, known(true)}, {b, known(true)}}));
  CHECK(show(m, evaluation, unique[0]) == "uncovered contradiction:级别二");
  CHECK(show(m, evaluation, unique[1]) == "电话");
  CHECK(evaluation.tables[unique.id].row == 0);

  evaluation = execute::evaluate(m.rules, m.record({{a, known(false)}, {b, known(false)}}));
  CHECK(show(m, evaluation, unique[0]) == "uncovered uncovered:级别二");
  CHECK(show(m, evaluation, unique[1]) == "uncovered uncovered:级别二");
  CHECK(evaluation.tables[unique.id].row == none);
}

TEST_CASE("result cells that are themselves unknown") {
  ModelBuilder m;
  const auto a = m.yes_no_field("甲"), b = m.yes_no_field("乙");
  const auto x = m.number_field("数"), y = m.number_field("量");
  const auto unique = m.table(HitPolicy::unique, {a, b}, {{"值", number_type(0)}});
  m.row(unique, {is(true), no_condition()}, {x});
  m.row(unique, {no_condition(), is(true)}, {m.add({x, m.number("0")})});
  m.row(unique, {is(false), is(false)}, {y});
  const auto first = m.table(HitPolicy::first, {a}, {{"值二", number_type(0)}});
  m.row(first, {is(true)}, {x});
  m.otherwise(first, {y});

  struct {
    std::initializer_list<std::pair<ModelBuilder::Field, model::Value>> cells;
    const char *unique, *first;
  } const cases[] = {
      {{{a, known(true)}, {b, known(true)}, {x, known("7")}}, "7", "7"},
      // Both rows are missing the same cell: they agree.
      {{{a, known(true)}, {b, known(true)}}, "missing missing:数", "missing missing:数"},
      {{{a, known(true)}, {b, known(true)}, {x, invalid()}}, "invalid unreadable:数", "invalid unreadable:数"},
      {{{a, known(false)}, {b, known(false)}, {x, known("7")}}, "missing missing:量", "missing missing:量"},
      // Unknown of what it is, known that the cells would agree or not.
      {{{b, known(false)}, {x, known("7")}, {y, known("7")}}, "missing missing:甲", "7"},
      {{{b, known(false)}, {x, known("7")}, {y, known("8")}}, "missing missing:甲", "missing missing:甲"},
      {{{b, known(false)}, {x, known("7")}}, "missing missing:甲", "missing missing:甲"},
      // Missing different cells: they do not agree.
      {{{b, known(false)}}, "missing missing:甲", "missing missing:甲"},
  };
  for (const auto& c : cases) {
    const Evaluation evaluation = execute::evaluate(m.rules, m.record(c.cells));
    CHECK(show(m, evaluation, unique[0]) == c.unique);
    CHECK(show(m, evaluation, first[0]) == c.first);
  }
}

TEST_CASE("result cells stand at the scale of their column, and leave the exact range there") {
  ModelBuilder m;
  const auto flag = m.yes_no_field("签约");
  const auto table = m.table(HitPolicy::unique, {flag}, {{"首", number_type(1)}, {"次", number_type(2)}});
  const Id huge = m.number(model::Decimal{model::int128_max, 0}), less = m.number(model::Decimal{model::int128_max - 1, 0});
  m.row(table, {is(true)}, {m.number("5"), huge});
  m.row(table, {is(true)}, {m.number("5.0"), less});
  m.row(table, {is(false)}, {m.number("7"), m.number("7.5")});
  Evaluation evaluation = execute::evaluate(m.rules, m.record({{flag, known(true)}}));
  CHECK(show(m, evaluation, table[0]) == "5.0");
  CHECK(show(m, evaluation, table[1]) == "invalid out_of_range:次");
  evaluation = execute::evaluate(m.rules, m.record({{flag, known(false)}}));
  CHECK(show(m, evaluation, table[0]) == "7.0");
  CHECK(show(m, evaluation, table[1]) == "7.50");
}

TEST_CASE("subjects, tests and cells of every type") {
  ModelBuilder m;
  const auto grades = m.labels({"A", "B"});
  const auto kind = m.label_field("类型", grades);
  const auto due = m.date_field("到期");
  const auto sold = m.number_field("成交额", 2), total = m.number_field("总额", 2);
  const auto limit = m.number_field("界限");
  const Id share = m.divide(sold, total);
  const auto table = m.table(HitPolicy::unique, {kind, due, share}, {{"比", quotient_type()}, {"日", date_type()}});
  m.row(table, {one_of({0}), in(under(as_limit(2026, 7, 1))), in(at_least("0.5"))}, {share, due});
  m.row(table, {one_of({0}), in(at_most(as_limit(2026, 6, 30))), in(at_least("0.5"))},
        {m.divide(m.multiply({sold, m.number("2")}), m.multiply({total, m.number("2")})), m.date(2026, 6, 30)});
  m.row(table, {one_of({0, 1}), no_condition(), where({m.less(share, m.number("0.5"))})}, {m.number("0.50"), due});
  // No subject: a classification by conditions alone.
  const auto classes = m.table(HitPolicy::first, {}, {{"分类", label_type(grades)}});
  m.row(classes, {where({m.greater_equal(sold, limit), m.equal(kind, m.label(grades, 0))})}, {m.label(grades, 0)});
  m.otherwise(classes, {m.label(grades, 1)});

  Evaluation evaluation = execute::evaluate(
      m.rules, m.record({{kind, known_label(0)}, {due, known_day(2026, 6, 30)}, {sold, known("2")}, {total, known("3")}}));
  CHECK(show(m, evaluation, table[0]) == "2.00/3.00");  // 4/6 is the same
  CHECK(show(m, evaluation, table[1]) == "d" + std::to_string(model::day_from_civil(2026, 6, 30)));
  CHECK(show(m, evaluation, classes[0]) == "#0");

  evaluation = execute::evaluate(m.rules, m.record({{kind, known_label(1)}, {sold, known("1")}, {total, known("3")}}));
  CHECK(show(m, evaluation, table[0]) == "0.50/1");
  CHECK(show(m, evaluation, table[1]) == "missing missing:到期");
  CHECK(show(m, evaluation, classes[0]) == "missing missing:界限");

  evaluation = execute::evaluate(m.rules, m.record({{kind, known_label(1)}, {sold, known("1")}, {total, known("0")}}));
  CHECK(show(m, evaluation, table[0]) == "invalid out_of_range:比");
  CHECK(show(m, evaluation, table[1]) == "invalid out_of_range:比");
}

namespace {

// A random table over four yes/no fields.
struct RandomTable {
  ModelBuilder m;
  std::vector<ModelBuilder::Field> fields;
  ModelBuilder::Table table;

  RandomTable(HitPolicy policy, std::mt19937& random) {
    for (const char* name : {"甲", "乙", "丙", "丁"}) fields.push_back(m.yes_no_field(name));
    table = m.table(policy, {fields[0], fields[1], m.all({fields[2], m.negation(fields[0])})}, {{"果", yes_no_type()}});
    const std::size_t rows = 1 + random() % 4;
    std::vector<Id> cells{m.yes_no(true), m.yes_no(false)};
    // In a unique table a result that is missing contradicts one that is known, until it is filled in.
    if (policy == HitPolicy::first) cells.push_back(fields[3]);
    for (std::size_t row = 0; row < rows; ++row) {
      std::vector<model::Test> tests;
      for (int i = 0; i < 3; ++i) tests.push_back(random() % 2 == 0 ? no_condition() : is(random() % 2 == 0));
      m.row(table, tests, {cells[random() % cells.size()]});
    }
    if (random() % 2 == 0) m.otherwise(table, {cells[random() % cells.size()]});
  }

  std::string result(const std::vector<model::Value>& cells) const {
    Record record = m.record({});
    for (std::size_t i = 0; i < fields.size(); ++i) m.set(record, fields[i], cells[i]);
    return show(m, execute::evaluate(m.rules, record), table[0]);
  }
};

// Calls `visit` with every way to fill in the cells that are missing.
template <typename Visit>
void each_completion(std::vector<model::Value> cells, const Visit& visit) {
  for (model::Value& cell : cells) {
    if (cell.state == model::State::known) continue;
    for (bool yes : {false, true}) {
      cell = known(yes);
      each_completion(cells, visit);
    }
    return;
  }
  visit(cells);
}

}  // namespace

TEST_CASE("what stands with cells missing stands however they are filled in") {
  std::mt19937 random(7);
  int decided = 0, undecided = 0;
  for (int i = 0; i < 300; ++i) {
    const bool first = i % 2 == 0;
    const RandomTable table(first ? HitPolicy::first : HitPolicy::unique, random);
    for (int j = 0; j < 12; ++j) {
      std::vector<model::Value> cells;
      for (std::size_t field = 0; field < 4; ++field) {
        cells.push_back(random() % 2 == 0 ? missing() : known(random() % 2 == 0));
      }
      const std::string result = table.result(cells);
      const bool known_result = !result.starts_with("missing");
      (known_result ? decided : undecided)++;
      each_completion(cells, [&](const std::vector<model::Value>& filled) {
        const std::string completed = table.result(filled);
        CHECK(!completed.starts_with("missing"));
        if (!known_result) return;
        // A unique table leaves aside what is unknown; filled in, it may turn out to contradict the row that fits.
        CHECK((completed == result || (!first && completed == "uncovered contradiction:果")));
      });
    }
  }
  CHECK(decided > 500);
  CHECK(undecided > 500);
}
