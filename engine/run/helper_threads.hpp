// Stage: run. Threads that work beside the caller's on what can be shared among any number of them.
#pragma once

#include <functional>
#include <memory>
#include <vector>

namespace fenji::run {

// `asked`, or one for each core where it is 0.
unsigned thread_count(unsigned asked);

class HelperThreads {
 public:
  // Starts at most `count` threads, as many as the system gives: with fewer the result must be the same. Thread i calls
  // work(i), from 1, which must not throw.
  HelperThreads(unsigned count, std::function<void(unsigned thread)> work);
  // Waits for all of them.
  ~HelperThreads();
  HelperThreads(const HelperThreads&) = delete;
  HelperThreads& operator=(const HelperThreads&) = delete;

 private:
  class Thread;

  const std::function<void(unsigned)> work_;
  std::vector<std::unique_ptr<Thread>> threads_;
};

}  // namespace fenji::run
