// Stage: graph. Makes steps: folds those of constants and gives equal steps one place.
#pragma once

#include <string>
#include <vector>

#include "engine/graph/graph.hpp"

namespace fenji::graph {

// Where in the rules a step comes from.
struct Site {
  Span span;
  model::DefinitionId owner = model::none;
};

class StepBuilder {
 public:
  // `steps` is empty, and no one else changes it while there is a builder.
  explicit StepBuilder(std::vector<Step>& steps) : steps_(steps) {}

  // Steps added from now on are first needed by `layer`. Layers come in ascending order.
  void enter_layer(std::uint32_t layer) { layer_ = layer; }

  // `step`, the equal one that is there already, or the constant that it comes to. Its operands must be there.
  StepId add(Step step);
  // A known value of exactly `type`; numbers are brought to its scale, which must hold them.
  StepId constant(model::Value value, const model::Type& type, const Span& span);
  StepId yes_no(bool yes, const Span& span);

  const Step& operator[](StepId id) const { return steps_[id]; }
  const std::vector<Step>& steps() const { return steps_; }
  bool is_constant(StepId id) const { return steps_[id].operation == Operation::constant; }
  bool is_constant(StepId id, bool yes) const { return is_constant(id) && steps_[id].constant.yes == yes; }

 private:
  StepId share(Step step);
  void grow();
  std::size_t first_place(std::size_t hash) const { return hash & (places_.size() - 1); }
  std::size_t next_place(std::size_t place) const { return (place + 1) & (places_.size() - 1); }

  std::vector<Step>& steps_;
  // An open-addressed hash table of all steps by what makes two of them one, with its hash by StepId.
  std::vector<StepId> places_;
  std::vector<std::size_t> hashes_;
  std::string key_, known_key_;
  std::uint32_t layer_ = 0;
};

}  // namespace fenji::graph
