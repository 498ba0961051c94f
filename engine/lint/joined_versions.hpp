// Stage: lint. Two versions of a policy as one set of rules over the same columns of a list, so that both can be asked about
// one record.
#pragma once

#include <string>
#include <vector>

#include "engine/model/rules.hpp"
#include "grammar/diagnostics/diagnostic.hpp"

namespace fenji::lint {

struct Version {
  model::ExpressionId applies = model::none;  // always there: a constant where the version has none
  model::ExpressionId passed = model::none;   // it applies and all eligibility blocks are passed
};

struct ComparedOutput {
  std::string name;
  model::DefinitionId before = model::none, after = model::none;
};

struct JoinedVersions {
  model::Rules rules;  // the newer one's, then the older one's; no gates, no outputs, every definition in layer 0
  Version before, after;
  std::vector<ComparedOutput> outputs;  // that both name
  Diagnostics differences;              // of the columns themselves: told without a record
  bool doubtful = false;                // some part could not be brought together; equality is then not proved
};

// Spans are places in the newer version.
JoinedVersions join(const model::Rules& before, const model::Rules& after);

}  // namespace fenji::lint
