// Stage: lists. Bytes of a list in memory, with readable room behind the last one, so that kernels may read whole words past
// the end and drop what they saw there.
#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>

namespace fenji::lists {

class ByteBuffer {
 public:
  // Readable bytes behind size(); what they hold is unspecified.
  static constexpr std::size_t padding = 64;

  ByteBuffer() = default;
  explicit ByteBuffer(std::string_view bytes) { append(bytes); }

  const char* data() const { return bytes_.get(); }
  std::size_t size() const { return size_; }
  std::string_view view() const { return {bytes_.get(), size_}; }

  void clear() { size_ = 0; }
  // Forgets what is behind the first `size` bytes.
  void truncate(std::size_t size) {
    assert(size <= size_);
    size_ = size;
  }
  void remove_prefix(std::size_t size) {
    assert(size <= size_);
    size_ -= size;
    if (size > 0) std::memmove(bytes_.get(), bytes_.get() + size, size_);
  }
  void append(std::string_view bytes) {
    if (bytes.empty()) return;
    std::memcpy(free_room(bytes.size()), bytes.data(), bytes.size());
    use(bytes.size());
  }
  // Room for `size` more bytes; use() says how many were put there. Grows by doubling, so that appending is linear.
  char* free_room(std::size_t size) {
    if (size_ + size > capacity_) grow(std::max(size_ + size, 2 * capacity_));
    return bytes_.get() + size_;
  }
  void use(std::size_t size) {
    assert(size_ + size <= capacity_);
    size_ += size;
  }

 private:
  void grow(std::size_t capacity) {
    auto bytes = std::make_unique_for_overwrite<char[]>(capacity + padding);
    if (size_ > 0) std::memcpy(bytes.get(), bytes_.get(), size_);
    std::memset(bytes.get() + capacity, 0, padding);
    bytes_ = std::move(bytes);
    capacity_ = capacity;
  }

  std::unique_ptr<char[]> bytes_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace fenji::lists
