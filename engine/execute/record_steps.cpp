#include "engine/execute/record_steps.hpp"

#include <algorithm>
#include <cassert>
#include <type_traits>

#include "engine/execute/null_rules.hpp"

namespace fenji::execute {

using graph::Operation;
using graph::Step;
using graph::StepId;
using model::Int128;
using model::Representation;
using model::State;

namespace {

// Up to here comparing a number with each threshold beats searching.
constexpr std::uint32_t most_compared = 16;

template <class T>
bool holds(Operation operation, const T& left, const T& right) {
  switch (operation) {
    case Operation::equal:
      return left == right;
    case Operation::not_equal:
      return left != right;
    case Operation::less:
      return left < right;
    default:
      assert(operation == Operation::less_equal);
      return left <= right;
  }
}

// No operation leaves T: the graph's bounds say so.
template <class T>
T combined(Operation operation, T left, T right) {
  switch (operation) {
    case Operation::add:
      return left + right;
    case Operation::subtract:
      return left - right;
    case Operation::minimum:
      return std::min(left, right);
    case Operation::maximum:
      return std::max(left, right);
    default:
      assert(operation == Operation::multiply);
      return left * right;
  }
}

}  // namespace

RecordSteps::RecordSteps(const RecordProgram& program, const model::Rules& rules)
    : program_(program),
      frame_(program.graph(), rules),
      kernels_(frame_.graph.steps.size()),
      slots_(frame_.graph.steps.size()) {
  frame_.rows = 1;
  for (StepId id = 0; id < slots_.size(); ++id) {
    if (may_need_kernel(program[id].way)) kernels_[id] = make_kernel({frame_.graph, id, 1});
    Vector& vector = frame_.vectors[id];
    if (program[id].representation != Representation::fraction) vector.data = &slots_[id].value;
    vector.states = &slots_[id].state;
    if (program[id].way == Way::constant) set_constant(id);
  }
  forget_runs();
}

void RecordSteps::set_constant(StepId id) {
  const Step& step = frame_.graph.steps[id];
  Value& value = slots_[id].value;
  switch (step.representation) {
    case Representation::bits:
      value.bit = step.constant.yes ? 1 : 0;
      break;
    case Representation::code:
      value.code = step.constant.label;
      break;
    case Representation::i64:
      value.number =
          step.type.kind == model::Kind::date ? step.constant.day : static_cast<std::int64_t>(step.constant.number.mantissa);
      break;
    case Representation::i128:
      value.wide = step.constant.number.mantissa;
      break;
    case Representation::text:
      value.text = step.constant.text;
      break;
    case Representation::fraction:
      assert(false);
  }
  frame_.vectors[id].states = nullptr;
  frame_.vectors[id].stride = 0;
}

void RecordSteps::forget_runs() {
  for (StepId id = 0; id < slots_.size(); ++id) slots_[id].run = program_[id].way == Way::constant ? last_run + 1 : 0;
  run_ = 0;
}

void RecordSteps::begin(const columns::Batch& record) {
  assert(record.rows == 1);
  frame_.batch = &record;
  if (run_ == last_run) forget_runs();
  ++run_;
  for (const StepId id : program_.landmarks()) find(id);
}

void RecordSteps::find_all() {
  for (StepId id = 0; id < slots_.size(); ++id) find(id);
}

void RecordSteps::find_now(StepId id) {
  const Instruction& at = program_[id];
  Slot& slot = slots_[id];
  switch (at.way) {
    case Way::constant:
      assert(false);
      break;
    case Way::field:
      find_field(at, slot);
      break;
    case Way::given:
      find_given(at, slot);
      break;
    case Way::arithmetic:
      find_arithmetic(at, &Value::number, slot);
      break;
    case Way::wide_arithmetic:
      find_arithmetic(at, &Value::wide, slot);
      break;
    case Way::divide:
      find_quotient(at, slot);
      break;
    case Way::compare_numbers:
    case Way::compare_labels:
    case Way::compare_bits:
    case Way::compare_texts:
      find_comparison(at, slot);
      break;
    case Way::member:
    case Way::truth:
    case Way::segment:
      find_place(at, slot);
      break;
    case Way::conjunction:
      find_conjunction(at, slot);
      break;
    case Way::at_least:
      find_at_least(at, slot);
      break;
    case Way::negation:
      slot.state = find(program_.operand(at, 0));
      slot.value.bit = slots_[program_.operand(at, 0)].value.bit ^ 1;
      break;
    case Way::applicable:
      find_applicable(at, slot);
      break;
    case Way::indexed_row:
      find_indexed_row(id, at, slot);
      break;
    case Way::first_row:
      find_first_row(id, at, slot);
      break;
    case Way::unique_row:
      find_unique_row(id, at, slot);
      break;
    case Way::pick:
      find_pick(id, at, slot);
      break;
    case Way::kernel:
      run_kernel(id);
      break;
  }
  slot.run = run_;
}

// What a step whose value does not count holds must do for kernels that compute with it.
void RecordSteps::set_unknown(State state, const Instruction& at, Slot& slot) {
  slot.state = state;
  switch (at.representation) {
    case Representation::bits:
      slot.value.bit = 0;
      break;
    case Representation::code:
      slot.value.code = 0;
      break;
    case Representation::i64:
      slot.value.number = 0;
      break;
    case Representation::i128:
      slot.value.wide = 0;
      break;
    case Representation::text:
      slot.value.text = {};
      break;
    case Representation::fraction:
      break;
  }
}

void RecordSteps::find_field(const Instruction& at, Slot& slot) {
  const columns::Column& column = frame_.batch->columns[at.reference];
  slot.state = column.states()[0];
  switch (at.representation) {
    case Representation::bits:
      slot.value.bit = column.values<std::uint8_t>()[0];
      break;
    case Representation::code:
      slot.value.code = column.values<std::uint32_t>()[0];
      break;
    case Representation::text:
      slot.value.text = column.values<std::string_view>()[0];
      break;
    default:
      slot.value.number = column.values<std::int64_t>()[0];
      break;
  }
}

// A cell that cannot be read is undecided; a missing one is empty.
void RecordSteps::find_given(const Instruction& at, Slot& slot) {
  const columns::Column& column = frame_.batch->columns[at.reference];
  const State state = column.states()[0];
  const bool blank = state == State::missing || (column.blanks() != nullptr && column.blanks()[0] != 0);
  slot.value.bit = blank ? 0 : 1;
  slot.state = blank ? State::known : state;
}

State RecordSteps::find_operands(const Instruction& at) {
  State greatest = State::known;
  for (const StepId operand : program_.operands(at)) greatest = greater(greatest, find(operand));
  return greatest;
}

std::uint32_t RecordSteps::digit(StepId id) const {
  return program_[id].representation == Representation::bits ? slots_[id].value.bit : slots_[id].value.code;
}

Int128 RecordSteps::mantissa(StepId id) const {
  return program_[id].representation == Representation::i128 ? slots_[id].value.wide : slots_[id].value.number;
}

template <class T>
void RecordSteps::find_arithmetic(const Instruction& at, T Value::*member, Slot& slot) {
  const State state = find_operands(at);
  if (state != State::known) return set_unknown(state, at, slot);
  slot.state = state;
  const auto operand = [&](std::size_t i) -> T {
    const StepId id = program_.operand(at, i);
    if constexpr (std::is_same_v<T, Int128>) return mantissa(id);
    return slots_[id].value.number;
  };
  const T first = operand(0);
  if (at.operation == Operation::convert) {
    slot.value.*member = first * at.factor;
  } else if (at.operation == Operation::negate) {
    slot.value.*member = -first;
  } else {
    slot.value.*member = combined(at.operation, first, operand(1));
  }
}

void RecordSteps::find_quotient(const Instruction& at, Slot& slot) {
  slot.state = find_operands(at);
  if (slot.state == State::known && at.flag && mantissa(program_.operand(at, 1)) == 0) slot.state = State::invalid;
}

void RecordSteps::find_comparison(const Instruction& at, Slot& slot) {
  const State state = find_operands(at);
  if (state != State::known) return set_unknown(state, at, slot);
  slot.state = state;
  const Value& left = slots_[program_.operand(at, 0)].value;
  const Value& right = slots_[program_.operand(at, 1)].value;
  bool yes = false;
  switch (at.way) {
    case Way::compare_numbers:
      yes = holds(at.operation, left.number, right.number);
      break;
    case Way::compare_labels:
      yes = holds(at.operation, right.code, left.code);  // the better label, with the smaller code, is the greater
      break;
    case Way::compare_bits:
      yes = holds(at.operation, left.bit, right.bit);
      break;
    default:
      yes = holds(at.operation, left.text, right.text);
      break;
  }
  slot.value.bit = yes ? 1 : 0;
}

void RecordSteps::find_place(const Instruction& at, Slot& slot) {
  const StepId subject = program_.operand(at, 0);
  const State state = find(subject);
  if (state != State::known) return set_unknown(state, at, slot);
  slot.state = state;
  if (at.way == Way::member) {
    slot.value.bit = program_.truth(at, digit(subject)) ? 1 : 0;
    return;
  }
  const std::int64_t number = slots_[subject].value.number;
  const std::span<const std::int64_t> thresholds = program_.thresholds(at);
  std::uint32_t passed = 0;
  if (thresholds.size() <= most_compared) {
    for (const std::int64_t threshold : thresholds) passed += number >= threshold ? 1 : 0;
  } else {
    passed = static_cast<std::uint32_t>(std::upper_bound(thresholds.begin(), thresholds.end(), number) - thresholds.begin());
  }
  if (at.way == Way::segment) {
    slot.value.code = passed;
  } else {
    slot.value.bit = static_cast<std::uint8_t>((passed & 1) ^ (at.flag ? 1 : 0));
  }
}

// From a step of the same representation, or of 64 bits for 128.
void RecordSteps::copy_value(StepId from, const Instruction& at, Slot& slot) const {
  if (at.representation == Representation::i128) {
    slot.value.wide = mantissa(from);
  } else {
    slot.value = slots_[from].value;
  }
}

void RecordSteps::find_applicable(const Instruction& at, Slot& slot) {
  const State condition = find(program_.operand(at, 0));
  if (condition != State::known) return set_unknown(condition, at, slot);
  if (!certainly(true, program_.operand(at, 0))) return set_unknown(State::not_applicable, at, slot);
  slot.state = find(program_.operand(at, 1));
  copy_value(program_.operand(at, 1), at, slot);
}

void RecordSteps::run_kernel(StepId id) {
  find_operands(program_[id]);
  Vector& vector = frame_.vectors[id];
  const Vector own = vector;
  kernels_[id]->run(frame_);
  Slot& slot = slots_[id];
  slot.state = vector.state(0);
  switch (program_[id].representation) {
    case Representation::bits:
      slot.value.bit = vector.at<std::uint8_t>(0);
      break;
    case Representation::code:
      slot.value.code = vector.at<std::uint32_t>(0);
      break;
    case Representation::i64:
      slot.value.number = vector.at<std::int64_t>(0);
      break;
    case Representation::i128:
      slot.value.wide = vector.at<Int128>(0);
      break;
    case Representation::text:
      slot.value.text = vector.at<std::string_view>(0);
      break;
    case Representation::fraction:
      break;
  }
  vector = own;
}

}  // namespace fenji::execute
