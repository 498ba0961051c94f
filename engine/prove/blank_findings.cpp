#include <algorithm>

#include "engine/prove/findings.hpp"
#include "engine/prove/messages.hpp"
#include "engine/prove/phrases.hpp"
#include "engine/prove/report.hpp"
#include "engine/prove/words.hpp"

namespace fenji::prove {
namespace {

using model::Expression;
using model::ExpressionId;
using model::Operation;
using model::Rules;
using model::TableForm;

// Whether every use of the definition multiplies by it.
bool is_factor(const Rules& rules, model::DefinitionId definition) {
  const auto is_use = [&](ExpressionId id) {
    return rules.expressions[id].operation == Operation::definition && rules.expressions[id].reference == definition;
  };
  bool used = false;
  for (const Expression& expression : rules.expressions) {
    if (std::none_of(expression.operands.begin(), expression.operands.end(), is_use)) continue;
    if (expression.operation != Operation::multiply) return false;
    used = true;
  }
  return used;
}

// A result that changes nothing: 0, a factor of 1, the last of ordered labels.
bool is_neutral(const Rules& rules, model::TableId table, std::uint32_t column, const Expression& result) {
  if (result.type.kind == model::Kind::label) {
    const model::LabelSet& labels = rules.labels_of(result.type);
    return labels.ordered && result.constant.label + 1 == labels.labels.size();
  }
  if (result.type.kind != model::Kind::number) return false;
  if (result.constant.number.mantissa == 0) return true;
  if (!(result.constant.number == Decimal{1, 0})) return false;
  for (model::DefinitionId id = 0; id < rules.definitions.size(); ++id) {
    const model::Definition& definition = rules.definitions[id];
    if (definition.table == table && definition.result_column == column) return is_factor(rules, id);
  }
  return false;
}

// The row into which the cell falls, and all cells that do.
struct Fall {
  std::uint32_t row = 0;
  CellSet cells;
};

std::optional<Fall> fall_of(const Space& space, std::uint32_t cell) {
  CellSet above;
  const bool first = space.table.policy == model::HitPolicy::first;
  const std::uint32_t count = space.axes()[0].cell_count();
  for (std::uint32_t row = 0; row < space.table.rows.size(); ++row) {
    CellSet cells;
    for (const Piece& piece : space.pieces) {
      if (piece.row == row) cells = united(cells, piece.box[0]);
    }
    if (space.table.rows[row].otherwise) cells = complement(above, count);
    if (first) cells = intersection(cells, complement(above, count));
    if (contains(cells, cell)) return Fall{row, cells};
    above = united(above, cells);
  }
  return {};
}

}  // namespace

void find_blank_results(TableProof& proof) {
  const model::Table& table = proof.table();
  const Rules& rules = proof.rules();
  const bool asked = table.form == TableForm::bands || table.form == TableForm::criterion || table.form == TableForm::grade;
  if (!asked || table.subjects.size() != 1 || proof.space.axes().size() != 1 || !proof.space.all_decided()) return;
  const Axis& axis = proof.space.axes()[0];
  if (axis.kind != Axis::Kind::ordered || axis.sum.terms.size() != 1) return;
  const Term& term = axis.sum.terms.front();
  const Expression& quantity = rules.expressions[proof.knowledge().forms.expression(term.quantity)];
  if (quantity.operation != Operation::field) return;
  const model::Field& field = rules.fields[quantity.reference];
  if (!field.blank_means || field.blank_means->state != model::State::known) return;
  const auto part = multiply(as_decimal(*field.blank_means, field.type), term.coefficient);
  const auto value = part ? add(*part, axis.sum.constant) : std::nullopt;
  const auto cell = value ? axis.cell_at(*value) : std::nullopt;
  const auto fall = cell ? fall_of(proof.space, *cell) : std::nullopt;
  if (!fall || (size(fall->cells) == 1 && is_point(axis.intervals[*cell]))) return;
  const model::Row& row = table.rows[fall->row];
  for (std::uint32_t column = 0; column < row.results.size(); ++column) {
    const auto result = result_words(rules, table, fall->row, column);
    if (!result || is_neutral(rules, proof.id, column, rules.expressions[row.results[column]])) continue;
    const Message blank =
        in_both([&](Language language) { return value_words(*field.blank_means, field.type, rules, language); });
    Diagnostic& finding = report(proof.findings(), "blank-result", Severity::note, row_span(table, fall->row),
                                 messages::blank_result(field.name, blank, row_phrase(rules, table, fall->row), *result));
    finding.related.push_back({field.span, messages::blank_declared()});
    finding.advice = messages::separate_blank(blank);
    return;
  }
}

}  // namespace fenji::prove
