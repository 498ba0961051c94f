// Stage: prove. Whether one record can meet two conditions, or none of several: a record that does, the proof that none can,
// or neither.
#pragma once

#include <utility>
#include <vector>

#include "engine/model/rules.hpp"

namespace fenji::prove {

struct Meeting {
  enum class Outcome : std::uint8_t { never, found, undecided } outcome = Outcome::undecided;
  // Where found: values of the fields that the conditions hang on; all others may be anything.
  std::vector<std::pair<model::FieldId, model::Value>> record;
};

// Conditions of `rules`. A record whose cells are empty or unreadable counts as far as the conditions are decided without them.
Meeting find_meeting(const model::Rules& rules, model::ExpressionId left, model::ExpressionId right);

// A record that meets none of the conditions.
Meeting find_outsider(const model::Rules& rules, const std::vector<model::ExpressionId>& conditions);

}  // namespace fenji::prove
