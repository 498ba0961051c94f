#include "engine/execute/fraction_cuts.hpp"

#include <algorithm>

#include "engine/execute/operands.hpp"

namespace fenji::execute {

using graph::Bounds;
using graph::Step;
using graph::StepId;
using model::Int128;

FractionCuts::FractionCuts(const graph::Graph& graph, const Step& step) : step_(step), narrow_(narrow(graph, step)) {}

std::optional<FractionCuts::Narrow> FractionCuts::narrow(const graph::Graph& graph, const Step& step) {
  const auto division = division_of(graph, step.operands[0]);
  if (!division) return std::nullopt;
  Narrow result{graph.steps[*division].operands[0], graph.steps[*division].operands[1], 1, {}};
  const Step& numerator = graph.steps[result.numerator];
  const Step& denominator = graph.steps[result.denominator];

  int limit_scale = 0;
  for (const graph::Cut& cut : step.cuts) limit_scale = std::max(limit_scale, cut.limit.scale);
  // n / 10^sn ÷ (d / 10^sd) >= l / 10^sl  is  n × 10^(sd + sl) >= l × d × 10^sn.
  const int places = denominator.type.scale + limit_scale - numerator.type.scale;
  const auto dividend = graph::shifted(numerator.bounds, std::max(places, 0));
  if (!dividend || !graph::greatest_magnitude(*dividend)) return std::nullopt;
  result.numerator_factor = model::power_of_ten(std::max(places, 0));
  for (const graph::Cut& cut : step.cuts) {
    Int128 factor = 0;
    const int shift = limit_scale - cut.limit.scale + std::max(-places, 0);
    if (model::multiply_overflows(cut.limit.mantissa, model::power_of_ten(shift), factor)) return std::nullopt;
    const auto product = graph::product(denominator.bounds, {factor, factor});
    if (!product || !graph::greatest_magnitude(*product)) return std::nullopt;
    result.limits.push_back({factor, cut.above});
  }
  return result;
}

std::size_t FractionCuts::passed(const Frame& frame, std::size_t row) const {
  std::size_t count = 0;
  if (!narrow_) {
    const graph::Fraction value = fraction_at(frame, step_.operands[0], row);
    for (const graph::Cut& cut : step_.cuts) {
      const auto order = graph::compare(value, {cut.limit});
      count += (cut.above ? order > 0 : order >= 0) ? 1 : 0;
    }
    return count;
  }
  const auto side = [&](StepId id) { return mantissa_at(frame.vectors[id], frame.graph.steps[id].representation, row); };
  const Int128 denominator = side(narrow_->denominator);
  const Int128 dividend = side(narrow_->numerator) * narrow_->numerator_factor;
  for (const Limit& limit : narrow_->limits) {
    const Int128 product = denominator * limit.factor;
    const Int128 left = denominator < 0 ? product : dividend;
    const Int128 right = denominator < 0 ? dividend : product;
    count += (limit.above ? left > right : left >= right) ? 1 : 0;
  }
  return count;
}

}  // namespace fenji::execute
