#include "engine/graph/lower.hpp"

#include <cassert>
#include <limits>
#include <utility>

#include "engine/graph/arithmetic.hpp"
#include "engine/graph/builder.hpp"
#include "engine/graph/comparison.hpp"
#include "engine/graph/demand.hpp"
#include "engine/graph/logic.hpp"
#include "engine/graph/prune.hpp"
#include "engine/graph/tables.hpp"

namespace fenji::graph {

using model::DefinitionId;
using model::ExpressionId;
using model::Kind;
using model::Representation;

namespace {

// Totals of a list, and parts of a whole, fill 64 bits; cells, and numbers of records, 18 digits.
model::Int128 mantissa_limit(const model::Rules& rules, const model::Field& field) {
  constexpr model::Int128 of_cells = 999'999'999'999'999'999;
  if (field.population == model::none) return of_cells;
  switch (rules.populations[field.population].function) {
    case model::PopulationFunction::total:
    case model::PopulationFunction::divisor_total:
    case model::PopulationFunction::larger_total:
    case model::PopulationFunction::apportion:
      return std::numeric_limits<std::int64_t>::max();
    case model::PopulationFunction::count:
    case model::PopulationFunction::divisor_count:
    case model::PopulationFunction::rank:
    case model::PopulationFunction::smaller_count:
      break;
  }
  return of_cells;
}

// What a field's mantissas can be: bounds are part of reading a cell, and what a blank one stands for is not held against them.
Bounds field_bounds(const model::Rules& rules, const model::Field& field) {
  if (field.type.kind == Kind::date) return calendar();
  const model::Int128 limit = mantissa_limit(rules, field);
  Bounds bounds{-limit, limit};
  if (field.bounds) bounds = clipped(bounds, *field.bounds, field.type.scale);
  const bool stands_for_value = field.blank_means && field.blank_means->state == model::State::known;
  const auto blank = stands_for_value ? model::rescaled(field.blank_means->number, field.type.scale) : std::nullopt;
  return blank ? hull(bounds, {blank->mantissa, blank->mantissa}) : bounds;
}

class Lowering {
 public:
  Lowering(const model::Rules& rules, Graph& graph)
      : rules_(rules),
        graph_(graph),
        builder_(graph.steps),
        owners_(find_owners(rules)),
        demand_(rules),
        expressions_(rules.expressions.size(), no_step),
        rows_(rules.tables.size(), no_step) {
    graph.definitions.assign(rules.definitions.size(), no_step);
  }

  void run() {
    graph_.steps.reserve(rules_.expressions.size());
    if (rules_.applies != model::none) {
      enter(0, {rules_.applies}, {});
      graph_.applies = expression(rules_.applies);
    }
    for (std::size_t index = 0; index < rules_.gates.size(); ++index) lower_gate(index);
    lower_results();
  }

 private:
  // Lowers the definitions that `expressions` and `definitions` need.
  void enter(std::size_t layer, const std::vector<ExpressionId>& expressions, const std::vector<DefinitionId>& definitions) {
    builder_.enter_layer(static_cast<std::uint32_t>(layer));
    for (const DefinitionId id : demand_.newly_needed(expressions, definitions)) {
      graph_.definitions[id] = lower_definition(id);
    }
  }

  void lower_gate(std::size_t index) {
    const model::Gate& gate = rules_.gates[index];
    std::vector<ExpressionId> conditions;
    for (const model::Element& element : gate.elements) conditions.push_back(element.condition);
    enter(index + 1, conditions, {});
    GateSteps steps;
    for (const ExpressionId condition : conditions) steps.elements.push_back(expression(condition));
    const std::size_t needed = gate.mode == model::Gate::Mode::all ? steps.elements.size() : gate.at_least;
    steps.passed = at_least(builder_, needed, steps.elements, gate.span);
    graph_.gates.push_back(std::move(steps));
  }

  void lower_results() {
    std::vector<DefinitionId> results;
    for (const model::OutputColumn& column : rules_.outputs) {
      if (column.definition != model::none) results.push_back(column.definition);
    }
    for (const model::Plan& plan : rules_.plans) {
      graph_.plans.push_back(plan.roles.empty() ? model::none : plan.roles.front().result);
      if (graph_.plans.back() != model::none) results.push_back(graph_.plans.back());
    }
    enter(rules_.gates.size() + 1, {}, results);
  }

  StepId lower_definition(DefinitionId id) {
    const model::Definition& definition = rules_.definitions[id];
    const Site site{definition.span, id};
    StepId body = no_step;
    if (definition.table != model::none) {
      body = table_result(definition.table, definition.result_column);
    } else {
      body = expression(definition.expression);
    }
    const bool number = definition.type.kind == Kind::number && !definition.type.quotient;
    if (number) body = aligned(builder_, body, definition.type.scale, site);
    if (definition.when == model::none) return body;
    return applicable(builder_, expression(definition.when), body, definition.span);
  }

  StepId table_result(model::TableId id, std::uint32_t column) {
    const TableSite site{rules_, owners_, [this](ExpressionId root) { return expression(root); }};
    if (rows_[id] == no_step) rows_[id] = choose_row(builder_, graph_.decisions, id, site);
    return pick(builder_, rows_[id], id, column, site);
  }

  // With a stack of its own: expressions may be nested deeply.
  StepId expression(ExpressionId root) {
    if (expressions_[root] != no_step) return expressions_[root];
    std::vector<ExpressionId> open{root};
    while (!open.empty()) {
      const ExpressionId id = open.back();
      const std::size_t before = open.size();
      if (expressions_[id] == no_step) {
        push_missing(rules_.expressions[id].test->conditions, open);
        push_missing(rules_.expressions[id].operands, open);
      }
      if (open.size() > before) continue;
      if (expressions_[id] == no_step) expressions_[id] = lower_expression(id);
      open.pop_back();
    }
    return expressions_[root];
  }

