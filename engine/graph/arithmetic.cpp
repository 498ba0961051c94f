#include "engine/graph/arithmetic.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace fenji::graph {

using model::Representation;
using model::Type;

namespace {

Step number_step(Operation operation, std::vector<StepId> operands, const Type& type, const Site& site) {
  Step step;
  step.operation = operation;
  step.representation = Representation::i128;
  step.type = type;
  step.operands = std::move(operands);
  step.span = site.span;
  return step;
}

StepId add_checked(StepBuilder& builder, Step step, const Site& site) {
  step.checked = true;
  step.owner = site.owner;
  return builder.add(std::move(step));
}

// Kernels compute 64-bit results from 64-bit operands alone.
StepId add_within(StepBuilder& builder, Step step, const Bounds& bounds) {
  const auto narrow = [&](StepId operand) { return builder[operand].representation == Representation::i64; };
  const bool all_narrow = std::all_of(step.operands.begin(), step.operands.end(), narrow);
  step.bounds = bounds;
  step.representation = all_narrow && fits_64_bits(bounds) ? Representation::i64 : Representation::i128;
  return builder.add(std::move(step));
}

std::optional<Bounds> combined(Operation operation, const Bounds& left, const Bounds& right) {
  switch (operation) {
    case Operation::add:
      return sum(left, right);
    case Operation::subtract:
      return difference(left, right);
    case Operation::multiply:
      return product(left, right);
    case Operation::minimum:
      return least(left, right);
    case Operation::maximum:
      return greatest(left, right);
    default:
      assert(false);
      return std::nullopt;
  }
}

// The bounds of each partial result from the left, of operands that have been aligned; nothing where one of them could leave
// 128 bits.
std::optional<std::vector<Bounds>> partial_bounds(const StepBuilder& builder, Operation operation,
                                                  const std::vector<StepId>& operands, int scale) {
  const bool by_factors = operation == Operation::multiply;
  std::vector<Bounds> result;
  int product_scale = 0;
  for (const StepId operand : operands) {
    product_scale += builder[operand].type.scale;
    const auto next = by_factors ? builder[operand].bounds : bounds_at(builder[operand], scale);
    const auto partial = next && !result.empty() ? combined(operation, result.back(), *next) : next;
    if (!partial || (by_factors && product_scale > model::max_scale)) return std::nullopt;
    result.push_back(*partial);
  }
  return result;
}

}  // namespace

std::optional<Bounds> bounds_at(const Step& number, int scale) {
  if (scale < number.type.scale) return std::nullopt;
  return shifted(number.bounds, scale - number.type.scale);
}

StepId aligned(StepBuilder& builder, StepId number, int scale, const Site& site) {
  if (builder[number].type.scale == scale) return number;
  Type type = builder[number].type;
  type.scale = scale;
  Step step = number_step(Operation::convert, {number}, type, site);
  const auto bounds = bounds_at(builder[number], scale);
  return bounds ? add_within(builder, std::move(step), *bounds) : add_checked(builder, std::move(step), site);
}

StepId arithmetic(StepBuilder& builder, Operation operation, const std::vector<StepId>& operands, const Type& type,
                  const Site& site) {
  assert(!operands.empty());
  if (operation == Operation::negate) {
    const StepId operand = aligned(builder, operands[0], type.scale, site);
    Step step = number_step(operation, {operand}, type, site);
    const auto bounds = negated(builder[operand].bounds);
    return bounds ? add_within(builder, std::move(step), *bounds) : add_checked(builder, std::move(step), site);
  }

  const auto partials = partial_bounds(builder, operation, operands, type.scale);
  if (!partials) return add_checked(builder, number_step(operation, operands, type, site), site);

  const bool by_factors = operation == Operation::multiply;
  const auto operand = [&](std::size_t i) {
    return by_factors ? operands[i] : aligned(builder, operands[i], type.scale, site);
  };
  StepId result = operand(0);
  for (std::size_t i = 1; i < operands.size(); ++i) {
    const StepId next = operand(i);
    Type partial_type = type;
    if (by_factors) partial_type.scale = builder[result].type.scale + builder[next].type.scale;
    result = add_within(builder, number_step(operation, {result, next}, partial_type, site), (*partials)[i]);
  }
  return aligned(builder, result, type.scale, site);
}

