#include "engine/execute/executor.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "engine/graph/lower.hpp"
#include "tests/support/model_builder.hpp"
#include "tests/support/outcome_text.hpp"

using namespace fenji;
using namespace fenji::execute;
using namespace fenji::test;
using model::HitPolicy;

namespace {

// Runs lists of cells, as they stand in a file, through a reader and an executor.
class Runner {
 public:
  explicit Runner(const ModelBuilder& build, std::size_t capacity = 4) : rules_(build.rules), graph_(graph::lower(rules_)) {
    for (model::Field& field : rules_.fields) field.used = true;
    reader_ = std::make_unique<columns::BatchReader>(rules_, capacity);
    executor_ = std::make_unique<Executor>(graph_, rules_, capacity);
  }

  // A line for each record: `rated 3/90 A`, `incomplete [missing:a]`; results that are hidden are `*`.
  std::string run(const std::vector<std::vector<std::string_view>>& records) {
    std::string text;
    for (std::size_t begin = 0; begin < records.size(); begin += executor_->capacity()) {
      const std::size_t rows = std::min(executor_->capacity(), records.size() - begin);
      std::vector<std::string_view> cells;
      for (std::size_t row = begin; row < begin + rows; ++row)
        cells.insert(cells.end(), records[row].begin(), records[row].end());
      std::vector<columns::CellColumn> columns;
      for (std::size_t field = 0; field < rules_.fields.size(); ++field) {
        columns.push_back({cells.data() + field, rules_.fields.size()});
      }
      const BatchResult& result = executor_->execute(reader_->read(columns, rows));
      for (std::size_t row = 0; row < rows; ++row) text += line(result, row);
    }
    return text;
  }

 private:
  std::string line(const BatchResult& result, std::size_t row) const {
    std::string text(status_name(result.statuses[row]));
    const Reasons reasons(result.reasons(row).begin(), result.reasons(row).end());
    if (!reasons.empty()) text += " [" + to_text(reasons, rules_) + "]";
    for (const ResultColumn& column : result.outputs) {
      if (column.definition == model::none) continue;
      const model::Value value = value_at(column, row);
      const bool known = value.state == model::State::known;
      text += " " + (result.hidden(column, row) ? "*"
                     : known                    ? model::to_text(value, column.type, rules_, Language::english)
                                                : "-");
    }
    for (std::size_t plan = 0; plan < rules_.plans.size(); ++plan) {
      const std::uint32_t fired = result.plan_row(plan, row);
      text += fired == model::none ? " no row" : " row " + std::to_string(fired);
    }
    return text + "\n";
  }

  model::Rules rules_;
  graph::Graph graph_;
  std::unique_ptr<columns::BatchReader> reader_;
  std::unique_ptr<Executor> executor_;
};

model::Type percent_type() {
  model::Type type = number_type(8);
  type.percent = true;
  return type;
}

model::Type money_type() {
  model::Type type = number_type(6);
  type.unit = model::money_unit();
  return type;
}

// 政府客户: the scorecard, bonus and grade of the policy, behind two of its four elements.
ModelBuilder government() {
  ModelBuilder build;
  const auto need = build.yes_no_field("need");
  const auto budget = build.field("budget", money_type());
  const auto sales = build.field("sales", money_type());
  const auto margin = build.field("margin", percent_type());
  const auto history = build.field("history", money_type());
  build.rules.fields[history.id].blank_means = known_number({0, 6});
  build.gate_all("elements", {{"need", need}, {"budget", build.greater_equal(budget, build.number("100000"))}});

  const auto points = [&](const char* name, ModelBuilder::Id subject, const std::vector<model::Interval>& bands) {
    const auto table = build.table(HitPolicy::unique, {subject}, {{name, number_type(0)}});
    const char* const values[] = {"100", "90", "80", "70", "60"};
    for (std::size_t i = 0; i < bands.size(); ++i) build.row(table, {in(bands[i])}, {build.number(values[i])});
    return table[0];
  };
  const auto difference = build.define("difference", build.subtract(margin, build.number("0.35")));
  const auto by_sales = points(
      "points by sales", sales,
      {at_least("8000000"), between(at_least("4000000"), under("8000000")), between(at_least("2000000"), under("4000000")),
       between(at_least("1000000"), under("2000000")), under("1000000")});
  const auto by_margin =
      points("points by margin", difference,
             {at_least("0.10"), between(at_least("-0.03"), under("0.10")), between(over("-0.10"), under("-0.03")),
              between(over("-0.20"), at_most("-0.10")), at_most("-0.20")});
  const auto base = build.define(
      "base", build.add({build.multiply({by_sales, build.number("0.5")}), build.multiply({by_margin, build.number("0.5")})}));
  const auto bonus = build.table(HitPolicy::first, {history}, {{"bonus", number_type(2)}});
  build.row(bonus, {in(at_least("4000000"))}, {build.number("0.20")});
  build.row(bonus, {in(at_least("2000000"))}, {build.number("0.10")});
  build.row(bonus, {in(over("0"))}, {build.number("0.05")});
  build.otherwise(bonus, {build.number("0")});
  const auto score = build.define("score", build.multiply({base, build.add({build.number("1"), bonus[0]})}));

  const auto grades = build.labels({"A", "B", "C", "D"});
  const auto grade = build.table(HitPolicy::unique, {score}, {{"grade", label_type(grades)}});
  build.row(grade, {in(at_least("90"))}, {build.label(grades, 0)});
  build.row(grade, {in(between(at_least("80"), under("90")))}, {build.label(grades, 1)});
  build.row(grade, {in(between(at_least("70"), under("80")))}, {build.label(grades, 2)});
  build.row(grade, {in(under("70"))}, {build.label(grades, 3)});

  const auto cells = build.labels({"weekly", "monthly", "monthly", "none"});
  const auto visits = build.table(HitPolicy::unique, {grade[0]}, {{"visits/manager", label_type(cells)}});
  for (std::uint32_t row = 0; row < 4; ++row) build.row(visits, {one_of({row})}, {build.label(cells, row)});
  build.rules.plans.push_back({"visits", visits.id, {{"manager", visits[0].id, {}}}, {}});

  build.output(need);
  build.output(score);
  build.output(grade[0]);
  for (model::Definition& definition : build.rules.definitions) definition.layer = 2;
  return build;
}

}  // namespace