  // The first of `ids` comes to lie on top.
  void push_missing(const std::vector<ExpressionId>& ids, std::vector<ExpressionId>& open) const {
    for (auto id = ids.rbegin(); id != ids.rend(); ++id) {
      if (expressions_[*id] == no_step) open.push_back(*id);
    }
  }

  StepId lower_expression(ExpressionId id) {
    const model::Expression& expression = rules_.expressions[id];
    const Site site{expression.span, owners_.expressions[id]};
    std::vector<StepId> operands;
    for (const ExpressionId operand : expression.operands) operands.push_back(expressions_[operand]);
    using model::Operation;
    switch (expression.operation) {
      case Operation::constant:
        return lower_constant(expression, site);
      case Operation::field:
        return field(expression.reference, expression.span);
      case Operation::definition:
        assert(graph_.definitions[expression.reference] != no_step);
        return graph_.definitions[expression.reference];
      case Operation::negate:
        return arithmetic(builder_, graph::Operation::negate, operands, expression.type, site);
      case Operation::add:
        return arithmetic(builder_, graph::Operation::add, operands, expression.type, site);
      case Operation::subtract:
        return arithmetic(builder_, graph::Operation::subtract, operands, expression.type, site);
      case Operation::multiply:
        return arithmetic(builder_, graph::Operation::multiply, operands, expression.type, site);
      case Operation::minimum:
        return arithmetic(builder_, graph::Operation::minimum, operands, expression.type, site);
      case Operation::maximum:
        return arithmetic(builder_, graph::Operation::maximum, operands, expression.type, site);
      case Operation::divide:
        return quotient(builder_, operands[0], operands[1], expression.type, site);
      case Operation::round:
        return rounded(builder_, operands[0], expression.digits, expression.type, site);
      case Operation::year:
        return year_of(builder_, operands[0], expression.type, site);
      case Operation::add_period:
      case Operation::subtract_period: {
        const auto period = model::period_of(rules_.expressions[expression.operands[1]].type.unit);
        const bool back = expression.operation == Operation::subtract_period;
        return shifted(builder_, operands[0], operands[1], *period, back, site);
      }
      case Operation::days_between:
        return arithmetic(builder_, graph::Operation::subtract, operands, expression.type, site);
      case Operation::full_months:
        return full_count(builder_, graph::Operation::full_months, operands[0], operands[1], expression.type, site);
      case Operation::full_years:
        return full_count(builder_, graph::Operation::full_years, operands[0], operands[1], expression.type, site);
      case Operation::equal:
      case Operation::not_equal:
      case Operation::less:
      case Operation::less_equal:
      case Operation::greater:
      case Operation::greater_equal:
        return comparison(builder_, rules_, expression.operation, operands[0], operands[1], expression.span);
      case Operation::all:
        return all_of(builder_, std::move(operands), expression.span);
      case Operation::any:
        return any_of(builder_, std::move(operands), expression.span);
      case Operation::negation:
        return negation_of(builder_, operands[0], expression.span);
      case Operation::within:
        return lower_within(expression, operands[0]);
      case Operation::given:
        return given(rules_.expressions[expression.operands[0]].reference, expression.span);
    }
    assert(false);
    return no_step;
  }

  StepId lower_constant(const model::Expression& expression, const Site& site) {
    if (!expression.type.quotient) return builder_.constant(expression.constant, expression.type, expression.span);
    const auto part = [&](model::Decimal number) {
      model::Type type = expression.type;
      type.quotient = false;
      type.scale = number.scale;
      model::Value value = expression.constant;
      value.number = number;
      return builder_.constant(value, type, expression.span);
    };
    const StepId numerator = part(expression.constant.number);
    return quotient(builder_, numerator, part(expression.constant.denominator), expression.type, site);
  }

  StepId field(model::FieldId id, const Span& span) {
    const model::Field& field = rules_.fields[id];
    Step step;
    step.operation = Operation::field;
    step.type = field.type;
    step.reference = id;
    step.span = span;
    switch (field.type.kind) {
      case Kind::yes_no:
        step.representation = Representation::bits;
        break;
      case Kind::label:
        step.representation = Representation::code;
        break;
      case Kind::text:
        step.representation = Representation::text;
        break;
      case Kind::number:
      case Kind::date:
        step.representation = Representation::i64;
        step.bounds = field_bounds(rules_, field);
        break;
    }
    return builder_.add(std::move(step));
  }

  StepId given(model::FieldId id, const Span& span) {
    Step step;
    step.operation = Operation::given;
    step.representation = Representation::bits;
    step.type.kind = Kind::yes_no;
    step.reference = id;
    step.span = span;
    return builder_.add(std::move(step));
  }

  StepId lower_within(const model::Expression& expression, StepId subject) {
    if (expression.test->any) return builder_.yes_no(true, expression.span);
    std::vector<StepId> alternatives{within(builder_, rules_, subject, *expression.test, expression.span)};
    for (const ExpressionId condition : expression.test->conditions) alternatives.push_back(expressions_[condition]);
    return any_of(builder_, std::move(alternatives), expression.span);
  }

  const model::Rules& rules_;
  Graph& graph_;
  StepBuilder builder_;
  const Owners owners_;
  Demand demand_;
  std::vector<StepId> expressions_;  // by ExpressionId
  std::vector<StepId> rows_;         // by TableId: its choose_row
};

}  // namespace

Graph lower(const model::Rules& rules) {
  Graph graph;
  Lowering(rules, graph).run();
  prune(graph, rules);
  return graph;
}

}  // namespace fenji::graph
