#include "engine/graph/segments.hpp"

#include <algorithm>
#include <cassert>
#include <functional>

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

std::uint64_t mixed(std::uint64_t bits) {
  constexpr std::uint64_t odd = 0x9e3779b97f4a7c15;  // 2^64 / golden ratio (Knuth, The Art of Computer Programming 3, 6.4)
  bits *= odd;
  return bits ^ (bits >> 32);
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

std::uint64_t Segments::MantissaHash::operator()(Int128 mantissa) const {
  const auto low = static_cast<std::uint64_t>(mantissa), high = static_cast<std::uint64_t>(mantissa >> 64);
  return mixed(low ^ mixed(high));
}

std::uint64_t Segments::CutHash::operator()(const Cut& cut) const {
  return mixed(MantissaHash{}(cut.limit.mantissa) + static_cast<std::uint64_t>(cut.limit.scale) * 2 + (cut.above ? 1 : 0));
}

std::uint32_t Segments::number_of(const Cut& cut) {
  if (!range_) return limits_.add({model::normalized(cut.limit), cut.above});
  const auto mantissa = model::least_mantissa(cut.limit, cut.above, range_->scale);
  if (!mantissa || *mantissa > range_->bounds.upper) return none_pass;
  if (*mantissa <= range_->bounds.lower) return all_pass;
  const auto threshold = model::least_mantissa({*mantissa - range_->constant, range_->scale}, false, range_->compared_scale);
  return threshold ? thresholds_.add(*threshold) : none_pass;
}

void Segments::add(const model::Interval& interval) {
  model::Interval days;
  if (years_) days = days_of_years(interval);
  const model::Interval& values = years_ ? days : interval;
  runs_.push_back({values.lower ? number_of(lower_cut(*values.lower)) : all_pass,
                   values.upper ? number_of(upper_cut(*values.upper)) : none_pass});
}

std::uint32_t Segments::first_passing(std::uint32_t number) const {
  if (number == all_pass) return 0;
  if (number == none_pass) return static_cast<std::uint32_t>(count());
  return (range_ ? thresholds_.rank(number) : limits_.rank(number)) + 1;
}

void Segments::close() {
  if (range_) {
    thresholds_.close(std::less<>());
    cuts_.reserve(thresholds_.values().size());
    for (const Int128 mantissa : thresholds_.values()) cuts_.push_back(shortest_form(mantissa, range_->compared_scale));
  } else {
    limits_.close(precedes);
    cuts_ = limits_.values();
  }
  for (DigitRange& run : runs_) run = {first_passing(run.begin), first_passing(run.end)};
}

std::vector<std::uint8_t> Segments::truth() const {
  std::vector<std::uint8_t> result(count(), 0);
  for (const DigitRange& run : runs_) {
    if (!run.empty()) std::fill(result.begin() + run.begin, result.begin() + run.end, std::uint8_t{1});
  }
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
