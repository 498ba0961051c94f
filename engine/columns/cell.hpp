// Stage: columns. Reads one cell of a list as its field's type. This is the definition of what a cell means; faster readers
// must agree with it.
#pragma once

#include <cstdint>
#include <string_view>

#include "engine/model/rules.hpp"

namespace fenji::columns {

// Numbers in cells: at most this many decimal places after the unit is applied (800.5万 has none) …
using model::money_scale;
using model::number_scale;
using model::percent_scale;
// … and a mantissa at that scale within ±(10^18 - 1), so that a cell always fits 64 bits.
inline constexpr std::int64_t cell_mantissa_limit = 999'999'999'999'999'999;

// `cell` in UTF-8 as it stands in the list; bytes that are no UTF-8 make it invalid whatever its type. Surrounding blanks (also
// full-width ones, tabs, line breaks) are trimmed; nothing left: the field's `blank_means`, else missing, with Value::blank
// set. What cannot be read as the field's type, has more digits than its scale holds, or lies outside its bounds is invalid;
// `blank_means` is not held against the bounds. Numbers come back at the scale of field.type. A `text` field reads any valid
// UTF-8; its value is the trimmed text.
//   percent   `35%`, `-3.5%`, `35％`; a bare number only as field.percent_cells allows (points: 35 is 35%, fraction: 0.35 is
//             35%; a number with a sign % is then still read as it stands)
//   money     `1,000,000` `800万` `1.2亿元` `50元` `¥50` `-3`; bare numbers times field.bare_number_means
//   number    `5000`, `5000吨/月` where that is the field's unit, thousands commas, 万 and 亿
//   whole     a number without decimal places: `2026`, `3万`, `2026.0`
//   yes/no    是 否 Y N yes no true false 1 0 √ × ✓ ✔ ✗ ✘ in any case
//   date      `2026-03-01` `2026/3/1` `2026年3月1日`, existing days only, the year in four digits
//   label     one of the field's options, to the letter after folding full-width forms
// A number may have one sign - or + in front (`-¥50`, `¥-50`) and blanks before its unit; only a number with neither 万, 亿, a
// unit nor ¥ is bare. Full-width digits, letters and signs are read as their ASCII twins; exponents, inf, nan, stray letters,
// misplaced thousands commas (`1,00,000`, `0,500`), `.5` and `5.` are not read.
model::Value read_cell(std::string_view cell, const model::Field& field, const model::Rules& rules);

}  // namespace fenji::columns
