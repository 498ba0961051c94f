#include "engine/graph/tables.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "engine/graph/arithmetic.hpp"
#include "engine/graph/comparison.hpp"
#include "engine/graph/logic.hpp"
#include "engine/graph/row_index.hpp"

namespace fenji::graph {

using model::HitPolicy;
using model::Kind;
using model::Representation;

namespace {

StepId condition_of(StepBuilder& builder, const model::Table& table, const model::Row& row, std::size_t position,
                    const TableSite& site) {
  const model::Test& test = row.tests[position];
  if (test.any) return builder.yes_no(true, test.span);
  std::vector<StepId> alternatives;
  if (!test.intervals.empty() || !test.labels.empty()) {
    const StepId subject = site.step_of(table.subjects.at(position).expression);
    alternatives.push_back(within(builder, site.rules, subject, test, test.span));
  }
  for (const model::ExpressionId condition : test.conditions) alternatives.push_back(site.step_of(condition));
  return any_of(builder, std::move(alternatives), test.span);
}

// A test that asks for nothing never holds.
bool can_fit(const model::Row& row) {
  return std::none_of(row.tests.begin(), row.tests.end(), [](const model::Test& test) {
    return !test.any && test.intervals.empty() && test.labels.empty() && test.conditions.empty();
  });
}

// Each row's fit as a condition of its own.
std::vector<StepId> choose_by_conditions(StepBuilder& builder, Decision& decision, const TableSite& site) {
  const model::Table& table = site.rules.tables[decision.table];
  std::vector<StepId> fits;
  std::vector<std::uint32_t> rows;
  for (const std::uint32_t index : decision.rows) {
    const model::Row& row = table.rows[index];
    std::vector<StepId> conditions;
    for (std::size_t i = 0; i < row.tests.size(); ++i) conditions.push_back(condition_of(builder, table, row, i, site));
    const StepId fit = all_of(builder, std::move(conditions), row.span);
    if (builder.is_constant(fit, false)) continue;
    if (builder.is_constant(fit, true) && decision.policy == HitPolicy::first) {
      decision.otherwise = index;  // nothing behind it is tried
      break;
    }
    rows.push_back(index);
    fits.push_back(fit);
  }
  decision.rows = std::move(rows);
  return fits;
}

}  // namespace

StepId choose_row(StepBuilder& builder, std::vector<Decision>& decisions, model::TableId id, const TableSite& site) {
  const model::Table& table = site.rules.tables[id];
  assert(!table.rows.empty());
  Decision decision;
  decision.table = id;
  decision.definition = site.owners.columns[id].front();
  decision.policy = table.policy;
  for (std::uint32_t row = 0; row < table.rows.size(); ++row) {
    if (table.rows[row].otherwise) {
      decision.otherwise = row;
    } else if (can_fit(table.rows[row])) {
      decision.rows.push_back(row);
    }
  }

  Step step;
  step.operation = Operation::choose_row;
  step.representation = Representation::code;
  step.type.kind = Kind::label;
  step.type.labels = model::none;
  step.span = table.span;
  step.owner = decision.definition;
  if (auto operands = index_rows(builder, decision, site)) {
    step.operands = *std::move(operands);
  } else {
    step.operands = choose_by_conditions(builder, decision, site);
  }

  if (step.operands.empty() && !decision.indexed) {
    // Conditions that are constants one and all.
    decision.indexed = true;
    decision.row_by_index = {decision.otherwise == model::none ? no_row_fits : decision.otherwise};
  }
  if (step.operands.empty() && decision.row_by_index[0] < table.rows.size()) {
    model::Value row;
    row.state = model::State::known;
    row.label = decision.row_by_index[0];
    return builder.constant(row, step.type, table.span);
  }
  step.reference = static_cast<std::uint32_t>(decisions.size());
  decisions.push_back(std::move(decision));
  return builder.add(std::move(step));
}

StepId pick(StepBuilder& builder, StepId row, model::TableId id, std::uint32_t column, const TableSite& site) {
  const model::Table& table = site.rules.tables[id];
  const model::Type& type = table.result_types[column];
  const bool number = type.kind == Kind::number && !type.quotient;
  const auto result_of = [&](const model::Row& from) {
    const StepId result = site.step_of(from.results[column]);
    if (!number) return result;
    return aligned(builder, result, type.scale, {from.span, site.owners.columns[id][column]});
  };
  if (builder.is_constant(row)) return result_of(table.rows[builder[row].constant.label]);

  Step step;
  step.operation = Operation::pick;
  step.type = type;
  step.span = table.span;
  step.operands.push_back(row);
  for (const model::Row& from : table.rows) step.operands.push_back(result_of(from));

  const Step& first = builder[step.operands[1]];
  step.representation = type.quotient ? Representation::fraction : first.representation;
  step.bounds = first.bounds;
  for (const StepId result : step.operands) {
    if (result == row || type.quotient) continue;
    step.bounds = hull(step.bounds, builder[result].bounds);
    if (builder[result].representation == Representation::i128) step.representation = Representation::i128;
  }
  return builder.add(std::move(step));
}

}  // namespace fenji::graph
