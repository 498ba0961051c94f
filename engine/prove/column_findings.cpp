#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "engine/prove/box_index.hpp"
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
  // `rows` are the hulls of `pieces`: those of the space whose rows decide anything.
  DoubledAxis(TableProof& proof, const std::vector<Piece>& pieces, const BoxIndex& rows, std::size_t axis)
      : proof_(proof), pieces_(pieces), rows_(rows), axis_(axis) {
    for (const Axis& each : proof.space.axes()) everything_.push_back(all_cells(each.cell_count()));
    for (std::uint32_t row = 0; row < proof.table().rows.size(); ++row) {
      if (proof.table().rows[row].otherwise) otherwise_ = row;
    }
  }

  // Nothing where the steps do not suffice.
  std::optional<bool> matters() {
    std::vector<std::uint32_t> beside;
    for (std::uint32_t left = 0; left < pieces_.size(); ++left) {
      Region around = rows_.hull(left);
      around[axis_] = everything_[axis_].front();
      proof_.steps -= static_cast<Budget>(rows_.find(around, left, beside));
      for (const std::uint32_t right : beside) {
        const auto meet = can_meet(pieces_[left].row, pieces_[left].box, pieces_[right].row, pieces_[right].box);
        if (!meet || *meet) return meet;
      }
      if (!otherwise_) continue;
      const auto meet = can_meet(pieces_[left].row, pieces_[left].box, *otherwise_, everything_);
      if (!meet || *meet) return meet;
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

  // The second value stands behind all axes.
  Box doubled(const Box& box, bool second) const {
    Box result = box;
    result.push_back(second ? box[axis_] : everything_[axis_]);
    if (second) result[axis_] = everything_[axis_];
    return result;
  }

  // Two boxes of different rows.
  std::optional<bool> can_meet(std::uint32_t left, const Box& left_box, std::uint32_t right, const Box& right_box) {
    const auto& rows = proof_.table().rows;
    if (left == right || equal_results(rows[left], rows[right])) return false;
    struct Side {
      std::uint32_t row;
      const Box& box;
    };
    const Side a{left, left_box};
    const Side b{right, right_box};
    for (const auto& [first, second] : {std::pair(a, b), std::pair(b, a)}) {
      const Box both = intersection(doubled(first.box, false), doubled(second.box, true));
      proof_.steps -= static_cast<Budget>(both.size());
      if (proof_.steps < 0) return {};
      if (is_empty(both)) continue;
      const auto free = is_free(both, first.row, second.row);
      if (!free || *free) return free;
    }
    return false;
  }

  // Whether a part of the box is taken from neither row by those above it, and can be at all.
  std::optional<bool> is_free(const Box& box, std::uint32_t first, std::uint32_t second) {
    Coverage above(everything_.size() + 1);
    const bool in_order = proof_.table().policy == model::HitPolicy::first;
    const auto waits = [&](std::uint32_t row) { return in_order || proof_.table().rows[row].otherwise; };
    if (waits(first) || waits(second)) {
      // Those that meet neither value's part of the box change nothing.
      Region around = hull(box);
      around.pop_back();
      around[axis_] = everything_[axis_].front();
      std::vector<std::uint32_t> beside;
      proof_.steps -= static_cast<Budget>(rows_.find(around, static_cast<std::uint32_t>(pieces_.size()), beside));
      for (const std::uint32_t number : beside) {
        const Piece& piece = pieces_[number];
        const auto waits_for = [&](std::uint32_t row) {
          return piece.row != row && ((in_order && piece.row < row) || proof_.table().rows[row].otherwise);
        };
        if (waits_for(first)) above.add(doubled(piece.box, false), piece.row);
        if (waits_for(second)) above.add(doubled(piece.box, true), piece.row);
      }
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
  const std::vector<Piece>& pieces_;
  const BoxIndex& rows_;
  std::size_t axis_;
  Box everything_;
  std::optional<std::uint32_t> otherwise_;
};

// Rows that those above them take everything from neither give a result nor take anything from others.
std::vector<Piece> deciding_pieces(TableProof& proof) {
  if (proof.table().policy != model::HitPolicy::first) return proof.space.pieces;
  std::set<std::pair<std::uint32_t, std::uint32_t>> masked;
  for (const Diagnostic& finding : proof.findings()) {
    if (finding.name == "masked-row") masked.emplace(finding.span.begin, finding.span.end);
  }
  std::vector<Piece> deciding;
  for (const Piece& piece : proof.space.pieces) {
    const Span row = row_span(proof.table(), piece.row);
    if (!masked.contains({row.begin, row.end})) deciding.push_back(piece);
  }
  return deciding;
}

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
  const std::vector<Piece> pieces = deciding_pieces(proof);
  std::vector<Region> hulls;
  for (const Piece& piece : pieces) hulls.push_back(hull(piece.box));
  const BoxIndex index(std::move(hulls));
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
      const auto answer = DoubledAxis(proof, pieces, index, view->axis).matters();
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
