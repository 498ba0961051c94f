// Stage: lists. A small text as a whole, such as a rule file, from whatever encoding it is in to UTF-8.
#pragma once

#include <string>
#include <string_view>

#include "engine/lists/encoding.hpp"
#include "engine/lists/result.hpp"

namespace fenji::lists {

struct DecodedText {
  std::string text;  // strict UTF-8, without byte order mark; line ends are as they were
  Encoding encoding = Encoding::utf8;
};

// Refuses archives, Office files among them. Detects as encoding.hpp says, and reads UTF-16 with a byte order mark as well.
// `name` is what messages call the text: see quoted() in file_error.hpp, or ByteSource::name().
Result<DecodedText> decode_text(std::string_view bytes, const Message& name);

}  // namespace fenji::lists
