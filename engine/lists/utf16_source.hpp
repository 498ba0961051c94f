// Stage: lists. UTF-16 as UTF-8. Half a surrogate pair and an odd byte at the end are no text.
#pragma once

#include <memory>
#include <string>

#include "engine/lists/converted_source.hpp"

namespace fenji::lists {

class Utf16Source : public ConvertedSource {
 public:
  Utf16Source(std::unique_ptr<ByteSource> source, bool little_endian)
      : ConvertedSource(std::move(source)), little_endian_(little_endian) {}

 private:
  std::size_t convert(std::string_view bytes, bool last, std::string& text) override;

  bool little_endian_;
};

}  // namespace fenji::lists
