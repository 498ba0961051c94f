// The steps that need not look at all of their operands: conditions, and what tables choose.
#include <cassert>

#include "engine/execute/null_rules.hpp"
#include "engine/execute/record_steps.hpp"

namespace fenji::execute {

using graph::Operation;
using graph::StepId;
using model::State;

void RecordSteps::find_conjunction(const Instruction& at, Slot& slot) {
  const bool deciding = at.operation == Operation::any;
  State greatest = State::known;
  for (const StepId operand : program_.operands(at)) {
    const State state = find(operand);
    if (certainly(deciding, operand)) {
      slot.state = State::known;
      slot.value.bit = deciding ? 1 : 0;
      return;
    }
    greatest = greater(greatest, state);
  }
  slot.state = greatest;
  slot.value.bit = deciding ? 0 : 1;
}

void RecordSteps::find_at_least(const Instruction& at, Slot& slot) {
  std::uint32_t yes = 0, undecided = 0;
  State greatest = State::known;
  for (const StepId operand : program_.operands(at)) {
    if (yes >= at.reference) break;
    const State state = find(operand);
    yes += certainly(true, operand) ? 1 : 0;
    undecided += state == State::known ? 0 : 1;
    greatest = greater(greatest, state);
  }
  const bool enough = yes >= at.reference;
  slot.state = enough || yes + undecided < at.reference ? State::known : greatest;
  slot.value.bit = enough ? 1 : 0;
}

// `row` fires; model::none: no row fits.
void RecordSteps::set_row(const Instruction& at, std::uint32_t row, Slot& slot) {
  OpenChoices& choices = frame_.choices[at.reference];
  if (!choices.records.empty()) choices.clear();
  slot.state = row == model::none ? State::uncovered : State::known;
  slot.value.code = row == model::none ? 0 : row;
}

void RecordSteps::find_indexed_row(StepId id, const Instruction& at, Slot& slot) {
  if (find_operands(at) != State::known) return run_kernel(id);
  const graph::Decision& decision = frame_.graph.decisions[at.reference];
  std::uint32_t index = 0;
  const std::span<const StepId> operands = program_.operands(at);
  for (std::size_t k = 0; k < operands.size(); ++k) index = index * decision.sizes[k] + digit(operands[k]);
  const std::uint32_t row = decision.row_by_index[index];
  if (row == graph::rows_disagree) return run_kernel(id);
  set_row(at, row == graph::no_row_fits ? model::none : row, slot);
}

void RecordSteps::find_first_row(StepId id, const Instruction& at, Slot& slot) {
  const graph::Decision& decision = frame_.graph.decisions[at.reference];
  const std::span<const StepId> operands = program_.operands(at);
  for (std::size_t place = 0; place < operands.size(); ++place) {
    if (find(operands[place]) != State::known) return run_kernel(id);
    if (certainly(true, operands[place])) return set_row(at, decision.rows[place], slot);
  }
  set_row(at, decision.otherwise, slot);
}

void RecordSteps::find_unique_row(StepId id, const Instruction& at, Slot& slot) {
  if (find_operands(at) != State::known) return run_kernel(id);
  const graph::Decision& decision = frame_.graph.decisions[at.reference];
  std::uint32_t row = decision.otherwise;
  bool found = false;
  const std::span<const StepId> operands = program_.operands(at);
  for (std::size_t place = 0; place < operands.size(); ++place) {
    if (!certainly(true, operands[place])) continue;
    if (found) return run_kernel(id);
    found = true;
    row = decision.rows[place];
  }
  set_row(at, row, slot);
}

void RecordSteps::find_pick(StepId id, const Instruction& at, Slot& slot) {
  const StepId chooser = program_.operand(at, 0);
  const State chosen = find(chooser);
  if (!frame_.choices[program_[chooser].reference].records.empty()) return run_kernel(id);
  if (chosen != State::known) return set_unknown(chosen, at, slot);
  const StepId result = program_.operand(at, 1 + slots_[chooser].value.code);
  slot.state = find(result);
  copy_value(result, at, slot);
}

}  // namespace fenji::execute
