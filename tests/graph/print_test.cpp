#include "engine/graph/print.hpp"

#include <doctest/doctest.h>

#include <string>

#include "engine/graph/lower.hpp"
#include "engine/graph/step_text.hpp"
#include "tests/support/model_builder.hpp"

using namespace fenji;
using namespace fenji::test;

namespace {

// One meaning; `language` and `start` change only what no meaning hangs on.
model::Rules rules(Language language, std::uint32_t start) {
  ModelBuilder build;
  const auto grades = build.labels({"A", "B"});
  const auto n = build.number_field("分\"数\\", 1);
  const auto given = build.text_field("决策人");
  const auto table = build.table(model::HitPolicy::unique, {n}, {{"级别", label_type(grades)}});
  build.row(table, {in(at_least("80"))}, {build.label(grades, 0)});
  build.row(table, {in(under("80"))}, {build.label(grades, 1)});

  using model::Contact;
  const Contact visit{1, 3, Contact::Period::quarter, 1, Contact::Action::on_site, ""};
  const Contact call{1, 1, Contact::Period::month, 2, Contact::Action::other, "微信"};
  const std::vector<model::Contacts> contacts{{visit, call}, {}};
  std::vector<std::string> cells;
  for (const model::Contacts& cell : contacts) cells.push_back(model::to_text(cell, language));
  const auto set = build.labels(cells);
  const auto plan_table = build.table(model::HitPolicy::unique, {table[0]}, {{"最低拜访/高管层", label_type(set)}});
  build.row(plan_table, {one_of({0})}, {build.label(set, 0)});
  build.row(plan_table, {one_of({1})}, {build.label(set, 1)});

  build.gate_all("四要素", {{"有\n人", build.given(given)}});
  build.output(n);
  build.output(table[0]);
  build.output(plan_table[0]);
  model::Rules result = build.rules;
  result.language = language;
  result.plans.push_back({"最低拜访", plan_table.id, {{"高管层", plan_table[0].id, contacts}}, {}});
  for (model::Expression& expression : result.expressions) expression.span = {start, start, start + 1};
  for (model::Table& each : result.tables) each.span = {start, start, start + 1};
  return result;
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t result = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++result;
  return result;
}

// Whether each quoted string of DOT text ends on its line.
bool strings_are_closed(const std::string& dot) {
  bool inside = false;
  for (std::size_t i = 0; i < dot.size(); ++i) {
    if (inside && dot[i] == '\\') {
      ++i;
    } else if (dot[i] == '"') {
      inside = !inside;
    } else if (inside && dot[i] == '\n') {
      return false;
    }
  }
  return !inside;
}

}  // namespace

TEST_CASE("the text names layers, steps, outputs and plans") {
  const model::Rules made = rules(Language::chinese, 0);
  CHECK(graph::print_text(graph::lower(made), made) ==
        "layer 1 gate 四要素\n"
        "  %0 = given 决策人 : bits\n"
        "  all of 有\n人 %0 -> %0\n"
        "\n"
        "layer 2 results\n"
        "  %1 = field 分\"数\\ : number scale 1 i64\n"
        "  %2 = segment %1 by [>= 80] : code\n"
        "  %3 = choose_row unique by %2: 1 0 : code\n"
        "  %6 = pick %3: A, B : code   # 级别\n"
        "  %7 = choose_row unique by %6: 0 1 : code\n"
        "  %10 = pick %7: row 0, row 1 : code   # 最低拜访/高管层\n"
        "  output 分\"数\\ = field 分\"数\\\n"
        "  output 级别 = %6\n"
        "  output 最低拜访/高管层 = %10\n"
        "  plan 最低拜访 by %10\n"
        "    高管层: 0 1-3/quarter on_site + 1/2 month 微信, 1 none\n");
}

TEST_CASE("neither form depends on the language of the keywords or on places in the file") {
  const model::Rules chinese = rules(Language::chinese, 0);
  const model::Rules english = rules(Language::english, 4000);
  REQUIRE(chinese.label_sets.back().labels != english.label_sets.back().labels);
  CHECK(graph::print_text(graph::lower(chinese), chinese) == graph::print_text(graph::lower(english), english));
  CHECK(graph::print_dot(graph::lower(chinese), chinese) == graph::print_dot(graph::lower(english), english));
}

TEST_CASE("the DOT form quotes names and draws every edge") {
  const model::Rules made = rules(Language::chinese, 0);
  const graph::Graph graph = graph::lower(made);
  const std::string dot = graph::print_dot(graph, made);
  CHECK(dot.starts_with("digraph rules {\n"));
  CHECK(dot.ends_with("}\n"));
  CHECK(count(dot, "subgraph cluster_layer") == 2);
  CHECK(count(dot, "{") == count(dot, "}"));
  CHECK(dot.find("s1 [shape=box, label=\"分\\\"数\\\\\"];") != std::string::npos);
  CHECK(dot.find("label=\"级别\\n%6 = pick %3: A, B\"") != std::string::npos);
  CHECK(dot.find("gate0 [shape=diamond, label=\"四要素\"];") != std::string::npos);
  CHECK(dot.find("  s0 -> gate0;\n") != std::string::npos);
  CHECK(count(dot, " -> ") == 6);
  CHECK(strings_are_closed(dot));
}

TEST_CASE("contacts are printed in one form") {
  using model::Contact;
  CHECK(graph::plain_contacts({}) == "none");
  CHECK(graph::plain_contacts({{2, 2, Contact::Period::half_year, 1, Contact::Action::on_site_or_phone, ""}}) ==
        "2/half-year on_site_or_phone");
  CHECK(graph::plain_contacts({{1, 2, Contact::Period::day, 3, Contact::Action::unspecified, ""}}) == "1-2/3 day");
}
