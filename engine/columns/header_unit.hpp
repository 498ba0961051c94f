// Stage: columns. What the brackets behind a header say of the cells below: （万元）, [kg], (%).
#pragma once

#include <cstdint>
#include <string_view>

#include "engine/model/rules.hpp"

namespace fenji::columns {

struct HeaderUnit {
  enum class Says : std::uint8_t {
    nothing,  // no brackets, or words that change no number: 必填, 是/否 for yes or no, yyyy-mm-dd for a date
    unit,     // how bare numbers are to be read
    misfit,   // a unit that the number cannot have: 吨 for money
    unknown,  // other words: 备注
  };
  Says says = Says::nothing;
  // Where it says a unit: as those of model::Field.
  model::Decimal bare_number_means{1, 0};
  model::Field::PercentCells percent_cells = model::Field::PercentCells::with_sign;
};

// `bracket` as that of HeaderName.
HeaderUnit header_unit(std::string_view bracket, const model::Field& field);

// Whether `unit` is made of words that lists use as units: 吨/月, 万元, km. What else stands behind a number may be anything,
// such as 号楼 or 强.
bool is_common_unit(std::string_view unit);

// 元, 万元, yuan.
bool is_money_unit(std::string_view unit);

}  // namespace fenji::columns