StepId quotient(StepBuilder& builder, StepId numerator, StepId denominator, const Type& type, const Site& site) {
  Step step = number_step(Operation::divide, {numerator, denominator}, type, site);
  step.representation = Representation::fraction;
  if (contains(builder[denominator].bounds, 0)) {
    step.checked = true;
    step.owner = site.owner;
  }
  return builder.add(std::move(step));
}

namespace {

// A denominator's mantissa is one at least, so the quotient's is no greater than the numerator's at the scale that makes up
// for both scales.
std::optional<Bounds> rounded_quotient_bounds(const StepBuilder& builder, StepId fraction, int digits) {
  if (builder[fraction].operation != Operation::divide) return std::nullopt;
  const Step& numerator = builder[builder[fraction].operands[0]];
  const Step& denominator = builder[builder[fraction].operands[1]];
  const int places = digits + denominator.type.scale - numerator.type.scale;
  const auto dividend = shifted(numerator.bounds, std::max(places, 0));
  const auto magnitude = dividend ? greatest_magnitude(*dividend) : std::nullopt;
  return magnitude ? std::optional(Bounds{-*magnitude, *magnitude}) : std::nullopt;
}

}  // namespace

StepId rounded(StepBuilder& builder, StepId operand, int digits, const Type& type, const Site& site) {
  const bool fraction = builder[operand].representation == Representation::fraction;
  if (!fraction && builder[operand].type.scale <= digits) return aligned(builder, operand, type.scale, site);
  Type rounded_type = type;
  rounded_type.scale = digits;
  Step step = number_step(Operation::round, {operand}, rounded_type, site);
  const auto bounds = fraction ? rounded_quotient_bounds(builder, operand, digits)
                               : rounded(builder[operand].bounds, builder[operand].type.scale - digits);
  StepId result = no_step;
  if (!bounds) {
    result = add_checked(builder, std::move(step), site);
  } else {
    step.bounds = *bounds;
    step.representation = fits_64_bits(*bounds) ? Representation::i64 : Representation::i128;
    result = builder.add(std::move(step));
  }
  return aligned(builder, result, type.scale, site);
}

StepId year_of(StepBuilder& builder, StepId date, const Type& type, const Site& site) {
  Type whole = type;
  whole.scale = 0;
  Step step = number_step(Operation::year, {date}, whole, site);
  step.representation = Representation::i64;
  step.bounds = {1, 9999};
  return aligned(builder, builder.add(std::move(step)), type.scale, site);
}

StepId shifted(StepBuilder& builder, StepId date, StepId count, const model::Period& period, bool back, const Site& site) {
  Type whole = builder[count].type;
  whole.unit = {};
  whole.scale = 0;
  count = aligned(builder, count, 0, site);
  if (period.each != 1) {
    model::Value each;
    each.state = model::State::known;
    each.number = {period.each, 0};
    count = arithmetic(builder, Operation::multiply, {count, builder.constant(each, whole, site.span)}, whole, site);
  }
  if (back) count = arithmetic(builder, Operation::negate, {count}, whole, site);
  Step step = number_step(period.months ? Operation::add_months : Operation::add_days, {date, count}, builder[date].type, site);
  step.representation = Representation::i64;
  step.bounds = calendar();
  return add_checked(builder, std::move(step), site);
}

StepId full_count(StepBuilder& builder, Operation operation, StepId from, StepId to, const Type& type, const Site& site) {
  Type whole = type;
  whole.scale = 0;
  Step step = number_step(operation, {from, to}, whole, site);
  step.representation = Representation::i64;
  const auto most = [operation](model::Int128 first, model::Int128 last) {
    const auto from_day = static_cast<model::Day>(first), to_day = static_cast<model::Day>(last);
    return operation == Operation::full_years ? model::full_years(from_day, to_day) : model::full_months(from_day, to_day);
  };
  const auto days_of = [&](StepId date) {
    const Bounds all = calendar();
    return Bounds{std::max(builder[date].bounds.lower, all.lower), std::min(builder[date].bounds.upper, all.upper)};
  };
  const Bounds starts = days_of(from), ends = days_of(to);
  step.bounds = {most(starts.upper, ends.lower), most(starts.lower, ends.upper)};
  return aligned(builder, builder.add(std::move(step)), type.scale, site);
}

}  // namespace fenji::graph
