// The layer of each definition: the first of applies, gates and the rest that needs it.
#include <algorithm>

#include "engine/check/blocks.hpp"
#include "engine/check/messages.hpp"

namespace fenji::check {

using model::none;

namespace {

class Layers {
 public:
  explicit Layers(model::Rules& rules) : rules_(rules), seen_(rules.definitions.size(), false) {}

  std::vector<model::PopulationId> early_populations;  // that applies or a gate would need

  void find() {
    const auto last = static_cast<std::uint32_t>(rules_.gates.size() + 1);
    for (model::Definition& definition : rules_.definitions) definition.layer = last;
    layer_ = 0;
    if (rules_.applies != none) need(rules_.applies);
    for (const model::Gate& gate : rules_.gates) {
      ++layer_;
      for (const model::Element& element : gate.elements) need(element.condition);
    }
    ++layer_;
    early_ = false;
    for (const model::OutputColumn& output : rules_.outputs) {
      if (output.definition != none) need_definition(output.definition);
      if (output.field != none) rules_.fields[output.field].used = true;
    }
    for (const model::Plan& plan : rules_.plans) {
      for (const model::Role& role : plan.roles) need_definition(role.result);
      if (plan.window_field != none) need_field(plan.window_field);
    }
    for (const model::Portfolio& portfolio : rules_.portfolios) {
      for (const model::DefinitionId group : portfolio.groups) need_definition(group);
      for (const model::PortfolioCheck& check : portfolio.checks) need_definition(check.holds);
    }
    work();
  }

 private:
  void need(model::ExpressionId id) {
    pending_.push_back(id);
    work();
  }

  void need_definition(model::DefinitionId id) {
    if (seen_[id]) return;
    seen_[id] = true;
    model::Definition& definition = rules_.definitions[id];
    definition.layer = layer_;
    if (definition.when != none) pending_.push_back(definition.when);
    if (definition.expression != none) pending_.push_back(definition.expression);
    if (definition.table == none) return;
    const model::Table& table = rules_.tables[definition.table];
    for (const model::Subject& subject : table.subjects) pending_.push_back(subject.expression);
    for (const model::Row& row : table.rows) {
      for (const model::Test& test : row.tests) need_test(test);
      pending_.push_back(row.results[definition.result_column]);
    }
  }

  void need_field(model::FieldId id) {
    model::Field& field = rules_.fields[id];
    if (field.population != none && early_) early_populations.push_back(field.population);
    if (field.population != none && !field.used) {
      const model::Population& population = rules_.populations[field.population];
      for (const model::DefinitionId part : {population.argument, population.condition, population.amount}) {
        if (part != none) need_definition(part);
      }
      for (const model::DefinitionId group : population.groups) need_definition(group);
    }
    field.used = true;
  }

  void need_test(const model::Test& test) { pending_.insert(pending_.end(), test.conditions.begin(), test.conditions.end()); }

  void work() {
    while (!pending_.empty()) {
      const model::Expression& expression = rules_.expressions[pending_.back()];
      pending_.pop_back();
      if (expression.operation == model::Operation::field) need_field(expression.reference);
      if (expression.operation == model::Operation::definition) need_definition(expression.reference);
      pending_.insert(pending_.end(), expression.operands.begin(), expression.operands.end());
      need_test(*expression.test);
    }
  }

  model::Rules& rules_;
  std::vector<bool> seen_;
  std::vector<model::ExpressionId> pending_;
  std::uint32_t layer_ = 0;
  bool early_ = true;
};

}  // namespace

void find_layers(Scope& scope) {
  Layers layers(scope.rules);
  layers.find();
  for (const model::PopulationId id : layers.early_populations) {
    const model::Population& population = scope.rules.populations[id];
    scope.error("layer", population.span, messages::population_in_gate(scope.rules.fields[population.field].name));
  }
}

}  // namespace fenji::check
