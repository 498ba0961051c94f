// Stage: execute. What a record's outcome hangs on, folded into one small number, so that a caller who has seen the number
// before knows the outcome without executing the rules. Most decisions hang on few values: an option, yes or no, the band that
// an amount falls into. These are a graph's digits; what is made of digits alone is not computed at all.
//
// Two numbers a record, as the layers have it: the first settles `applies` and the gates, and what a note says of them; the
// second, for records that pass, the results. Equal numbers mean: the same status and reasons, the same known results, plan
// rows and layer, but for the values of the open results, which are numbers that differ from record to record.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "engine/columns/batch.hpp"
#include "engine/execute/frame.hpp"
#include "engine/execute/kernel.hpp"

namespace fenji::execute {

class OutcomeKeys {
 public:
  static constexpr std::uint64_t no_key = std::uint64_t{1} << 63;  // and what is greater

  // Nothing where the outcomes are too many for a number, or hang on other records. `graph` was lowered from `rules`; both must
  // outlive it. `capacity`: the most rows of a batch.
  static std::unique_ptr<OutcomeKeys> make(const graph::Graph& graph, const model::Rules& rules, std::size_t capacity);

  // Both keys of each row, below gate_keys() and result_keys(); no_key where the record must be executed. Rows with a cell that
  // cannot be read have no key: their notes quote it.
  void find(const columns::Batch& batch);
  const std::uint64_t* by_gates() const { return gates_.keys.data(); }
  const std::uint64_t* by_results() const { return results_.keys.data(); }
  std::uint64_t gate_keys() const { return gates_.count; }
  std::uint64_t result_keys() const { return results_.count; }

  // The values of a result column whose value the key does not say; nothing where it does. Good until the next find().
  std::optional<graph::StepId> open_result(std::size_t output) const;
  model::Representation representation(graph::StepId step) const { return frame_.graph.steps[step].representation; }
  // That of records which pass all gates.
  std::uint32_t results_layer() const { return static_cast<std::uint32_t>(frame_.graph.gates.size()) + 1; }
  const Vector& values(graph::StepId step) const { return frame_.vectors[step]; }

 private:
  // A step with few values; known ones count from 0, then not applicable and missing, as far as they can be.
  struct Digit {
    graph::StepId step = graph::no_step;
    std::uint32_t known = 0;
    bool may_be_not_applicable = false;
    bool may_be_missing = false;
    bool is_code = false;
    std::uint32_t count() const { return known + (may_be_not_applicable ? 1 : 0) + (may_be_missing ? 1 : 0); }
  };
  struct Part {
    std::vector<Digit> digits;
    std::vector<model::FieldId> missing;  // fields of which it matters by themselves whether they are missing
    std::uint64_t count = 1;
    std::vector<std::uint64_t> keys;  // by row
  };
  class Search;

  OutcomeKeys(const graph::Graph& graph, const model::Rules& rules) : frame_(graph, rules) {}
  void find(Part& part);

  Frame frame_;
  Part gates_, results_;
  std::vector<KernelPointer> kernels_;  // of the digits and open results, and of what they are made of, in order
  std::vector<graph::StepId> open_;     // by output; no_step
};

}  // namespace fenji::execute
