// Stage: lists. What a step gives back that can fail for reasons outside the program, such as a missing file: a value, or the
// sentence for the user. No exceptions are thrown for these.
#pragma once

#include <cassert>
#include <optional>
#include <utility>
#include <variant>

#include "grammar/diagnostics/diagnostic.hpp"

namespace fenji::lists {

// Nothing: it went well.
using Failure = std::optional<Message>;

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Message failure) : state_(std::in_place_index<1>, std::move(failure)) {}

  bool ok() const { return state_.index() == 0; }

  T& operator*() {
    assert(ok());
    return std::get<0>(state_);
  }
  const T& operator*() const {
    assert(ok());
    return std::get<0>(state_);
  }
  T* operator->() { return &**this; }
  const T* operator->() const { return &**this; }

  const Message& failure() const {
    assert(!ok());
    return std::get<1>(state_);
  }

 private:
  std::variant<T, Message> state_;
};

}  // namespace fenji::lists
