// Stage: answers. Rules in, the results out that tell how good a customer is.
#pragma once

#include <vector>

#include "engine/model/rules.hpp"

namespace fenji::answers {

// The results that `output` names whose values are labels of a declared scale, or of what a 定级 / grade or a 矩阵 / matrix
// decides; where there are none, all that are ordered labels; else labels. No plans, and none that another of them hangs on: of
// 销售级别, 信用级别 and the worst of both only the last. In the order of `output`; the first is the main one.
std::vector<model::DefinitionId> grade_results(const model::Rules& rules);

}  // namespace fenji::answers
