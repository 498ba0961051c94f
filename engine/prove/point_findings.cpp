#include <algorithm>

#include "engine/prove/findings.hpp"
#include "engine/prove/phrases.hpp"
#include "engine/prove/report.hpp"
#include "engine/prove/result_messages.hpp"

namespace fenji::prove {
namespace {

using model::TableForm;

// A row along the criterion and what it gives: points, or how good its label is.
struct Step {
  std::uint32_t row = 0;
  Decimal points;
};

std::optional<Decimal> points_of(const model::Rules& rules, model::ExpressionId result) {
  const model::Expression& expression = rules.expressions[result];
  if (expression.operation != model::Operation::constant || expression.constant.state != model::State::known) return {};
  if (expression.type.kind == model::Kind::number && !expression.type.quotient) return expression.constant.number;
  if (expression.type.kind != model::Kind::label || !rules.labels_of(expression.type).ordered) return {};
  return Decimal{-static_cast<model::Int128>(expression.constant.label), 0};
}

// By ascending values of the one ordered axis; nothing where a row counts twice or gives no points.
std::optional<std::vector<Step>> steps_of(const TableProof& proof) {
  std::vector<std::pair<std::uint32_t, Step>> found;
  CellSet taken;
  const auto& rows = proof.table().rows;
  const auto& pieces = proof.space.pieces;
  const std::uint32_t cells = proof.space.axes()[0].cell_count();
  const bool in_order = proof.table().policy == model::HitPolicy::first;
  auto piece = pieces.begin();
  for (std::uint32_t number = 0; number < rows.size(); ++number) {
    CellSet own;
    for (; piece != pieces.end() && piece->row == number; ++piece) own = united(own, piece->box[0]);
    if (rows[number].otherwise) {
      // It stands last.
      std::vector<CellRange> all;
      for (const Piece& each : pieces) all.insert(all.end(), each.box[0].begin(), each.box[0].end());
      own = complement(joined(std::move(all)), cells);
    } else if (in_order) {
      own = intersection(own, complement(taken, cells));
      taken = united(taken, own);
    }
    if (own.empty()) continue;
    const auto points = points_of(proof.rules(), rows[number].results.front());
    if (!points || own.size() != 1) return {};
    found.push_back({own.front().first, {number, *points}});
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Step> steps;
  for (const auto& [cell, step] : found) steps.push_back(step);
  return steps;
}

bool is_row(const model::Table& table, Span span) {
  for (std::uint32_t row = 0; row < table.rows.size(); ++row) {
    if (row_span(table, row) == span) return true;
  }
  return false;
}

}  // namespace

void find_falling_points(TableProof& proof) {
  const model::Table& table = proof.table();
  // Where a value falls into two rows it is not clear which points it has.
  const bool overlaps = std::any_of(proof.findings().begin(), proof.findings().end(), [&](const Diagnostic& finding) {
    return finding.name == "overlap" && finding.span.file == table.span.file && is_row(table, finding.span);
  });
  if (overlaps) return;
  const bool asked = table.form == TableForm::criterion || table.form == TableForm::bands || table.form == TableForm::grade;
  if (!asked || table.subjects.size() != 1 || table.results.size() != 1 || proof.space.axes().size() != 1) return;
  if (proof.space.axes()[0].kind != Axis::Kind::ordered || !proof.space.all_decided()) return;
  const auto steps = steps_of(proof);
  if (!steps || steps->size() < 3) return;
  std::size_t rises = 0;
  std::size_t falls = 0;
  for (std::size_t i = 1; i < steps->size(); ++i) {
    const auto order = compare((*steps)[i - 1].points, (*steps)[i].points);
    rises += order < 0;
    falls += order > 0;
  }
  if (rises == 0 || falls == 0) return;
  const auto ends = compare(steps->front().points, steps->back().points);
  // Only where one goes against several is it clear which is meant; of a criterion with three rows its ends tell.
  const bool clear = std::max(rises, falls) >= 2 * std::min(rises, falls);
  const bool by_ends = table.form == TableForm::criterion && rises == falls && ends != 0;
  if (!clear && !by_ends) return;
  const bool rising = by_ends ? ends < 0 : rises > falls;
  if (!by_ends && ends != 0 && (ends < 0) != rising) return;
  for (std::size_t i = 1; i < steps->size(); ++i) {
    const Step& lower = (*steps)[i - 1];
    const Step& upper = (*steps)[i];
    const auto order = compare(lower.points, upper.points);
    if (order == 0 || (order < 0) == rising) continue;
    const auto lower_words = result_words(proof.rules(), table, lower.row, 0);
    const auto upper_words = result_words(proof.rules(), table, upper.row, 0);
    if (!lower_words || !upper_words) continue;
    Diagnostic& finding = report(
        proof.findings(), "non-monotone", Severity::warning, row_span(table, upper.row),
        messages::falls(row_phrase(proof.rules(), table, lower.row), *lower_words, row_phrase(proof.rules(), table, upper.row),
                        *upper_words, rising, table_phrase(proof.rules(), proof.id)));
    finding.advice = messages::compare_rows();
    finding.related.push_back({row_span(table, lower.row), messages::other_row()});
  }
}

}  // namespace fenji::prove
