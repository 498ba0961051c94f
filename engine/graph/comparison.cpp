#include "engine/graph/comparison.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "engine/graph/arithmetic.hpp"
#include "engine/graph/fold.hpp"
#include "engine/graph/logic.hpp"

namespace fenji::graph {

using model::Kind;
using model::Representation;

namespace {

Step yes_no_step(Operation operation, std::vector<StepId> operands, const Span& span) {
  Step step;
  step.operation = operation;
  step.representation = Representation::bits;
  step.type.kind = Kind::yes_no;
  step.operands = std::move(operands);
  step.span = span;
  return step;
}

StepId within_codes(StepBuilder& builder, StepId subject, std::vector<std::uint8_t> truth, const Span& span) {
  if (builder[subject].representation == Representation::bits && truth[0] != truth[1]) {
    return truth[1] != 0 ? subject : negation_of(builder, subject, span);
  }
  Step step = yes_no_step(Operation::within, {subject}, span);
  step.truth = std::move(truth);
  return builder.add(std::move(step));
}

StepId within_intervals(StepBuilder& builder, StepId subject, const std::vector<model::Interval>& intervals, bool inside,
                        const Span& span) {
  auto [operand, segments] = compared(builder, subject);
  for (const model::Interval& interval : intervals) segments.add(interval);
  segments.close();
  Step step = yes_no_step(Operation::within, {operand}, span);
  step.cuts = segments.cuts();
  step.truth = segments.truth();
  if (!inside) {
    for (std::uint8_t& truth : step.truth) truth ^= 1;
  }
  join_equal_segments(step.cuts, step.truth);
  return builder.add(std::move(step));
}

// The number or date that `sum` is a constant away from, which is added to `constant`, a mantissa at `scale`, or that it brings
// to another scale; nothing where it is neither, or could leave its range.
std::optional<StepId> without_constant(const StepBuilder& builder, StepId sum, int scale, model::Int128& constant) {
  const Step& step = builder[sum];
  if (step.checked) return std::nullopt;
  if (step.operation == Operation::convert) return step.operands[0];
  const bool subtracts = step.operation == Operation::subtract;
  if (!subtracts && step.operation != Operation::add) return std::nullopt;
  const bool constant_left = !subtracts && builder.is_constant(step.operands[0]);
  const Step& known = builder[step.operands[constant_left ? 0 : 1]];
  if (known.operation != Operation::constant) return std::nullopt;
  const model::Decimal value = known.type.kind == Kind::date ? model::Decimal{known.constant.day, 0} : known.constant.number;
  const auto mantissa = model::rescaled(value, scale);
  model::Int128 both = 0;
  if (!mantissa) return std::nullopt;
  if (subtracts ? model::subtract_overflows(constant, mantissa->mantissa, both)
                : model::add_overflows(constant, mantissa->mantissa, both)) {
    return std::nullopt;
  }
  constant = both;
  return step.operands[constant_left ? 1 : 0];
}

// `operation` is no `greater`.
StepId compared_with_constant(StepBuilder& builder, const model::Rules& rules, Operation operation, StepId left, StepId right,
                              const Span& span) {
  const bool constant_left = builder.is_constant(left);
  const StepId subject = constant_left ? right : left;
  const model::Value& constant = builder[constant_left ? left : right].constant;

  if (has_codes(builder[subject])) {
    const bool yes_no = builder[subject].type.kind == Kind::yes_no;
    std::vector<std::uint8_t> truth(code_count(builder[subject].type, rules));
    for (std::uint32_t code = 0; code < truth.size(); ++code) {
      const std::uint32_t other = yes_no ? std::uint32_t{constant.yes} : constant.label;
      // The better label is the greater one and has the smaller code.
      const bool ascending = yes_no != constant_left;
      truth[code] = holds(operation, ascending ? code <=> other : other <=> code) ? 1 : 0;
    }
    return within_codes(builder, subject, std::move(truth), span);
  }

  const model::Decimal limit = builder[subject].type.kind == Kind::date ? model::Decimal{constant.day, 0} : constant.number;
  model::Interval interval;
  if (operation == Operation::equal || operation == Operation::not_equal) {
    interval = {model::Bound{limit, true}, model::Bound{limit, true}};
  } else {
    const model::Bound bound{limit, operation == Operation::less_equal};
    (constant_left ? interval.lower : interval.upper) = bound;
  }
  return within_intervals(builder, subject, {interval}, operation != Operation::not_equal, span);
}

}  // namespace

StepId comparison(StepBuilder& builder, const model::Rules& rules, model::Operation operation, StepId left, StepId right,
                  const Span& span) {
  Operation step_operation = Operation::equal;
  switch (operation) {
    case model::Operation::equal:
      break;
    case model::Operation::not_equal:
      step_operation = Operation::not_equal;
      break;
    case model::Operation::greater:
      std::swap(left, right);
      [[fallthrough]];
    case model::Operation::less:
      step_operation = Operation::less;
      break;
    case model::Operation::greater_equal:
      std::swap(left, right);
      [[fallthrough]];
    case model::Operation::less_equal:
      step_operation = Operation::less_equal;
      break;
    default:
      assert(false);
  }

  const Kind kind = builder[left].type.kind;
  const bool one_constant = builder.is_constant(left) != builder.is_constant(right);
  if (one_constant && kind != Kind::text) return compared_with_constant(builder, rules, step_operation, left, right, span);

  const bool fractions =
      builder[left].representation == Representation::fraction || builder[right].representation == Representation::fraction;
  if (kind == Kind::number && !fractions) {
    const int scale = std::max(builder[left].type.scale, builder[right].type.scale);
    if (bounds_at(builder[left], scale) && bounds_at(builder[right], scale)) {
      left = aligned(builder, left, scale, {span});
      right = aligned(builder, right, scale, {span});
    }
  }
  return builder.add(yes_no_step(step_operation, {left, right}, span));
}

StepId within(StepBuilder& builder, const model::Rules& rules, StepId subject, const model::Test& test, const Span& span) {
  if (test.intervals.empty() && test.labels.empty()) return builder.yes_no(false, span);
  if (!has_codes(builder[subject])) return within_intervals(builder, subject, test.intervals, true, span);
  return within_codes(builder, subject, label_truth(test.labels, code_count(builder[subject].type, rules)), span);
}

bool has_codes(const Step& step) { return step.type.kind == Kind::label || step.type.kind == Kind::yes_no; }

std::size_t code_count(const model::Type& type, const model::Rules& rules) {
  return type.kind == Kind::yes_no ? 2 : rules.labels_of(type).labels.size();
}

std::vector<std::uint8_t> label_truth(const std::vector<std::uint32_t>& labels, std::size_t count) {
  std::vector<std::uint8_t> truth(count, 0);
  for (const std::uint32_t label : labels) truth.at(label) = 1;
  return truth;
}

Compared compared(const StepBuilder& builder, StepId subject) {
  const Step& whole = builder[subject];
  if (whole.representation == Representation::fraction) return {subject, Segments::of_fraction()};
  if (whole.operation == Operation::year) return {whole.operands[0], Segments::of_year()};
  model::Int128 constant = 0;
  StepId rest = subject;
  while (const auto next = without_constant(builder, rest, whole.type.scale, constant)) rest = *next;
  return {rest, Segments::of_sum(whole.type.scale, whole.bounds, constant, builder[rest].type.scale)};
}

}  // namespace fenji::graph
