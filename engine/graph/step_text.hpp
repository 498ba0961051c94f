// Stage: graph. The words for one step, for both forms of printing.
#pragma once

#include <string>
#include <vector>

#include "engine/graph/graph.hpp"

namespace fenji::graph {

class StepText {
 public:
  StepText(const Graph& graph, const model::Rules& rules);

  // `subtract %5, 0.35`, without what the step's type adds.
  std::string operation(StepId step) const;
  // `percent scale 8 i64`
  std::string type(StepId step) const;
  // The value of a constant, else `%7`.
  std::string operand(StepId step) const;
  // Of the definitions that the step is, in their order.
  const std::vector<std::string>& names(StepId step) const { return names_[step]; }
  // `%7`, or a constant's value.
  std::string gate(std::size_t index) const;
  // `applies`, `gate 立项四要素` or `results`
  std::string layer(std::uint32_t layer) const;

  std::uint32_t layers() const;
  bool is_listed(StepId step) const { return graph_.steps[step].operation != Operation::constant; }

 private:
  std::string constant(const Step& step) const;
  std::string label(const model::Type& type, std::uint32_t code) const;
  std::string limit(const model::Decimal& limit, model::Kind kind) const;
  std::string ranges(const Step& step) const;
  std::string members(const Step& step) const;
  std::string cuts(const Step& step) const;
  std::string choice(const Step& step) const;
  std::string operands(const Step& step) const;

  const Graph& graph_;
  const model::Rules& rules_;
  std::vector<bool> plan_labels_;                // by LabelSetId: its texts are cells of a plan, in the rule file's language
  std::vector<std::vector<std::string>> names_;  // by StepId
};

// One contact of a plan in words that no language owns: `1-3/quarter on_site`, `1/2 month phone`; `none` for no contact.
std::string plain_contacts(const model::Contacts& contacts);

}  // namespace fenji::graph
