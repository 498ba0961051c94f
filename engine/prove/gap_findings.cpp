#include <algorithm>

#include "engine/prove/findings.hpp"
#include "engine/prove/messages.hpp"
#include "engine/prove/phrases.hpp"
#include "engine/prove/proposal.hpp"
#include "engine/prove/report.hpp"
#include "engine/prove/shown_box.hpp"
#include "engine/prove/step.hpp"
#include "engine/prove/words.hpp"

namespace fenji::prove {
namespace {

using model::Rules;
using Reach = Witness::Reach;

constexpr std::size_t most_listed = 50;

class GapFinder {
 public:
  explicit GapFinder(TableProof& proof) : proof_(proof), coverage_(proof.space.axes().size()) {
    for (const Piece& piece : proof.space.pieces) coverage_.add(piece.box, piece.row);
    for (const Box& box : proof.space.impossible) coverage_.add(box, Coverage::nobody);
    for (const Axis& axis : proof.space.axes()) {
      counts_.push_back(axis.cell_count());
      ordered_.push_back(axis.kind == Axis::Kind::ordered);
      whole_.push_back({0, axis.cell_count() - 1});
    }
  }

  void run() {
    const auto outcome = coverage_.search(whole_, proof_.steps, [this](const Region& part) { return take(part); });
    const Message table = table_phrase(rules(), proof_.id);
    if (outcome == Coverage::Outcome::stopped && !proof_.space.all_decided()) {
      add("not-decided", Severity::note, table_span(), messages::conditions_too_complex(table));
    } else if (outcome == Coverage::Outcome::stopped) {
      add("gap", Severity::error, table_span(), messages::more_gaps(table));
    } else if (outcome == Coverage::Outcome::exhausted) {
      add("not-decided", Severity::warning, table_span(), messages::gaps_out_of_budget(table));
    }
  }

 private:
  const Rules& rules() const { return proof_.rules(); }
  const Space& space() const { return proof_.space; }
  Span table_span() const { return proof_.table().span; }

  Diagnostic& add(std::string name, Severity severity, Span span, Message message) {
    return prove::report(proof_.findings(), std::move(name), severity, span, std::move(message));
  }

  // Widens the part to a greatest region and reports it, unless an earlier one holds it.
  bool take(const Region& part) {
    if (!space().all_decided()) return false;
    const Box small = as_box(part);
    if (std::any_of(reported_.begin(), reported_.end(), [&](const Box& box) { return covers(box, small); })) return true;
    if (reported_.size() == most_listed) return false;
    Box region = coverage_.widened(part, counts_, ordered_);
    report(region);
    reported_.push_back(std::move(region));
    return true;
  }

  void report(const Box& region) {
    const Message table = table_phrase(rules(), proof_.id);
    const Message lack = lack_phrase(proof_.table());
    const Message where = region_phrase(rules(), space(), region);
    std::vector<std::size_t> restricted;
    for (std::size_t axis = 0; axis < region.size(); ++axis) {
      if (space().restricts(region[axis], axis)) restricted.push_back(axis);
    }
    if (restricted.empty()) {
      Witness anybody{Reach::possible, std::vector<AxisValue>(region.size())};
      auto evidence = find_in_box(proof_, region, {require_uncovered(proof_.id)}, anybody);
      if (anybody.reach == Reach::impossible) return;
      if (anybody.reach == Reach::unclear) {
        add("not-decided", Severity::note, table_span(), messages::unclear_rows_at_all(table));
        return;
      }
      add("gap", Severity::error, table_span(), messages::no_row_at_all(lack, table));
      if (evidence) proof_.whole.show(std::move(*evidence));
      return;
    }
    Witness witness = witness_in(proof_.knowledge(), space(), region, proof_.trials);
    if (witness.reach == Reach::impossible) return;
    auto evidence = find_in_box(proof_, region, {require_uncovered(proof_.id)}, witness);
    const bool of_points = restricted.size() == 1 && is_computed(space().axes()[restricted[0]]);
    if (witness.reach == Reach::impossible && of_points) witness.reach = Reach::unattained;
    if (witness.reach == Reach::unclear) {
      add("not-decided", Severity::note, table_span(), messages::unclear_gap(where, table));
      return;
    }
    if (witness.reach == Reach::impossible) return;
    const bool reachable = witness.reach == Reach::possible;
    const Neighbours beside = restricted.size() == 1 ? neighbours(region, restricted[0]) : Neighbours{};
    const bool is_step = reachable && beside.step;
    const Message shown = witness_phrase(rules(), space(), region, witness);
    Diagnostic& gap =
        add(!reachable ? "unreachable-hole"
            : is_step  ? "step-gap"
                       : "gap",
            reachable ? Severity::error : Severity::note, table_span(),
            reachable ? messages::gap(shown, lack, where, table) : messages::unreachable_hole(shown, where, table));
    if (evidence) proof_.whole.show(std::move(*evidence));
    point_to(gap, beside);
    advise(gap, region, restricted, beside);
  }

