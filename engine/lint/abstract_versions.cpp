#include "engine/lint/abstract_versions.hpp"

#include <vector>

namespace fenji::lint {
namespace {

using model::DefinitionId;
using model::Expression;
using model::ExpressionId;
using model::Operation;

constexpr prove::Budget steps_of_a_search = 3'000;

// The definitions that some lean on, at first and at second hand, without these themselves.
class Reach {
 public:
  explicit Reach(const model::Rules& rules) : rules_(rules), reached_(rules.definitions.size(), false) {}

  void add(DefinitionId id) {
    const model::Definition& definition = rules_.definitions[id];
    if (definition.expression != model::none) visit(definition.expression);
    if (definition.when != model::none) visit(definition.when);
    if (definition.table == model::none) return;
    const model::Table& table = rules_.tables[definition.table];
    for (const model::Subject& subject : table.subjects) visit(subject.expression);
    for (const model::Row& row : table.rows) {
      for (const model::Test& test : row.tests) visit(test);
      for (const ExpressionId result : row.results) visit(result);
    }
  }
  bool holds(DefinitionId id) const { return reached_[id]; }

 private:
  void visit(const model::Test& test) {
    for (const ExpressionId condition : test.conditions) visit(condition);
  }
  void visit(ExpressionId first) {
    std::vector<ExpressionId> open{first};
    while (!open.empty()) {
      const Expression& expression = rules_.expressions[open.back()];
      open.pop_back();
      open.insert(open.end(), expression.operands.begin(), expression.operands.end());
      open.insert(open.end(), expression.test->conditions.begin(), expression.test->conditions.end());
      if (expression.operation != Operation::definition || reached_[expression.reference]) continue;
      reached_[expression.reference] = true;
      add(expression.reference);
    }
  }

  const model::Rules& rules_;
  std::vector<bool> reached_;
};

model::Rules with_shared_as_fields(const JoinedVersions& joined, const ComparedOutput* apart_from) {
  model::Rules rules = joined.rules;
  Reach before(rules);
  Reach after(rules);
  for (const ComparedOutput& output : joined.outputs) {
    if (output.before == output.after) continue;
    before.add(output.before);
    after.add(output.after);
  }
  std::vector<model::FieldId> fields(rules.definitions.size(), model::none);
  for (DefinitionId id = 0; id < rules.definitions.size(); ++id) {
    const model::Definition& definition = rules.definitions[id];
    // An exact fraction is no value of a field.
    if (!before.holds(id) || !after.holds(id) || definition.type.quotient) continue;
    fields[id] = static_cast<model::FieldId>(rules.fields.size());
    model::Field field;
    field.name = definition.name;
    field.type = definition.type;
    rules.fields.push_back(std::move(field));
  }
  for (const ComparedOutput& output : joined.outputs) {
    const bool one_type = rules.definitions[output.before].type == rules.definitions[output.after].type;
    const bool own = apart_from == nullptr || output.before == apart_from->before || output.after == apart_from->after;
    const bool is_label = rules.definitions[output.after].type.kind == model::Kind::label;
    if (own || output.before == output.after || !one_type || !is_label) continue;
    model::Field field;
    field.name = output.name;
    field.type = rules.definitions[output.after].type;
    fields[output.before] = fields[output.after] = static_cast<model::FieldId>(rules.fields.size());
    rules.fields.push_back(std::move(field));
  }
  std::vector<Expression> given;
  for (ExpressionId id = 0; id < rules.expressions.size(); ++id) {
    Expression& expression = rules.expressions[id];
    if (expression.operation != Operation::definition || fields[expression.reference] == model::none) continue;
    expression.operation = Operation::field;
    expression.reference = fields[expression.reference];
    Expression asked;  // so that it can be without a value
    asked.operation = Operation::given;
    asked.type.kind = model::Kind::yes_no;
    asked.operands = {id};
    given.push_back(std::move(asked));
  }
  rules.expressions.insert(rules.expressions.end(), given.begin(), given.end());
  return rules;
}

}  // namespace

AbstractVersions::AbstractVersions(const JoinedVersions& joined, const ComparedOutput* apart_from)
    : rules_(with_shared_as_fields(joined, apart_from)), knowledge_(rules_), search_(knowledge_) {}

bool AbstractVersions::never(const prove::Goal& goal) {
  prove::Budget steps = steps_of_a_search;
  return search_.find(goal, steps).never();
}

}  // namespace fenji::lint
