// Stage: prove. A record in a few words: the fields that matter for some expressions.
#pragma once

#include <vector>

#include "engine/prove/record_search.hpp"
#include "grammar/diagnostics/diagnostic.hpp"

namespace fenji::prove {

// 阶段 = 潜在、订单数 = 空: the fields that the expressions hang on, as far as a sentence holds them.
Message fields_phrase(const Knowledge& knowledge, const FieldValues& record,
                      const std::vector<model::ExpressionId>& expressions);

}  // namespace fenji::prove
