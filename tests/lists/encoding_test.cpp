#include "engine/lists/encoding.hpp"

#include <doctest/doctest.h>

#include <string>

#include "engine/lists/decode_text.hpp"
#include "engine/lists/gb18030.hpp"

namespace fenji::lists {
namespace {

using namespace std::string_literals;

const Message name{"“规则.fenji”", "“rules.fenji”"};

std::optional<std::string> converted(Gb18030Converter& converter, std::string_view text) {
  std::string utf8(Gb18030Converter::utf8_room(text.size()), '\0');
  const char* const end = converter.convert(text, utf8.data());
  if (end == nullptr) return std::nullopt;
  utf8.resize(static_cast<std::size_t>(end - utf8.data()));
  return utf8;
}

TEST_CASE("what counts as GB18030 is what can be converted: all characters of one, two and four bytes") {
  Gb18030Converter converter;
  REQUIRE(converter.available());
  const auto compare = [&](std::string_view text) {
    const auto utf8 = converted(converter, text);
    const bool valid = gb18030_prefix(text).length == text.size();
    if (valid != utf8.has_value() || (utf8 && !is_utf8(*utf8))) {
      FAIL_CHECK("at ", static_cast<int>(static_cast<unsigned char>(text[0])), " of ", text.size());
      return false;
    }
    return true;
  };
  for (int first = 0; first < 256; ++first) {
    const char one[] = {static_cast<char>(first)};
    compare({one, 1});
    for (int second = 0; second < 256; ++second) {
      const char two[] = {static_cast<char>(first), static_cast<char>(second)};
      compare({two, 2});
    }
  }
  for (int first = 0x80; first < 256; ++first) {
    for (int second = 0x30; second < 0x3a; ++second) {
      for (int third = 0x81; third < 0xff; ++third) {
        for (const int fourth : {0x2f, 0x30, 0x35, 0x36, 0x39, 0x3a}) {
          const char four[] = {static_cast<char>(first), static_cast<char>(second), static_cast<char>(third),
                               static_cast<char>(fourth)};
          if (!compare({four, 4})) return;
        }
      }
    }
  }
}

TEST_CASE(
    "characters of two bytes are the same by themselves, where a table has them, and beside one of four, where ICU does") {
  Gb18030Converter converter;
  const std::string four = "\x81\x30\x81\x30";
  std::size_t characters = 0;
  for (int first = 0x81; first < 256; ++first) {
    for (int second = 0; second < 256; ++second) {
      const std::string two{static_cast<char>(first), static_cast<char>(second)};
      const auto alone = converted(converter, two), beside = converted(converter, two + four);
      REQUIRE(alone.has_value() == beside.has_value());
      if (!alone) continue;
      REQUIRE(*beside == *alone + "\u0080");
      REQUIRE(*converted(converter, "a" + two + "b" + two) == "a" + *alone + "b" + *alone);
      ++characters;
    }
  }
  CHECK(characters == 126 * 190);
}

TEST_CASE("GB18030 samples") {
  Gb18030Converter converter;
  struct Case {
    std::string gb18030;
    std::optional<std::string> utf8;
    std::size_t valid;
    bool cut;
  };
  const Case cases[] = {
      {"", "", 0, false},
      {"\xB7\xD6\xBC\xB6", "分级", 4, false},
      {"a\xA3\xAC"
       "b",
       "a，b", 4, false},
      {"\xA2\xE3", "€", 2, false},
      {"\x95\x32\x82\x36", "𠀀", 4, false},
      {"\xE3\x32\x9A\x35", "\xF4\x8F\xBF\xBF", 4, false},
      {"\xE3\x32\x9A\x36", std::nullopt, 0, false},
      {"\x81\x7C\x81\x5C", "亅乗", 4, false},  // | and \ as second bytes
      {"a\xB7", std::nullopt, 1, true},
      {"a\x95\x32", std::nullopt, 1, true},
      {"a\x95\x32\x82", std::nullopt, 1, true},
      {"a\xB7,", std::nullopt, 1, false},
      {"a\xFF", std::nullopt, 1, false},
      {"a\x80", std::nullopt, 1, false},
  };
  for (const Case& c : cases) {
    CAPTURE(c.gb18030);
    CHECK(converted(converter, c.gb18030) == c.utf8);
    CHECK(gb18030_prefix(c.gb18030).length == c.valid);
    CHECK(gb18030_prefix(c.gb18030).cut == c.cut);
  }
}

TEST_CASE("guessing") {
  struct Case {
    std::string text;
    std::optional<Encoding> complete;
    std::optional<Encoding> cut;  // where more may follow
  };
  const Case cases[] = {
      {"分级", Encoding::utf8, Encoding::utf8},
      {"分\xE7\xBA", std::nullopt, Encoding::utf8},
      {"\xB7\xD6\xBC\xB6", Encoding::gb18030, Encoding::gb18030},
      {"\xB7\xD6\xBC", std::nullopt, Encoding::gb18030},
      {"\xC1\xAA\xCD\xA8", Encoding::gb18030, Encoding::gb18030},
      {"caf\xE9, b", std::nullopt, std::nullopt},
      {"\xED\xA0\x80 ", std::nullopt, std::nullopt},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(guess_encoding(c.text, true).encoding == c.complete);
    CHECK(guess_encoding(c.text, false).encoding == c.cut);
  }
}

TEST_CASE("names of encodings") {
  for (const Encoding encoding :
       {Encoding::utf8, Encoding::utf8_bom, Encoding::gb18030, Encoding::utf16_le, Encoding::utf16_be}) {
    CHECK(encoding_named(encoding_name(encoding)) == encoding);
  }
  CHECK(encoding_named("gbk") == Encoding::gb18030);
  CHECK(encoding_named("utf8") == Encoding::utf8);
  CHECK(encoding_named("latin1") == std::nullopt);
  CHECK(encoding_named("") == std::nullopt);
}

TEST_CASE("whole texts") {
  struct Case {
    const char* label;
    std::string bytes;
    std::string text;
    Encoding encoding;
  };
  const Case cases[] = {
      {"empty", "", "", Encoding::utf8},
      {"ASCII", "a\r\n", "a\r\n", Encoding::utf8},
      {"UTF-8", "规则 a", "规则 a", Encoding::utf8},
      {"UTF-8 with mark", "\xEF\xBB\xBF规则", "规则", Encoding::utf8_bom},
      {"GB18030", "\xB9\xE6\xD4\xF2 a\n", "规则 a\n", Encoding::gb18030},
      {"UTF-16LE", "\xFF\xFE\xC4\x89\x61\x00\x40\xD8\x00\xDC"s, "规a𠀀", Encoding::utf16_le},
      {"UTF-16BE", "\xFE\xFF\x89\xC4\x00\x61\xD8\x40\xDC\x00"s, "规a𠀀", Encoding::utf16_be},
      {"a mark alone", "\xFF\xFE", "", Encoding::utf16_le},
  };
  for (const Case& c : cases) {
    CAPTURE(c.label);
    const auto decoded = decode_text(c.bytes, name);
    REQUIRE(decoded.ok());
    CHECK(decoded->text == c.text);
    CHECK(decoded->encoding == c.encoding);
  }
}

TEST_CASE("texts that are none") {
  struct Case {
    std::string bytes;
    std::string en;
  };
  const Case cases[] = {
      {"a\nb\xFF",
       "“rules.fenji” is neither UTF-8 (wrong at line 2, byte offset 3) nor GB18030 (wrong at line 2, byte offset 3); "
       "save it as UTF-8"},
      {"\xEF\xBB\xBF"
       "a\r\nb\xFF",
       "“rules.fenji” should be UTF-8, but is wrong at line 2 (byte offset 7)"},
      {"\xFF\xFE"
       "a\0\n\0\x00\xDC"s,
       "“rules.fenji” should be UTF-16LE, but is wrong at line 2 (byte offset 6)"},
      {"\xFF\xFE"
       "a\0\x0A\x4E\x00\xD8"
       "a\0"s,
       "“rules.fenji” should be UTF-16LE, but is wrong at line 1 (byte offset 6)"},
      {"\xFE\xFF\0a\0"s, "“rules.fenji” should be UTF-16BE, but is wrong at line 1 (byte offset 4)"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.bytes);
    const auto decoded = decode_text(c.bytes, name);
    REQUIRE(!decoded.ok());
    CHECK(decoded.failure().en == c.en);
    CHECK(decoded.failure().zh.starts_with("“规则.fenji”"));
  }
}

TEST_CASE("line ends") {
  CHECK(count_line_ends("") == 0);
  CHECK(count_line_ends("a\nb\r\nc\rd\n\r\r\n") == 6);
}

}  // namespace
}  // namespace fenji::lists
