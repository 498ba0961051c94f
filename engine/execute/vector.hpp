// Stage: execute. What one step yields for the rows of a batch.
#pragma once

#include <cstddef>

#include "engine/model/representation.hpp"
#include "engine/model/value.hpp"

namespace fenji::execute {

// A view: kernels and batches own the memory. The value of a row that is not known is any of its representation's values (a
// code or bit is a valid one), so kernels need not look at the states to compute.
struct Vector {
  const void* data = nullptr;            // null for a fraction
  const model::State* states = nullptr;  // by row; null: all known
  std::size_t stride = 1;                // 0: a constant, its value stands at row 0

  // T is what the step's representation says.
  template <class T>
  const T* values() const {
    return static_cast<const T*>(data);
  }
  template <class T>
  const T& at(std::size_t row) const {
    return values<T>()[row * stride];
  }
  model::State state(std::size_t row) const { return states == nullptr ? model::State::known : states[row]; }
  bool known(std::size_t row) const { return state(row) == model::State::known; }
};

}  // namespace fenji::execute
