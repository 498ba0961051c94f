// 最差 / worst and 最好 / best of several grades: a first-match table of its own, so that what one of them decides alone stands
// where the others are unknown.
#include <algorithm>

#include "engine/check/expressions.hpp"
#include "engine/check/messages.hpp"
#include "engine/check/tables.hpp"

namespace fenji::check {

using model::Operation;

namespace {

// As the author wrote it, as far as names go.
std::string words_of(const grammar::Expression& call) {
  std::string words = call.text + "(";
  for (const auto& operand : call.operands) {
    if (words.back() != '(') words += ", ";
    words += operand->kind == grammar::ExpressionKind::name ? operand->text : "…";
  }
  return words + ")";
}

}  // namespace

// The set that orders all of `ids`: their own where they share one, else the scale that holds all their labels.
std::optional<model::LabelSetId> Expressions::common_scale(const std::vector<model::ExpressionId>& ids, Span span) {
  model::LabelSetId common = scope_.type(ids.front()).labels;
  const bool same =
      std::all_of(ids.begin(), ids.end(), [&](model::ExpressionId id) { return scope_.type(id).labels == common; });
  if (!same) {
    std::vector<std::string> all;
    for (const model::ExpressionId id : ids) {
      const std::vector<std::string>& labels = scope_.rules.label_sets[scope_.type(id).labels].labels;
      all.insert(all.end(), labels.begin(), labels.end());
    }
    common = scope_.scale_holding(all);
  }
  if (common != model::none && scope_.rules.label_sets[common].ordered) return common;
  scope_.error("type-mismatch", span, messages::no_common_scale());
  return std::nullopt;
}

Checked Expressions::worst_or_best(const grammar::Expression& syntax, bool worst) {
  if (syntax.operands.empty() && !takes(syntax, 1)) return std::nullopt;
  std::vector<model::ExpressionId> operands;
  for (const auto& operand : syntax.operands) {
    const Checked checked = value(*operand);
    if (!checked) continue;
    if (scope_.type(*checked).kind == model::Kind::label) {
      operands.push_back(*checked);
    } else {
      scope_.error("type-mismatch", operand->span,
                   messages::labels_needed(syntax.text, messages::describe(scope_.type(*checked))));
    }
  }
  if (operands.size() < syntax.operands.size()) return std::nullopt;
  const auto scale = common_scale(operands, syntax.span);
  if (!scale) return std::nullopt;
  model::Type type;
  type.kind = model::Kind::label;
  type.labels = *scale;
  model::Table table;
  table.form = model::TableForm::classify;
  table.policy = model::HitPolicy::first;
  table.name = words_of(syntax);
  table.span = syntax.span;
  table.results = {table.name};
  table.result_types = {type};
  const std::vector<std::string> labels = scope_.rules.label_sets[*scale].labels;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const auto code = static_cast<std::uint32_t>(worst ? labels.size() - 1 - i : i);
    std::vector<model::ExpressionId> found;
    for (const model::ExpressionId operand : operands) {
      const auto own = label_code(labels[code], scope_.type(operand).labels);
      if (own) found.push_back(within_labels(operand, {*own}, syntax.span));
    }
    if (found.empty()) continue;
    model::Row row;
    row.span = syntax.span;
    model::Test test;
    test.span = syntax.span;
    test.conditions = {any_of(std::move(found), syntax.span)};
    row.tests = {std::move(test)};
    model::Value value;
    value.label = code;
    row.results = {constant_node(std::move(value), type, syntax.span)};
    table.rows.push_back(std::move(row));
  }
  const model::TableId id = add_table(scope_, std::move(table));
  model::Definition definition = table_result(scope_.rules.tables[id], id, 0, model::none, syntax.span);
  definition.author_named = false;
  model::Expression node;
  node.operation = Operation::definition;
  node.reference = add_definition(scope_, std::move(definition));
  node.type = type;
  node.span = syntax.span;
  return scope_.add(std::move(node));
}

}  // namespace fenji::check
