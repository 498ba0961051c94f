// Stage: abi. Numbers of typed columns as decimals, and as the text that a user would type for them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/abi/column_block.hpp"
#include "engine/model/int128.hpp"

namespace fenji::abi {

// mantissa × 10^exponent
struct PlainDecimal {
  model::Int128 mantissa = 0;
  int exponent = 0;
};

// The shortest decimal that names the number; nothing for NaN and infinities.
std::optional<PlainDecimal> shortest_decimal(double number);
std::optional<PlainDecimal> shortest_decimal(float number);

// `-12.50`, `1e-7`; nothing where it is no number, or has more than 36 digits.
std::optional<PlainDecimal> parse_plain_decimal(std::string_view text);

// Without exponent and without trailing zeros behind the point.
std::string to_text(PlainDecimal number);

// A value of an integer or decimal column; nothing where 128 bits do not hold it.
std::optional<model::Int128> load_mantissa(const ColumnBlock& block, const ArrowType& type, std::int64_t place);

}  // namespace fenji::abi
