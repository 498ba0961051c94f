// Stage: lists. Bytes of a list in memory, with readable room before the first and behind the last one, so that kernels may
// read whole words past both ends and drop what they saw there.
#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <string_view>

namespace fenji::lists {

class ByteBuffer {
 public:
  // Readable bytes before data() and behind size(); what they hold is unspecified.
  static constexpr std::size_t padding = 64;
  // Of data(): a cache line, so that no word that kernels read 64 by 64 bytes lies in two.
  static constexpr std::align_val_t alignment{64};

  ByteBuffer() = default;
  explicit ByteBuffer(std::string_view bytes) { append(bytes); }

  const char* data() const { return bytes(); }
  std::size_t size() const { return size_; }
  std::string_view view() const { return {bytes(), size_}; }

  void clear() { size_ = 0; }
  // Forgets what is behind the first `size` bytes.
  void truncate(std::size_t size) {
    assert(size <= size_);
    size_ = size;
  }
  void remove_prefix(std::size_t size) {
    assert(size <= size_);
    size_ -= size;
    if (size > 0) std::memmove(bytes(), bytes() + size, size_);
  }
  void append(std::string_view bytes) {
    if (bytes.empty()) return;
    std::memcpy(free_room(bytes.size()), bytes.data(), bytes.size());
    use(bytes.size());
  }
  // Grows at once to what will be needed.
  void reserve(std::size_t capacity) {
    if (capacity > capacity_) grow(capacity);
  }
  // Room for `size` more bytes; use() says how many were put there. Grows by doubling, so that appending is linear.
  char* free_room(std::size_t size) {
    if (size_ + size > capacity_) grow(std::max(size_ + size, 2 * capacity_));
    return bytes() + size_;
  }
  void use(std::size_t size) {
    assert(size_ + size <= capacity_);
    size_ += size;
  }

 private:
  static_assert(padding % static_cast<std::size_t>(alignment) == 0);

  char* bytes() const { return memory_ ? memory_.get() + padding : nullptr; }

  void grow(std::size_t capacity) {
    std::unique_ptr<char[], AlignedDelete> larger(new (alignment) char[capacity + 2 * padding]);
    if (size_ > 0) std::memcpy(larger.get() + padding, bytes(), size_);
    std::memset(larger.get(), 0, padding);
    std::memset(larger.get() + padding + capacity, 0, padding);
    memory_ = std::move(larger);
    capacity_ = capacity;
  }

  struct AlignedDelete {
    void operator()(char* memory) const { ::operator delete[](memory, alignment); }
  };

  std::unique_ptr<char[], AlignedDelete> memory_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace fenji::lists
