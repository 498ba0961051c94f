#include "engine/workbooks/sheet_text.hpp"

#include <doctest/doctest.h>

#include <string>

#include "engine/workbooks/colours.hpp"

using namespace fenji;

namespace {

std::string repeated(const std::string& text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

}  // namespace

TEST_CASE("texts of cells: control characters, what looks like an escape, bytes that are no text") {
  const std::pair<std::string, std::string> cases[] = {
      {"", ""},
      {"甲，\t乙\n", "甲，\t乙\n"},
      {"=1+1 & <b>", "=1+1 & <b>"},
      {"a\rb", "a_x000D_b"},
      {std::string("a\0b\x01", 4), "a_x0000_b_x0001_"},
      {"_x0041_", "_x005F_x0041_"},
      {"_x00g1_ _x0041 x0041_", "_x00g1_ _x0041 x0041_"},
      {"__x000a__", "__x005F_x000a__"},
      {"甲\xFF乙", "甲\xEF\xBF\xBD乙"},
      {"甲\xE4\xB9", "甲\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"\xEF\xBF\xBF\xEF\xBF\xBE", "_xFFFF__xFFFE_"},
      {"ＡＢ\xEF\xBF\xBD", "ＡＢ\xEF\xBF\xBD"},
      {"𠮷", "𠮷"},
  };
  for (const auto& [text, expected] : cases) {
    CAPTURE(text);
    std::string out = ">";
    CHECK(workbooks::append_sheet_text(text, out));
    CHECK(out == ">" + expected);
  }
}

TEST_CASE("texts that are too long for a cell are cut behind a whole character") {
  const std::size_t most = workbooks::longest_text;
  struct Case {
    std::string text, expected;
  };
  const Case cases[] = {
      {std::string(most, 'a'), std::string(most, 'a')},
      {std::string(most + 1, 'a'), std::string(most - 1, 'a') + "…"},
      {repeated("甲", most), repeated("甲", most)},
      {repeated("甲", most + 1), repeated("甲", most - 1) + "…"},
      // Two units each: an odd one is left over for the ellipsis.
      {repeated("𠮷", most / 2 + 1), repeated("𠮷", most / 2) + "…"},
      {std::string(most - 1, 'a') + "\x01", std::string(most - 1, 'a') + "…"},
  };
  for (const Case& c : cases) {
    std::string out;
    CHECK(workbooks::append_sheet_text(c.text, out) == (c.text == c.expected));
    CHECK(out == c.expected);
  }
}

TEST_CASE("colours of a scale go from green to red, the middle yellow") {
  CHECK(workbooks::scale_colour(0, 1) == 0x63BE7B);
  CHECK(workbooks::scale_colour(0, 2) == 0x63BE7B);
  CHECK(workbooks::scale_colour(1, 2) == 0xF8696B);
  CHECK(workbooks::scale_colour(1, 3) == 0xFFEB84);
  CHECK(workbooks::scale_colour(2, 3) == 0xF8696B);
  CHECK(workbooks::scale_colour(1, 5) == 0xB1D47F);
  CHECK(workbooks::scale_colour(4, 5) == 0xF8696B);
}
