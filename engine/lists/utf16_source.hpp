// Stage: lists. UTF-16 as UTF-8, made while it is read. What is no text (half a surrogate pair, an odd byte at the end) becomes
// a byte that is no UTF-8 either, so that the cell it stands in is unreadable and no other.
#pragma once

#include <memory>
#include <string>

#include "engine/lists/byte_source.hpp"

namespace fenji::lists {

class Utf16Source : public ByteSource {
 public:
  // `source` stands behind the byte order mark, if there is one.
  Utf16Source(std::unique_ptr<ByteSource> source, bool little_endian)
      : source_(std::move(source)), little_endian_(little_endian) {}

  Result<std::size_t> read(char* to, std::size_t size) override;
  Message name() const override { return source_->name(); }
  std::optional<Encoding> encoding() const override { return Encoding::utf8; }

 private:
  void convert(bool last);

  std::unique_ptr<ByteSource> source_;
  bool little_endian_;
  std::string raw_;        // read, not converted: less than a character
  std::string text_;       // converted …
  std::size_t taken_ = 0;  // … of which so much was handed on
  bool ended_ = false;
};

}  // namespace fenji::lists
