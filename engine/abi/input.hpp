// Stage: abi. What a producer hands over by the Arrow C interfaces, owned here and given back exactly once.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "engine/abi/fenji.h"

namespace fenji::abi {

// ArrowSchema, ArrowArray or ArrowArrayStream. Empty where there is nothing to release.
template <class T>
class Owned {
 public:
  Owned() = default;
  explicit Owned(T* source) { take(source); }
  ~Owned() { reset(); }
  Owned(Owned&& other) noexcept : value_(other.value_) { other.value_.release = nullptr; }
  Owned& operator=(Owned&& other) noexcept {
    if (this == &other) return *this;
    reset();
    value_ = other.value_;
    other.value_.release = nullptr;
    return *this;
  }

  // Moves it out of `source`, which is released from then on.
  void take(T* source) {
    reset();
    value_ = *source;
    source->release = nullptr;
  }
  void reset() {
    if (value_.release != nullptr) value_.release(&value_);
    value_ = {};
  }

  explicit operator bool() const { return value_.release != nullptr; }
  T* get() { return &value_; }
  const T& operator*() const { return value_; }
  const T* operator->() const { return &value_; }

 private:
  T value_{};
};

using Chunk = std::shared_ptr<Owned<ArrowArray>>;  // of an input: a struct of its columns

}  // namespace fenji::abi
