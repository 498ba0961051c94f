#include "engine/abi/dates.hpp"

#include "engine/graph/bounds.hpp"

namespace fenji::abi {

std::int64_t day_number(const ColumnBlock& block, const ArrowType& type, std::int64_t place) {
  if (type.kind == ArrowType::Kind::day) return block.load<std::int32_t>(1, place);
  // Day and time of day apart, so that no sum with the offset can overflow.
  const auto instant = block.load<std::int64_t>(1, place);
  std::int64_t day = instant / type.per_day;
  std::int64_t in_day = instant % type.per_day;
  if (in_day < 0) {
    in_day += type.per_day;
    --day;
  }
  in_day += type.to_local;
  return in_day < 0 ? day - 1 : in_day >= type.per_day ? day + 1 : day;
}

std::optional<model::Day> day_in_calendar(std::int64_t number) {
  static const graph::Bounds calendar = graph::calendar();
  if (number < calendar.lower || number > calendar.upper) return std::nullopt;
  return static_cast<model::Day>(number);
}

}  // namespace fenji::abi
