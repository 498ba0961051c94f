// Stage: answers. Rules in, the results out that tell how good a customer is.
#pragma once

#include <vector>

#include "engine/model/rules.hpp"

namespace fenji::answers {

// The results that `output` names whose values are ordered labels, but for plans and for those that another of them hangs on:
// of 销售级别, 信用级别 and the worst of both only the last. Where a 定级 / grade block decides any of them, no others; where
// none has an order, labels without one. In the order of `output`; the first is the main one.
std::vector<model::DefinitionId> grade_results(const model::Rules& rules);

}  // namespace fenji::answers
