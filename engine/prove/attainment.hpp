// Stage: prove. Which values a number can really have, where they are few: the sums and products of points that a scorecard
// can give, say. What hangs on different fields is combined freely; what shares fields is tried out record by record.
#pragma once

#include <functional>
#include <optional>
#include <unordered_map>
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
  // `circumstances` are conditions that hold for every record in question. Keeps references to both and to `budget`, whose
  // steps are here evaluations of a record or additions of two values.
  Attainment(const Knowledge& knowledge, const std::vector<model::ExpressionId>& circumstances, Budget& budget);

  // Nothing where the values are too many, or the budget is.
  std::optional<AttainableValues> values(const LinearSum& sum);

 private:
  using Values = std::optional<AttainableValues>;
  using Combination = std::function<std::optional<Decimal>(Decimal, Decimal)>;

  Values values_of_quantity(Identity quantity);
  Values compute(Identity quantity);
  Values of_operands(const model::Expression& expression, Identity quantity, const Combination& combination);
  Values of_rounding(const model::Expression& rounding);
  Values of_table(const model::Definition& definition);
  Values tried_out(const LinearSum& sum);
  Values combined(const AttainableValues& left, const AttainableValues& right, const Combination& combination);

  const Knowledge& knowledge_;
  const std::vector<model::ExpressionId>& circumstances_;
  Budget& budget_;
  std::unordered_map<Identity, Values> known_;
};

}  // namespace fenji::prove
