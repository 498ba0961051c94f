#include <algorithm>

#include "engine/prove/findings.hpp"
#include "engine/prove/report.hpp"
#include "engine/prove/result_messages.hpp"

namespace fenji::prove {
namespace {

using model::DefinitionId;
using model::ExpressionId;
using model::Operation;
using model::Rules;

// What something needs: applies, a gate, another definition, the output, a plan, the totals of the list.
struct Uses {
  explicit Uses(const Rules& all) : rules(all), fields(all.fields.size(), false), definitions(all.definitions.size(), false) {
    if (rules.applies != model::none) expression(rules.applies);
    for (const model::Gate& gate : rules.gates) {
      for (const model::Element& element : gate.elements) expression(element.condition);
    }
    for (const model::Definition& definition : rules.definitions) {
      if (definition.expression != model::none) expression(definition.expression);
      if (definition.when != model::none) expression(definition.when);
    }
    for (const model::Table& table : rules.tables) {
      for (const model::Subject& subject : table.subjects) expression(subject.expression);
      for (const model::Row& row : table.rows) {
        for (const model::Test& test : row.tests) conditions(test);
        for (const ExpressionId result : row.results) expression(result);
      }
    }
    for (const model::Population& population : rules.populations) {
      for (const DefinitionId id : {population.argument, population.condition, population.amount}) use(id);
      for (const DefinitionId id : population.groups) use(id);
      for (const model::FieldId field : population.cells) fields[field] = true;
    }
    for (const model::Portfolio& portfolio : rules.portfolios) {
      for (const DefinitionId id : portfolio.groups) use(id);
      for (const model::PortfolioCheck& check : portfolio.checks) use(check.holds);
    }
    for (const model::Plan& plan : rules.plans) {
      if (plan.window_field != model::none) fields[plan.window_field] = true;
      for (const model::Role& role : plan.roles) use(role.result);
    }
    for (const model::OutputColumn& column : rules.outputs) {
      use(column.definition);
      if (column.field != model::none) fields[column.field] = true;
    }
  }

  const Rules& rules;
  std::vector<bool> fields;
  std::vector<bool> definitions;

 private:
  void use(DefinitionId id) {
    if (id != model::none) definitions[id] = true;
  }
  void conditions(const model::Test& test) {
    for (const ExpressionId condition : test.conditions) expression(condition);
  }
  void expression(ExpressionId id) {
    const model::Expression& expression = rules.expressions[id];
    if (expression.operation == Operation::field) fields[expression.reference] = true;
    if (expression.operation == Operation::definition) use(expression.reference);
    for (const ExpressionId operand : expression.operands) this->expression(operand);
    conditions(*expression.test);
  }
};

}  // namespace

void find_unused(Proof& proof) {
  const Rules& rules = proof.rules();
  if (rules.outputs.empty()) return;
  const Uses uses(rules);
  for (model::FieldId id = 0; id < rules.fields.size(); ++id) {
    const model::Field& field = rules.fields[id];
    if (uses.fields[id] || field.key || field.population != model::none) continue;
    report(proof.findings, "unused-field", Severity::note, field.span, messages::unused_field(field.name)).advice =
        messages::remove_or_use();
  }
  for (DefinitionId id = 0; id < rules.definitions.size(); ++id) {
    const model::Definition& definition = rules.definitions[id];
    if (uses.definitions[id] || !definition.author_named) continue;
    // Of a table with several results one that is used keeps the table.
    report(proof.findings, "unused-result", Severity::note, definition.span, messages::unused_result(definition.name)).advice =
        messages::remove_or_use();
  }
}

}  // namespace fenji::prove
