// Stage: lists. GB18030 as UTF-8, made while it is read, for those who look for bytes that GB18030 has inside characters, such
// as
// `|`. What is no text becomes a byte that is no UTF-8 either, so that the cell it stands in is unreadable and no other.
#pragma once

#include <memory>
#include <string>

#include "engine/lists/byte_source.hpp"
#include "engine/lists/gb18030.hpp"

namespace fenji::lists {

// `bytes` as far as characters are not cut off at its end, all of them where it is the `last` piece, to the end of `text`; the
// number of bytes taken.
std::size_t append_gb18030(std::string_view bytes, bool last, Gb18030Converter& converter, std::string& text);

class Gb18030Source : public ByteSource {
 public:
  // `source` stands behind the byte order mark, if there is one.
  explicit Gb18030Source(std::unique_ptr<ByteSource> source) : source_(std::move(source)) {}

  Result<std::size_t> read(char* to, std::size_t size) override;
  Message name() const override { return source_->name(); }
  std::optional<Encoding> encoding() const override { return Encoding::utf8; }

 private:
  std::unique_ptr<ByteSource> source_;
  Gb18030Converter converter_;
  std::string raw_;        // read, not converted: less than a character
  std::string text_;       // converted …
  std::size_t taken_ = 0;  // … of which so much was handed on
  bool ended_ = false;
};

}  // namespace fenji::lists
