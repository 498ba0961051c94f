// Stage: graph. Exact quotients: compared by cross multiplication, never computed.
#pragma once

#include <compare>

#include "engine/model/decimal.hpp"

namespace fenji::graph {

struct Fraction {
  model::Decimal numerator;
  model::Decimal denominator{1, 0};  // not zero; may be negative
};

// Exact for all mantissas and scales.
std::strong_ordering compare(const Fraction& left, const Fraction& right);

}  // namespace fenji::graph
