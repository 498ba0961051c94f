#include "engine/columns/cell_text.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace fenji::columns {
namespace {

using namespace std::string_literals;

std::string utf8(unsigned code) {
  const auto byte = [](unsigned value) { return static_cast<char>(value); };
  if (code < 0x80) return {byte(code)};
  if (code < 0x800) return {byte(0xC0 | (code >> 6)), byte(0x80 | (code & 0x3F))};
  if (code < 0x10000) return {byte(0xE0 | (code >> 12)), byte(0x80 | ((code >> 6) & 0x3F)), byte(0x80 | (code & 0x3F))};
  return {byte(0xF0 | (code >> 18)), byte(0x80 | ((code >> 12) & 0x3F)), byte(0x80 | ((code >> 6) & 0x3F)),
          byte(0x80 | (code & 0x3F))};
}

TEST_CASE("valid_utf8: every code point but the surrogates") {
  for (unsigned code = 0; code < 0x110000; ++code) {
    const bool surrogate = code >= 0xD800 && code < 0xE000;
    if (valid_utf8("a" + utf8(code) + "中") == surrogate) FAIL(code);
  }
}

TEST_CASE("valid_utf8 refuses what is no UTF-8") {
  for (const std::string& text : {"\x80"s, "\xBF"s, "\xC0\x80"s, "\xC1\xBF"s, "\xC2"s, "\xC2\x41"s, "\xE0\x9F\xBF"s,
                                  "\xE4\xB8"s, "\xE4\xB8\x41"s, "\xED\xA0\x80"s, "\xF0\x8F\xBF\xBF"s, "\xF0\x9F\x98"s,
                                  "\xF4\x90\x80\x80"s, "\xF5\x80\x80\x80"s, "\xFF"s, "\xFE"s, "\xCA\xC7"s, "中\xE4"s}) {
    CAPTURE(text.size());
    CHECK(!valid_utf8(text));
    CHECK(!valid_utf8("abc" + text + "abc"));
  }
  CHECK(valid_utf8(""));
  CHECK(valid_utf8("\0"s));
}

TEST_CASE("trimmed") {
  struct Case {
    std::string text, expected;
  };
  const std::vector<Case> cases = {
      {"", ""},
      {"a", "a"},
      {" \t\r\n\v\fa b\n ", "a b"},
      {"\u3000\u3000甲\u3000乙\u3000", "甲\u3000乙"},
      {"\u00A0a\u00A0 \u3000", "a"},
      {" \u3000\t\u00A0", ""},
      {"\u3001a\u3001", "\u3001a\u3001"},
      {"\0 "s, "\0"s},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(std::string{trimmed(c.text)} == c.expected);
  }
}

TEST_CASE("folded: the twins of U+FF01 to U+FF5E and U+3000, nothing else") {
  for (unsigned code = 0; code < 0x20000; ++code) {
    const bool twin = code >= 0xFF01 && code <= 0xFF5E;
    const std::string expected = code == 0x3000 ? " " : twin ? utf8(code - 0xFEE0) : utf8(code);
    if (folded(utf8(code)) != expected || has_full_width(utf8(code)) != (expected != utf8(code))) FAIL(code);
  }
  CHECK(folded("Ａ类（１）\u3000￥～中") == "A类(1) ￥~中");
  CHECK(folded("") == "");
  // Cut off or no UTF-8: left as it is.
  CHECK(folded("\xEF\xBC") == "\xEF\xBC");
  CHECK(folded("\xEF") == "\xEF");
  CHECK(folded("\xEF\xBC\x41") == "\xEF\xBC\x41");
}

}  // namespace
}  // namespace fenji::columns
