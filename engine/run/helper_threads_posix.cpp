#include <pthread.h>
#include <sched.h>

#include <algorithm>
#include <thread>
#include <utility>

#include "engine/run/helper_threads.hpp"

namespace fenji::run {
namespace {

// Where a thread begins. Linux may queue a new thread behind the one that makes it, though another processor idles, and find
// out some milliseconds later, when a list of a hundred thousand records is nearly done: so it begins elsewhere, and may then
// run where its maker may.
class Beginning {
 public:
  Beginning() {
    if (pthread_attr_init(&attributes_) != 0) return;
    usable_ = true;
#if defined(__GLIBC__)
    if (sched_getaffinity(0, sizeof allowed_, &allowed_) != 0) return;
    cpu_set_t others = allowed_;
    const int own = sched_getcpu();
    if (own < 0 || own >= CPU_SETSIZE) return;
    CPU_CLR(own, &others);
    elsewhere_ = CPU_COUNT(&others) > 0 && pthread_attr_setaffinity_np(&attributes_, sizeof others, &others) == 0;
#endif
  }
  ~Beginning() {
    if (usable_) pthread_attr_destroy(&attributes_);
  }
  Beginning(const Beginning&) = delete;
  Beginning& operator=(const Beginning&) = delete;

  const pthread_attr_t* attributes() const { return usable_ ? &attributes_ : nullptr; }

  // Called by the new thread.
  void end() const {
#if defined(__GLIBC__)
    if (elsewhere_) sched_setaffinity(0, sizeof allowed_, &allowed_);
#endif
  }

 private:
  pthread_attr_t attributes_{};
  bool usable_ = false;
#if defined(__GLIBC__)
  cpu_set_t allowed_{};
  bool elsewhere_ = false;
#endif
};

}  // namespace

unsigned thread_count(unsigned asked) { return asked != 0 ? asked : std::max(1U, std::thread::hardware_concurrency()); }

class HelperThreads::Thread {
 public:
  Thread(const std::function<void(unsigned)>& work, unsigned number) : work_(work), number_(number) {}
  ~Thread() {
    if (started_) pthread_join(thread_, nullptr);
  }
  Thread(const Thread&) = delete;
  Thread& operator=(const Thread&) = delete;

  bool start() {
    const auto body = [](void* self) -> void* {
      const Thread& thread = *static_cast<Thread*>(self);
      thread.beginning_.end();
      thread.work_(thread.number_);
      return nullptr;
    };
    started_ = pthread_create(&thread_, beginning_.attributes(), body, this) == 0 ||
               pthread_create(&thread_, nullptr, body, this) == 0;
    return started_;
  }

 private:
  const std::function<void(unsigned)>& work_;
  const unsigned number_;
  const Beginning beginning_;
  pthread_t thread_{};
  bool started_ = false;
};

HelperThreads::HelperThreads(unsigned count, std::function<void(unsigned)> work) : work_(std::move(work)) {
  for (unsigned number = 1; number <= count; ++number) {
    auto thread = std::make_unique<Thread>(work_, number);
    if (!thread->start()) return;
    threads_.push_back(std::move(thread));
  }
}

HelperThreads::~HelperThreads() = default;

}  // namespace fenji::run
