// Stage: tools. Something that is worked out while the program goes on, by a thread of its own besides those that it has.
#pragma once

#include <exception>
#include <functional>
#include <optional>
#include <utility>

#include "engine/run/helper_threads.hpp"

namespace fenji::cli {

template <typename T>
class Aside {
 public:
  // `threads`: as asked for the program, 0 for one for each core. With one, `work` is done when it is asked for.
  Aside(unsigned threads, std::function<T()> work) : work_(std::move(work)), alone_(run::thread_count(threads) == 1) {}
  Aside(const Aside&) = delete;
  Aside& operator=(const Aside&) = delete;

  // From now on; the destructor waits for it. Any number of calls, one at a time.
  void start() {
    if (alone_ || helper_) return;
    helper_.emplace(1, [this](unsigned) {
      try {
        value_ = work_();
      } catch (...) {
        error_ = std::current_exception();
      }
    });
  }
  // What `work` gave or threw, done now where it was not started. Call once.
  T take() {
    helper_.reset();
    if (error_) std::rethrow_exception(error_);
    return value_ ? std::move(*value_) : work_();
  }

 private:
  const std::function<T()> work_;
  const bool alone_;
  std::optional<T> value_;
  std::exception_ptr error_;
  std::optional<run::HelperThreads> helper_;  // waited for before the others go
};

}  // namespace fenji::cli