TEST_CASE("the government policy's own figures") {
  const std::vector<std::vector<std::string_view>> records{{"是", "10万", "4000000", "20%", "150万"},
                                                           {"Y", "100000", "8000000", "45%", "0"},
                                                           {"yes", "12万", "7999999.99", "44.99%", "0"},
                                                           {"1", "12万", "3999999.99", "25%", "4000000"},
                                                           {"√", "12万", "1000000", "15%", "2000000"},
                                                           {"是", "1亿", "999999.99", "15.01%", "1999999.99"},
                                                           {"是", "1亿", "2000000", "31.99%", ""},
                                                           {"是", "1亿", "8,000,000", "45%", "400万元"},
                                                           {"否", "99999.99", "8000000", "45%", "0"},
                                                           {"是", "", "8000000", "45%", "0"},
                                                           {"否", "", "", "", ""},
                                                           {"是", "x", "8000000", "45%", "0"},
                                                           {"是", "10万", "8000000", "0.45", "0"},
                                                           {"是", "10万", "", "x", "-"},
                                                           {"是", "10万", "8000000", "45%", "-0.01"}};
  const std::string expected =
      "rated 84 B row 1\n"
      "rated 100 A row 0\n"
      "rated 90 A row 0\n"
      "rated 90 A row 0\n"
      "rated 71.5 C row 2\n"
      "rated 68.25 D row 3\n"
      "rated 80 B row 1\n"
      "rated 120 A row 0\n"
      "ineligible [failed:need failed:budget] * * no row\n"
      "incomplete [missing:budget] * * no row\n"
      "ineligible [failed:need] * * no row\n"
      "invalid [unreadable:budget] * * no row\n"
      "invalid [unreadable:margin] - - no row\n"
      "invalid [unreadable:margin unreadable:history missing:sales] - - no row\n"
      "rated 100 A row 0\n";
  for (const std::size_t capacity : {std::size_t{1}, std::size_t{4}, std::size_t{15}, std::size_t{2048}}) {
    CHECK(Runner(government(), capacity).run(records) == expected);
  }
}

TEST_CASE("one executor's batches leave nothing behind") {
  Runner runner(government(), 2);
  const std::vector<std::vector<std::string_view>> bad{{"否", "", "", "x", "x"}, {"是", "10万", "", "x", "x"}};
  const std::vector<std::vector<std::string_view>> good{{"是", "10万", "8000000", "45%", "0"}};
  const std::string first = runner.run(good);
  CHECK(first == "rated 100 A row 0\n");
  CHECK(runner.run(bad) ==
        "ineligible [failed:need] * * no row\n"
        "invalid [unreadable:margin unreadable:history missing:sales] - - no row\n");
  CHECK(runner.run({}) == "");
  CHECK(runner.run(good) == first);
}

