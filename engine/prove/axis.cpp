#include "engine/prove/axis.hpp"

#include <algorithm>

namespace fenji::prove {
namespace {

bool starts_before(const Interval& cell, const std::optional<Bound>& lower) {
  if (!lower) return false;
  if (!cell.lower) return true;
  const auto order = compare(cell.lower->value, lower->value);
  return order < 0 || (order == 0 && cell.lower->closed && !lower->closed);
}

bool ends_within(const Interval& cell, const std::optional<Bound>& upper) {
  if (!upper) return true;
  if (!cell.upper) return false;
  const auto order = compare(cell.upper->value, upper->value);
  return order < 0 || (order == 0 && (upper->closed || !cell.upper->closed));
}

bool ends_before(const Interval& cell, Decimal value) {
  if (!cell.upper) return false;
  const auto order = compare(cell.upper->value, value);
  return order < 0 || (order == 0 && !cell.upper->closed);
}

}  // namespace

std::uint32_t Axis::cell_count() const {
  return static_cast<std::uint32_t>(kind == Kind::ordered ? intervals.size() : codes.size());
}

void Axis::cut(std::vector<Decimal> limits, const Intervals& domain) {
  std::sort(limits.begin(), limits.end());
  limits.erase(std::unique(limits.begin(), limits.end()), limits.end());
  intervals.clear();
  intervals.reserve(2 * limits.size() + 1);
  const auto keep = [&](const Interval& cell) {
    if (!holds_value(cell, grid)) return;
    if (std::any_of(domain.begin(), domain.end(), [&](const Interval& piece) { return includes(piece, cell); })) {
      intervals.push_back(cell);
    }
  };
  std::optional<Bound> from;
  for (const Decimal& limit : limits) {
    keep({from, Bound{limit, false}});
    keep(point(limit));
    from = Bound{limit, false};
  }
  keep({from, {}});
}

void Axis::restrict_to(const CellSet& cells) {
  std::vector<Interval> kept_intervals;
  Codes kept_codes;
  for (const CellRange& range : cells) {
    for (std::uint32_t cell = range.first; cell <= range.last; ++cell) {
      if (kind == Kind::ordered) {
        kept_intervals.push_back(intervals[cell]);
      } else {
        kept_codes.push_back(codes[cell]);
      }
    }
  }
  intervals = std::move(kept_intervals);
  codes = std::move(kept_codes);
}

CellSet Axis::cells_in(const Interval& interval) const {
  if (is_empty(interval)) return {};
  const auto first = std::partition_point(intervals.begin(), intervals.end(),
                                          [&](const Interval& cell) { return starts_before(cell, interval.lower); });
  const auto end =
      std::partition_point(first, intervals.end(), [&](const Interval& cell) { return ends_within(cell, interval.upper); });
  if (first == end) return {};
  return {{static_cast<std::uint32_t>(first - intervals.begin()), static_cast<std::uint32_t>(end - intervals.begin() - 1)}};
}

CellSet Axis::cells_of(const Codes& wanted) const {
  std::vector<std::uint32_t> cells;
  for (const std::uint32_t code : wanted) {
    const auto found = std::lower_bound(codes.begin(), codes.end(), code);
    if (found != codes.end() && *found == code) cells.push_back(static_cast<std::uint32_t>(found - codes.begin()));
  }
  std::sort(cells.begin(), cells.end());
  cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
  return from_cells(cells);
}

Interval Axis::span(CellRange range) const { return {intervals[range.first].lower, intervals[range.last].upper}; }

std::optional<std::uint32_t> Axis::cell_at(Decimal value) const {
  const auto found =
      std::partition_point(intervals.begin(), intervals.end(), [&](const Interval& cell) { return ends_before(cell, value); });
  if (found == intervals.end() || !contains(*found, value)) return {};
  return static_cast<std::uint32_t>(found - intervals.begin());
}

}  // namespace fenji::prove
