// Stage: export. Integers beyond 64 bits for an engine that has none: texts of digits, 40 of a wide number and 80 of a huge
// one, which stand in the order of the numbers, so that the engine compares them as they are. The number n is the text of n + 5
// × 10^39 (or 79). To be computed with it is taken apart into limbs of eight digits, in a SELECT of its own that gives them
// names. What is named here should be columns, whose names are not those of such a SELECT.
#pragma once

#include <string>
#include <vector>

#include "engine/export/expression.hpp"
#include "engine/export/spelling.hpp"

namespace fenji::sql::long_numbers {

// Of a narrow number the engine's own integers, of others the texts.
std::string literal_of(model::Int128 value, Width width);

// Least first; the last one has the sign, or of a narrow number each. All are NULL where the number is.
std::vector<Expression> limbs(const Expression& number, Width width);

// The number of that width, wide or huge, whose limbs may be any numbers below 10^17; NULL where the first is.
Expression of_limbs(const std::vector<Expression>& limbs, Width width);

Expression converted(const Expression& number, Width from, Width to);
Expression negative(const Expression& number, Width width);
// `sign`: + - *
Expression computed(const Expression& left, Width left_width, char sign, const Expression& right, Width right_width,
                    Width width);

// Without its sign.
Expression magnitude(const Expression& number, Width width);
// Whether so many last digits are zeros.
Expression ends_in_zeros(const Expression& number, int digits);

// A magnitude without so many last digits, one more where `more` (of 1 and 0) says so, with the sign of `of`; in the width
// `to`.
Expression cut(const Expression& of, const Expression& magnitude, int digits, const Expression& more, Width width, Width to);
// Whether the first of the digits that are cut off is 5 or more.
Expression is_half(const Expression& magnitude, int digits, Width width);

// Of magnitudes, the divisor above 0: a text that quotient_in and rest_in find both in.
Expression division(const Expression& dividend, const Expression& divisor, Width width);
Expression quotient_in(const Expression& division, Width width);
Expression rest_in(const Expression& division, Width width);

// As a decimal of `scale` places, without zeros at either end.
Expression decimal_text(const Expression& number, int scale, Width width);

}  // namespace fenji::sql::long_numbers