TEST_CASE("many cut points are found to the digit") {
  ModelBuilder build;
  const auto n = build.number_field("n", 2);
  const auto one = build.number("3");
  const auto table = build.table(HitPolicy::first, {n}, {{"x", number_type(0)}});
  const auto share = build.define("share", build.divide(n, one));
  const auto shares = build.table(HitPolicy::first, {share}, {{"y", number_type(0)}});
  std::vector<model::Interval> even;
  for (int i = 40; i > 0; --i) {
    const model::Decimal limit{i * i, 0};
    build.row(table, {in(i % 2 == 0 ? at_least(limit) : over(limit))}, {build.number({i, 0})});
    build.row(shares, {in(i % 2 == 0 ? at_least(limit) : over(limit))}, {build.number({i, 0})});
    if (i % 2 == 0) even.push_back({model::Bound{limit, true}, model::Bound{{i * i + i, 0}, false}});
  }
  build.otherwise(table, {build.number("0")});
  build.otherwise(shares, {build.number("0")});
  build.output(table[0]);
  build.output(shares[0]);
  build.output(build.define("z", build.within(n, in(even))));

  std::vector<std::string> cells;
  std::string expected;
  for (int hundredths = -100; hundredths < 170'000; hundredths += 25) {
    for (const int value : {hundredths - 1, hundredths, hundredths + 1}) {
      cells.push_back(model::to_text(model::Decimal{value, 2}));
      const auto step = [&](int numerator) {  // of numerator / 300
        int result = 0;
        for (int i = 1; i <= 40; ++i) {
          const int limit = i * i * 300;
          if (i % 2 == 0 ? numerator >= limit : numerator > limit) result = i;
        }
        return result;
      };
      bool lies_in_even = false;
      for (int i = 2; i <= 40; i += 2) lies_in_even |= value >= i * i * 100 && value < (i * i + i) * 100;
      expected +=
          "rated " + std::to_string(step(value * 3)) + " " + std::to_string(step(value)) + (lies_in_even ? " yes\n" : " no\n");
    }
  }
  std::vector<std::vector<std::string_view>> records;
  for (const std::string& cell : cells) records.push_back({cell});
  CHECK(Runner(build, 512).run(records) == expected);
}

TEST_CASE("rounding is half away from zero") {
  ModelBuilder build;
  const auto n = build.number_field("n", 2);
  const auto wide = build.multiply({n, build.number("1000000000000000000000")});
  build.output(build.define("number", build.round(n, 1)));
  build.output(build.define("wide number", build.round(build.add({wide, n}), 1)));
  build.output(build.define("more places", build.round(n, 4)));
  build.output(build.define("quotient", build.round(build.divide(n, build.number("-4")), 1)));
  build.output(build.define("wide quotient", build.round(build.divide(wide, build.number("4000000000000000000000")), 1)));
  CHECK(
      Runner(build, 16).run({{"0.25"}, {"-0.25"}, {"0.24"}, {"-0.24"}, {"-0.35"}, {"1"}, {"-1"}, {"1.01"}, {"-0.99"}, {"0"}}) ==
      "rated 0.3 250000000000000000000.3 0.25 -0.1 0.1\n"
      "rated -0.3 -250000000000000000000.3 -0.25 0.1 -0.1\n"
      "rated 0.2 240000000000000000000.2 0.24 -0.1 0.1\n"
      "rated -0.2 -240000000000000000000.2 -0.24 0.1 -0.1\n"
      "rated -0.4 -350000000000000000000.4 -0.35 0.1 -0.1\n"
      "rated 1 1000000000000000000001 1 -0.3 0.3\n"
      "rated -1 -1000000000000000000001 -1 0.3 -0.3\n"
      "rated 1 1010000000000000000001 1.01 -0.3 0.3\n"
      "rated -1 -990000000000000000001 -0.99 0.2 -0.2\n"
      "rated 0 0 0 0 0\n");
}

TEST_CASE("the year of every date") {
  ModelBuilder build;
  const auto date = build.date_field("date");
  build.output(build.define("year", build.year(date)));
  for (model::Field& field : build.rules.fields) field.used = true;
  const graph::Graph graph = graph::lower(build.rules);
  constexpr std::size_t capacity = 4096;
  Executor executor(graph, build.rules, capacity);
  columns::Batch batch = columns::empty_batch(build.rules, capacity);
  const model::Day last = model::day_from_civil(9999, 12, 31);
  for (model::Day first = model::day_from_civil(1, 1, 1); first <= last; first += static_cast<model::Day>(capacity)) {
    batch.rows = std::min(capacity, static_cast<std::size_t>(last - first) + 1);
    for (std::size_t row = 0; row < batch.rows; ++row) {
      batch.columns[0].values<std::int64_t>()[row] = first + static_cast<model::Day>(row);
    }
    const Vector& years = executor.execute(batch).outputs[0].vector;
    for (std::size_t row = 0; row < batch.rows; row += row % 7 + 1) {
      int year = 0, month = 0, day = 0;
      model::civil_from_day(first + static_cast<model::Day>(row), year, month, day);
      REQUIRE(years.at<std::int64_t>(row) == year);
    }
  }
}

