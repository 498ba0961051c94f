// Stage: execute. Exact arithmetic of the plain evaluator. In: decimals of any scale; out: a decimal of exactly the scale asked
// for, or nothing where a mantissa leaves 128 bits, in the result or in a partial result from the left. The scale asked for
// must hold every digit (the checker sees to it); nothing is rounded but by `rounded_to`.
#pragma once

#include <compare>
#include <optional>
#include <vector>

#include "engine/model/decimal.hpp"

namespace fenji::execute::plain {

using model::Decimal;

std::optional<Decimal> aligned(Decimal value, int scale);

std::optional<Decimal> negative(Decimal value, int scale);
std::optional<Decimal> sum(const std::vector<Decimal>& operands, int scale);
std::optional<Decimal> difference(Decimal left, Decimal right, int scale);
// Partial products have the sum of the scales of their factors; only the whole product is brought to `scale`.
std::optional<Decimal> product(const std::vector<Decimal>& operands, int scale);
std::optional<Decimal> minimum(const std::vector<Decimal>& operands, int scale);
std::optional<Decimal> maximum(const std::vector<Decimal>& operands, int scale);

// A quotient as it is, never computed; a decimal has the denominator one.
struct Fraction {
  Decimal numerator;
  Decimal denominator{1, 0};  // never zero; may be negative
};

// To `digits` decimal places, half away from zero, then at `scale`.
std::optional<Decimal> rounded_to(const Fraction& value, int digits, int scale);

// Exact whatever the size of the operands.
std::strong_ordering compare(const Fraction& left, const Fraction& right);

}  // namespace fenji::execute::plain
