// Rounding half away from zero: of numbers by a power of ten, of quotients by their denominator.
#include <algorithm>
#include <optional>
#include <type_traits>

#include "engine/execute/fraction_value.hpp"
#include "engine/execute/kernel.hpp"
#include "engine/execute/null_rules.hpp"
#include "engine/execute/operands.hpp"

namespace fenji::execute {

namespace {

using graph::StepId;
using model::Int128;
using model::Representation;
using model::State;

// `divisor` is greater than zero.
template <class T>
T divided(T value, T divisor) {
  const T quotient = value / divisor;
  const T rest = value % divisor;
  const T below_half = (divisor - 1) / 2;  // the greatest rest that is
  return quotient + static_cast<T>(rest > below_half) - static_cast<T>(rest < -below_half);
}

template <class T>
class RoundingKernel final : public Kernel {
 public:
  explicit RoundingKernel(const KernelSite& site)
      : step_(site.step()),
        id_(site.id),
        divisor_(model::power_of_ten(site.operand(0).type.scale - step_.type.scale)),
        values_(site.capacity) {}

  void run(Frame& frame) override {
    const StepId operand = step_.operands[0];
    with_number(frame.vectors[operand], frame.graph.steps[operand].representation, false, [&](auto numbers) {
      using From = typename decltype(numbers)::Value;
      const auto round_all = [&](auto divisor) {
        using Number = decltype(divisor);
        for (std::size_t row = 0; row < frame.rows; ++row)
          values_[row] = static_cast<T>(divided(static_cast<Number>(numbers[row]), divisor));
      };
      const auto divisor = static_cast<From>(divisor_);
      divisor == divisor_ ? round_all(divisor) : round_all(divisor_);
    });
    frame.vectors[id_] = {values_.data(), frame.vectors[operand].states};
  }

 private:
  const graph::Step& step_;
  StepId id_;
  Int128 divisor_;
  std::vector<T> values_;
};

// Where both sides of a quotient, brought to the scales that the rounded result asks for, fit 126 bits whatever the record.
struct NarrowQuotient {
  StepId numerator = graph::no_step;
  StepId denominator = graph::no_step;
  Int128 numerator_factor = 1;
  Int128 denominator_factor = 1;
};

std::optional<NarrowQuotient> narrow_quotient(const KernelSite& site) {
  const auto division = division_of(site.graph, site.step().operands[0]);
  if (!division) return std::nullopt;
  NarrowQuotient result{site.graph.steps[*division].operands[0], site.graph.steps[*division].operands[1]};
  const graph::Step& numerator = site.graph.steps[result.numerator];
  const graph::Step& denominator = site.graph.steps[result.denominator];
  const int places = site.step().type.scale + denominator.type.scale - numerator.type.scale;
  result.numerator_factor = model::power_of_ten(std::max(places, 0));
  result.denominator_factor = model::power_of_ten(std::max(-places, 0));
  const auto fits = [](const graph::Bounds& bounds, int shift) {
    const auto shifted = graph::shifted(bounds, shift + 1);
    return shifted && graph::greatest_magnitude(*shifted);
  };
  if (!fits(numerator.bounds, std::max(places, 0)) || !fits(denominator.bounds, std::max(-places, 0))) return std::nullopt;
  return result;
}

template <class T>
class QuotientRoundingKernel final : public Kernel {
 public:
  explicit QuotientRoundingKernel(const KernelSite& site)
      : step_(site.step()), id_(site.id), narrow_(narrow_quotient(site)), values_(site.capacity), states_(site.capacity) {}

  void run(Frame& frame) override {
    const Vector& fraction = frame.vectors[step_.operands[0]];
    for (std::size_t row = 0; row < frame.rows; ++row) {
      states_[row] = fraction.state(row);
      values_[row] = 0;
      if (states_[row] == State::known && !compute(frame, row)) states_[row] = State::invalid;
    }
    frame.vectors[id_] = {values_.data(), unless_all_known(states_.data(), frame.rows)};
  }

 private:
  bool compute(const Frame& frame, std::size_t row) {
    if (narrow_) {
      values_[row] = static_cast<T>(narrow_result(frame, row));
      return true;
    }
    const graph::Fraction value = fraction_at(frame, step_.operands[0], row);
    const auto rounded = model::divide_rounded(value.numerator, value.denominator, step_.type.scale);
    if (rounded) values_[row] = static_cast<T>(rounded->mantissa);
    return rounded.has_value();
  }

  Int128 narrow_result(const Frame& frame, std::size_t row) const {
    const auto side = [&](StepId id) { return mantissa_at(frame.vectors[id], frame.graph.steps[id].representation, row); };
    Int128 numerator = side(narrow_->numerator) * narrow_->numerator_factor;
    Int128 denominator = side(narrow_->denominator) * narrow_->denominator_factor;
    if (denominator < 0) {
      numerator = -numerator;
      denominator = -denominator;
    }
    constexpr Int128 limit = Int128{1} << 62;
    if (numerator < limit && numerator > -limit && denominator < limit) {
      return divided(static_cast<std::int64_t>(numerator), static_cast<std::int64_t>(denominator));
    }
    return divided(numerator, denominator);
  }

  const graph::Step& step_;
  StepId id_;
  std::optional<NarrowQuotient> narrow_;
  std::vector<T> values_;
  std::vector<State> states_;
};

template <template <class> class Rounding>
KernelPointer make(const KernelSite& site) {
  if (site.step().representation == Representation::i64) return std::make_unique<Rounding<std::int64_t>>(site);
  return std::make_unique<Rounding<Int128>>(site);
}

}  // namespace

KernelPointer make_rounding(const KernelSite& site) {
  if (site.operand(0).representation == Representation::fraction) return make<QuotientRoundingKernel>(site);
  return make<RoundingKernel>(site);
}

}  // namespace fenji::execute
