// Stage: lists. A list in another encoding as UTF-8, made while it is read. What is no text becomes a byte that is no UTF-8
// either, so that the cell it stands in is unreadable and no other.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "engine/lists/byte_source.hpp"

namespace fenji::lists {

class ConvertedSource : public ByteSource {
 public:
  static constexpr char no_text = '\xFF';

  Result<std::size_t> read(char* to, std::size_t size) override;
  Message name() const override { return source_->name(); }
  std::optional<Encoding> encoding() const override { return Encoding::utf8; }

 protected:
  // `source` stands behind the byte order mark, if there is one.
  explicit ConvertedSource(std::unique_ptr<ByteSource> source) : source_(std::move(source)) {}

 private:
  // `bytes` as far as characters are not cut off at its end, all of them where it is the `last` piece, to the end of `text`;
  // the number of bytes taken.
  virtual std::size_t convert(std::string_view bytes, bool last, std::string& text) = 0;

  std::unique_ptr<ByteSource> source_;
  std::string raw_;        // read, not converted: less than a character
  std::string text_;       // converted …
  std::size_t taken_ = 0;  // … of which so much was handed on
  bool ended_ = false;
};

}  // namespace fenji::lists
