#include "engine/lists/formula_cells.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "engine/lists/csv_text.hpp"

using namespace fenji::lists;

namespace {

// What defused() made `text` from.
std::string_view as_it_was(std::string_view text) {
  const std::size_t behind = std::min(text.find_first_not_of('\''), text.size());
  if (text.starts_with('\'') && is_formula_text(text.substr(behind))) text.remove_prefix(1);
  return text;
}

}  // namespace

TEST_CASE("texts that a spreadsheet takes for formulas get an apostrophe, and give it back") {
  struct Case {
    const char* text;
    const char* defused;
  };
  for (const Case& c : {
           Case{"=1+1", "'=1+1"},
           Case{"=cmd|'/c calc'!A1", "'=cmd|'/c calc'!A1"},
           Case{"+1+1", "'+1+1"},
           Case{"-1-1", "'-1-1"},
           Case{"@SUM(A1)", "'@SUM(A1)"},
           Case{"\t=1", "'\t=1"},
           Case{"\r=1", "'\r=1"},
           Case{"＝1", "'＝1"},
           Case{"+86 138 0013 8000", "'+86 138 0013 8000"},
           Case{"-20%以下", "'-20%以下"},
           Case{"=", "'="},
           Case{"'=1", "''=1"},
           Case{"''-x", "'''-x"},
           Case{"-5", "-5"},
           Case{"-5%", "-5%"},
           Case{"+3.25", "+3.25"},
           Case{"-1,234.5", "-1,234.5"},
           Case{"-", "-"},
           Case{"--", "--"},
           Case{"", ""},
           Case{"甲=乙", "甲=乙"},
           Case{"'甲", "'甲"},
           Case{"'", "'"},
           Case{"a@b", "a@b"},
       }) {
    CAPTURE(c.text);
    CHECK(defused(c.text) == c.defused);
    CHECK(as_it_was(defused(c.text)) == c.text);
  }
}

TEST_CASE("records are defused cell by cell") {
  const std::vector<std::string> texts = {"=1",  "-5",         "-x,y", "甲", "",   "'=",    "a,=b",
                                          "\"=", "=\"a\"\n-b", "@",    "-",  "+1", "x\n=y", "\r\n"};
  std::mt19937 random(11);
  for (int round = 0; round < 2000; ++round) {
    std::string plain, wanted;
    for (std::size_t records = random() % 8; records > 0; --records) {
      std::vector<std::string> cells(1 + random() % 30);
      for (std::string& cell : cells) cell = texts[random() % (round % 2 == 0 ? texts.size() : 5)];
      append_record(plain, std::vector<std::string_view>(cells.begin(), cells.end()));
      for (std::string& cell : cells) cell = defused(cell);
      append_record(wanted, std::vector<std::string_view>(cells.begin(), cells.end()));
    }
    std::string changed = plain;
    defuse(changed);
    REQUIRE(changed == wanted);
    ByteBuffer buffer(plain);
    defuse(buffer);
    REQUIRE(buffer.view() == wanted);
  }
}

TEST_CASE("a cell is defused by itself as it is among others") {
  std::mt19937 random(12);
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (std::size_t length = 1 + random() % 5; length > 0; --length) text += "+-=.%1,'2"[random() % 9];
    std::string alone, among, wanted;
    append_record(alone, std::vector<std::string_view>{text});
    append_record(among, std::vector<std::string_view>{text, "=1"});
    const std::string safe = defused(text);
    append_record(wanted, std::vector<std::string_view>{safe});
    CAPTURE(text);
    defuse(alone);
    defuse(among);
    REQUIRE(alone == wanted);
    wanted.resize(wanted.size() - record_end.size());
    REQUIRE(among == wanted + ",'=1" + std::string(record_end));
  }
}
