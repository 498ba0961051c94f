// Stage: lists. Bytes from first to last, whatever they come from: what the readers of lists read.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

#include "engine/lists/result.hpp"

namespace fenji::lists {

class ByteSource {
 public:
  virtual ~ByteSource() = default;

  // Reads at most `size` (> 0) bytes to `to`; the count, 0 only at the end. After a failure nothing more can be read.
  virtual Result<std::size_t> read(char* to, std::size_t size) = 0;

  // What messages call it: a path in quotation marks, or `标准输入` / `standard input`.
  virtual Message name() const = 0;
};

// Bytes that somebody else keeps while they are read.
class MemorySource : public ByteSource {
 public:
  MemorySource(std::string_view bytes, Message name) : rest_(bytes), name_(std::move(name)) {}

  Result<std::size_t> read(char* to, std::size_t size) override {
    const std::size_t count = std::min(size, rest_.size());
    if (count > 0) std::memcpy(to, rest_.data(), count);
    rest_.remove_prefix(count);
    return count;
  }
  Message name() const override { return name_; }

 private:
  std::string_view rest_;
  Message name_;
};

}  // namespace fenji::lists
