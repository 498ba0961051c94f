// Stage: columns. The number in a cell: digits, sign, thousands commas, 万 and 亿, percent sign, unit.
#pragma once

#include <optional>
#include <string_view>

#include "engine/model/rules.hpp"

namespace fenji::columns {

// `text` is trimmed and has no full-width forms. The number at the scale of field.type, as read_cell says; nothing where it
// cannot be read or does not fit. Bounds are not looked at.
std::optional<model::Decimal> read_number(std::string_view text, const model::Field& field);

}  // namespace fenji::columns