  bool is_computed(const Axis& axis) const {
    return axis.kind == Axis::Kind::ordered && std::any_of(axis.sum.terms.begin(), axis.sum.terms.end(), [&](const Term& term) {
             const auto& quantity = rules().expressions[proof_.knowledge().forms.expression(term.quantity)];
             return quantity.operation != model::Operation::field;
           });
  }

  // The rows on both sides of a gap on one ordered axis.
  struct Neighbours {
    std::optional<std::uint32_t> below;
    std::optional<std::uint32_t> above;
    bool step = false;  // only a step lies between them
  };

  std::optional<CellRange> range_at(std::size_t axis, std::uint32_t cell, std::optional<std::uint32_t>& row) const {
    for (const Piece& piece : space().pieces) {
      for (const CellRange& range : piece.box[axis]) {
        if (range.first > cell || range.last < cell) continue;
        row = piece.row;
        return range;
      }
    }
    return {};
  }

  Neighbours neighbours(const Box& region, std::size_t number) const {
    Neighbours result;
    const Axis& axis = space().axes()[number];
    if (axis.kind != Axis::Kind::ordered) return result;
    const CellRange hole = region[number].front();
    std::optional<Interval> below;
    std::optional<Interval> above;
    if (hole.first > 0) {
      if (const auto range = range_at(number, hole.first - 1, result.below)) below = axis.span(*range);
    }
    if (hole.last + 1 < axis.cell_count()) {
      if (const auto range = range_at(number, hole.last + 1, result.above)) above = axis.span(*range);
    }
    result.step = axis.type.kind == model::Kind::number && below && above && is_step_hole(axis.span(hole), *below, *above);
    return result;
  }

  void point_to(Diagnostic& gap, const Neighbours& beside) const {
    std::vector<Span> spans;
    for (const auto& row : {beside.below, beside.above}) {
      if (row) spans.push_back(row_span(proof_.table(), *row));
    }
    if (spans.empty()) return;
    std::sort(spans.begin(), spans.end());
    gap.span = spans.back();
    if (spans.size() > 1 && spans.front() != spans.back()) gap.related.push_back({spans.front(), messages::neighbouring_row()});
  }

  void advise(Diagnostic& gap, const Box& region, const std::vector<std::size_t>& restricted, const Neighbours& beside) const {
    const auto row = row_text(rules(), space(), region);
    std::optional<RangeCell> cell;
    if (beside.below) cell = range_cell(rules(), space(), *beside.below, restricted[0]);
    const bool upwards = cell.has_value();
    if (!cell && beside.above) cell = range_cell(rules(), space(), *beside.above, restricted[0]);
    if (!cell) {
      gap.advice = row ? messages::add_row(*row) : messages::add_otherwise();
      return;
    }
    const Interval hole = in_column(space(), interval_of(space().axes()[restricted[0]], region[restricted[0]].front()), *cell);
    const Interval wider = upwards ? Interval{cell->interval.lower, hole.upper} : Interval{hole.lower, cell->interval.upper};
    const std::string from = cell_text(rules(), space(), cell->interval, cell->column);
    const std::string to = cell_text(rules(), space(), wider, cell->column);
    const bool step = gap.name != "gap";
    gap.advice = step || !row ? messages::move_limit(from, to) : messages::move_limit_or_add_row(from, to, *row);
    const Span span = proof_.table().rows[cell->row].tests[cell->column].span;
    if (gap.name == "step-gap" && span.begin < span.end) gap.fix = Fix{span, to, true};
  }

  TableProof& proof_;
  Coverage coverage_;
  Region whole_;
  std::vector<std::uint32_t> counts_;
  std::vector<bool> ordered_;
  std::vector<Box> reported_;
};

}  // namespace

void find_gaps(TableProof& proof) {
  const auto& rows = proof.table().rows;
  if (std::any_of(rows.begin(), rows.end(), [](const model::Row& row) { return row.otherwise; })) return;
  const auto& axes = proof.space.axes();
  // Where an axis has no value at all, no record ever comes to the table.
  if (std::any_of(axes.begin(), axes.end(), [](const Axis& axis) { return axis.cell_count() == 0; })) return;
  GapFinder(proof).run();
}

}  // namespace fenji::prove
