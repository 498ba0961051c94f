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
    // What proofs take that go deep; some systems give threads far less than programs.
    constexpr std::size_t stack = std::size_t{8} << 20;
    pthread_attr_setstacksize(&attributes_, stack);
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

  // Where no thread could begin there; false: it was anywhere already.
  bool forget_elsewhere() {
#if defined(__GLIBC__)
    if (elsewhere_) {
      elsewhere_ = false;
      return pthread_attr_setaffinity_np(&attributes_, sizeof allowed_, &allowed_) == 0;
    }
#endif
    return false;
  }

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
    started_ = pthread_create(&thread_, beginning_.attributes(), body, this) == 0;
    if (started_ || !beginning_.forget_elsewhere()) return started_;
    return started_ = pthread_create(&thread_, beginning_.attributes(), body, this) == 0;
  }

 private:
  const std::function<void(unsigned)>& work_;
  const unsigned number_;
  Beginning beginning_;
  pthread_t thread_{};
  bool started_ = false;
};

HelperThreads::HelperThreads(unsigned count, std::function<void(unsigned)> work) : work_(std::move(work)) {
  // Nothing may fail behind the first that is started: it could wait for what its maker was to do.
  threads_.reserve(count);
  for (unsigned number = 1; number <= count; ++number) threads_.push_back(std::make_unique<Thread>(work_, number));
  for (const auto& thread : threads_) {
    if (!thread->start()) return;
  }
}

HelperThreads::~HelperThreads() = default;

}  // namespace fenji::run
