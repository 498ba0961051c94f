#include "engine/lists/utf8.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <random>
#include <string>
#include <vector>

namespace fenji::lists {
namespace {

// Length of the character at the start of `text` by its arithmetic: the code point must be one, and this its shortest form.
std::optional<std::size_t> character_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  std::size_t length = 1;
  std::uint32_t code_point = byte(0);
  if (byte(0) >= 0x80) {
    while (length < 8 && (byte(0) & (0x80 >> length)) != 0) ++length;
    if (length < 2 || length > 4 || length > text.size()) return std::nullopt;
    code_point = byte(0) & (0x7fu >> length);
    for (std::size_t i = 1; i < length; ++i) {
      if ((byte(i) & 0xc0) != 0x80) return std::nullopt;
      code_point = code_point << 6 | (byte(i) & 0x3fu);
    }
  }
  constexpr std::uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  if (code_point < least[length] || code_point > 0x10ffff || (code_point >= 0xd800 && code_point < 0xe000)) return std::nullopt;
  return length;
}

std::size_t plain_prefix(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const auto length = character_length(text.substr(at));
    if (!length) break;
    at += *length;
  }
  return at;
}

TEST_CASE("strict UTF-8, every beginning of a character") {
  for (int first = 0; first < 256; ++first) {
    for (int second = 0; second < 256; ++second) {
      for (const char third : {'\x7f', '\x80', '\xbf', '\xc0'}) {
        for (const char fourth : {'\x7f', '\x80', '\xbf', '\xc0'}) {
          const char text[] = {static_cast<char>(first), static_cast<char>(second), third, fourth};
          const std::string_view view(text, 4);
          if (utf8_prefix(view).length != plain_prefix(view)) FAIL(first, " ", second, " ", int{third}, " ", int{fourth});
        }
      }
    }
  }
}

TEST_CASE("samples") {
  struct Case {
    const char* label;
    std::string text;
    std::size_t length;
    bool cut;
  };
  const Case cases[] = {
      {"empty", "", 0, false},
      {"Chinese", "分级", 6, false},
      {"four bytes", "𠀀a", 5, false},
      {"overlong slash", "a\xC0\xAF", 1, false},
      {"overlong, three bytes", "\xE0\x80\xAF", 0, false},
      {"overlong, four bytes", "\xF0\x80\x80\xAF", 0, false},
      {"surrogate", "\xED\xA0\x80", 0, false},
      {"last before the surrogates", "\xED\x9F\xBF", 3, false},
      {"above U+10FFFF", "\xF4\x90\x80\x80", 0, false},
      {"U+10FFFF", "\xF4\x8F\xBF\xBF", 4, false},
      {"five bytes", "\xF8\x88\x80\x80\x80", 0, false},
      {"cut after one", "a\xE5", 1, true},
      {"cut after two", "a\xE5\x88", 1, true},
      {"cut after three", "a\xF0\xA0\x80", 1, true},
      {"cut, but wrong before", "a\xE0\x80", 1, false},
      {"lone continuation", "a\x80", 1, false},
  };
  for (const Case& c : cases) {
    CAPTURE(c.label);
    CHECK(utf8_prefix(c.text).length == c.length);
    CHECK(utf8_prefix(c.text).cut == c.cut);
  }
}

TEST_CASE("long texts: characters at every offset of the words that are looked at") {
  const std::vector<std::string> pieces = {"a", "bcdefgh", "é",  "级",           "分级",
                                           "ก", "한",      "𠀀", "\xEF\xBC\x8C", std::string(40, 'x')};
  const std::vector<std::string> wrong = {"\x80", "\xC0\xAF", "\xE5\x88", "\xED\xA0\x80", "\xFF", "\xF4\x90\x80\x80", "\xE5"};
  std::mt19937 random(3);
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    const std::size_t size = random() % 300;
    const bool chinese_alone = random() % 2 == 0;
    while (text.size() < size) text += chinese_alone ? pieces[random() % 5] : pieces[random() % pieces.size()];
    if (random() % 2 == 0) text.insert(random() % (text.size() + 1), wrong[random() % wrong.size()]);
    REQUIRE(utf8_prefix(text).length == plain_prefix(text));
    REQUIRE(is_utf8(text) == (plain_prefix(text) == text.size()));
    const std::string cut = text.substr(0, random() % (text.size() + 1));
    const std::size_t valid = plain_prefix(cut);
    REQUIRE(utf8_prefix(cut).length == valid);
    REQUIRE((!utf8_prefix(cut).cut || cut.size() - valid < 4));
  }
}

TEST_CASE("ASCII prefix") {
  for (std::size_t size = 0; size < 100; ++size) {
    CHECK(is_ascii(std::string(size, '\x7f')));
    for (std::size_t at = 0; at < size; ++at) {
      std::string text(size, 'a');
      text[at] = '\x80';
      CHECK(ascii_prefix(text) == at);
    }
  }
}

TEST_CASE("code points are written as they are read") {
  for (char32_t code_point = 0; code_point <= 0x10ffff; code_point += code_point < 0x1000 ? 1 : 61) {
    if (code_point >= 0xd800 && code_point < 0xe000) continue;
    char text[longest_utf8_character];
    const std::string_view view(text, static_cast<std::size_t>(put_utf8(code_point, text) - text));
    if (!is_utf8(view) || character_length(view) != view.size()) FAIL(static_cast<std::uint32_t>(code_point));
  }
}

}  // namespace
}  // namespace fenji::lists
