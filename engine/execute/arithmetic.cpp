// Arithmetic whose results provably stay within their representation. Rows that are not known hold any numbers, so it wraps.
#include <algorithm>
#include <cassert>
#include <type_traits>

#include "engine/execute/kernel.hpp"
#include "engine/execute/null_rules.hpp"
#include "engine/execute/operands.hpp"

namespace fenji::execute {

namespace {

using graph::Operation;
using model::Int128;
using model::Representation;
using model::State;

template <class T>
using Unsigned = std::conditional_t<std::is_same_v<T, Int128>, model::UInt128, std::uint64_t>;

template <class T>
T wrapped(Unsigned<T> value) {
  return static_cast<T>(value);
}

struct Add {
  template <class T>
  T operator()(T left, T right) const {
    return wrapped<T>(static_cast<Unsigned<T>>(left) + static_cast<Unsigned<T>>(right));
  }
};
struct Subtract {
  template <class T>
  T operator()(T left, T right) const {
    return wrapped<T>(static_cast<Unsigned<T>>(left) - static_cast<Unsigned<T>>(right));
  }
};
struct Multiply {
  template <class T>
  T operator()(T left, T right) const {
    return wrapped<T>(static_cast<Unsigned<T>>(left) * static_cast<Unsigned<T>>(right));
  }
};
struct Minimum {
  template <class T>
  T operator()(T left, T right) const {
    return right < left ? right : left;
  }
};
struct Maximum {
  template <class T>
  T operator()(T left, T right) const {
    return left < right ? right : left;
  }
};

template <class T, class Left, class Right, class Combine>
void combine_rows(Left left, Right right, std::size_t rows, T* __restrict results, Combine combine) {
  for (std::size_t row = 0; row < rows; ++row) {
    results[row] = combine(static_cast<T>(left[row]), static_cast<T>(right[row]));
  }
}

// T is the result's: std::int64_t, of which all operands then are, or Int128.
template <class T, class Combine>
class ArithmeticKernel final : public Kernel {
 public:
  explicit ArithmeticKernel(const KernelSite& site)
      : step_(site.step()), id_(site.id), values_(site.capacity), states_(site.capacity) {
    if (step_.operation == Operation::convert) {
      other_ = static_cast<T>(model::power_of_ten(step_.type.scale - site.operand(0).type.scale));
    }
  }

  void run(Frame& frame) override {
    const auto with_operand = [&](std::size_t i, auto&& use) {
      const graph::StepId operand = step_.operands[i];
      const Representation representation = frame.graph.steps[operand].representation;
      if constexpr (std::is_same_v<T, Int128>) {
        with_number(frame.vectors[operand], representation, true, use);
      } else {
        assert(representation == Representation::i64);
        const Vector& vector = frame.vectors[operand];
        if (vector.stride == 0) return use(Fixed<std::int64_t>{vector.at<std::int64_t>(0)});
        return use(Varying<std::int64_t>{vector.values<std::int64_t>()});
      }
    };
    with_operand(0, [&](auto first) {
      switch (step_.operation) {
        case Operation::negate:
          return combine_rows<T>(Fixed<T>{0}, first, frame.rows, values_.data(), Combine{});
        case Operation::convert:
          return combine_rows<T>(first, Fixed<T>{other_}, frame.rows, values_.data(), Combine{});
        default:
          with_operand(1, [&](auto second) { combine_rows<T>(first, second, frame.rows, values_.data(), Combine{}); });
      }
    });
    frame.vectors[id_] = {values_.data(), greatest_states(frame, step_.operands, states_.data())};
  }

 private:
  const graph::Step& step_;
  graph::StepId id_;
  T other_ = 0;
  std::vector<T> values_;
  std::vector<State> states_;
};

template <class Combine>
KernelPointer make(const KernelSite& site) {
  if (site.step().representation == Representation::i64) return std::make_unique<ArithmeticKernel<std::int64_t, Combine>>(site);
  return std::make_unique<ArithmeticKernel<Int128, Combine>>(site);
}

}  // namespace

KernelPointer make_arithmetic(const KernelSite& site) {
  switch (site.step().operation) {
    case Operation::add:
      return make<Add>(site);
    case Operation::negate:
    case Operation::subtract:
      return make<Subtract>(site);
    case Operation::convert:
    case Operation::multiply:
      return make<Multiply>(site);
    case Operation::minimum:
      return make<Minimum>(site);
    case Operation::maximum:
      return make<Maximum>(site);
    default:
      assert(false);
      return nullptr;
  }
}

}  // namespace fenji::execute
