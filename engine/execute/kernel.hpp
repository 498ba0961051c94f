// Stage: execute. What computes one step for a batch. A file makes the kernels of one kind of expression; each is chosen once,
// when an executor is made, so that no batch pays for a decision that the graph has settled.
#pragma once

#include <memory>

#include "engine/execute/frame.hpp"

namespace fenji::execute {

class Kernel {
 public:
  virtual ~Kernel() = default;
  Kernel(const Kernel&) = delete;
  Kernel& operator=(const Kernel&) = delete;

  // Sets frame.vectors of its step for rows [0, frame.rows); those of the operands are there. Owns what the vector refers to,
  // until it runs again.
  virtual void run(Frame& frame) = 0;

 protected:
  Kernel() = default;
};

// A step and the most rows that a batch may have. The graph must outlive the kernel.
struct KernelSite {
  const graph::Graph& graph;
  graph::StepId id;
  std::size_t capacity;

  const graph::Step& step() const { return graph.steps[id]; }
  const graph::Step& operand(std::size_t i) const { return graph.steps[step().operands[i]]; }
};

using KernelPointer = std::unique_ptr<Kernel>;

KernelPointer make_kernel(const KernelSite& site);  // of any step

KernelPointer make_source(const KernelSite& site);              // constant, field, given
KernelPointer make_arithmetic(const KernelSite& site);          // convert, negate to maximum; not checked
KernelPointer make_checked_arithmetic(const KernelSite& site);  // the same, checked
KernelPointer make_rounding(const KernelSite& site);            // round
KernelPointer make_division(const KernelSite& site);            // divide
KernelPointer make_dates(const KernelSite& site);               // year to full_years
KernelPointer make_comparison(const KernelSite& site);          // equal to less_equal
KernelPointer make_ranges(const KernelSite& site);              // within, segment
KernelPointer make_word(const KernelSite& site);                // word
KernelPointer make_logic(const KernelSite& site);               // all to at_least, applicable
KernelPointer make_row_choice(const KernelSite& site);          // choose_row
KernelPointer make_pick(const KernelSite& site);                // pick

}  // namespace fenji::execute
