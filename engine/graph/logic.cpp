#include "engine/graph/logic.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace fenji::graph {

namespace {

Step condition_step(Operation operation, std::vector<StepId> operands, const Span& span) {
  Step step;
  step.operation = operation;
  step.representation = model::Representation::bits;
  step.type.kind = model::Kind::yes_no;
  step.operands = std::move(operands);
  step.span = span;
  return step;
}

// Each stays where it stands first.
void drop_repeated(std::vector<StepId>& steps) {
  std::vector<StepId> sorted = steps;
  std::sort(sorted.begin(), sorted.end());
  if (std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end()) return;
  std::unordered_set<StepId> seen;
  std::erase_if(steps, [&](StepId step) { return !seen.insert(step).second; });
}

// Of `all` and `any` alike: one operand that is `deciding` decides, operands that are the opposite say nothing.
StepId decided_by(bool deciding, StepBuilder& builder, std::vector<StepId> conditions, const Span& span) {
  std::vector<StepId> open;
  for (const StepId condition : conditions) {
    if (builder.is_constant(condition, deciding)) return builder.yes_no(deciding, span);
    if (!builder.is_constant(condition)) open.push_back(condition);
  }
  drop_repeated(open);
  if (open.empty()) return builder.yes_no(!deciding, span);
  if (open.size() == 1) return open.front();
  return builder.add(condition_step(deciding ? Operation::any : Operation::all, std::move(open), span));
}

}  // namespace

StepId all_of(StepBuilder& builder, std::vector<StepId> conditions, const Span& span) {
  return decided_by(false, builder, std::move(conditions), span);
}

StepId any_of(StepBuilder& builder, std::vector<StepId> conditions, const Span& span) {
  return decided_by(true, builder, std::move(conditions), span);
}

StepId negation_of(StepBuilder& builder, StepId condition, const Span& span) {
  const Step& operand = builder[condition];
  if (operand.operation == Operation::constant) return builder.yes_no(!operand.constant.yes, span);
  if (operand.operation == Operation::negation) return operand.operands[0];
  return builder.add(condition_step(Operation::negation, {condition}, span));
}

StepId at_least(StepBuilder& builder, std::size_t count, std::vector<StepId> conditions, const Span& span) {
  std::vector<StepId> open;
  for (const StepId condition : conditions) {
    if (builder.is_constant(condition, true)) {
      if (count > 0) --count;
    } else if (!builder.is_constant(condition)) {
      open.push_back(condition);
    }
  }
  if (count == 0) return builder.yes_no(true, span);
  if (count > open.size()) return builder.yes_no(false, span);
  if (count == open.size()) return all_of(builder, std::move(open), span);
  if (count == 1) return any_of(builder, std::move(open), span);
  Step step = condition_step(Operation::at_least, std::move(open), span);
  step.count = static_cast<std::uint32_t>(count);
  return builder.add(std::move(step));
}

StepId applicable(StepBuilder& builder, StepId condition, StepId value, const Span& span) {
  if (builder.is_constant(condition, true)) return value;
  Step step;
  step.operation = Operation::applicable;
  step.representation = builder[value].representation;
  step.type = builder[value].type;
  step.bounds = builder[value].bounds;
  step.operands = {condition, value};
  step.span = span;
  return builder.add(std::move(step));
}

}  // namespace fenji::graph
