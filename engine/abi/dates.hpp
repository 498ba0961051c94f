// Stage: abi. Days of typed date columns.
#pragma once

#include <optional>

#include "engine/abi/column_block.hpp"
#include "engine/model/value.hpp"

namespace fenji::abi {

// Days since 1970-01-01, however far from the calendar.
std::int64_t day_number(const ColumnBlock& block, const ArrowType& type, std::int64_t place);

// Nothing outside the years 0001 to 9999.
std::optional<model::Day> day_in_calendar(std::int64_t number);

}  // namespace fenji::abi
