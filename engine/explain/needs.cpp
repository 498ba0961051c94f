#include "engine/explain/needs.hpp"

namespace fenji::explain {

using model::none;

bool is_overridden(const execute::Record& record, model::DefinitionId id) {
  return id < record.overrides.size() && record.overrides[id].has_value();
}

Needs::Needs(const model::Rules& rules, const execute::Record& record, const execute::Evaluation* evaluation,
             const std::vector<std::vector<model::ExpressionId>>* conditions)
    : rules_(rules),
      record_(record),
      evaluation_(evaluation),
      conditions_(conditions),
      fields_(rules.fields.size()),
      definitions_(rules.definitions.size()),
      expressions_(rules.expressions.size()) {}

void Needs::add_expression(model::ExpressionId root) {
  open_.push_back(root);
  work();
}

void Needs::add_definition(model::DefinitionId root) {
  reach(root);
  work();
}

void Needs::reach(model::DefinitionId id) {
  if (definitions_[id]) return;
  definitions_[id] = true;
  if (is_overridden(record_, id)) return;
  const model::Definition& definition = rules_.definitions[id];
  open_.push_back(definition.when);
  if (rules_out(definition.when)) return;
  open_.push_back(definition.expression);
  if (definition.table == none) return;
  const model::Table& table = rules_.tables[definition.table];
  for (const model::Subject& subject : table.subjects) open_.push_back(subject.expression);
  if (conditions_ != nullptr) {
    const std::vector<model::ExpressionId>& asked = (*conditions_)[definition.table];
    open_.insert(open_.end(), asked.begin(), asked.end());
  }
  for (std::size_t index = 0; index < table.rows.size(); ++index) {
    const model::Row& row = table.rows[index];
    if (conditions_ == nullptr) {
      for (const model::Test& test : row.tests) open_.insert(open_.end(), test.conditions.begin(), test.conditions.end());
    }
    if (!rules_out(definition.table, index)) open_.push_back(row.results[definition.result_column]);
  }
}

bool Needs::rules_out(model::ExpressionId condition) const {
  if (evaluation_ == nullptr || condition == none) return false;
  const model::Value& value = evaluation_->expressions[condition].value;
  return value.state == model::State::known && !value.yes;
}

// 其余 counts as open: in a first-match table it may fire though an earlier row is undecided.
bool Needs::rules_out(model::TableId table, std::size_t row) const {
  if (evaluation_ == nullptr || rules_.tables[table].rows[row].otherwise) return false;
  const execute::Outcomes& fits = evaluation_->tables[table].row_fits;
  return row < fits.size() && fits[row].value.state == model::State::known && !fits[row].value.yes;
}

void Needs::work() {
  while (!open_.empty()) {
    const model::ExpressionId id = open_.back();
    open_.pop_back();
    if (id == none || expressions_[id]) continue;
    expressions_[id] = true;
    const model::Expression& expression = rules_.expressions[id];
    if (expression.operation == model::Operation::field) fields_[expression.reference] = true;
    if (expression.operation == model::Operation::definition) reach(expression.reference);
    open_.insert(open_.end(), expression.operands.begin(), expression.operands.end());
    open_.insert(open_.end(), expression.test->conditions.begin(), expression.test->conditions.end());
  }
}

}  // namespace fenji::explain
