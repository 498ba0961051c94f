// Stage: prove. Arithmetic on ranges of numbers. In come ranges that values lie in, out goes a range in which every result
// lies; a limit that leaves the exact decimals becomes infinite, so that no value is ever lost.
#pragma once

#include <optional>
#include <vector>

#include "engine/model/rules.hpp"

namespace fenji::prove {

using model::Bound;
using model::Decimal;
using model::Interval;

// The numbers offset + k × step for whole k; step is positive.
struct Grid {
  Decimal step{1, 0};
  Decimal offset;
};

// What a number can be: no grid, and every value between two values is possible.
using Granularity = std::optional<Grid>;

bool is_empty(const Interval& interval);
bool is_point(const Interval& interval);
Interval point(Decimal value);

Interval intersection(const Interval& left, const Interval& right);
Interval hull(const Interval& left, const Interval& right);
bool includes(const Interval& outer, const Interval& inner);

// Of ranges that are not empty.
Interval sum(const Interval& left, const Interval& right);
Interval scaled(const Interval& interval, Decimal factor);
Interval product(const Interval& left, const Interval& right);
Interval square(const Interval& interval);
Interval lesser(const Interval& left, const Interval& right);
Interval greater(const Interval& left, const Interval& right);
Interval rounded(const Interval& interval, int digits);

bool on_grid(Decimal value, const Granularity& grid);

// The least value of the grid in an interval that has a lower limit, the greatest in one that has an upper; nothing when
// there is none or it is beyond the exact range. Without a grid only a closed limit counts.
std::optional<Decimal> least(const Interval& interval, const Granularity& grid);
std::optional<Decimal> greatest(const Interval& interval, const Granularity& grid);

// Whether any value of the grid lies in the interval; when in doubt, yes.
bool holds_value(const Interval& interval, const Granularity& grid);

// The grid of sums of a value of each; no grid where either has none.
Granularity sum(const Granularity& left, const Granularity& right);
Granularity scaled(const Granularity& grid, Decimal factor);

// Sorted, disjoint.
using Intervals = std::vector<Interval>;
Intervals intersection(const Intervals& left, const Intervals& right);
Intervals united(Intervals intervals);
Interval hull(const Intervals& intervals);  // of at least one

}  // namespace fenji::prove
