#include "engine/lists/decode_text.hpp"

#include <fmt/format.h>

#include <utility>

#include "engine/lists/foreign_file.hpp"
#include "engine/lists/gb18030.hpp"
#include "engine/lists/utf8.hpp"

namespace fenji::lists {
namespace {

TextPlace place_of(std::string_view bytes, std::size_t offset) {
  return {offset, 1 + count_line_ends(bytes.substr(0, offset))};
}

struct Utf16Prefix {
  std::string text;        // the valid prefix in UTF-8
  std::size_t length = 0;  // its bytes
};

Utf16Prefix utf8_from_utf16(std::string_view bytes, bool little_endian) {
  const auto unit_at = [&](std::size_t at) {
    const auto first = static_cast<unsigned char>(bytes[at]);
    const auto second = static_cast<unsigned char>(bytes[at + 1]);
    return static_cast<char32_t>(little_endian ? first | second << 8 : first << 8 | second);
  };
  Utf16Prefix prefix;
  while (prefix.length + 2 <= bytes.size()) {
    char32_t code_point = unit_at(prefix.length);
    std::size_t length = 2;
    if (code_point >= 0xd800 && code_point < 0xe000) {
      if (code_point >= 0xdc00 || prefix.length + 4 > bytes.size()) break;
      const char32_t low = unit_at(prefix.length + 2);
      if (low < 0xdc00 || low >= 0xe000) break;
      code_point = 0x10000 + ((code_point - 0xd800) << 10) + (low - 0xdc00);
      length = 4;
    }
    char character[longest_utf8_character];
    prefix.text.append(character, put_utf8(code_point, character));
    prefix.length += length;
  }
  return prefix;
}

}  // namespace

Result<DecodedText> decode_text(std::string_view bytes, const Message& name) {
  if (is_archive(bytes)) {
    return Message{
        fmt::format("{}是 Excel、Word 或压缩文件，这里要纯文本的文件（规则、册子）；客户名单写在规则文件之后", name.zh),
        fmt::format(
            "{} is a file of Excel or Word, or an archive, and plain text is needed here (rules, a book); a customer list "
            "stands behind the rule file",
            name.en)};
  }
  Encoding encoding = Encoding::utf8;
  std::size_t begin = 0;
  if (const auto mark = find_byte_order_mark(bytes)) {
    encoding = mark->encoding;
    begin = mark->length;
  } else {
    const EncodingGuess guess = guess_encoding(bytes, true);
    if (!guess.encoding) return unknown_encoding(name, place_of(bytes, guess.utf8_end), place_of(bytes, guess.gb18030_end));
    encoding = *guess.encoding;
  }
  const std::string_view rest = bytes.substr(begin);
  switch (encoding) {
    case Encoding::utf8:
    case Encoding::utf8_bom: {
      const std::size_t valid = utf8_prefix(rest).length;
      if (valid != rest.size()) return wrong_encoding(name, Encoding::utf8, place_of(bytes, begin + valid));
      return DecodedText{std::string(rest), encoding};
    }
    case Encoding::utf16_le:
    case Encoding::utf16_be: {
      Utf16Prefix valid = utf8_from_utf16(rest, encoding == Encoding::utf16_le);
      if (valid.length != rest.size()) {
        return wrong_encoding(name, encoding, {begin + valid.length, 1 + count_line_ends(valid.text)});
      }
      return DecodedText{std::move(valid.text), encoding};
    }
    case Encoding::gb18030:
      break;
  }
  const std::size_t valid = gb18030_prefix(rest).length;
  if (valid != rest.size()) return wrong_encoding(name, encoding, place_of(bytes, begin + valid));
  std::string text(Gb18030Converter::utf8_room(rest.size()), '\0');
  Gb18030Converter converter;
  if (!converter.available()) return gb18030_unavailable(name);
  const char* const end = converter.convert(rest, text.data());
  if (end == nullptr) return wrong_encoding(name, encoding, place_of(bytes, bytes.size()));
  text.resize(static_cast<std::size_t>(end - text.data()));
  return DecodedText{std::move(text), encoding};
}

}  // namespace fenji::lists
