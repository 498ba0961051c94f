#include "engine/execute/row_fits.hpp"

#include <algorithm>
#include <span>

namespace fenji::execute {

using graph::Decision;
using graph::StepId;
using model::HitPolicy;
using model::State;

std::uint32_t digit_at(const Frame& frame, StepId operand, std::size_t record) {
  const Vector& vector = frame.vectors[operand];
  if (frame.graph.steps[operand].representation == model::Representation::bits) return vector.at<std::uint8_t>(record);
  return vector.at<std::uint32_t>(record);
}

namespace {

// `known_fit`: the tests of known digits are met; they lie far apart in memory, and are left alone.
Truth fit_by_digits(const Frame& frame, const graph::Step& choose_row, std::size_t record, std::size_t place, bool known_fit) {
  const std::span<const graph::DigitTest> tests = frame.graph.decisions[choose_row.reference].tests[place];
  Truth fit;
  for (std::size_t k = 0; k < choose_row.operands.size(); ++k) {
    const StepId operand = choose_row.operands[k];
    if (known_fit && frame.vectors[operand].known(record)) continue;
    const graph::DigitTest& test = tests[k];
    if (test.any()) continue;
    fit = both(fit, {frame.vectors[operand].state(record), test.holds(digit_at(frame, operand, record))});
    if (fit.certainly(false)) break;
  }
  return fit;
}

}  // namespace

void find_fits(const Frame& frame, const graph::Step& choose_row, std::size_t record, std::vector<RowFit>& fits) {
  const Decision& decision = frame.graph.decisions[choose_row.reference];
  fits.clear();
  const auto add = [&](std::size_t place, Truth fit) {
    if (!fit.certainly(false)) fits.push_back({static_cast<std::uint32_t>(place), fit});
  };
  if (!decision.row_tree.empty()) {
    std::vector<graph::RowTree::Digit> digits;
    digits.reserve(choose_row.operands.size());
    for (const StepId operand : choose_row.operands) {
      digits.push_back({digit_at(frame, operand, record), frame.vectors[operand].known(record)});
    }
    decision.row_tree.each_that_may_fit(digits, [&](std::uint32_t place) { fits.push_back({place, {}}); });
    std::sort(fits.begin(), fits.end(), [](const RowFit& left, const RowFit& right) { return left.place < right.place; });
    const auto same = [](const RowFit& left, const RowFit& right) { return left.place == right.place; };
    fits.erase(std::unique(fits.begin(), fits.end(), same), fits.end());
    for (RowFit& row : fits) {
      row.fit = fit_by_digits(frame, choose_row, record, row.place, decision.row_tree.certain(row.place));
    }
    std::erase_if(fits, [](const RowFit& row) { return row.fit.certainly(false); });
    return;
  }
  for (std::size_t place = 0; place < decision.rows.size(); ++place) {
    if (decision.indexed) {
      add(place, fit_by_digits(frame, choose_row, record, place, false));
    } else {
      const Vector& fit = frame.vectors[choose_row.operands[place]];
      add(place, {fit.state(record), fit.at<std::uint8_t>(record) != 0});
    }
  }
}

void fire(const Decision& decision, const std::vector<RowFit>& fits, Firing& firing) {
  const bool first = decision.policy == HitPolicy::first;
  firing.rows.clear();
  firing.open.clear();
  firing.certain.reset();
  firing.open_state = State::known;
  for (const auto& [place, fit] : fits) {
    if (fit.certainly(true)) {
      firing.rows.push_back(decision.rows[place]);
      if (!firing.certain) firing.certain = decision.rows[place];
      if (first) return;
    } else {
      firing.open.push_back(place);
      firing.open_state = greater(firing.open_state, fit.state);
      if (first) firing.rows.push_back(decision.rows[place]);
    }
  }
  if (decision.otherwise == model::none || firing.certain) return;
  if (first || firing.open.empty()) {
    firing.rows.push_back(decision.otherwise);
    firing.certain = decision.otherwise;
  }
}

}  // namespace fenji::execute
