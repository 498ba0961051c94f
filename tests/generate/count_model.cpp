#include <algorithm>

#include "tests/generate/count_constructs.hpp"

namespace fenji::generate {

namespace {

std::string name_of(const model::Type& type) {
  switch (type.kind) {
    case model::Kind::yes_no:
      return "yes/no";
    case model::Kind::date:
      return "date";
    case model::Kind::label:
      return "label";
    case model::Kind::text:
      return "text";
    case model::Kind::number:
      break;
  }
  if (type.quotient) return "quotient";
  if (type.percent) return "percent";
  if (type.unit.money()) return "money";
  if (!type.unit.plain()) return "unit";
  return type.whole ? "whole" : "plain";
}

// How many definitions stand on one another at most.
std::size_t longest_chain(const model::Rules& rules) {
  std::vector<std::size_t> of_expression(rules.expressions.size(), 0), of_definition(rules.definitions.size(), 0);
  std::size_t longest = 0;
  for (std::size_t id = 0; id < rules.definitions.size(); ++id) {
    const model::Definition& definition = rules.definitions[id];
    std::vector<model::ExpressionId> open;
    if (definition.expression != model::none) open.push_back(definition.expression);
    if (definition.table != model::none && !rules.tables[definition.table].subjects.empty())
      open.push_back(rules.tables[definition.table].subjects[0].expression);
    std::size_t length = 0;
    while (!open.empty()) {
      const model::Expression& expression = rules.expressions[open.back()];
      open.pop_back();
      if (expression.operation == model::Operation::definition) length = std::max(length, of_definition[expression.reference]);
      open.insert(open.end(), expression.operands.begin(), expression.operands.end());
    }
    of_definition[id] = length + 1;
    longest = std::max(longest, length + 1);
  }
  return longest;
}

}  // namespace

void count_model(const model::Rules& rules, Counts& counts) {
  for (const model::Parameter& parameter : rules.parameters) counts.add("parameter " + name_of(parameter.type));
  for (const model::Field& field : rules.fields) {
    const std::string type = name_of(field.type);
    counts.add("field " + type);
    counts.add("field " + type + ", blank means", field.blank_means.has_value());
    counts.add("field, optional", field.optional);
    counts.add("field, unused", !field.used);
    counts.add("field, bare number", field.bare_number_means.mantissa > 1);
    counts.add("field, options of a scale", field.type.kind == model::Kind::label && rules.labels_of(field.type).ordered);
    if (field.bounds)
      counts.add("field " + type + ", bounds" + (field.bounds->lower ? " from" : "") + (field.bounds->upper ? " to" : ""));
    if (field.percent_cells == model::Field::PercentCells::points) counts.add("field percent in points");
    if (field.percent_cells == model::Field::PercentCells::fraction) counts.add("field percent as fraction");
  }
  const auto last_layer = static_cast<std::uint32_t>(rules.gates.size()) + 1;
  for (const model::Definition& definition : rules.definitions) {
    counts.add("definition " + name_of(definition.type));
    counts.add("definition for applies", definition.layer == 0);
    counts.add("definition for a gate", definition.layer > 0 && definition.layer < last_layer);
  }
  for (const model::Population& population : rules.populations) {
    counts.add("population " + std::to_string(static_cast<int>(population.function)));
    counts.add("population, level " + std::to_string(population.level));
    counts.add("population, unused", !rules.fields[population.field].used);
  }
  for (const model::Portfolio& portfolio : rules.portfolios) counts.add("portfolio", !portfolio.checks.empty());
  for (const model::Gate& gate : rules.gates) {
    for (const model::Element& element : gate.elements)
      counts.add("gate by results", rules.expressions[element.condition].operation == model::Operation::definition);
  }
  for (const model::Table& table : rules.tables) {
    counts.add("table form " + std::to_string(static_cast<int>(table.form)) +
               (table.policy == model::HitPolicy::first ? " first" : ""));
    for (const model::Subject& subject : table.subjects)
      counts.add("subject " + name_of(rules.expressions[subject.expression].type));
    for (const model::Type& type : table.result_types) counts.add("result " + name_of(type));
    for (const model::Row& row : table.rows) {
      for (const model::Test& test : row.tests) counts.add("row with conditions", !test.conditions.empty());
      for (const model::ExpressionId result : row.results) {
        const model::Expression& expression = rules.expressions[result];
        counts.add("label by record",
                   expression.type.kind == model::Kind::label && expression.operation != model::Operation::constant);
      }
    }
  }
  for (const model::Expression& expression : rules.expressions) {
    counts.add("operation " + std::to_string(static_cast<int>(expression.operation)));
    if (expression.operation != model::Operation::definition) continue;
    counts.add("use of a quotient", rules.definitions[expression.reference].type.quotient);
  }
  for (const model::OutputColumn& output : rules.outputs) {
    counts.add("output of a field", output.field != model::none);
    counts.add("output of a parameter", output.parameter != model::none);
    counts.add("output of a role", output.definition != model::none && !rules.definitions[output.definition].author_named);
  }
  counts.add("two gates", rules.gates.size() > 1);
  counts.add("chain of 50", longest_chain(rules) >= 50);
  counts.add("chain of 10", longest_chain(rules) >= 10);
}

}  // namespace fenji::generate
