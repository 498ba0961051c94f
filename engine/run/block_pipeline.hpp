// Stage: run. Blocks of a list in, worked on by several threads, their results out in the order of the list. Threads take
// blocks by turns under one lock, work on them each for itself, and hand the results over by number; whoever hands over the
// block that is next takes it and those that wait behind it. What comes out does not depend on the number of threads, and no
// more than a few blocks a thread wait. Making a worker costs more than a short list does: a list of one block gets no second
// thread, and a thread makes no worker before it has a block for it.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "engine/lists/csv_reader.hpp"
#include "engine/run/helper_threads.hpp"
#include "grammar/diagnostics/diagnostic.hpp"

namespace fenji::run {

template <typename Result>
class BlockPipeline {
 public:
  // The state of one thread.
  class Worker {
   public:
    virtual ~Worker() = default;
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    virtual Result work(const lists::CsvBlock& block) = 0;
    // Behind the last block; one worker at a time.
    virtual void finish() = 0;

   protected:
    Worker() = default;
  };
  using MakeWorker = std::function<std::unique_ptr<Worker>()>;
  // One call at a time, in the order of the list; a message ends the run.
  using Receive = std::function<std::optional<Message>(Result&&)>;

  // `threads` 0: one for each core. The references must outlive the pipeline.
  BlockPipeline(lists::CsvBlockReader& reader, unsigned threads) : reader_(reader), threads_(thread_count(threads)) {}

  // What went wrong with the list or in `receive`; nothing: all was received. Call once.
  std::vector<Message> run(const MakeWorker& make, const Receive& receive) {
    make_ = &make;
    receive_ = &receive;
    most_waiting_ = std::size_t{4} * threads_;
    Taken first;
    const bool any = take(first);
    const unsigned others = any && !reader_.ended() ? threads_ - 1 : 0;
    {
      const HelperThreads helpers(others, [this](unsigned) {
        guarded([this] {
          Taken own;
          if (take(own)) work_off(own, true);
        });
      });
      guarded([&] { work_off(first, any); });
    }
    if (error_) std::rethrow_exception(error_);
    return std::move(problems_);
  }

 private:
  struct Taken {
    lists::CsvBlock block;
    std::uint64_t number = 0;
  };

  // Waits awake for a while: what is done under these locks takes less time than to sleep and be woken, and a thread that is
  // woken may find itself on the processor of the one that woke it.
  static std::unique_lock<std::mutex> locked(std::mutex& mutex) {
    constexpr int tries = 1000;
    std::unique_lock lock(mutex, std::defer_lock);
    for (int i = 0; i < tries; ++i) {
      if (lock.try_lock()) return lock;
      std::this_thread::yield();
    }
    lock.lock();
    return lock;
  }

  // All that one thread does.
  template <class Work>
  void guarded(const Work& work) {
    try {
      work();
    } catch (...) {
      const std::lock_guard lock(write_);
      if (!error_) error_ = std::current_exception();
      stopped_ = true;
      turn_.notify_all();
    }
  }

  // `taken`, if there is one, and the blocks behind it.
  void work_off(Taken& taken, bool any) {
    const std::unique_ptr<Worker> worker = (*make_)();
    for (; any; any = take(taken)) {
      if (!hand_over(taken.number, worker->work(taken.block))) break;
    }
    const std::lock_guard lock(write_);
    worker->finish();
  }

  bool take(Taken& taken) {
    const std::unique_lock lock = locked(read_);
    if (ended_) return false;
    switch (reader_.next(taken.block)) {
      case lists::CsvBlockReader::Status::ready:
        taken.number = next_number_++;
        return true;
      case lists::CsvBlockReader::Status::end:
        break;
      case lists::CsvBlockReader::Status::failed: {
        const std::lock_guard write(write_);
        problems_.push_back(reader_.failure());
        break;
      }
    }
    ended_ = true;
    return false;
  }

  // False: the run has failed.
  bool hand_over(std::uint64_t number, Result result) {
    std::unique_lock lock = locked(write_);
    turn_.wait(lock, [&] { return stopped_ || number == next_received_ || waiting_.size() < most_waiting_; });
    if (stopped_) return false;
    waiting_.emplace(number, std::move(result));
    for (auto first = waiting_.begin(); first != waiting_.end() && first->first == next_received_; first = waiting_.begin()) {
      if (auto problem = (*receive_)(std::move(first->second))) {
        problems_.push_back(std::move(*problem));
        stopped_ = true;
        turn_.notify_all();
        return false;
      }
      waiting_.erase(first);
      ++next_received_;
    }
    turn_.notify_all();
    return true;
  }

  lists::CsvBlockReader& reader_;
  unsigned threads_;
  const MakeWorker* make_ = nullptr;
  const Receive* receive_ = nullptr;
  std::size_t most_waiting_ = 4;

  std::mutex read_;
  bool ended_ = false;
  std::uint64_t next_number_ = 0;

  std::mutex write_;
  std::condition_variable turn_;
  std::map<std::uint64_t, Result> waiting_;
  std::uint64_t next_received_ = 0;
  bool stopped_ = false;
  std::exception_ptr error_;
  std::vector<Message> problems_;
};

}  // namespace fenji::run
