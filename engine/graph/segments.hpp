// Stage: graph. The cut points that the tests of one number, date or fraction make, and what a test says of each segment
// between them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/graph/digits.hpp"
#include "engine/graph/graph.hpp"
#include "engine/graph/ranking.hpp"

namespace fenji::graph {

// Use: add all intervals, then `close`, then ask. Intervals have numbers, from 0 in the order in which they were added.
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
  // The segments that an interval holds.
  DigitRange run(std::size_t interval) const { return runs_[interval]; }
  // By segment: 1 where any interval holds it.
  std::vector<std::uint8_t> truth() const;

 private:
  struct Range {
    int scale = 0;
    Bounds bounds;
    model::Int128 constant = 0;
    int compared_scale = 0;
  };
  struct MantissaHash {
    std::uint64_t operator()(model::Int128 mantissa) const;
  };
  struct CutHash {
    std::uint64_t operator()(const Cut& cut) const;
  };
  // In place of the number of a cut that all values pass, or none.
  static constexpr std::uint32_t all_pass = 0xfffffffe, none_pass = 0xffffffff;

  Segments(std::optional<Range> range, bool years) : range_(range), years_(years) {}

  // The number of the cut among thresholds_ or limits_.
  std::uint32_t number_of(const Cut& cut);
  // The first segment whose values pass the cut of this number; count() when none do.
  std::uint32_t first_passing(std::uint32_t number) const;

  std::optional<Range> range_;  // none: a fraction
  bool years_;
  Ranking<model::Int128, MantissaHash> thresholds_;  // mantissas of what is compared that reach the cuts of a number or date
  Ranking<Cut, CutHash> limits_;                     // the cuts of a fraction
  std::vector<DigitRange> runs_;                     // by interval; until all are closed, the numbers of its cuts
  std::vector<Cut> cuts_;
};

// Drops the cuts across which `truth` does not change.
void join_equal_segments(std::vector<Cut>& cuts, std::vector<std::uint8_t>& truth);

}  // namespace fenji::graph
