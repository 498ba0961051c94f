// Conditions, and values that hang on one.
#include <cassert>
#include <string_view>
#include <variant>

#include "engine/execute/kernel.hpp"
#include "engine/execute/null_rules.hpp"

namespace fenji::execute {

namespace {

using graph::Operation;
using graph::StepId;
using model::Representation;
using model::State;

class ConjunctionKernel final : public Kernel {
 public:
  explicit ConjunctionKernel(const KernelSite& site)
      : step_(site.step()), id_(site.id), values_(site.capacity), states_(site.capacity) {}

  void run(Frame& frame) override {
    const std::uint8_t deciding = step_.operation == Operation::any ? 1 : 0;
    const State* const states = decided_by(deciding, frame, step_.operands, values_.data(), states_.data());
    frame.vectors[id_] = {values_.data(), states};
  }

 private:
  const graph::Step& step_;
  StepId id_;
  std::vector<std::uint8_t> values_;
  std::vector<State> states_;
};

class NegationKernel final : public Kernel {
 public:
  explicit NegationKernel(const KernelSite& site) : id_(site.id), operand_(site.step().operands[0]), values_(site.capacity) {}

  void run(Frame& frame) override {
    const Vector& operand = frame.vectors[operand_];
    assert(operand.stride == 1);
    const auto* const conditions = operand.values<std::uint8_t>();
    std::uint8_t* const values = values_.data();
    const std::size_t rows = frame.rows;
    for (std::size_t row = 0; row < rows; ++row) values[row] = conditions[row] ^ 1;
    frame.vectors[id_] = {values_.data(), operand.states};
  }

 private:
  StepId id_;
  StepId operand_;
  std::vector<std::uint8_t> values_;
};

// Decided as soon as the undecided operands can no longer change the answer.
class AtLeastKernel final : public Kernel {
 public:
  explicit AtLeastKernel(const KernelSite& site)
      : step_(site.step()),
        id_(site.id),
        yes_(site.capacity),
        undecided_(site.capacity),
        values_(site.capacity),
        states_(site.capacity) {}

  void run(Frame& frame) override {
    const std::size_t rows = frame.rows;
    std::fill_n(yes_.begin(), rows, 0U);
    std::fill_n(undecided_.begin(), rows, 0U);
    std::fill_n(states_.begin(), rows, State::known);
    for (const StepId operand : step_.operands) {
      const Vector& vector = frame.vectors[operand];
      assert(vector.stride == 1);
      const auto* const conditions = vector.values<std::uint8_t>();
      if (vector.states == nullptr) {
        for (std::size_t row = 0; row < rows; ++row) yes_[row] += conditions[row];
        continue;
      }
      for (std::size_t row = 0; row < rows; ++row) {
        const bool known = vector.states[row] == State::known;
        yes_[row] += known ? conditions[row] : 0U;
        undecided_[row] += known ? 0U : 1U;
        states_[row] = greater(states_[row], vector.states[row]);
      }
    }
    for (std::size_t row = 0; row < rows; ++row) {
      const bool enough = yes_[row] >= step_.count;
      const bool decided = enough || yes_[row] + undecided_[row] < step_.count;
      values_[row] = enough ? 1 : 0;
      states_[row] = decided ? State::known : states_[row];
    }
    frame.vectors[id_] = {values_.data(), unless_all_known(states_.data(), rows)};
  }

 private:
  const graph::Step& step_;
  StepId id_;
  std::vector<std::uint32_t> yes_;
  std::vector<std::uint32_t> undecided_;
  std::vector<std::uint8_t> values_;
  std::vector<State> states_;
};

// The values are the operand's own; a constant is written out once, since only constant steps have a single value.
class ApplicableKernel final : public Kernel {
 public:
  explicit ApplicableKernel(const KernelSite& site)
      : id_(site.id), condition_(site.step().operands[0]), value_(site.step().operands[1]), states_(site.capacity) {
    const graph::Step& value = site.operand(1);
    if (value.operation != Operation::constant) return;
    switch (value.representation) {
      case Representation::bits:
        values_ = std::vector<std::uint8_t>(site.capacity, value.constant.yes ? 1 : 0);
        break;
      case Representation::code:
        values_ = std::vector<std::uint32_t>(site.capacity, value.constant.label);
        break;
      case Representation::i64: {
        const bool date = value.type.kind == model::Kind::date;
        const model::Int128 number = date ? value.constant.day : value.constant.number.mantissa;
        values_ = std::vector<std::int64_t>(site.capacity, static_cast<std::int64_t>(number));
        break;
      }
      case Representation::i128:
        values_ = std::vector<model::Int128>(site.capacity, value.constant.number.mantissa);
        break;
      case Representation::text:
        values_ = std::vector<std::string_view>(site.capacity, value.constant.text);
        break;
      case Representation::fraction:
        assert(false);
    }
  }

  void run(Frame& frame) override {
    const Vector& condition = frame.vectors[condition_];
    const Vector& value = frame.vectors[value_];
    const auto* const conditions = condition.values<std::uint8_t>();
    for (std::size_t row = 0; row < frame.rows; ++row) {
      const bool applies = conditions[row * condition.stride] != 0;
      states_[row] = applies ? value.state(row) : State::not_applicable;
    }
    if (condition.states != nullptr) {
      const State* const unknown = condition.states;
      for (std::size_t row = 0; row < frame.rows; ++row) {
        states_[row] = unknown[row] == State::known ? states_[row] : unknown[row];
      }
    }
    const void* const own = std::visit([](const auto& values) -> const void* { return values.data(); }, values_);
    const bool constant = value.stride == 0;
    frame.vectors[id_] = {constant ? own : value.data, unless_all_known(states_.data(), frame.rows)};
  }

 private:
  StepId id_;
  StepId condition_;
  StepId value_;
  std::variant<std::vector<std::uint8_t>, std::vector<std::uint32_t>, std::vector<std::int64_t>, std::vector<model::Int128>,
               std::vector<std::string_view>>
      values_;  // of a constant
  std::vector<State> states_;
};

}  // namespace

KernelPointer make_logic(const KernelSite& site) {
  switch (site.step().operation) {
    case Operation::negation:
      return std::make_unique<NegationKernel>(site);
    case Operation::at_least:
      return std::make_unique<AtLeastKernel>(site);
    case Operation::applicable:
      return std::make_unique<ApplicableKernel>(site);
    default:
      return std::make_unique<ConjunctionKernel>(site);
  }
}

}  // namespace fenji::execute
