#include <algorithm>
#include <functional>

#include "engine/prove/findings.hpp"
#include "engine/prove/phrases.hpp"
#include "engine/prove/report.hpp"
#include "engine/prove/result_messages.hpp"

namespace fenji::prove {
namespace {

using model::Table;

// Whether two values of one axis, all else equal, can lead to different results: the axis is doubled, and a place is looked for
// where one row takes the first value and another the second.
class DoubledAxis {
 public:
  DoubledAxis(TableProof& proof, std::size_t axis) : proof_(proof), axis_(axis) {
    for (const Axis& each : proof.space.axes()) everything_.push_back(all_cells(each.cell_count()));
  }

  // Nothing where the steps do not suffice.
  std::optional<bool> matters() {
    const auto& rows = proof_.table().rows;
    for (std::uint32_t left = 0; left < rows.size(); ++left) {
      for (std::uint32_t right = left + 1; right < rows.size(); ++right) {
        if (equal_results(rows[left], rows[right])) continue;
        const auto meet = can_meet(left, right);
        if (!meet || *meet) return meet;
      }
    }
    return false;
  }

 private:
  bool equal_results(const model::Row& left, const model::Row& right) const {
    for (std::size_t column = 0; column < left.results.size(); ++column) {
      const auto& forms = proof_.knowledge().forms;
      if (forms.identity(left.results[column]) != forms.identity(right.results[column])) return false;
    }
    return true;
  }

  std::vector<Box> boxes_of(std::uint32_t row) const {
    std::vector<Box> boxes;
    if (proof_.table().rows[row].otherwise) return {everything_};
    for (const Piece& piece : proof_.space.pieces) {
      if (piece.row == row) boxes.push_back(piece.box);
    }
    return boxes;
  }

  // The second value stands behind all axes.
  Box doubled(const Box& box, bool second) const {
    Box result = box;
    result.push_back(second ? box[axis_] : everything_[axis_]);
    if (second) result[axis_] = everything_[axis_];
    return result;
  }

  std::optional<bool> can_meet(std::uint32_t left, std::uint32_t right) {
    for (const auto& [first, second] : {std::pair(left, right), std::pair(right, left)}) {
      for (const Box& a : boxes_of(first)) {
        for (const Box& b : boxes_of(second)) {
          const Box both = intersection(doubled(a, false), doubled(b, true));
          proof_.steps -= static_cast<Budget>(both.size());
          if (is_empty(both)) continue;
          const auto free = is_free(both, first, second);
          if (!free || *free) return free;
        }
      }
    }
    return false;
  }

  // Whether a part of the box is taken from neither row by those above it, and can be at all.
  std::optional<bool> is_free(const Box& box, std::uint32_t first, std::uint32_t second) {
    Coverage above(everything_.size() + 1);
    const bool in_order = proof_.table().policy == model::HitPolicy::first;
    for (const Piece& piece : proof_.space.pieces) {
      const bool first_waits = (in_order && piece.row < first) || proof_.table().rows[first].otherwise;
      const bool second_waits = (in_order && piece.row < second) || proof_.table().rows[second].otherwise;
      if (first_waits && piece.row != first) above.add(doubled(piece.box, false), piece.row);
      if (second_waits && piece.row != second) above.add(doubled(piece.box, true), piece.row);
    }
    for (const Box& impossible : proof_.space.impossible) {
      above.add(doubled(impossible, false), Coverage::nobody);
      above.add(doubled(impossible, true), Coverage::nobody);
    }
    // What lies between the ranges of the box is none of it.
    for (std::size_t axis = 0; axis < box.size(); ++axis) {
      if (box[axis].size() == 1) continue;
      Box between = doubled(everything_, false);
      const std::size_t original = axis < everything_.size() ? axis : axis_;
      between[axis] = complement(box[axis], proof_.space.axes()[original].cell_count());
      above.add(std::move(between), Coverage::nobody);
    }
    const auto outcome = above.search(hull(box), proof_.steps, [](const Region&) { return false; });
    if (outcome == Coverage::Outcome::exhausted) return {};
    return outcome == Coverage::Outcome::stopped;
  }

  TableProof& proof_;
  std::size_t axis_;
  Box everything_;
};

bool has_equal_rows_only(const TableProof& proof) {
  const auto& rows = proof.table().rows;
  return std::all_of(rows.begin(), rows.end(), [&](const model::Row& row) {
    for (std::size_t column = 0; column < row.results.size(); ++column) {
      const auto& forms = proof.knowledge().forms;
      if (forms.identity(row.results[column]) != forms.identity(rows.front().results[column])) return false;
    }
    return true;
  });
}

}  // namespace

void find_irrelevant_columns(TableProof& proof) {
  const Table& table = proof.table();
  const auto has_otherwise = std::any_of(table.rows.begin(), table.rows.end(), [](const auto& row) { return row.otherwise; });
  if (table.subjects.empty() || table.rows.size() < 2 || !proof.space.all_decided() || table.form == model::TableForm::plan)
    return;
  // A table with holes, contradictions or rows out of reach is judged when it has none.
  const bool faulty = std::any_of(proof.findings().begin(), proof.findings().end(), [&](const Diagnostic& finding) {
    const bool here =
        finding.span.file == table.span.file && finding.span.begin >= table.span.begin && finding.span.end <= table.span.end;
    return here && (finding.name == "gap" || finding.name == "step-gap" || finding.name == "overlap" ||
                    finding.name == "masked-row" || finding.name == "not-decided");
  });
  if (faulty) return;
  if (std::any_of(proof.space.axes().begin(), proof.space.axes().end(),
                  [](const Axis& axis) { return axis.cell_count() == 0; }))
    return;
  for (std::size_t column = 0; column < table.subjects.size(); ++column) {
    const model::Subject& subject = table.subjects[column];
    const bool asked = std::any_of(table.rows.begin(), table.rows.end(),
                                   [&](const model::Row& row) { return !row.otherwise && !row.tests[column].any; });
    bool matters = false;
    if (table.subjects.size() == 1) {
      matters = !has_equal_rows_only(proof);
    } else if (asked) {
      const auto view = proof.space.found.view(subject.expression);
      if (!view) continue;
      // Two columns over one axis are not told apart here.
      const auto shares = [&](std::size_t other) {
        const auto seen = proof.space.found.view(table.subjects[other].expression);
        return other != column && seen && seen->axis == view->axis;
      };
      bool shared = false;
      for (std::size_t other = 0; other < table.subjects.size(); ++other) shared = shared || shares(other);
      if (shared) continue;
      const auto answer = DoubledAxis(proof, view->axis).matters();
      if (!answer) {
        report(proof.findings(), "not-decided", Severity::note, subject.span,
               messages::unclear_column(subject.name, table_phrase(proof.rules(), proof.id)));
        continue;
      }
      matters = *answer;
    }
    if (matters || (!has_otherwise && !asked && table.rows.size() < 2)) continue;
    Diagnostic& finding = report(proof.findings(), "irrelevant-column", Severity::warning, subject.span,
                                 messages::irrelevant_column(subject.name, table_phrase(proof.rules(), proof.id)));
    finding.advice = messages::drop_column();
  }
}

}  // namespace fenji::prove
