#include <algorithm>

#include "engine/prove/findings.hpp"
#include "engine/prove/messages.hpp"
#include "engine/prove/phrases.hpp"
#include "engine/prove/report.hpp"

namespace fenji::prove {
namespace {

using Rows = std::vector<std::uint32_t>;
using Verdict = Coverage::Outcome;

// Coverings by more rows than this are not made smaller.
constexpr std::size_t most_reduced = 64;

class MaskedRowFinder {
 public:
  explicit MaskedRowFinder(TableProof& proof) : proof_(proof), coverage_(proof.space.axes().size()) {
    for (const Axis& axis : proof.space.axes()) {
      counts_.push_back(axis.cell_count());
      everything_.push_back(all_cells(axis.cell_count()));
    }
    for (const Piece& piece : proof.space.pieces) coverage_.add(piece.box, piece.row);
    for (const Box& impossible : proof.space.impossible) coverage_.add(impossible, Coverage::nobody);
  }

  void run() {
    const auto& rows = proof_.table().rows;
    if (is_empty(everything_)) return;
    Coverage::Firsts firsts;
    bool exhausted = coverage_.firsts(hull(everything_), proof_.steps, firsts) == Verdict::exhausted;
    for (std::uint32_t row = 1; row < rows.size() && !exhausted; ++row) {
      const bool reached = rows[row].otherwise ? firsts.uncovered : row < firsts.owners.size() && firsts.owners[row];
      const auto boxes = boxes_of(row);
      if (reached || boxes.empty() || !proof_.space.decided[row]) continue;
      Rows covering;
      exhausted = covered_by(boxes, {.end = row}, covering) == Verdict::exhausted;
      if (!exhausted) tell(row, minimal(boxes, covering));
    }
    if (exhausted) {
      report(proof_.findings(), "not-decided", Severity::warning, proof_.table().span,
             messages::masked_out_of_budget(table_phrase(proof_.rules(), proof_.id)));
    }
  }

 private:
  std::vector<const Box*> boxes_of(std::uint32_t row) const {
    if (proof_.table().rows[row].otherwise)
      return is_empty(everything_) ? std::vector<const Box*>{} : std::vector{&everything_};
    std::vector<const Box*> boxes;
    const auto& pieces = proof_.space.pieces;
    const auto first = std::lower_bound(pieces.begin(), pieces.end(), row,
                                        [](const Piece& piece, std::uint32_t of) { return piece.row < of; });
    for (auto piece = first; piece != pieces.end() && piece->row == row; ++piece) boxes.push_back(&piece->box);
    return boxes;
  }

  // Whether the rows cover every box.
  Verdict covered_by(const std::vector<const Box*>& boxes, const Coverage::Owners& rows, Rows& covering) {
    covering.clear();
    for (const Box* box : boxes) {
      const std::size_t own = coverage_.size();
      // What lies between the ranges of the box itself is none of its own.
      for (std::size_t axis = 0; axis < box->size(); ++axis) {
        if ((*box)[axis].size() == 1) continue;
        Box between = everything_;
        between[axis] = complement((*box)[axis], counts_[axis]);
        coverage_.add(std::move(between), Coverage::nobody);
      }
      Rows part;
      const Verdict verdict = coverage_.covers(hull(*box), proof_.steps, rows, part);
      coverage_.drop_all_but_first(own);
      if (verdict != Verdict::searched) return verdict;
      covering.insert(covering.end(), part.begin(), part.end());
    }
    std::sort(covering.begin(), covering.end());
    covering.erase(std::unique(covering.begin(), covering.end()), covering.end());
    return Verdict::searched;
  }

  // Rows of a covering none of which can be spared; the later ones are tried first.
  Rows minimal(const std::vector<const Box*>& boxes, Rows covering) {
    if (covering.size() == 1) return covering;
    Rows rest;
    for (const std::uint32_t alone : covering) {
      if (covered_by(boxes, {.first = alone, .end = alone + 1}, rest) == Verdict::searched) return {alone};
    }
    if (covering.size() > most_reduced) return covering;
    for (std::size_t at = covering.size(); at-- > 0;) {
      const Coverage::Owners others{covering.front(), covering.back() + 1, &covering, covering[at]};
      if (covered_by(boxes, others, rest) == Verdict::searched)
        covering.erase(covering.begin() + static_cast<std::ptrdiff_t>(at));
    }
    return covering;
  }

  void tell(std::uint32_t row, const Rows& covering) {
    if (covering.empty()) return;
    const model::Table& table = proof_.table();
    Diagnostic& finding =
        report(proof_.findings(), "masked-row", Severity::error, row_span(table, row),
               messages::masked_row(row_phrase(proof_.rules(), table, row), rows_phrase(proof_.rules(), table, covering),
                                    table_phrase(proof_.rules(), proof_.id)));
    finding.advice = messages::move_or_delete_row();
    const bool has_lines = table.form != model::TableForm::criterion && table.form != model::TableForm::matrix;
    if (has_lines) finding.fix = Fix{table.rows[row].span, {}, false};
    for (const std::uint32_t above : covering) finding.related.push_back({row_span(table, above), messages::covering_row()});
  }

  TableProof& proof_;
  Coverage coverage_;
  std::vector<std::uint32_t> counts_;
  Box everything_;
};

}  // namespace

void find_masked_rows(TableProof& proof) {
  // The rows of 最差 / worst and 最好 / best are none that an author wrote.
  const auto& definitions = proof.rules().definitions;
  const bool authored = std::any_of(definitions.begin(), definitions.end(), [&](const model::Definition& definition) {
    return definition.table == proof.id && (definition.author_named || proof.table().form != model::TableForm::classify);
  });
  if (authored && proof.table().policy == model::HitPolicy::first) MaskedRowFinder(proof).run();
}

}  // namespace fenji::prove
