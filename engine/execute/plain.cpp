#include "engine/execute/plain.hpp"

#include <cassert>
#include <optional>
#include <utility>

#include "engine/execute/plain_expression.hpp"
#include "engine/execute/plain_layers.hpp"
#include "engine/execute/plain_logic.hpp"
#include "engine/execute/plain_owners.hpp"
#include "engine/execute/plain_table.hpp"

namespace fenji::execute {

namespace {

using model::DefinitionId;
using model::ExpressionId;
using model::State;
using model::TableId;

// The outcome of a definition whose value the record gives. A missing one names nothing: there is no cell to fill in.
Outcome overridden(const model::Value& value, const model::Type& type, DefinitionId id) {
  const Reason out_of_range{Reason::Kind::out_of_range, id, 0};
  Outcome outcome{value, {}};
  if (value.state == State::invalid) outcome.reasons = {out_of_range};
  if (value.state == State::uncovered) outcome.reasons = {{Reason::Kind::uncovered, id, 0}};
  return plain::in_type(std::move(outcome), type, out_of_range);
}

// Fills in `evaluation`, each expression, definition and table once, when it is first asked for.
class Evaluating {
 public:
  // `conditions` are plain::conditions of the tables; `screens` are theirs, or none.
  Evaluating(const model::Rules& rules, const Record& record, const std::vector<DefinitionId>& owners,
             const std::vector<std::vector<DefinitionId>>& columns, const std::vector<std::vector<ExpressionId>>& conditions,
             const std::vector<plain::RowScreen>& screens, Evaluation& evaluation)
      : rules_(rules),
        record_(record),
        evaluation_(evaluation),
        conditions_(conditions),
        screens_(screens),
        context_{rules, record, owners, columns, evaluation.expressions, evaluation.definitions},
        expression_stands_(rules.expressions.size()),
        definition_stands_(rules.definitions.size()),
        firing_(rules.tables.size()),
        results_(rules.tables.size()) {
    assert(record.fields.size() == rules.fields.size());
    evaluation.expressions.resize(rules.expressions.size());
    evaluation.definitions.resize(rules.definitions.size());
    evaluation.tables.resize(rules.tables.size());
  }

  void everything() {
    for (ExpressionId id = 0; id < rules_.expressions.size(); ++id) expression(id);
    results();
  }

  void results() {
    for (DefinitionId id = 0; id < rules_.definitions.size(); ++id) definition(id);
    for (TableId id = 0; id < rules_.tables.size(); ++id) table(id);
    layers();
    plain::settle(rules_, evaluation_);
  }

  const Outcome& expression(ExpressionId id) {
    find({Task::Kind::expression, id});
    return evaluation_.expressions[id];
  }
  void definition(DefinitionId id) { find({Task::Kind::definition, id}); }
  void table(TableId id) { find({Task::Kind::table, id}); }

  void row(TableId id, std::uint32_t number) {
    const model::Table& table = rules_.tables[id];
    if (firing_[id]) return;
    if (table.rows[number].otherwise) return this->table(id);
    for (const model::Subject& subject : table.subjects) expression(subject.expression);
    for (const model::Test& test : table.rows[number].tests) {
      for (ExpressionId condition : test.conditions) expression(condition);
    }
    Outcomes& fits = evaluation_.tables[id].row_fits;
    fits.resize(table.rows.size());
    fits.set(number, plain::fit_of(table.rows[number], table, context_));
  }

  void layers() {
    const bool no_condition = record_.passed_applies || rules_.applies == model::none;
    evaluation_.applies = no_condition ? plain::known_yes_no(true) : expression(rules_.applies);
    for (std::size_t index = 0; index < rules_.gates.size(); ++index) {
      std::vector<Outcome> elements;
      for (const model::Element& element : rules_.gates[index].elements) elements.push_back(expression(element.condition));
      const bool passed = index < record_.passed_gates.size() && record_.passed_gates[index];
      evaluation_.gates.push_back(plain::gate_outcome(rules_.gates[index], std::move(elements), passed));
    }
  }

 private:
  // Something to be found out.
  struct Task {
    enum class Kind : std::uint8_t { expression, definition, table } kind;
    std::uint32_t id;
  };

  // Walks with a stack of its own: a long chain of operations must not exhaust the machine's.
  void find(Task root) {
    assert(open_.empty());
    open_.push_back(root);
    while (!open_.empty()) {
      const Task task = open_.back();
      if (stands(task)) {
        open_.pop_back();
        continue;
      }
      const std::size_t before = open_.size();
      open_needs(task);
      if (open_.size() == before) find_now(task);
    }
  }

  bool stands(Task task) const {
    switch (task.kind) {
      case Task::Kind::expression:
        return expression_stands_[task.id];
      case Task::Kind::definition:
        return definition_stands_[task.id];
      case Task::Kind::table:
        return results_[task.id].has_value();
    }
    assert(false);
    return true;
  }

  void open_unless_it_stands(Task task) {
    if (!stands(task)) open_.push_back(task);
  }
  void open_expression(ExpressionId id) { open_unless_it_stands({Task::Kind::expression, id}); }

  // Opens what must be found before the task can be.
  void open_needs(Task task) {
    switch (task.kind) {
      case Task::Kind::expression:
        return open_needs_of_expression(rules_.expressions[task.id]);
      case Task::Kind::definition:
        return open_needs_of_definition(task.id);
      case Task::Kind::table:
        return open_needs_of_table(task.id);
    }
  }

