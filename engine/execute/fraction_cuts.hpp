// Stage: execute. How many cut points an exact quotient passes, by cross multiplication.
#pragma once

#include <optional>
#include <vector>

#include "engine/execute/fraction_value.hpp"

namespace fenji::execute {

class FractionCuts {
 public:
  // `step` has cuts and a fraction as its operand.
  FractionCuts(const graph::Graph& graph, const graph::Step& step);

  // The quotient must be known in `row`.
  std::size_t passed(const Frame& frame, std::size_t row) const;

 private:
  // n/d >= limit as n × numerator_factor >= d × limit.factor for d > 0: where no product leaves 128 bits whatever the record.
  struct Limit {
    model::Int128 factor = 0;
    bool above = false;
  };
  struct Narrow {
    graph::StepId numerator = graph::no_step;
    graph::StepId denominator = graph::no_step;
    model::Int128 numerator_factor = 1;
    std::vector<Limit> limits;
  };

  static std::optional<Narrow> narrow(const graph::Graph& graph, const graph::Step& step);

  const graph::Step& step_;
  std::optional<Narrow> narrow_;
};

}  // namespace fenji::execute
