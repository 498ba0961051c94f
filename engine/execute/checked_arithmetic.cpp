// Arithmetic that may leave 128 bits: one row at a time, where all operands are known.
#include <algorithm>
#include <cassert>

#include "engine/execute/kernel.hpp"
#include "engine/execute/null_rules.hpp"
#include "engine/execute/operands.hpp"

namespace fenji::execute {

namespace {

using graph::Operation;
using model::Int128;
using model::State;

// False where the mantissa leaves 128 bits, or digits would be lost; `places` may be negative.
bool shift(Int128& mantissa, int places) {
  if (places >= 0) return !model::multiply_overflows(mantissa, model::power_of_ten(places), mantissa);
  const Int128 divisor = model::power_of_ten(-places);
  if (mantissa % divisor != 0) return false;
  mantissa /= divisor;
  return true;
}

bool combine(Operation operation, Int128 left, Int128 right, Int128& result) {
  switch (operation) {
    case Operation::add:
      return !model::add_overflows(left, right, result);
    case Operation::subtract:
      return !model::subtract_overflows(left, right, result);
    case Operation::multiply:
      return !model::multiply_overflows(left, right, result);
    case Operation::minimum:
      result = std::min(left, right);
      return true;
    case Operation::maximum:
      result = std::max(left, right);
      return true;
    default:
      assert(false);
      return false;
  }
}

class CheckedKernel final : public Kernel {
 public:
  explicit CheckedKernel(const KernelSite& site)
      : step_(site.step()), id_(site.id), values_(site.capacity), states_(site.capacity) {
    int product_scale = 0;
    for (std::size_t i = 0; i < step_.operands.size(); ++i) {
      const int scale = site.operand(i).type.scale;
      product_scale += scale;
      places_.push_back(by_factors() ? 0 : step_.type.scale - scale);
    }
    if (by_factors()) final_places_ = step_.type.scale - product_scale;
  }

  void run(Frame& frame) override {
    const State* const states = greatest_states(frame, step_.operands, states_.data());
    for (std::size_t row = 0; row < frame.rows; ++row) {
      const State state = states == nullptr ? State::known : states[row];
      values_[row] = 0;
      states_[row] = state == State::known && !compute(frame, row, values_[row]) ? State::invalid : state;
    }
    frame.vectors[id_] = {values_.data(), unless_all_known(states_.data(), frame.rows)};
  }

 private:
  bool by_factors() const { return step_.operation == Operation::multiply; }

  bool compute(const Frame& frame, std::size_t row, Int128& result) const {
    for (std::size_t i = 0; i < step_.operands.size(); ++i) {
      const graph::StepId operand = step_.operands[i];
      Int128 mantissa = mantissa_at(frame.vectors[operand], frame.graph.steps[operand].representation, row);
      if (!shift(mantissa, places_[i])) return false;
      if (i == 0) {
        result = mantissa;
      } else if (!combine(step_.operation, result, mantissa, result)) {
        return false;
      }
    }
    if (step_.operation == Operation::negate && model::subtract_overflows(0, result, result)) return false;
    return shift(result, final_places_);
  }

  const graph::Step& step_;
  graph::StepId id_;
  std::vector<int> places_;  // by operand: what brings it to the scale of the result
  int final_places_ = 0;
  std::vector<Int128> values_;
  std::vector<State> states_;
};

}  // namespace

KernelPointer make_checked_arithmetic(const KernelSite& site) { return std::make_unique<CheckedKernel>(site); }

}  // namespace fenji::execute
