#include "engine/lists/encoding.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/lists/gb18030.hpp"
#include "engine/lists/utf8.hpp"

namespace fenji::lists {
namespace {

struct Name {
  std::string_view name;
  Encoding encoding;
};

// The first name of an encoding is the one that is shown.
constexpr Name names[] = {
    {"UTF-8", Encoding::utf8},        {"UTF8", Encoding::utf8},        {"UTF-8-BOM", Encoding::utf8_bom},
    {"GB18030", Encoding::gb18030},   {"GBK", Encoding::gb18030},      {"GB2312", Encoding::gb18030},
    {"UTF-16LE", Encoding::utf16_le}, {"UTF-16", Encoding::utf16_le},  {"UTF16LE", Encoding::utf16_le},
    {"UTF-16BE", Encoding::utf16_be}, {"UTF16BE", Encoding::utf16_be},
};

bool same_letters(std::string_view left, std::string_view right) {
  const auto upper = [](char letter) {
    return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
  };
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [&upper](char a, char b) { return upper(a) == upper(b); });
}

constexpr struct {
  std::string_view bytes;
  Encoding encoding;
} byte_order_marks[] = {
    {utf8_byte_order_mark, Encoding::utf8_bom},
    {"\x84\x31\x95\x33", Encoding::gb18030},
    {"\xFF\xFE", Encoding::utf16_le},
    {"\xFE\xFF", Encoding::utf16_be},
};

}  // namespace

std::string_view encoding_name(Encoding encoding) {
  for (const Name& known : names) {
    if (known.encoding == encoding) return known.name;
  }
  return {};
}

std::optional<Encoding> encoding_named(std::string_view name) {
  for (const Name& known : names) {
    if (same_letters(known.name, name)) return known.encoding;
  }
  return std::nullopt;
}

std::optional<ByteOrderMark> find_byte_order_mark(std::string_view text) {
  for (const auto& mark : byte_order_marks) {
    if (text.substr(0, mark.bytes.size()) == mark.bytes) return ByteOrderMark{mark.encoding, mark.bytes.size()};
  }
  return std::nullopt;
}

EncodingGuess guess_encoding(std::string_view text, bool complete) {
  const auto fits = [&](ValidPrefix prefix) { return prefix.length == text.size() || (prefix.cut && !complete); };
  EncodingGuess guess;
  const ValidPrefix utf8 = utf8_prefix(text);
  guess.utf8_end = utf8.length;
  if (fits(utf8)) {
    guess.encoding = Encoding::utf8;
    return guess;
  }
  const ValidPrefix gb18030 = gb18030_prefix(text);
  guess.gb18030_end = gb18030.length;
  if (fits(gb18030)) guess.encoding = Encoding::gb18030;
  return guess;
}

Message unknown_encoding(const Message& name, TextPlace utf8_end, TextPlace gb18030_end) {
  return {fmt::format(
              "{}既不是 UTF-8（第 {} 行，字节偏移 {} 处不合）也不是 GB18030（第 {} 行，字节偏移 {} 处不合）；请另存为 UTF-8",
              name.zh, utf8_end.line, utf8_end.offset, gb18030_end.line, gb18030_end.offset),
          fmt::format("{} is neither UTF-8 (wrong at line {}, byte offset {}) nor GB18030 (wrong at line {}, byte offset {}); "
                      "save it as UTF-8",
                      name.en, utf8_end.line, utf8_end.offset, gb18030_end.line, gb18030_end.offset)};
}

Message wrong_encoding(const Message& name, Encoding encoding, TextPlace end) {
  return {fmt::format("{}的编码应是 {}，但第 {} 行（字节偏移 {}）不合", name.zh, encoding_name(encoding), end.line, end.offset),
          fmt::format("{} should be {}, but is wrong at line {} (byte offset {})", name.en, encoding_name(encoding), end.line,
                      end.offset)};
}

Message gb18030_unavailable(const Message& name) {
  return {fmt::format("{}的编码是 GB18030，而本机的 ICU 不支持；请另存为 UTF-8", name.zh),
          fmt::format("{} is GB18030, which the ICU of this machine cannot read; save it as UTF-8", name.en)};
}

Message utf16_list(const Message& name) {
  return {fmt::format("{}的编码是 UTF-16（“Unicode 文本”）；名单请另存为“CSV UTF-8”", name.zh),
          fmt::format("{} is UTF-16 (“Unicode text”); save the list as “CSV UTF-8”", name.en)};
}

std::uint64_t count_line_ends(std::string_view text) {
  std::uint64_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n'))) ++count;
  }
  return count;
}

}  // namespace fenji::lists
