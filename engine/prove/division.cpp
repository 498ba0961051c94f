#include "engine/prove/division.hpp"

#include "engine/prove/natural.hpp"
#include "engine/prove/ranges.hpp"

namespace fenji::prove {

using model::Kind;

Granularity grid_of(const model::Type& type) { return Grid{{1, digits_of(type)}, {}}; }

std::vector<FieldRange> divided(const Outlook& outlook, model::FieldId field, std::uint32_t preferred) {
  const FieldRange whole = outlook.range(field);
  const std::uint32_t first = whole.cells.first;
  const std::uint32_t last = whole.cells.last;
  if (first < last) {
    const bool blank_last = outlook.choices(field).values[last].blank;
    const std::uint32_t middle = blank_last ? last - 1 : first + (last - first) / 2;
    const FieldRange lower{{first, middle}, {}};
    const FieldRange upper{{middle + 1, last}, {}};
    const bool lower_first = preferred < first || preferred > last || preferred <= middle;
    return lower_first ? std::vector{lower, upper} : std::vector{upper, lower};
  }
  const Interval span = outlook.span(field);
  const model::Type& type = outlook.knowledge().rules.fields[field].type;
  const Granularity grid = grid_of(type);
  auto middle = type.kind == Kind::date ? natural_day(span) : natural_number(span, grid, type.percent);
  for (const auto& [turning, turn] : outlook.turning_points()) {
    if (turning == field && contains(span, turn)) middle = turn;
  }
  std::vector<FieldRange> parts;
  if (!middle) return parts;
  for (const Interval& part :
       {point(*middle), Interval{span.lower, Bound{*middle, false}}, Interval{Bound{*middle, false}, span.upper}}) {
    if (!is_empty(part) && holds_value(part, grid)) parts.push_back({whole.cells, part, whole.halvings + 1});
  }
  return parts;
}

}  // namespace fenji::prove
