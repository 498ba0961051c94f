#include "engine/abi/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>

#include "engine/run/helper_threads.hpp"

namespace fenji::abi {

void in_parallel(unsigned threads, std::size_t parts, const std::function<void(unsigned thread, std::size_t part)>& work) {
  std::atomic<std::size_t> next = 0;
  std::exception_ptr error;
  std::mutex error_guard;
  const auto work_off = [&](unsigned thread) {
    try {
      for (std::size_t part = next++; part < parts; part = next++) work(thread, part);
    } catch (...) {
      next = parts;
      const std::lock_guard lock(error_guard);
      if (!error) error = std::current_exception();
    }
  };
  {
    const auto most = static_cast<unsigned>(std::min<std::size_t>(threads, parts));
    const run::HelperThreads helpers(most > 0 ? most - 1 : 0, work_off);
    work_off(0);
  }
  if (error) std::rethrow_exception(error);
}

}  // namespace fenji::abi
