#include "engine/graph/segments.hpp"

#include <algorithm>
#include <cassert>

#include "engine/model/threshold.hpp"

namespace fenji::graph {

using model::Decimal;
using model::Int128;

namespace {

Cut lower_cut(const model::Bound& bound) { return {bound.value, !bound.closed}; }
// What values above the interval pass.
Cut upper_cut(const model::Bound& bound) { return {bound.value, bound.closed}; }

// The days of the years in `interval`. Dates have the years 1 to 9999.
model::Interval days_of_years(const model::Interval& interval) {
  const auto first_day = [](model::Int128 year) {
    return model::Decimal{model::day_from_civil(static_cast<int>(year), 1, 1), 0};
  };
  const model::MantissaRange years = model::mantissas_in(interval, 0);
  constexpr int last_year = 9999;
  const model::Decimal end{model::day_from_civil(last_year, 12, 31), 0};
  model::Interval days;
  if (years.least > years.greatest || years.least > last_year || years.greatest < 1) {
    return {model::Bound{end, false}, {}};  // none
  }
  if (years.least > 1) days.lower = model::Bound{first_day(years.least), true};
  if (years.greatest < last_year) days.upper = model::Bound{first_day(years.greatest + 1), false};
  return days;
}

// Of the cuts of a fraction.
bool precedes(const Cut& left, const Cut& right) {
  const auto order = model::compare(left.limit, right.limit);
  return order < 0 || (order == 0 && !left.above && right.above);
}

// Of the two ways to write a threshold, `at least t` and `above t - 1`, the one with fewer decimal places.
Cut shortest_form(Int128 mantissa, int scale) {
  const Decimal closed = model::normalized({mantissa, scale});
  if (mantissa == model::int128_min) return {closed, false};
  const Decimal open = model::normalized({mantissa - 1, scale});
  return open.scale < closed.scale ? Cut{open, true} : Cut{closed, false};
}

}  // namespace

Int128 threshold(const Cut& cut, int scale) {
  const auto mantissa = model::least_mantissa(cut.limit, cut.above, scale);
  assert(mantissa);
  return *mantissa;
}

Segments Segments::of_year() { return Segments(Range{0, calendar(), 0, 0}, true); }

std::optional<Int128> Segments::sometimes_passed(const Cut& cut, bool& always) const {
  const auto mantissa = model::least_mantissa(cut.limit, cut.above, range_->scale);
  always = mantissa && *mantissa <= range_->bounds.lower;
  if (!mantissa || *mantissa > range_->bounds.upper || always) return std::nullopt;
  return model::least_mantissa({*mantissa - range_->constant, range_->scale}, false, range_->compared_scale);
}

const model::Interval& Segments::compared(const model::Interval& interval, model::Interval& days) const {
  if (!years_) return interval;
  days = days_of_years(interval);
  return days;
}

void Segments::add(const model::Interval& interval) {
  const auto add_cut = [&](const Cut& cut) {
    bool always = false;
    if (!range_) {
      cuts_.push_back({model::normalized(cut.limit), cut.above});
    } else if (const auto mantissa = sometimes_passed(cut, always)) {
      thresholds_.push_back(*mantissa);
    }
  };
  model::Interval days;
  const model::Interval& values = compared(interval, days);
  if (values.lower) add_cut(lower_cut(*values.lower));
  if (values.upper) add_cut(upper_cut(*values.upper));
}

void Segments::close() {
  std::sort(cuts_.begin(), cuts_.end(), precedes);
  const auto same = [](const Cut& left, const Cut& right) { return !precedes(left, right) && !precedes(right, left); };
  cuts_.erase(std::unique(cuts_.begin(), cuts_.end(), same), cuts_.end());
  std::sort(thresholds_.begin(), thresholds_.end());
  thresholds_.erase(std::unique(thresholds_.begin(), thresholds_.end()), thresholds_.end());
  cuts_.reserve(cuts_.size() + thresholds_.size());
  for (const Int128 mantissa : thresholds_) cuts_.push_back(shortest_form(mantissa, range_->compared_scale));
}

std::size_t Segments::first_passing(const Cut& cut) const {
  if (range_) {
    bool always = false;
    const auto mantissa = sometimes_passed(cut, always);
    if (!mantissa) return always ? 0 : count();
    const auto place = std::lower_bound(thresholds_.begin(), thresholds_.end(), *mantissa);
    assert(place != thresholds_.end() && *place == *mantissa);
    return static_cast<std::size_t>(place - thresholds_.begin()) + 1;
  }
  const auto place = std::lower_bound(cuts_.begin(), cuts_.end(), cut, precedes);
  assert(place != cuts_.end() && !precedes(cut, *place));
  return static_cast<std::size_t>(place - cuts_.begin()) + 1;
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> Segments::runs(const std::vector<model::Interval>& intervals) const {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> found;
  model::Interval days;
  for (const model::Interval& interval : intervals) {
    const model::Interval& values = compared(interval, days);
    const std::size_t begin = values.lower ? first_passing(lower_cut(*values.lower)) : 0;
    const std::size_t end = values.upper ? first_passing(upper_cut(*values.upper)) : count();
    if (begin < end) found.emplace_back(static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end));
  }
  if (found.size() < 2) return found;
  std::sort(found.begin(), found.end());
  std::vector<std::pair<std::uint32_t, std::uint32_t>> result;
  for (const auto& run : found) {
    if (!result.empty() && run.first <= result.back().second) {
      result.back().second = std::max(result.back().second, run.second);
    } else {
      result.push_back(run);
    }
  }
  return result;
}

std::vector<std::uint8_t> Segments::truth(const std::vector<model::Interval>& intervals) const {
  std::vector<std::uint8_t> result(count(), 0);
  for (const auto& [begin, end] : runs(intervals)) std::fill(result.begin() + begin, result.begin() + end, std::uint8_t{1});
  return result;
}

void join_equal_segments(std::vector<Cut>& cuts, std::vector<std::uint8_t>& truth) {
  std::vector<Cut> kept_cuts;
  std::vector<std::uint8_t> kept_truth{truth.front()};
  for (std::size_t segment = 1; segment < truth.size(); ++segment) {
    if (truth[segment] == kept_truth.back()) continue;
    kept_cuts.push_back(cuts[segment - 1]);
    kept_truth.push_back(truth[segment]);
  }
  cuts = std::move(kept_cuts);
  truth = std::move(kept_truth);
}

}  // namespace fenji::graph
