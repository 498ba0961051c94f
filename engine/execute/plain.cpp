#include "engine/execute/plain.hpp"

#include <cassert>
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

// Fills in `evaluation`, each expression and table once, when it is first asked for.
class PlainEvaluator {
 public:
  PlainEvaluator(const model::Rules& rules, const Record& record, Evaluation& evaluation)
      : rules_(rules),
        record_(record),
        evaluation_(evaluation),
        owners_(plain::owners(rules)),
        context_{rules, record, owners_, evaluation.expressions, evaluation.definitions},
        expression_stands_(rules.expressions.size()),
        table_results_(rules.tables.size()) {
    assert(record.fields.size() == rules.fields.size());
    evaluation.expressions.resize(rules.expressions.size());
    evaluation.definitions.resize(rules.definitions.size());
    evaluation.tables.resize(rules.tables.size());
  }

  void run() {
    // Definitions stand after those that they need, so an expression finds every definition that it names.
    for (DefinitionId id = 0; id < rules_.definitions.size(); ++id) evaluation_.definitions[id] = definition(id);
    for (ExpressionId id = 0; id < rules_.expressions.size(); ++id) expression(id);
    for (TableId id = 0; id < rules_.tables.size(); ++id) table(id);

    const bool no_condition = record_.passed_applies || rules_.applies == model::none;
    evaluation_.applies = no_condition ? plain::known_yes_no(true) : expression(rules_.applies);
    for (std::size_t index = 0; index < rules_.gates.size(); ++index) {
      std::vector<Outcome> elements;
      for (const model::Element& element : rules_.gates[index].elements) elements.push_back(expression(element.condition));
      const bool passed = index < record_.passed_gates.size() && record_.passed_gates[index];
      evaluation_.gates.push_back(plain::gate_outcome(rules_.gates[index], std::move(elements), passed));
    }
    plain::settle(rules_, evaluation_);
  }

 private:
  // Walks with a stack of its own: a long chain of operations must not exhaust the machine's.
  const Outcome& expression(ExpressionId root) {
    std::vector<ExpressionId> open{root};
    while (!open.empty()) {
      const ExpressionId id = open.back();
      const std::vector<ExpressionId> awaited = expression_stands_[id] ? std::vector<ExpressionId>{} : needs(id);
      if (!awaited.empty()) {
        open.insert(open.end(), awaited.begin(), awaited.end());
        continue;
      }
      if (!expression_stands_[id]) evaluation_.expressions[id] = plain::outcome_of(id, context_);
      expression_stands_[id] = true;
      open.pop_back();
    }
    return evaluation_.expressions[root];
  }

  // The expressions that must be computed before `id` can be.
  std::vector<ExpressionId> needs(ExpressionId id) const {
    const model::Expression& expression = rules_.expressions[id];
    std::vector<ExpressionId> result;
    for (ExpressionId operand : expression.operands) {
      if (!expression_stands_[operand]) result.push_back(operand);
    }
    for (ExpressionId condition : expression.test.conditions) {
      if (!expression_stands_[condition]) result.push_back(condition);
    }
    return result;
  }

  const std::vector<Outcome>& table(TableId id) {
    if (table_results_[id]) return *table_results_[id];
    const model::Table& table = rules_.tables[id];
    for (const model::Subject& subject : table.subjects) expression(subject.expression);
    for (const model::Row& row : table.rows) {
      for (const model::Test& test : row.tests) {
        for (ExpressionId condition : test.conditions) expression(condition);
      }
      for (ExpressionId result : row.results) expression(result);
    }
    plain::TableDecision decision = plain::decide(id, context_);
    evaluation_.tables[id] = std::move(decision.table);
    return table_results_[id].emplace(std::move(decision.results));
  }

  Outcome definition(DefinitionId id) {
    const model::Definition& definition = rules_.definitions[id];
    if (id < record_.overrides.size() && record_.overrides[id]) {
      return overridden(*record_.overrides[id], definition.type, id);
    }
    if (definition.when != model::none) {
      const Outcome& when = expression(definition.when);
      if (plain::certainly(false, when)) return plain::not_applicable();
      if (!plain::is_known(when)) return when;
    }
    const bool by_table = definition.table != model::none;
    const Outcome& body = by_table ? table(definition.table)[definition.result_column] : expression(definition.expression);
    return plain::in_type(body, definition.type, {Reason::Kind::out_of_range, id, 0});
  }

  const model::Rules& rules_;
  const Record& record_;
  Evaluation& evaluation_;
  const std::vector<DefinitionId> owners_;  // by ExpressionId
  const plain::Context context_;
  std::vector<bool> expression_stands_;                             // by ExpressionId
  std::vector<std::optional<std::vector<Outcome>>> table_results_;  // by TableId, then by result column
};

}  // namespace

Evaluation evaluate(const model::Rules& rules, const Record& record) {
  Evaluation evaluation;
  PlainEvaluator(rules, record, evaluation).run();
  return evaluation;
}

}  // namespace fenji::execute
