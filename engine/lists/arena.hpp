// Stage: lists. Memory for many small texts that end together: given out piece by piece, taken back all at once.
#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <memory>
#include <vector>

namespace fenji::lists {

class Arena {
 public:
  // Room for `size` bytes, which stays where it is until clear(); of it only what use() takes is kept.
  char* reserve(std::size_t size) {
    if (size > room_) add_chunk(size);
    return next_;
  }
  // The first `size` bytes of the last reserve() are in use.
  void use(std::size_t size) {
    assert(size <= room_);
    next_ += size;
    room_ -= size;
  }
  // All pieces end. The greatest chunk is kept for the next ones.
  void clear() {
    if (chunks_.empty()) return;
    if (chunks_.size() > 1) chunks_.erase(chunks_.begin(), chunks_.end() - 1);
    next_ = chunks_.back().get();
    room_ = last_size_;
  }

 private:
  void add_chunk(std::size_t size) {
    last_size_ = std::max({size, 2 * last_size_, std::size_t{16} << 10});
    chunks_.push_back(std::make_unique_for_overwrite<char[]>(last_size_));
    next_ = chunks_.back().get();
    room_ = last_size_;
  }

  std::vector<std::unique_ptr<char[]>> chunks_;  // each greater than the one before
  std::size_t last_size_ = 0;
  char* next_ = nullptr;
  std::size_t room_ = 0;
};

}  // namespace fenji::lists
