// Stage: graph. What a number's mantissa can be, worked out before the first record: it decides between 64 and 128 bits, and
// where arithmetic needs no check.
#pragma once

#include <optional>

#include "engine/model/rules.hpp"

namespace fenji::graph {

// Mantissas of the known values of a step; both ends included.
struct Bounds {
  model::Int128 lower = model::int128_min;
  model::Int128 upper = model::int128_max;

  bool operator==(const Bounds&) const = default;
};

Bounds calendar();  // of all dates
bool fits_64_bits(const Bounds& bounds);
bool contains(const Bounds& bounds, model::Int128 mantissa);
Bounds hull(const Bounds& left, const Bounds& right);

// The part of `bounds` that lies in `interval`, of mantissas at `scale`; some mantissa of `bounds` where none does.
Bounds clipped(const Bounds& bounds, const model::Interval& interval, int scale);

// Bounds of the result, or nothing where a result could leave 128 bits.
std::optional<Bounds> negated(const Bounds& operand);
std::optional<Bounds> sum(const Bounds& left, const Bounds& right);
std::optional<Bounds> difference(const Bounds& left, const Bounds& right);
std::optional<Bounds> product(const Bounds& left, const Bounds& right);
// Times 10^places; places >= 0.
std::optional<Bounds> shifted(const Bounds& operand, int places);

// Of the smaller, and of the greater of both.
Bounds least(const Bounds& left, const Bounds& right);
Bounds greatest(const Bounds& left, const Bounds& right);

// Divided by 10^places and rounded half away from zero; places >= 0.
Bounds rounded(const Bounds& operand, int places);

// The greatest magnitude, or nothing where it is that of int128_min.
std::optional<model::Int128> greatest_magnitude(const Bounds& bounds);

}  // namespace fenji::graph
