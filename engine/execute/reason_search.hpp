// Stage: execute. What an unknown value hangs on, found after the values, by going back from a step through those operands that
// leave it undecided: only the records pay that need reasons.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/execute/frame.hpp"
#include "engine/execute/row_fits.hpp"
#include "engine/execute/status.hpp"

namespace fenji::execute {

class ReasonSearch {
 public:
  explicit ReasonSearch(const Frame& frame) : frame_(frame), seen_(frame.graph.steps.size(), 0) {}

  // Adds to `reasons` those of `steps` in the record, sorted and once each; steps that are known there have none. Vectors up to
  // the steps must be there.
  void find(const std::vector<graph::StepId>& steps, std::size_t record, Reasons& reasons);

 private:
  void ask(graph::StepId step);
  void ask_operands(const graph::Step& step);
  void look_at(graph::StepId id);
  void look_at_arithmetic(const graph::Step& step);
  void look_at_field(const graph::Step& step);
  void look_at_choice(graph::StepId id);
  void look_at_pick(graph::StepId id);

  const Frame& frame_;
  std::size_t record_ = 0;
  Reasons* reasons_ = nullptr;
  std::vector<graph::StepId> open_;
  std::vector<std::uint32_t> seen_;  // by StepId: the last search that asked for it
  std::uint32_t search_ = 0;
  std::vector<RowFit> fits_;
  Firing firing_;
};

}  // namespace fenji::execute
