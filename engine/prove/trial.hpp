// Stage: prove. Trying out records: every combination of a few values for each field, as far as the circumstances allow.
#pragma once

#include <functional>
#include <vector>

#include "engine/prove/choices.hpp"
#include "engine/prove/coverage.hpp"
#include "engine/prove/record.hpp"

namespace fenji::prove {

struct Trial {
  enum class Outcome : std::uint8_t {
    all,           // what no record of the trial showed, no record shows
    some,          // other records may show more: not all values were tried, or some could not be computed
    refused,       // too many combinations: none was tried
    unaffordable,  // more combinations than the budget has steps: none was tried
  };
  Outcome outcome = Outcome::all;
  // Records of the trial may be impossible, because a circumstance hangs on further fields.
  bool may_be_impossible = false;
};

// Calls show(record) for each, until it returns false.
Trial try_out(const Knowledge& knowledge, const Choices& choices, const std::vector<Decimal>& seeds,
              const std::vector<model::ExpressionId>& circumstances, Budget& budget, const std::function<bool(Record&)>& show);

}  // namespace fenji::prove
