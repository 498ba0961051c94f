#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <utility>

#include "engine/lists/interruption.hpp"

namespace fenji::lists {
namespace {

// What a signal handler may touch: no heap, no locks. The one piece of global state of this library, as signals are global.
struct Slot {
  enum State : int { free, filling, armed };
  std::atomic<int> state{free};
  char path[4096] = {};  // ends with NUL while armed
};
static_assert(std::atomic<int>::is_always_lock_free);

constexpr int slot_count = 16;
Slot slots[slot_count];

extern "C" void remove_temporary_files_and_end(int signal) {
  for (Slot& slot : slots) {
    if (slot.state.load(std::memory_order_acquire) == Slot::armed) ::unlink(slot.path);
  }
  ::signal(signal, SIG_DFL);
  ::raise(signal);  // delivered when this handler returns
}

}  // namespace

void ignore_write_signals() {
  ::signal(SIGPIPE, SIG_IGN);
  ::signal(SIGXFSZ, SIG_IGN);
}

void remove_temporary_files_on_signals() {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction action {};
    if (::sigaction(signal, nullptr, &action) != 0 || action.sa_handler == SIG_IGN) continue;
    action = {};
    action.sa_handler = remove_temporary_files_and_end;
    ::sigemptyset(&action.sa_mask);
    ::sigaction(signal, &action, nullptr);
  }
}

TemporaryPath::TemporaryPath(std::string path) : path_(std::move(path)) {
  if (path_.size() >= sizeof(Slot::path)) return;
  for (int i = 0; i < slot_count; ++i) {
    int expected = Slot::free;
    if (!slots[i].state.compare_exchange_strong(expected, Slot::filling)) continue;
    *std::copy(path_.begin(), path_.end(), slots[i].path) = '\0';
    slots[i].state.store(Slot::armed, std::memory_order_release);
    slot_ = i;
    return;
  }
}

TemporaryPath::TemporaryPath(TemporaryPath&& other) noexcept
    : path_(std::move(other.path_)), slot_(std::exchange(other.slot_, -1)) {}

TemporaryPath& TemporaryPath::operator=(TemporaryPath&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(slot_, other.slot_);
  return *this;
}

TemporaryPath::~TemporaryPath() {
  if (slot_ >= 0) slots[slot_].state.store(Slot::free, std::memory_order_release);
}

}  // namespace fenji::lists
