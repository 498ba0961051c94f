// Years of dates, full months and years between them, days and months added to them. Differences in days are arithmetic.
#include <algorithm>
#include <cassert>
#include <optional>

#include "engine/execute/civil_date.hpp"
#include "engine/execute/kernel.hpp"
#include "engine/execute/null_rules.hpp"
#include "engine/execute/operands.hpp"

namespace fenji::execute {

namespace {

using graph::Operation;
using model::Int128;
using model::State;

// Rows that are not known hold some date too.
class YearKernel final : public Kernel {
 public:
  explicit YearKernel(const KernelSite& site) : id_(site.id), operand_(site.step().operands[0]), values_(site.capacity) {}

  void run(Frame& frame) override {
    const Vector& dates = frame.vectors[operand_];
    const auto* const days = dates.values<std::int64_t>();
    for (std::size_t row = 0; row < frame.rows; ++row) values_[row] = civil_date(days[row * dates.stride]).year();
    frame.vectors[id_] = {values_.data(), dates.states};
  }

 private:
  graph::StepId id_;
  graph::StepId operand_;
  std::vector<std::int64_t> values_;
};

std::int64_t months_between(std::int64_t from, std::int64_t to) {
  const bool back = to < from;
  const CivilDate first = civil_date(back ? to : from);
  const CivilDate last = civil_date(back ? from : to);
  const std::int64_t months = last.months - first.months - (last.day < first.day ? 1 : 0);
  return back ? -months : months;
}

class FullCountKernel final : public Kernel {
 public:
  explicit FullCountKernel(const KernelSite& site)
      : step_(site.step()), id_(site.id), values_(site.capacity), states_(site.capacity) {}

  void run(Frame& frame) override {
    const State* const states = greatest_states(frame, step_.operands, states_.data());
    const std::int64_t unit = step_.operation == Operation::full_years ? 12 : 1;
    const Vector& from = frame.vectors[step_.operands[0]];
    const Vector& to = frame.vectors[step_.operands[1]];
    for (std::size_t row = 0; row < frame.rows; ++row) {
      values_[row] = months_between(from.at<std::int64_t>(row), to.at<std::int64_t>(row)) / unit;
    }
    frame.vectors[id_] = {values_.data(), states};
  }

 private:
  const graph::Step& step_;
  graph::StepId id_;
  std::vector<std::int64_t> values_;
  std::vector<State> states_;
};

// More days or months than this lead out of the calendar from wherever they start.
constexpr Int128 most_steps = 4'000'000;

class ShiftKernel final : public Kernel {
 public:
  explicit ShiftKernel(const KernelSite& site)
      : step_(site.step()), id_(site.id), values_(site.capacity), states_(site.capacity) {
    assert(step_.checked);
    first_day_ = static_cast<std::int64_t>(step_.bounds.lower);
    last_day_ = static_cast<std::int64_t>(step_.bounds.upper);
  }

  void run(Frame& frame) override {
    const State* const states = greatest_states(frame, step_.operands, states_.data());
    const Vector& dates = frame.vectors[step_.operands[0]];
    const graph::StepId count = step_.operands[1];
    for (std::size_t row = 0; row < frame.rows; ++row) {
      const State state = states == nullptr ? State::known : states[row];
      values_[row] = first_day_;
      states_[row] = state;
      if (state != State::known) continue;
      const Int128 steps = mantissa_at(frame.vectors[count], frame.graph.steps[count].representation, row);
      const auto day = shifted(dates.at<std::int64_t>(row), steps);
      if (day)
        values_[row] = *day;
      else
        states_[row] = State::invalid;
    }
    frame.vectors[id_] = {values_.data(), unless_all_known(states_.data(), frame.rows)};
  }

 private:
  std::optional<std::int64_t> shifted(std::int64_t day, Int128 steps) const {
    if (steps > most_steps || steps < -most_steps) return std::nullopt;
    std::int64_t result = day + static_cast<std::int64_t>(steps);
    if (step_.operation == Operation::add_months) {
      CivilDate date = civil_date(day);
      date.months += static_cast<std::int64_t>(steps);
      constexpr std::int64_t first_month = 12, last_month = 9999 * 12 + 11;
      if (date.months < first_month || date.months > last_month) return std::nullopt;
      date.day = std::min(date.day, last_day_of(date.months));
      result = day_of(date);
    }
    if (result < first_day_ || result > last_day_) return std::nullopt;
    return result;
  }

  const graph::Step& step_;
  graph::StepId id_;
  std::int64_t first_day_ = 0, last_day_ = 0;  // of the calendar
  std::vector<std::int64_t> values_;
  std::vector<State> states_;
};

}  // namespace

KernelPointer make_dates(const KernelSite& site) {
  switch (site.step().operation) {
    case Operation::year:
      return std::make_unique<YearKernel>(site);
    case Operation::full_months:
    case Operation::full_years:
      return std::make_unique<FullCountKernel>(site);
    default:
      return std::make_unique<ShiftKernel>(site);
  }
}

}  // namespace fenji::execute
