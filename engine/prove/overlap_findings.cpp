#include <algorithm>
#include <map>

#include "engine/prove/box_index.hpp"
#include "engine/prove/findings.hpp"
#include "engine/prove/messages.hpp"
#include "engine/prove/phrases.hpp"
#include "engine/prove/proposal.hpp"
#include "engine/prove/report.hpp"
#include "engine/prove/shown_box.hpp"

namespace fenji::prove {
namespace {

using model::Row;
using model::Rules;
using Reach = Witness::Reach;

constexpr std::size_t most_listed = 50;

// Where two rows fit together.
struct Overlap {
  std::uint32_t earlier = 0;
  std::uint32_t later = 0;
  std::vector<Box> boxes;   // what the circumstances leave of it, or some part of that
  std::vector<Box> wholes;  // what these are parts of
};

// Of so many boxes in which a pair overlaps, one is looked for that a record can reach.
constexpr std::size_t most_boxes = 64;

class OverlapFinder {
 public:
  explicit OverlapFinder(TableProof& proof) : proof_(proof), impossible_(proof.space.axes().size()) {
    for (const Box& box : proof.space.impossible) impossible_.add(box, Coverage::nobody);
  }

  void run() {
    const Message table = table_phrase(rules(), proof_.id);
    const bool finished = collect();
    for (const Overlap& overlap : overlaps_) {
      if (listed_ == most_listed) {
        add("overlap", Severity::error, proof_.table().span, messages::more_overlaps(table));
        break;
      }
      report(overlap);
    }
    if (!space().all_decided()) {
      add("not-decided", Severity::note, proof_.table().span, messages::overlaps_too_complex(table));
    }
    if (!finished) add("not-decided", Severity::warning, proof_.table().span, messages::overlaps_out_of_budget(table));
  }

 private:
  const Rules& rules() const { return proof_.rules(); }
  const Space& space() const { return proof_.space; }

  Diagnostic& add(std::string name, Severity severity, Span span, Message message) {
    return prove::report(proof_.findings(), std::move(name), severity, span, std::move(message));
  }

  // Every pair of rows once, in the order of the later row; false when the budget is exhausted.
  bool collect() {
    const auto& pieces = space().pieces;
    std::vector<Region> hulls;
    for (const Piece& piece : pieces) hulls.push_back(hull(piece.box));
    const BoxIndex index(std::move(hulls));
    std::vector<std::uint32_t> meeting;
    for (std::uint32_t later = 0; later < pieces.size(); ++later) {
      if (later == 0 || pieces[later - 1].row != pieces[later].row) row_start_ = overlaps_.size();
      proof_.steps -= static_cast<Budget>(index.find(index.hull(later), later, meeting));
      if (proof_.steps < 0) return false;
      for (const std::uint32_t earlier : meeting) {
        if (pieces[earlier].row == pieces[later].row) continue;
        Box common = intersection(pieces[earlier].box, pieces[later].box);
        if (is_empty(common)) continue;
        if (auto possible = possible_part(common))
          note(pieces[earlier].row, pieces[later].row, std::move(*possible), std::move(common));
      }
      if (overlaps_.size() > most_collected) return true;
    }
    return true;
  }

  // The pair may have been found by other pieces of its rows.
  void note(std::uint32_t earlier, std::uint32_t later, Box box, Box whole) {
    const auto begin = overlaps_.begin() + static_cast<std::ptrdiff_t>(row_start_);
    const auto known = std::find_if(begin, overlaps_.end(), [&](const Overlap& other) { return other.earlier == earlier; });
    if (known == overlaps_.end()) {
      if (!is_repeated(earlier, later)) overlaps_.push_back({earlier, later, {std::move(box)}, {std::move(whole)}});
    } else if (box.size() == 1) {
      known->boxes[0][0] = united(known->boxes[0][0], box[0]);
      known->wholes[0][0] = united(known->wholes[0][0], whole[0]);
    } else if (known->boxes.size() <= most_boxes) {
      known->boxes.push_back(std::move(box));
      known->wholes.push_back(std::move(whole));
    }
  }

  // Conditions at the edge of a matrix that overlap do so in every cell beside them; only the first is told.
  bool is_repeated(std::uint32_t earlier_row, std::uint32_t later_row) {
    if (proof_.table().form != model::TableForm::matrix) return false;
    const Row& earlier = proof_.table().rows[earlier_row];
    const Row& later = proof_.table().rows[later_row];
    const bool differs = !equal_results(earlier, later);
    std::vector<std::uint32_t> signature{differs};
    for (std::size_t axis = 0; axis < earlier.tests.size(); ++axis) {
      if (earlier.tests[axis].span == later.tests[axis].span) continue;
      for (const Row* row : {&earlier, &later}) {
        const Span span = row->tests[axis].span;
        signature.insert(signature.end(), {static_cast<std::uint32_t>(axis), span.file, span.begin, span.end});
      }
    }
    return signature.size() > 1 && !told_.insert({std::move(signature), true}).second;
  }

  std::optional<Box> possible_part(Box box) {
    if (space().impossible.empty()) return box;
    std::optional<Box> found;
    const auto outcome = impossible_.search(hull(box), proof_.steps, [&](const Region& part) {
      const Box common = intersection(as_box(part), box);
      if (is_empty(common)) return true;
      found = common;
      return false;
    });
    return outcome == Coverage::Outcome::exhausted ? std::optional(box) : found;
  }

  bool equal_results(const Row& left, const Row& right) const {
    for (std::size_t column = 0; column < left.results.size(); ++column) {
      if (proof_.knowledge().forms.identity(left.results[column]) != proof_.knowledge().forms.identity(right.results[column])) {
        return false;
      }
    }
    return true;
  }

