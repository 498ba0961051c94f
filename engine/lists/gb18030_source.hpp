// Stage: lists. GB18030 as UTF-8, for those who look for bytes that GB18030 has inside characters, such as `|`.
#pragma once

#include <memory>
#include <string>

#include "engine/lists/converted_source.hpp"
#include "engine/lists/gb18030.hpp"

namespace fenji::lists {

// `bytes` as far as characters are not cut off at its end, all of them where it is the `last` piece, to the end of `text`; the
// number of bytes taken.
std::size_t append_gb18030(std::string_view bytes, bool last, Gb18030Converter& converter, std::string& text);

class Gb18030Source : public ConvertedSource {
 public:
  explicit Gb18030Source(std::unique_ptr<ByteSource> source) : ConvertedSource(std::move(source)) {}

  Result<std::size_t> read(char* to, std::size_t size) override;

 private:
  std::size_t convert(std::string_view bytes, bool last, std::string& text) override {
    return append_gb18030(bytes, last, converter_, text);
  }

  Gb18030Converter converter_;
};

}  // namespace fenji::lists
