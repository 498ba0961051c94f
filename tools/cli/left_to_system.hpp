// Stage: tools. What a command works with until the program ends: the system takes its memory back at once, where taking apart
// the trees of a long rule file piece by piece would cost as much as a good part of making them.
#pragma once

#include <deque>
#include <utility>

namespace fenji::cli {

// Lives until the program ends, and is never destroyed.
template <typename T>
T& left_to_system(T value) {
  static std::deque<T>& all = *new std::deque<T>;
  return all.emplace_back(std::move(value));
}

}  // namespace fenji::cli
