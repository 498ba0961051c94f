// Stage: execute. One value for each record of a list: those of the first records in memory, which is all of most lists, the
// others spilled. Results are spread over the records in any order: those of spilled records wait, by parts of the list, until
// a part fits into memory.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "engine/execute/spill.hpp"

namespace fenji::execute {

template <class T>
class RecordValues {
 public:
  // `absent`: of records that nothing was written of. `most_in_memory`: records; `room` must outlive the first write().
  RecordValues(SpillRoom& room, std::uint64_t most_in_memory, T absent)
      : room_(room), absent_(absent), pages_((most_in_memory + page_size - 1) / page_size) {}

  // One more than the greatest number of a record that was written.
  std::uint64_t size() const { return size_; }

  // Of records from number `first` on. Any threads at once, as long as their records differ.
  void write(std::uint64_t first, std::span<const T> values) {
    {
      const std::lock_guard lock(mutex_);
      size_ = std::max(size_, first + values.size());
      prepare(first, values.size());
    }
    for_pieces(first, values.size(), [&](std::uint64_t at, std::size_t done, std::size_t count) {
      if (T* const kept = in_memory(at)) {
        std::copy_n(values.begin() + static_cast<std::ptrdiff_t>(done), count, kept);
      } else {
        spill_->write((at - memory_size()) * sizeof(T), std::as_bytes(values.subspan(done, count)));
      }
    });
  }

  // Behind all writing; what cannot be had is absent.
  void read(std::uint64_t first, std::span<T> values) const {
    for_pieces(first, values.size(), [&](std::uint64_t at, std::size_t done, std::size_t count) {
      const std::span<T> to = values.subspan(done, count);
      if (const T* const kept = in_memory(at)) {
        std::copy_n(kept, count, to.begin());
        return;
      }
      const std::size_t there = at < size_ ? std::min<std::uint64_t>(count, size_ - at) : 0;
      const bool had = at >= memory_size() && there > 0 &&
                       spill_->read((at - memory_size()) * sizeof(T), std::as_writable_bytes(to.first(there)));
      std::fill(to.begin() + static_cast<std::ptrdiff_t>(had ? there : 0), to.end(), absent_);
    });
  }

  // The place of a record that is in memory, else null.
  T* in_memory(std::uint64_t record) {
    return record < memory_size() && pages_[record / page_size] ? &pages_[record / page_size][record % page_size] : nullptr;
  }
  const T* in_memory(std::uint64_t record) const { return const_cast<RecordValues*>(this)->in_memory(record); }

 private:
  static constexpr std::uint64_t page_size = std::uint64_t{1} << 15;

  std::uint64_t memory_size() const { return pages_.size() * page_size; }

  void prepare(std::uint64_t first, std::uint64_t count) {
    for (std::uint64_t page = first / page_size; page < pages_.size() && page * page_size < first + count; ++page) {
      if (pages_[page]) continue;
      pages_[page] = std::make_unique_for_overwrite<T[]>(page_size);
      std::fill_n(pages_[page].get(), page_size, absent_);
    }
    if (first + count > memory_size() && spill_ == nullptr) spill_ = room_.make();
  }

  // Pieces that do not cross pages of memory; what is spilled is one.
  template <class Piece>
  void for_pieces(std::uint64_t first, std::size_t size, const Piece& piece) const {
    for (std::size_t done = 0; done < size;) {
      const std::uint64_t at = first + done;
      const std::uint64_t rest = size - done;
      const auto count = static_cast<std::size_t>(at < memory_size() ? std::min(rest, page_size - at % page_size) : rest);
      piece(at, done, count);
      done += count;
    }
  }

  SpillRoom& room_;
  const T absent_;
  std::vector<std::unique_ptr<T[]>> pages_;  // of the records in memory
  std::unique_ptr<Spill> spill_;             // of those behind them
  std::uint64_t size_ = 0;
  std::mutex mutex_;
};

}  // namespace fenji::execute
