// Stage: abi. Arrays and schemas of our own, given to consumers by the Arrow C data interface: whoever has one frees it
// whenever he likes, children by themselves too.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "engine/abi/fenji.h"

namespace fenji::abi {

// Bytes that grow, aligned as Arrow recommends.
class Buffer {
 public:
  static constexpr std::size_t alignment = 64;

  std::byte* data() { return bytes_.get(); }
  const std::byte* data() const { return bytes_.get(); }
  std::size_t size() const { return size_; }

  // Room for so many bytes behind the end, and where it begins; use() makes them part of the buffer.
  std::byte* room(std::size_t bytes) {
    if (capacity_ - size_ < bytes) grow(bytes);
    return bytes_.get() + size_;
  }
  void use(std::size_t bytes) { size_ += bytes; }
  void append(const void* bytes, std::size_t count) {
    if (count == 0) return;
    std::memcpy(room(count), bytes, count);
    size_ += count;
  }
  // What is in it; begins anew, and is made as large at once when it grows.
  Buffer take();
  void clear() { size_ = 0; }

 private:
  struct Free {
    void operator()(std::byte* bytes) const { ::operator delete (bytes, std::align_val_t{alignment}); }
  };
  void grow(std::size_t bytes);

  std::unique_ptr<std::byte, Free> bytes_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
  std::size_t expected_ = 0;
};

struct OutputArray {
  std::int64_t length = 0;
  std::int64_t null_count = 0;
  bool has_validity = true;  // buffers[0]; else none is null, and it stands empty
  std::vector<Buffer> buffers;
  std::vector<OutputArray> children;
  std::shared_ptr<const OutputArray> dictionary;  // shared by the arrays of a stream
};

struct OutputSchema {
  std::string format, name;
  bool nullable = false;
  bool ordered = false;  // of a dictionary: its entries ascend
  std::vector<OutputSchema> children;
  std::shared_ptr<const OutputSchema> dictionary;
};

// `out` is overwritten.
void give(OutputArray array, ArrowArray* out);
void give(const OutputSchema& schema, ArrowSchema* out);

}  // namespace fenji::abi
