// The government policy built by hand, with the scores that the policy itself gives on paper.
#include <doctest/doctest.h>

#include <string>

#include "engine/execute/plain.hpp"
#include "tests/support/model_builder.hpp"
#include "tests/support/outcome_text.hpp"

using namespace fenji;
using namespace fenji::test;
using execute::Evaluation;
using model::HitPolicy;
using Id = model::ExpressionId;

namespace {

struct Government {
  ModelBuilder m;
  model::LabelSetId states = m.labels({"无", "有计划", "已落实"}), grades = m.labels({"A", "B", "C", "D"});
  ModelBuilder::Field end_user = m.yes_no_field("最终用户"), due = m.date_field("预计成交日期");
  ModelBuilder::Field need = m.yes_no_field("潜在需求"), budget_state = m.label_field("预算状态", states);
  ModelBuilder::Field budget = m.number_field("预算金额", 6), year = m.number_field("实施年度");
  ModelBuilder::Field decider = m.text_field("决策人"), influencer = m.text_field("决策影响人");
  ModelBuilder::Field sales = m.number_field("年度潜在销售额", 6), margin = m.number_field("预计毛利率", 8);
  ModelBuilder::Field history = m.number_field("近两年销售额", 6);
  ModelBuilder::Definition difference = m.define("毛利率差", m.subtract(margin, m.number("0.35")));
  ModelBuilder::Table by_sales = m.table(HitPolicy::unique, {sales}, {{"基础分/年度潜在销售额", number_type(0)}});
  ModelBuilder::Table by_margin = m.table(HitPolicy::unique, {difference}, {{"基础分/毛利率差", number_type(0)}});
  ModelBuilder::Table bonus = m.table(HitPolicy::first, {history}, {{"加成", number_type(2)}});
  ModelBuilder::Definition base =
      m.define("基础分", m.add({m.multiply({by_sales[0], m.number("0.5")}), m.multiply({by_margin[0], m.number("0.5")})}));
  ModelBuilder::Definition score = m.define("得分", m.multiply({base, m.add({m.number("1"), bonus[0]})}));
  ModelBuilder::Table grade = m.table(HitPolicy::unique, {score}, {{"客户级别", label_type(grades)}});

  Government() {
    const Id this_year = m.number("2026");
    m.rules.applies = m.all({end_user, m.equal(m.year(due), this_year)});
    m.gate_all("立项四要素",
               {{"有需求", need},
                {"有预算", m.all({m.within(budget_state, one_of({1, 2})), m.greater_equal(budget, m.number("100000"))})},
                {"有时间表", m.equal(year, this_year)},
                {"决策清晰", m.all({m.given(decider), m.given(influencer)})}});
    const auto points = [&](const ModelBuilder::Table& table, const model::Interval& interval, const char* number) {
      m.row(table, {in(interval)}, {m.number(number)});
    };
    points(by_sales, at_least("8000000"), "100");
    points(by_sales, between(at_least("4000000"), under("8000000")), "90");
    points(by_sales, between(at_least("2000000"), under("4000000")), "80");
    points(by_sales, between(at_least("1000000"), under("2000000")), "70");
    points(by_sales, under("1000000"), "60");
    points(by_margin, at_least("0.10"), "100");
    points(by_margin, between(at_least("-0.03"), under("0.10")), "90");
    points(by_margin, between(over("-0.10"), under("-0.03")), "80");
    points(by_margin, between(over("-0.20"), at_most("-0.10")), "70");
    points(by_margin, at_most("-0.20"), "60");
    points(bonus, at_least("4000000"), "0.20");
    points(bonus, at_least("2000000"), "0.10");
    points(bonus, over("0"), "0.05");
    m.otherwise(bonus, {m.number("0.00")});
    m.row(grade, {in(at_least("90"))}, {m.label(grades, 0)});
    m.row(grade, {in(between(at_least("80"), under("90")))}, {m.label(grades, 1)});
    m.row(grade, {in(between(at_least("70"), under("80")))}, {m.label(grades, 2)});
    m.row(grade, {in(under("70"))}, {m.label(grades, 3)});
    m.output(score);
    m.output(grade[0]);
  }

