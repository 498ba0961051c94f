// Stage: graph. The cut points that the tests of one number, date or fraction make, and what a test says of each segment
// between them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "engine/graph/graph.hpp"

namespace fenji::graph {

// Use: add all intervals, then `close`, then ask.
class Segments {
 public:
  // Of a number or date; cuts that all of its mantissas pass, or none, make no segment of their own.
  static Segments of_number(int scale, const Bounds& bounds) { return of_sum(scale, bounds, 0, scale); }
  // Intervals are of a number that is another one, of `compared_scale`, and a constant, cuts of the other one: the sum need not
  // be computed. `constant` is a mantissa at `scale`, which is no smaller; adding it stays within 128 bits.
  static Segments of_sum(int scale, const Bounds& bounds, model::Int128 constant, int compared_scale) {
    return Segments(Range{scale, bounds, constant, compared_scale}, false);
  }
  static Segments of_fraction() { return Segments(std::nullopt, false); }
  // Intervals are of years, cuts of the dates that have them: the year itself need not be computed.
  static Segments of_year();

  void add(const model::Interval& interval);
  void close();

  const std::vector<Cut>& cuts() const { return cuts_; }
  std::size_t count() const { return cuts_.size() + 1; }
  // By segment: 1 where any of `intervals` holds it. They must have been added.
  std::vector<std::uint8_t> truth(const std::vector<model::Interval>& intervals) const;

  // The same segments as runs without their ends, ascending.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> runs(const std::vector<model::Interval>& intervals) const;

 private:
  struct Range {
    int scale = 0;
    Bounds bounds;
    model::Int128 constant = 0;
    int compared_scale = 0;
  };
  Segments(std::optional<Range> range, bool years) : range_(range), years_(years) {}

  // Of a cut of a number or date: the mantissa of what is compared that passes it, nothing where all of them do (`always`) or
  // none.
  std::optional<model::Int128> sometimes_passed(const Cut& cut, bool& always) const;
  // What is compared with cuts in place of `interval`; `days` has room for it.
  const model::Interval& compared(const model::Interval& interval, model::Interval& days) const;
  // The first segment whose values pass `cut`; count() when none do.
  std::size_t first_passing(const Cut& cut) const;

  std::optional<Range> range_;  // none: a fraction
  bool years_;
  std::vector<model::Int128> thresholds_;  // of cuts_, those of a fraction have none
  std::vector<Cut> cuts_;
};

// Drops the cuts across which `truth` does not change.
void join_equal_segments(std::vector<Cut>& cuts, std::vector<std::uint8_t>& truth);

}  // namespace fenji::graph
