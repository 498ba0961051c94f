#include "engine/abi/parallel.hpp"

#include <atomic>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace fenji::abi {

void in_parallel(unsigned threads, std::size_t parts, const std::function<void(unsigned thread, std::size_t part)>& work) {
  std::atomic<std::size_t> next = 0;
  std::exception_ptr error;
  std::mutex error_guard;
  const auto run = [&](unsigned thread) {
    try {
      for (std::size_t part = next++; part < parts; part = next++) work(thread, part);
    } catch (...) {
      next = parts;
      const std::lock_guard lock(error_guard);
      if (!error) error = std::current_exception();
    }
  };
  std::vector<std::thread> others;
  for (unsigned thread = 1; thread < threads && thread < parts; ++thread) {
    // With fewer threads than asked for the result is the same.
    try {
      others.emplace_back(run, thread);
    } catch (const std::system_error&) {
      break;
    }
  }
  run(0);
  for (std::thread& other : others) other.join();
  if (error) std::rethrow_exception(error);
}

}  // namespace fenji::abi
