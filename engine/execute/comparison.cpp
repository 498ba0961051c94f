// Comparisons of two columns; those with a constant are ranges.
#include <cassert>
#include <string_view>

#include "engine/execute/fraction_value.hpp"
#include "engine/execute/kernel.hpp"
#include "engine/execute/null_rules.hpp"
#include "engine/execute/operands.hpp"
#include "engine/graph/fold.hpp"

namespace fenji::execute {

namespace {

using graph::Operation;
using graph::StepId;
using model::Kind;
using model::Representation;
using model::State;

template <class Left, class Right, class Compare>
void compare_rows(Left left, Right right, std::size_t rows, std::uint8_t* __restrict results, Compare compare) {
  for (std::size_t row = 0; row < rows; ++row) results[row] = static_cast<std::uint8_t>(compare(left[row], right[row]));
}

// Calls `use` with what the operation does to two values that have an order.
template <class Use>
void with_comparison(Operation operation, Use&& use) {
  switch (operation) {
    case Operation::equal:
      return use([](const auto& left, const auto& right) { return left == right; });
    case Operation::not_equal:
      return use([](const auto& left, const auto& right) { return left != right; });
    case Operation::less:
      return use([](const auto& left, const auto& right) { return left < right; });
    case Operation::less_equal:
      return use([](const auto& left, const auto& right) { return left <= right; });
    default:
      assert(false);
  }
}

// What comparisons have in common: one bit a row, unknown where an operand is.
class ComparisonKernel : public Kernel {
 public:
  explicit ComparisonKernel(const KernelSite& site)
      : step_(site.step()), id_(site.id), values_(site.capacity), states_(site.capacity) {}

  void run(Frame& frame) override {
    const State* const states = greatest_states(frame, step_.operands, states_.data());
    frame.vectors[id_] = {values_.data(), states};
    compare(frame, states);
  }

 protected:
  // Fills `values_`.
  virtual void compare(const Frame& frame, const State* states) = 0;

  const graph::Step& step_;
  StepId id_;
  std::vector<std::uint8_t> values_;

 private:
  std::vector<State> states_;
};

// Numbers of one scale, and dates.
class NumberComparison final : public ComparisonKernel {
 public:
  using ComparisonKernel::ComparisonKernel;

 private:
  void compare(const Frame& frame, const State*) override {
    const auto with_operand = [&](std::size_t i, auto&& use) {
      const StepId operand = step_.operands[i];
      with_number(frame.vectors[operand], frame.graph.steps[operand].representation, true, use);
    };
    with_comparison(step_.operation, [&](auto comparison) {
      with_operand(0, [&](auto left) {
        with_operand(1, [&](auto right) { compare_rows(left, right, frame.rows, values_.data(), comparison); });
      });
    });
  }
};

// Fractions, and numbers whose scales could not be brought together.
class ExactComparison final : public ComparisonKernel {
 public:
  using ComparisonKernel::ComparisonKernel;

 private:
  void compare(const Frame& frame, const State* states) override {
    for (std::size_t row = 0; row < frame.rows; ++row) {
      values_[row] = 0;
      if (states != nullptr && states[row] != State::known) continue;
      const auto order = graph::compare(fraction_at(frame, step_.operands[0], row), fraction_at(frame, step_.operands[1], row));
      values_[row] = graph::holds(step_.operation, order) ? 1 : 0;
    }
  }
};

// Labels (the better, with the smaller code, is the greater), yes/no, texts.
template <class T, bool descending>
class WordComparison final : public ComparisonKernel {
 public:
  using ComparisonKernel::ComparisonKernel;

 private:
  void compare(const Frame& frame, const State*) override {
    const auto with_operand = [&](const Vector& vector, auto&& use) {
      if (vector.stride == 0) return use(Fixed<T>{vector.at<T>(0)});
      return use(Varying<T>{vector.values<T>()});
    };
    const Vector& first = frame.vectors[step_.operands[descending ? 1 : 0]];
    const Vector& second = frame.vectors[step_.operands[descending ? 0 : 1]];
    with_comparison(step_.operation, [&](auto comparison) {
      with_operand(first, [&](auto left) {
        with_operand(second, [&](auto right) { compare_rows(left, right, frame.rows, values_.data(), comparison); });
      });
    });
  }
};

}  // namespace

KernelPointer make_comparison(const KernelSite& site) {
  const graph::Step& left = site.operand(0);
  const graph::Step& right = site.operand(1);
  switch (left.type.kind) {
    case Kind::number: {
      const bool fractions =
          left.representation == Representation::fraction || right.representation == Representation::fraction;
      if (fractions || left.type.scale != right.type.scale) return std::make_unique<ExactComparison>(site);
      return std::make_unique<NumberComparison>(site);
    }
    case Kind::date:
      return std::make_unique<NumberComparison>(site);
    case Kind::label:
      return std::make_unique<WordComparison<std::uint32_t, true>>(site);
    case Kind::yes_no:
      return std::make_unique<WordComparison<std::uint8_t, false>>(site);
    case Kind::text:
      return std::make_unique<WordComparison<std::string_view, false>>(site);
  }
  assert(false);
  return nullptr;
}

}  // namespace fenji::execute