  execute::Record customer() const {
    return m.record({{end_user, known(true)},
                     {due, known_day(2026, 9, 30)},
                     {need, known(true)},
                     {budget_state, known_label(1)},
                     {budget, known("100000")},
                     {year, known("2026")},
                     {decider, known_text("张")},
                     {influencer, known_text("李")},
                     {sales, known("4000000")},
                     {margin, known("0.20")},
                     {history, known("1500000")}});
  }

  std::string show(const Evaluation& evaluation, const ModelBuilder::Definition& definition) const {
    return to_text(evaluation.definitions[definition.id], m.rules.definitions[definition.id].type, m.rules);
  }
  std::string verdict(const Evaluation& evaluation) const {
    return std::string(execute::status_name(evaluation.status)) + " " +
           note(evaluation.reasons, m.rules, Language::chinese, [](model::FieldId) { return "35"; });
  }
};

}  // namespace

TEST_CASE("government: scores and grades of the policy") {
  const Government government;
  const struct {
    const char *sales, *margin, *history, *score, *grade;
  } cases[] = {
      {"4000000", "0.20", "1500000", "84.000", "#1"}, {"8000000", "0.45", "0", "100.000", "#0"},
      {"7999999.99", "0.4499", "0", "90.000", "#0"},  {"3999999.99", "0.25", "4000000", "90.000", "#0"},
      {"1000000", "0.15", "2000000", "71.500", "#2"}, {"999999.99", "0.1501", "1999999.99", "68.250", "#3"},
      {"2000000", "0.3199", "0", "80.000", "#1"},     {"8000000", "0.45", "4000000", "120.000", "#0"},
  };
  for (const auto& c : cases) {
    execute::Record record = government.customer();
    government.m.set(record, government.sales, known(c.sales));
    government.m.set(record, government.margin, known(c.margin));
    government.m.set(record, government.history, known(c.history));
    const Evaluation evaluation = execute::evaluate(government.m.rules, record);
    CHECK(government.show(evaluation, government.score) == c.score);
    CHECK(government.show(evaluation, government.grade[0]) == c.grade);
    CHECK(government.verdict(evaluation) == "rated ");
  }
}

TEST_CASE("government: one cell of the policy's own customer changed") {
  const Government g;
  const struct {
    ModelBuilder::Field field;
    model::Value value;
    const char *verdict, *score, *grade;
  } cases[] = {
      {g.end_user, known(false), "not_applicable ", "84.000", "#1"},
      {g.due, known_day(2027, 1, 1), "not_applicable ", "84.000", "#1"},
      {g.due, missing(), "incomplete 待补：预计成交日期", "84.000", "#1"},
      {g.need, known(false), "ineligible 未满足：有需求", "84.000", "#1"},
      {g.budget, known("99999.99"), "ineligible 未满足：有预算", "84.000", "#1"},
      {g.budget, missing(), "incomplete 待补：预算金额", "84.000", "#1"},
      {g.budget_state, known_label(0), "ineligible 未满足：有预算", "84.000", "#1"},
      {g.budget_state, invalid(), "invalid 无法识别：预算状态“35”", "84.000", "#1"},
      {g.decider, missing(), "ineligible 未满足：决策清晰", "84.000", "#1"},
      {g.sales, missing(), "incomplete 待补：年度潜在销售额", "missing missing:年度潜在销售额",
       "missing missing:年度潜在销售额"},
      {g.margin, invalid(), "invalid 无法识别：预计毛利率“35”", "invalid unreadable:预计毛利率",
       "invalid unreadable:预计毛利率"},
      {g.history, missing(), "incomplete 待补：近两年销售额", "missing missing:近两年销售额", "missing missing:近两年销售额"},
      {g.history, instead_of_blank(known("0")), "rated ", "80.000", "#1"},
  };
  for (const auto& c : cases) {
    execute::Record record = g.customer();
    g.m.set(record, c.field, c.value);
    const Evaluation evaluation = execute::evaluate(g.m.rules, record);
    CHECK(g.verdict(evaluation) == c.verdict);
    CHECK(g.show(evaluation, g.score) == c.score);
    CHECK(g.show(evaluation, g.grade[0]) == c.grade);
  }
}
