// Stage: books. The conditions `applies` of two files in one set of rules, so that they speak of the same columns of the list.
#pragma once

#include <vector>

#include "engine/model/rules.hpp"

namespace fenji::books {

struct MergedRules {
  model::Rules rules;  // expressions, tables and definitions of both; no gates, no outputs
  model::ExpressionId left = model::none, right = model::none;  // the conditions; always holding where a file has none
  std::vector<model::FieldId> of_left, of_right;                // by field of the file: in `rules`
  // Fields that may be filled by one column but read it differently: they stand apart in `rules`, as if they were independent.
  bool doubtful = false;
};

// A field of both is one where the same cells mean the same to both, but for the options and bounds, which are united.
MergedRules merged_rules(const model::Rules& left, const model::Rules& right);

}  // namespace fenji::books
