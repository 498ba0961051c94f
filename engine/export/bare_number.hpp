// Stage: export. What a number in a typed column means: the same as a number without a unit in a cell of a list.
#pragma once

#include "engine/model/rules.hpp"

namespace fenji::sql {

// The value is the column's number times ten to this: 4 where the field says `金额 万元`, -2 for `百分比 按百分数`, 0 for other
// percentages, which columns hold as fractions.
inline int bare_number_power(const model::Field& field) {
  if (field.type.percent) return field.percent_cells == model::Field::PercentCells::points ? -2 : 0;
  int power = 0;
  const model::Decimal means = model::normalized(field.bare_number_means);  // a power of ten, at least 1
  for (model::Int128 mantissa = means.mantissa; mantissa > 1; mantissa /= 10) ++power;
  return power;
}

}  // namespace fenji::sql
