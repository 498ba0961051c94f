// Quotients are read from their operands; their kernel knows only where there is none.
#include "engine/execute/kernel.hpp"
#include "engine/execute/null_rules.hpp"
#include "engine/execute/operands.hpp"

namespace fenji::execute {

namespace {

using model::State;

class DivisionKernel final : public Kernel {
 public:
  explicit DivisionKernel(const KernelSite& site) : step_(site.step()), id_(site.id), states_(site.capacity) {}

  void run(Frame& frame) override {
    const State* states = greatest_states(frame, step_.operands, states_.data());
    if (step_.checked) {
      const graph::StepId denominator = step_.operands[1];
      with_number(frame.vectors[denominator], frame.graph.steps[denominator].representation, false, [&](auto values) {
        for (std::size_t row = 0; row < frame.rows; ++row) {
          const State state = states == nullptr ? State::known : states[row];
          states_[row] = state == State::known && values[row] == 0 ? State::invalid : state;
        }
      });
      states = unless_all_known(states_.data(), frame.rows);
    }
    frame.vectors[id_] = {nullptr, states};
  }

 private:
  const graph::Step& step_;
  graph::StepId id_;
  std::vector<State> states_;
};

}  // namespace

KernelPointer make_division(const KernelSite& site) { return std::make_unique<DivisionKernel>(site); }

}  // namespace fenji::execute