TEST_CASE("rules without outputs or gates, and outputs that are constants") {
  ModelBuilder build;
  const auto n = build.number_field("n");
  CHECK(Runner(build).run({{"1"}, {"x"}}) == "rated\nrated\n");
  build.output(n);
  CHECK(Runner(build).run({{"1"}, {"x"}}) == "rated\nrated\n");
  build.output(build.define("x", build.number("2.50")));
  build.output(build.define("y", build.text("放弃")));
  build.output(build.define("z", build.date(2026, 3, 1)));
  CHECK(Runner(build).run({{"1"}, {"x"}}) == "rated 2.5 放弃 2026-03-01\nrated 2.5 放弃 2026-03-01\n");
}

TEST_CASE("gates that are constants") {
  ModelBuilder build;
  const auto y = build.yes_no_field("y");
  build.gate_all("gate", {{"never", build.yes_no(false)}, {"y", y}});
  build.output(build.define("x", build.number("1")));
  build.rules.definitions[0].layer = 2;
  CHECK(Runner(build).run({{"否"}, {"是"}, {""}}) ==
        "ineligible [failed:never failed:y] *\nineligible [failed:never] *\nineligible [failed:never] *\n");
}

TEST_CASE("a result column is settled by itself where the row is open") {
  ModelBuilder build;
  const auto set = build.labels({"A", "B"});
  const auto y = build.yes_no_field("y");
  const auto z = build.yes_no_field("z");
  const auto table = build.table(HitPolicy::first, {y, z}, {{"class", label_type(set)}, {"days", number_type(0)}});
  build.row(table, {is(true), no_condition()}, {build.label(set, 0), build.number("7")});
  build.row(table, {no_condition(), is(true)}, {build.label(set, 0), build.number("14")});
  build.otherwise(table, {build.label(set, 1), build.number("30")});
  build.output(table[0]);
  build.output(table[1]);
  CHECK(Runner(build).run({{"", "是"}, {"x", "是"}, {"是", ""}, {"否", ""}, {"", "否"}}) ==
        "incomplete [missing:y] A -\n"
        "invalid [unreadable:y] A -\n"
        "rated A 7\n"
        "incomplete [missing:z] - -\n"
        "incomplete [missing:y] - -\n");
}

TEST_CASE("rows that contradict each other, rows that agree, and no row at all") {
  ModelBuilder build;
  const auto n = build.number_field("n");
  const auto m = build.number_field("m");
  const auto table = build.table(HitPolicy::unique, {n}, {{"x", number_type(0)}, {"y", number_type(0)}});
  build.row(table, {in(at_most("5"))}, {m, build.number("1")});
  build.row(table, {in(between(at_least("5"), at_most("9")))}, {build.number("3"), build.number("1")});
  build.output(table[0]);
  build.output(table[1]);
  CHECK(Runner(build, 8).run({{"4", "2"}, {"5", "2"}, {"5", "3"}, {"6", "2"}, {"10", "2"}, {"5", ""}}) ==
        "rated 2 1\n"
        "uncovered [contradiction:x] - 1\n"
        "rated 3 1\n"
        "rated 3 1\n"
        "uncovered [uncovered:x] - -\n"
        "uncovered [contradiction:x] - 1\n");
}

TEST_CASE("what leaves the exact range names its definition") {
  ModelBuilder build;
  const auto n = build.number_field("n");
  const auto cube = build.define("cube", build.multiply({n, n, n}));
  build.output(build.define("x", build.add({cube, build.number("1")})));
  build.output(build.define("share", build.round(build.divide(build.number("100"), n), 1)));
  const std::string big = "999999999999999999";
  CHECK(Runner(build).run({{"2"}, {big}, {"0"}, {"-3"}, {""}}) ==
        "rated 9 50\n"
        "invalid [out_of_range:cube] - 0\n"
        "invalid [out_of_range:share] 1 -\n"
        "rated -26 -33.3\n"
        "incomplete [missing:n] - -\n");
}
