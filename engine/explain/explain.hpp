// Stage: explain. One graded record in, its story out.
#pragma once

#include <string_view>
#include <vector>

#include "engine/execute/plain.hpp"
#include "engine/explain/explanation.hpp"
#include "engine/model/rules.hpp"

namespace fenji::explain {

// A cell as it stands in the list, in UTF-8.
struct RawCell {
  std::string_view text;
  bool has_column = true;
};

struct GradedRecord {
  const model::Rules& rules;
  const SourceSet& sources;               // which the spans of the rules refer to
  const execute::Record& record;          // what the cells were read as
  const execute::Evaluation& evaluation;  // of this record
  const std::vector<RawCell>& cells;      // by FieldId
};

// Tells only of fields that the rules use for what was worked out, and of no result behind the layer that settled the status.
// A plan is told where `output` names it, and also where it does not but the class that it goes by was worked out and is known:
// the workload counts it all the same.
Explanation explain(const GradedRecord& graded, Language language);

}  // namespace fenji::explain
