// Stage: prove. Which values a number can really have, where they are few: the sums and products of points that a scorecard
// can give, say. What hangs on different fields is combined freely; what shares fields is tried out record by record.
#pragma once

#include <functional>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "engine/prove/coverage.hpp"
#include "engine/prove/knowledge.hpp"

namespace fenji::prove {

struct AttainableValues {
  std::vector<Decimal> values;  // ascending; no record has any other
  bool exact = true;            // and for every one of them there is a record that has it
};

class Attainment {
 public:
  // `circumstances` are conditions that hold for every record in question. Keeps a reference to `knowledge`, and whatever it
  // finds out, for all sums that it is asked for.
  Attainment(const Knowledge& knowledge, std::vector<model::ExpressionId> circumstances);

  // Nothing where the values are too many, or take more than the budget. Its steps are here evaluations of a record or
  // additions of two values.
  std::optional<AttainableValues> values(const LinearSum& sum, Budget& budget);

 private:
  using Values = std::optional<AttainableValues>;
  using Combination = std::function<std::optional<Decimal>(Decimal, Decimal)>;

  Values values_of_sum(const LinearSum& sum);
  Values values_of_quantity(Identity quantity);
  Values compute(Identity quantity);
  Values of_operands(const model::Expression& expression, Identity quantity, const Combination& combination);
  Values of_rounding(const model::Expression& rounding);
  const LinearSum* subject_of_constants(Identity quantity) const;
  Values of_table(const model::Definition& definition);
  Values tried_out(const LinearSum& sum);
  Values out_of_budget();
  Values combined(const AttainableValues& left, const AttainableValues& right, const Combination& combination);

  const Knowledge& knowledge_;
  const std::vector<model::ExpressionId> circumstances_;
  Budget budget_ = 0;
  bool short_of_budget_ = false;  // a greater one might tell more
  int depth_ = 0;
  std::unordered_map<Identity, AttainableValues> known_;
  std::unordered_set<Identity> given_up_;
};

}  // namespace fenji::prove
