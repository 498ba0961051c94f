// Stage: lists. Which encoding a text is in: its byte order mark; without one strict UTF-8; else GB18030. Plain ASCII is all of
// these and stays undecided.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "grammar/diagnostics/diagnostic.hpp"

namespace fenji::lists {

enum class Encoding : std::uint8_t { utf8, utf8_bom, gb18030, utf16_le, utf16_be };

// Opens a CSV file that Excel is to read as UTF-8.
inline constexpr std::string_view utf8_byte_order_mark = "\xEF\xBB\xBF";

// `UTF-8`, `GB18030`, `UTF-16LE`.
std::string_view encoding_name(Encoding encoding);
// What a user calls one, in any case: utf-8, utf8, gb18030, gbk, gb2312, utf-16le, utf-16be, utf-16 (little-endian,
// unless a byte order mark says otherwise). Nothing: no such encoding.
std::optional<Encoding> encoding_named(std::string_view name);

struct ByteOrderMark {
  Encoding encoding = Encoding::utf8;
  std::size_t length = 0;  // bytes
};
// At the beginning of `text`; its first `longest_byte_order_mark` bytes are enough.
std::optional<ByteOrderMark> find_byte_order_mark(std::string_view text);
inline constexpr std::size_t longest_byte_order_mark = 4;

struct EncodingGuess {
  std::optional<Encoding> encoding;  // utf8 or gb18030; nothing: neither
  // How far the text is valid: offsets of the first wrong byte.
  std::size_t utf8_end = 0;
  std::size_t gb18030_end = 0;
};
// Of a text without a byte order mark. Where it is not `complete`, a character may be cut off at its end.
EncodingGuess guess_encoding(std::string_view text, bool complete);

// A place in a file, as messages name it.
struct TextPlace {
  std::uint64_t offset = 0;  // bytes from the beginning of the file
  std::uint64_t line = 1;
};
Message unknown_encoding(const Message& name, TextPlace utf8_end, TextPlace gb18030_end);
Message wrong_encoding(const Message& name, Encoding encoding, TextPlace end);
Message gb18030_unavailable(const Message& name);
Message utf16_list(const Message& name);

// Line ends in `text`: LF, CR LF and lone CR.
std::uint64_t count_line_ends(std::string_view text);

}  // namespace fenji::lists
