// Stage: execute. The steps of a graph for one record, each found when it is first asked for: what a short-circuited condition,
// a row behind the one that fires or a result that does not count asks for costs nothing. In: a batch of one row. Out: values
// and states as kernels leave them in a frame. Known values are computed here; what unknown ones leave open in tables, and the
// seldom operations, are left to the kernels of the executor. No memory is taken per record but where a table is left open.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/execute/frame.hpp"
#include "engine/execute/kernel.hpp"
#include "engine/execute/record_program.hpp"

namespace fenji::execute {

class RecordSteps {
 public:
  // Keeps references. The graph of `program` was lowered from `rules`.
  RecordSteps(const RecordProgram& program, const model::Rules& rules);
  RecordSteps(const RecordSteps&) = delete;
  RecordSteps& operator=(const RecordSteps&) = delete;

  // Forgets all values. `record` has one row and stays until the next call.
  void begin(const columns::Batch& record);

  // The state of the step, which stands from here on.
  model::State find(graph::StepId step) {
    if (slots_[step].run < run_) find_now(step);
    return slots_[step].state;
  }
  // Of a yes/no step that was found.
  bool certainly(bool yes, graph::StepId step) const {
    return slots_[step].state == model::State::known && (slots_[step].value.bit != 0) == yes;
  }
  void find_all();

  // Its vectors refer to the values, wherever they stand already; those of constants have the stride 0.
  const Frame& frame() const { return frame_; }

 private:
  // The member that the step's representation says; of a fraction none.
  union Value {
    model::Int128 wide;
    std::int64_t number;
    std::uint32_t code;
    std::uint8_t bit;
    std::string_view text;
    Value() : wide(0) {}
  };
  struct Slot {
    Value value;
    std::uint32_t run = 0;  // the last that found it; of a constant all
    model::State state = model::State::known;
  };

  using Instruction = RecordInstruction;

  void set_constant(graph::StepId id);
  void forget_runs();
  void find_now(graph::StepId id);
  void find_field(const Instruction& at, Slot& slot);
  void find_given(const Instruction& at, Slot& slot);
  template <class T>
  void find_arithmetic(const Instruction& at, T Value::*member, Slot& slot);  // of 64 or 128 bits
  void find_quotient(const Instruction& at, Slot& slot);
  void find_comparison(const Instruction& at, Slot& slot);
  void find_place(const Instruction& at, Slot& slot);
  void find_conjunction(const Instruction& at, Slot& slot);
  void find_at_least(const Instruction& at, Slot& slot);
  void find_applicable(const Instruction& at, Slot& slot);
  void find_indexed_row(graph::StepId id, const Instruction& at, Slot& slot);
  void find_first_row(graph::StepId id, const Instruction& at, Slot& slot);
  void find_unique_row(graph::StepId id, const Instruction& at, Slot& slot);
  void set_row(const Instruction& at, std::uint32_t row, Slot& slot);
  void find_pick(graph::StepId id, const Instruction& at, Slot& slot);
  void run_kernel(graph::StepId id);

  // Of all operands, which stand from here on.
  model::State find_operands(const Instruction& at);
  std::uint32_t digit(graph::StepId id) const;
  model::Int128 mantissa(graph::StepId id) const;
  void copy_value(graph::StepId from, const Instruction& at, Slot& slot) const;
  static void set_unknown(model::State state, const Instruction& at, Slot& slot);

  const RecordProgram& program_;
  Frame frame_;
  std::vector<KernelPointer> kernels_;  // by StepId; null where none is ever needed
  std::vector<Slot> slots_;             // by StepId
  static constexpr std::uint32_t last_run = 0xfffffffe;
  std::uint32_t run_ = 0;
};

}  // namespace fenji::execute