  void open_needs_of_expression(const model::Expression& expression) {
    if (expression.operation == model::Operation::definition) {
      open_unless_it_stands({Task::Kind::definition, expression.reference});
    }
    for (ExpressionId operand : expression.operands) open_expression(operand);
    for (ExpressionId condition : expression.test->conditions) open_expression(condition);
  }

  void open_needs_of_definition(DefinitionId id) {
    const model::Definition& definition = rules_.definitions[id];
    if (is_overridden(id)) return;
    if (definition.when != model::none) {
      if (!expression_stands_[definition.when]) return open_expression(definition.when);
      if (!plain::certainly(true, evaluation_.expressions[definition.when])) return;
    }
    definition.table != model::none ? open_unless_it_stands({Task::Kind::table, definition.table})
                                    : open_expression(definition.expression);
  }

  void open_needs_of_table(TableId id) {
    const model::Table& table = rules_.tables[id];
    if (firing_[id]) {
      for (const std::size_t row : firing_[id]->rows) {
        for (ExpressionId result : table.rows[row].results) open_expression(result);
      }
      return;
    }
    for (const model::Subject& subject : table.subjects) open_expression(subject.expression);
    for (ExpressionId condition : conditions_[id]) open_expression(condition);
  }

  void find_now(Task task) {
    switch (task.kind) {
      case Task::Kind::expression:
        evaluation_.expressions.set(task.id, plain::outcome_of(task.id, context_));
        expression_stands_[task.id] = true;
        return;
      case Task::Kind::definition:
        evaluation_.definitions[task.id] = outcome_of_definition(task.id);
        definition_stands_[task.id] = true;
        return;
      case Task::Kind::table:
        decide(task.id);
        return;
    }
  }

  // The rows first; their results are needed only where they fire.
  void decide(TableId id) {
    if (!firing_[id]) {
      evaluation_.tables[id].row_fits = plain::fits(rules_.tables[id], context_, screens_.empty() ? nullptr : &screens_[id]);
      firing_[id] = plain::firing(rules_.tables[id], evaluation_.tables[id].row_fits);
      return;
    }
    plain::Results results = plain::results(id, *firing_[id], context_);
    evaluation_.tables[id].row = results.row;
    results_[id] = std::move(results.columns);
  }

  bool is_overridden(DefinitionId id) const { return id < record_.overrides.size() && record_.overrides[id]; }

  Outcome outcome_of_definition(DefinitionId id) const {
    const model::Definition& definition = rules_.definitions[id];
    if (is_overridden(id)) return overridden(*record_.overrides[id], definition.type, id);
    if (definition.when != model::none) {
      const Outcome& when = evaluation_.expressions[definition.when];
      if (plain::certainly(false, when)) return plain::not_applicable();
      if (!plain::is_known(when)) return when;
    }
    const bool by_table = definition.table != model::none;
    const Outcome& body =
        by_table ? (*results_[definition.table])[definition.result_column] : evaluation_.expressions[definition.expression];
    return plain::in_type(body, definition.type, {Reason::Kind::out_of_range, id, 0});
  }

  const model::Rules& rules_;
  const Record& record_;
  Evaluation& evaluation_;
  const std::vector<std::vector<ExpressionId>>& conditions_;  // by TableId
  const std::vector<plain::RowScreen>& screens_;              // by TableId
  const plain::Context context_;
  std::vector<Task> open_;
  std::vector<bool> expression_stands_;                       // by ExpressionId
  std::vector<bool> definition_stands_;                       // by DefinitionId
  std::vector<std::optional<plain::Firing>> firing_;          // by TableId
  std::vector<std::optional<std::vector<Outcome>>> results_;  // by TableId, then by result column
};

}  // namespace

PlainEvaluator::PlainEvaluator(const model::Rules& rules)
    : rules_(rules),
      owners_(plain::owners(rules)),
      columns_(plain::result_columns(rules)),
      conditions_(plain::conditions(rules)) {
  for (const model::Table& table : rules.tables) screens_.emplace_back(table, rules);
}

Evaluation PlainEvaluator::evaluate(const Record& record) const {
  Evaluation evaluation;
  Evaluating(rules_, record, owners_, columns_, conditions_, screens_, evaluation).everything();
  return evaluation;
}

Evaluation PlainEvaluator::evaluate(const Record& record, const Wanted& wanted) const {
  Evaluation evaluation;
  Evaluating evaluating(rules_, record, owners_, columns_, conditions_, screens_, evaluation);
  for (const ExpressionId id : wanted.expressions) evaluating.expression(id);
  for (const DefinitionId id : wanted.definitions) evaluating.definition(id);
  for (const TableId id : wanted.tables) evaluating.table(id);
  for (const auto& [id, number] : wanted.rows) evaluating.row(id, number);
  if (wanted.results)
    evaluating.results();
  else if (wanted.layers)
    evaluating.layers();
  return evaluation;
}

Evaluation evaluate(const model::Rules& rules, const Record& record) {
  Evaluation evaluation;
  const auto owners = plain::owners(rules);
  const auto columns = plain::result_columns(rules);
  const auto conditions = plain::conditions(rules);
  Evaluating(rules, record, owners, columns, conditions, {}, evaluation).everything();
  return evaluation;
}

}  // namespace fenji::execute
