// Stage: tools. Something that is worked out while the program goes on, by a thread of its own.
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
  // `threads`: as many as the program may use, 0 for one for each core. With one, `work` is done when it is asked for.
  Aside(unsigned threads, std::function<T()> work) : work_(std::move(work)) {
    if (run::thread_count(threads) == 1) return;
    helper_.emplace(1, [this](unsigned) {
      try {
        value_ = work_();
      } catch (...) {
        error_ = std::current_exception();
      }
    });
  }
  Aside(const Aside&) = delete;
  Aside& operator=(const Aside&) = delete;

  // What `work` gave or threw. Call once.
  T take() {
    helper_.reset();
    if (error_) std::rethrow_exception(error_);
    return value_ ? std::move(*value_) : work_();
  }

 private:
  const std::function<T()> work_;
  std::optional<T> value_;
  std::exception_ptr error_;
  std::optional<run::HelperThreads> helper_;  // waited for before the others go
};

}  // namespace fenji::cli
