// Stage: lists. Bytes from first to last, whatever they come from: what the readers of lists read.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "engine/lists/encoding.hpp"
#include "engine/lists/list_facts.hpp"
#include "engine/lists/result.hpp"

namespace fenji::lists {

class ByteSource {
 public:
  virtual ~ByteSource() = default;

  // Reads at most `size` (> 0) bytes to `to`; the count, 0 only at the end. After a failure nothing more can be read.
  virtual Result<std::size_t> read(char* to, std::size_t size) = 0;

  // What messages call it: a path in quotation marks, or `标准输入` / `standard input`.
  virtual Message name() const = 0;

  // Which encoding somebody says the bytes are in; nothing: it is found from them.
  virtual std::optional<Encoding> encoding() const { return std::nullopt; }

  // Whether each record takes one line, whatever its cells hold: then line ends inside quotes are not counted as lines.
  virtual bool rows_are_lines() const { return false; }

  // Where in the file the first byte stood: messages count lines from there.
  virtual TextPlace start() const { return {}; }

  // What is known of how the list behind the bytes is read; the encoding is the reader's to tell.
  virtual ListFacts facts() const { return {}; }

  // Where there is more in the file that may be the list that somebody meant: how a sentence ends that says what this list
  // lacks. Empty where there is nothing.
  virtual Message elsewhere() const { return {}; }
};

// Bytes that somebody else keeps while they are read.
class MemorySource : public ByteSource {
 public:
  MemorySource(std::string_view bytes, Message name, std::optional<Encoding> encoding = std::nullopt)
      : rest_(bytes), name_(std::move(name)), encoding_(encoding) {}

  Result<std::size_t> read(char* to, std::size_t size) override {
    const std::size_t count = std::min(size, rest_.size());
    if (count > 0) std::memcpy(to, rest_.data(), count);
    rest_.remove_prefix(count);
    return count;
  }
  Message name() const override { return name_; }
  std::optional<Encoding> encoding() const override { return encoding_; }

 private:
  std::string_view rest_;
  Message name_;
  std::optional<Encoding> encoding_;
};

}  // namespace fenji::lists
