// Stage: graph. What the results need: everything else is dead.
#pragma once

#include <vector>

#include "engine/model/rules.hpp"

namespace fenji::graph {

class Demand {
 public:
  explicit Demand(const model::Rules& rules);

  // In their order, so that each stands after those it needs: the definitions that `expressions` and `definitions` need, and
  // `definitions` themselves, without those given before.
  std::vector<model::DefinitionId> newly_needed(const std::vector<model::ExpressionId>& expressions,
                                                const std::vector<model::DefinitionId>& definitions);

 private:
  void need_expression(model::ExpressionId root);
  void need_parts(const model::Definition& definition);

  const model::Rules& rules_;
  std::vector<bool> expression_needed_;
  std::vector<bool> definition_needed_;
  std::vector<bool> definition_given_;
  std::vector<model::ExpressionId> open_;
};

}  // namespace fenji::graph