  std::size_t first_difference(const Row& left, const Row& right) const {
    for (std::size_t column = 0; column < left.results.size(); ++column) {
      if (proof_.knowledge().forms.identity(left.results[column]) != proof_.knowledge().forms.identity(right.results[column])) {
        return column;
      }
    }
    return 0;
  }

  // The first box that a record can reach, or else the least certain verdict.
  struct Shown {
    Witness witness;
    const Box* box = nullptr;
    std::optional<Evidence> evidence;
  };
  Shown witness_of(const Overlap& overlap) {
    Shown unclear{{Reach::impossible, {}}, nullptr, {}};
    const Goal both{require_row(Requirement::Kind::fits, proof_.id, overlap.earlier),
                    require_row(Requirement::Kind::fits, proof_.id, overlap.later)};
    std::vector<const Box*> boxes;
    for (const auto& each : {&overlap.boxes, &overlap.wholes}) {
      for (const Box& box : *each) boxes.push_back(&box);
    }
    for (std::size_t i = 0; i < boxes.size(); ++i) {
      const Box& box = *boxes[i];
      const bool seen = i >= overlap.boxes.size() && box == *boxes[i - overlap.boxes.size()];
      if (seen) continue;
      Witness witness = witness_in(proof_.knowledge(), space(), box, proof_.trials);
      if (witness.reach == Reach::impossible) continue;
      auto evidence = find_in_box(proof_, box, both, witness);
      if (witness.reach == Reach::possible || witness.reach == Reach::unattained)
        return {std::move(witness), &box, std::move(evidence)};
      if (witness.reach == Reach::unclear) unclear = {std::move(witness), &box, {}};
    }
    if (overlap.boxes.size() > most_boxes) unclear.witness.reach = Reach::unclear;
    return unclear;
  }

  void report(const Overlap& overlap) {
    const model::Table& table = proof_.table();
    const Row& earlier = table.rows[overlap.earlier];
    const Row& later = table.rows[overlap.later];
    const Message earlier_row = row_phrase(rules(), table, overlap.earlier);
    const Message later_row = row_phrase(rules(), table, overlap.later);
    const Message name = table_phrase(rules(), proof_.id);
    auto [witness, box, evidence] = witness_of(overlap);
    if (witness.reach == Reach::impossible) return;
    const bool equal = equal_results(earlier, later);
    bool everywhere = true;
    for (std::size_t axis = 0; box != nullptr && axis < box->size(); ++axis) {
      everywhere = everywhere && !space().restricts((*box)[axis], axis);
    }
    const Message shown = box == nullptr ? Message{} : witness_phrase(rules(), space(), *box, witness);
    Severity severity = equal ? Severity::warning : Severity::error;
    std::string kind = "overlap";
    Message message;
    if (witness.reach == Reach::unclear) {
      kind = "not-decided";
      severity = Severity::note;
      message = messages::unclear_overlap(earlier_row, later_row, name);
    } else if (everywhere) {
      message = messages::overlap_everywhere(earlier_row, later_row, name);
    } else if (equal) {
      message = messages::overlap_of_equals(shown, earlier_row, later_row, name);
    } else {
      const std::size_t column = first_difference(earlier, later);
      const auto a = result_words(rules(), table, overlap.earlier, column);
      const auto b = result_words(rules(), table, overlap.later, column);
      message = a && b ? messages::overlap(shown, earlier_row, later_row, result_phrase(table, column), *a, *b, name)
                       : messages::overlap_computed(shown, earlier_row, later_row, name);
    }
    if (witness.reach == Reach::unattained) message = messages::unattained(std::move(message));
    Diagnostic& finding = add(std::move(kind), severity, row_span(table, overlap.later), std::move(message));
    finding.related.push_back({row_span(table, overlap.earlier), messages::overlapping_row()});
    if (evidence) proof_.whole.show(std::move(*evidence));
    if (witness.reach != Reach::unclear) finding.advice = advice(overlap, equal);
    ++listed_;
  }

  // Where each row reaches beyond the other, the lower one can end where the upper one starts.
  Message advice(const Overlap& overlap, bool equal) const {
    const Message general = equal ? messages::drop_one_row() : messages::tell_rows_apart();
    if (proof_.table().subjects.size() != 1 || space().axes().size() != 1) return general;
    const auto a = range_cell(rules(), space(), overlap.earlier, 0);
    const auto b = range_cell(rules(), space(), overlap.later, 0);
    if (!a || !b || includes(a->interval, b->interval) || includes(b->interval, a->interval)) return general;
    const bool a_is_lower =
        !a->interval.lower || (b->interval.lower && includes(Interval{a->interval.lower, {}}, Interval{b->interval.lower, {}}));
    const Interval& lower = a_is_lower ? a->interval : b->interval;
    const Interval& upper = a_is_lower ? b->interval : a->interval;
    if (!upper.lower) return general;
    const Interval shrunk{lower.lower, Bound{upper.lower->value, !upper.lower->closed}};
    if (is_empty(shrunk)) return general;
    return messages::shrink_row(cell_text(rules(), space(), lower, 0), cell_text(rules(), space(), shrunk, 0));
  }

  // Beyond these the rest is only said to exist.
  static constexpr std::size_t most_collected = 1000;

  TableProof& proof_;
  Coverage impossible_;
  std::vector<Overlap> overlaps_;
  std::map<std::vector<std::uint32_t>, bool> told_;
  std::size_t row_start_ = 0;  // where the overlaps of the later row at hand start
  std::size_t listed_ = 0;
};

}  // namespace

void find_overlaps(TableProof& proof) {
  if (proof.table().policy == model::HitPolicy::unique) OverlapFinder(proof).run();
}

}  // namespace fenji::prove
