// Stage: execute. Numeric operands as kernels' loops see them: 64 or 128 bits, a column or a constant, told apart outside the
// loop.
#pragma once

#include <cassert>
#include <cstdint>

#include "engine/execute/vector.hpp"
#include "engine/model/int128.hpp"

namespace fenji::execute {

template <class T>
struct Varying {
  using Value = T;
  const T* values;
  T operator[](std::size_t row) const { return values[row]; }
};

template <class T>
struct Fixed {
  using Value = T;
  T value;
  T operator[](std::size_t) const { return value; }
};

// Calls `use` with the operand. A constant among 128-bit numbers is one itself.
template <class Use>
void with_number(const Vector& vector, model::Representation representation, bool wide, Use&& use) {
  if (representation == model::Representation::i128) {
    if (vector.stride == 0) return use(Fixed<model::Int128>{vector.at<model::Int128>(0)});
    return use(Varying<model::Int128>{vector.values<model::Int128>()});
  }
  assert(representation == model::Representation::i64);
  if (vector.stride != 0) return use(Varying<std::int64_t>{vector.values<std::int64_t>()});
  if (wide) return use(Fixed<model::Int128>{vector.at<std::int64_t>(0)});
  return use(Fixed<std::int64_t>{vector.at<std::int64_t>(0)});
}

// The mantissa of one row.
inline model::Int128 mantissa_at(const Vector& vector, model::Representation representation, std::size_t row) {
  return representation == model::Representation::i128 ? vector.at<model::Int128>(row) : vector.at<std::int64_t>(row);
}

}  // namespace fenji::execute
