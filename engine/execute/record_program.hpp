// Stage: execute. A graph laid out for one record at a time: how each step is found, with what it needs to know beside one
// another. Never changes: all threads may use it at once.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/graph/graph.hpp"

namespace fenji::execute {

// How a step is found.
enum class Way : std::uint8_t {
  constant,
  field,
  given,
  arithmetic,       // of 64-bit numbers
  wide_arithmetic,  // with 128 bits
  divide,
  compare_numbers,  // of 64 bits and one scale, or dates
  compare_labels,
  compare_bits,
  compare_texts,
  member,   // `within` of a label, yes or no
  truth,    // `within` of a 64-bit number or date
  segment,  // of the same
  conjunction,
  at_least,
  negation,
  applicable,
  indexed_row,
  first_row,   // by conditions, policy `first`
  unique_row,  // by conditions, policy `unique`
  pick,
  kernel,  // by the kernel of the executor
};

// Whether a record may need the step's kernel: always, or where unknown values leave a table open.
bool may_need_kernel(Way way);

struct RecordInstruction {
  Way way = Way::kernel;
  graph::Operation operation = graph::Operation::constant;
  model::Representation representation = model::Representation::bits;
  bool flag = false;            // divide: checked; truth: what holds below all cuts
  std::uint32_t begin = 0;      // of its operands
  std::uint32_t end = 0;        // …
  std::uint32_t reference = 0;  // field, decision, count; first of its thresholds or truths
  std::uint32_t count = 0;      // of thresholds
  std::int64_t factor = 1;      // convert
};

class RecordProgram {
 public:
  explicit RecordProgram(const graph::Graph& graph);  // which must outlive it

  const graph::Graph& graph() const { return graph_; }
  const RecordInstruction& operator[](graph::StepId step) const { return instructions_[step]; }
  std::span<const graph::StepId> operands(const RecordInstruction& of) const {
    return std::span(operands_).subspan(of.begin, of.end - of.begin);
  }
  graph::StepId operand(const RecordInstruction& of, std::size_t i) const { return operands_[of.begin + i]; }
  std::span<const std::int64_t> thresholds(const RecordInstruction& of) const {
    return std::span(thresholds_).subspan(of.reference, of.count);
  }
  bool truth(const RecordInstruction& of, std::uint32_t code) const { return truths_[of.reference + code] != 0; }
  // To be found before all others, so that no search goes deep: in a long chain of operations each some way above the last.
  const std::vector<graph::StepId>& landmarks() const { return landmarks_; }

 private:
  RecordInstruction instruction_of(const graph::Step& step);
  Way way_of(const graph::Step& step) const;
  void find_landmarks();

  const graph::Graph& graph_;
  std::vector<RecordInstruction> instructions_;  // by StepId
  std::vector<graph::StepId> operands_;
  std::vector<std::int64_t> thresholds_;
  std::vector<std::uint8_t> truths_;
  std::vector<graph::StepId> landmarks_;
};

}  // namespace fenji::execute
