// Stage: prove. What values an expression can have at most, by interval analysis: from the bounds of fields through sums,
// products and the results of tables. No value is lost; where operands hang on the same fields, values that never occur
// may remain.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/prove/interval.hpp"
#include "engine/prove/normal_form.hpp"

namespace fenji::prove {

using Codes = std::vector<std::uint32_t>;  // ascending, each once

class Ranges {
 public:
  // Keeps references to both.
  Ranges(const model::Rules& rules, const NormalForms& forms);

  // Of a number or a date: the values that a record can have, and the grid on which they lie.
  Intervals values(const LinearSum& sum) const;
  Granularity grid(const LinearSum& sum) const;

  // Of a label or a yes/no (0 no, 1 yes).
  Codes codes(model::ExpressionId expression) const;

  // Of a text: all that it can be, in no order; nothing where it can be any.
  using Texts = std::vector<std::string>;
  std::optional<Texts> texts(model::ExpressionId expression) const;

 private:
  Interval hull_of(const LinearSum& sum) const;
  Interval hull_of_quantity(Identity quantity) const;
  Interval hull_of_quotient(const model::Expression& quotient) const;
  Granularity grid_of_quantity(Identity quantity) const;
  Codes codes_of_definition(const model::Definition& definition) const;
  std::optional<Texts> texts_of_definition(const model::Definition& definition) const;

  const model::Rules& rules_;
  const NormalForms& forms_;
  std::vector<Interval> hulls_;  // by identity
  std::vector<Codes> definition_codes_;
  std::vector<std::optional<Texts>> definition_texts_;
};

// What the cells of a number or date field can mean: its bounds, and what 空白视为 / blank means puts for an empty one.
Intervals values_of_field(const model::Field& field);

// Decimal places of what the cells of such a field hold.
int digits_of(const model::Type& type);

// The value of a number or a date as a decimal.
Decimal as_decimal(const model::Value& value, const model::Type& type);

}  // namespace fenji::prove
