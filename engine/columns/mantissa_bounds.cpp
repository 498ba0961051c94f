#include "engine/columns/mantissa_bounds.hpp"

#include <algorithm>

#include "engine/columns/cell.hpp"
#include "engine/model/threshold.hpp"

namespace fenji::columns {

MantissaBounds::MantissaBounds(const model::Field& field) : least(-cell_mantissa_limit), greatest(cell_mantissa_limit) {
  if (!field.bounds) return;
  const model::MantissaRange range = model::mantissas_in(*field.bounds, field.type.scale);
  constexpr model::Int128 limit = cell_mantissa_limit;
  least = static_cast<std::int64_t>(std::clamp(range.least, -limit, limit + 1));
  greatest = static_cast<std::int64_t>(std::clamp(range.greatest, -limit - 1, limit));
}

}  // namespace fenji::columns
