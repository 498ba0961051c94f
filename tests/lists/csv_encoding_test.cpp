#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/lists/csv_reader.hpp"
#include "engine/lists/csv_splitter.hpp"

namespace fenji::lists {
namespace {

using namespace std::string_literals;

const Message name{"“名单.csv”", "“list.csv”"};

TEST_CASE("the encoding") {
  struct Case {
    const char* label;
    std::string text;
    std::optional<Encoding> forced;
    std::optional<Encoding> expected;
    std::vector<std::string> cells;  // of the first column
  };
  const std::string ascii = std::string(1000, 'a') + "\n";
  const Case cases[] = {
      {"ASCII stays undecided", "a\nb\n", {}, {}, {"a", "b"}},
      {"UTF-8", "a\n甲\n", {}, Encoding::utf8, {"a", "甲"}},
      {"BOM",
       "\xEF\xBB\xBF"
       "a\n甲\n",
       {},
       Encoding::utf8_bom,
       {"a", "甲"}},
      {"GB18030", "a\n\xBC\xD7\n", {}, Encoding::gb18030, {"a", "甲"}},
      {"short words that pass for UTF-8 elsewhere", "\xC1\xAA\xCD\xA8\n", {}, Encoding::gb18030, {"联通"}},
      {"four-byte characters", "\x95\x32\x82\x36,\xA2\xE3\n", {}, Encoding::gb18030, {"𠀀"}},
      {"GB18030 after much ASCII", ascii + "\xBC\xD7\n", {}, Encoding::gb18030, {ascii.substr(0, 1000), "甲"}},
      {"as told", "\xC4\xBF\xC2\xBC\n", Encoding::gb18030, Encoding::gb18030, {"目录"}},
      {"not told", "\xC4\xBF\xC2\xBC\n", {}, Encoding::utf8, {"Ŀ¼"}},
      {"the mark prevails", "\xEF\xBB\xBF甲\n", Encoding::gb18030, Encoding::utf8_bom, {"甲"}},
      {"GB18030 mark", "\x84\x31\x95\x33\xBC\xD7\n", {}, Encoding::gb18030, {"甲"}},
      {"quotes inside GB18030", "\"\xBC\xD7\"\"\xD2\xD2\"\n", {}, Encoding::gb18030, {"甲\"乙"}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.label);
    for (const std::size_t block_size : {1u, 2u, 3u, 5u, 1u << 18}) {
      CAPTURE(block_size);
      MemorySource source(c.text, name, c.forced);
      CsvBlockReader reader(source, {block_size, {}});
      CsvBlock block;
      RecordBlock records;
      std::vector<std::string> cells;
      while (reader.next(block) == CsvBlockReader::Status::ready) {
        CsvSplitter({0}).split(block, records);
        for (const Cell& cell : records.column(0)) cells.emplace_back(cell.text());
      }
      CHECK(reader.encoding() == c.expected);
      CHECK(cells == c.cells);
    }
  }
}

TEST_CASE("what contradicts the encoding makes its cell unreadable, no more") {
  const std::string much = [] {
    std::string text;
    for (int i = 0; i < 12'000; ++i) text += "甲乙丙\n";
    return text;
  }();
  struct Case {
    const char* label;
    std::string text;
    std::optional<Encoding> forced;
    std::string cell;  // of the last record but one
    bool unreadable;
  };
  const Case cases[] = {
      {"GB18030 in UTF-8, late", much + "\xBC\xD7x\nok\n", {}, "\xEF\xBF\xBD\xEF\xBF\xBDx", true},
      {"behind a mark", "\xEF\xBB\xBF\xBC\xD7\nok\n", {}, "\xEF\xBF\xBD\xEF\xBF\xBD", true},
      {"overlong",
       "\xEF\xBB\xBF"
       "a\xC0\xAF\nok\n",
       {},
       "a\xEF\xBF\xBD\xEF\xBF\xBD",
       true},
      {"in another cell",
       "\xEF\xBB\xBF"
       "甲,\xC0\nok\n",
       {},
       "甲",
       false},
      {"half a character in GB18030", "\xBC\xD7\xBC\nok\n", Encoding::gb18030, "甲\xEF\xBF\xBD", true},
      {"no character in GB18030", "\xBC\xD7\xFF\xD2\xD2\nok\n", Encoding::gb18030, "甲\xEF\xBF\xBD乙", true},
      {"UTF-8 in quotes", "\xEF\xBB\xBF\"a\"\"\xFF\"\nok\n", {}, "a\"\xEF\xBF\xBD", true},
  };
  for (const Case& c : cases) {
    CAPTURE(c.label);
    MemorySource source(c.text, name, c.forced);
    CsvBlockReader reader(source, {256 << 10, {}});
    CsvBlock block;
    RecordBlock records;
    std::vector<std::pair<std::string, bool>> cells;
    auto status = reader.next(block);
    for (; status == CsvBlockReader::Status::ready; status = reader.next(block)) {
      CsvSplitter({0}).split(block, records);
      for (const Cell& cell : records.column(0)) cells.emplace_back(cell.text(), cell.state == Cell::State::unreadable);
    }
    CHECK(status == CsvBlockReader::Status::end);
    REQUIRE(cells.size() >= 2);
    CHECK(cells[cells.size() - 2] == std::pair(c.cell, c.unreadable));
    CHECK(cells.back() == std::pair("ok"s, false));
  }
}

TEST_CASE("failures are sentences") {
  struct Case {
    std::string text;
    std::string en;
  };
  const Case cases[] = {
      {"a\r\nb,\xFFx\n",
       "“list.csv” is neither UTF-8 (wrong at line 2, byte offset 5) nor GB18030 (wrong at line 2, byte offset 5); save it as "
       "UTF-8"},
      {"甲甲\nb\n\xBC\xFF,\n",
       "“list.csv” is neither UTF-8 (wrong at line 3, byte offset 9) nor GB18030 (wrong at line 3, byte offset 9); save it as "
       "UTF-8"},
      {"caf\xE9,b\n",
       "“list.csv” is neither UTF-8 (wrong at line 1, byte offset 3) nor GB18030 (wrong at line 1, byte offset 3); save it as "
       "UTF-8"},
      {"a\xBC",
       "“list.csv” is neither UTF-8 (wrong at line 1, byte offset 1) nor GB18030 (wrong at line 1, byte offset 1); save it as "
       "UTF-8"},
      {"\xFF\xFE"
       "a\0,\0"s,
       "“list.csv” is UTF-16 (“Unicode text”); save the list as “CSV UTF-8”"},
      {"\xFE\xFF\0a\0,"s, "“list.csv” is UTF-16 (“Unicode text”); save the list as “CSV UTF-8”"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    MemorySource source(c.text, name);
    CsvBlockReader reader(source);
    CsvHeader header;
    CHECK(reader.read_header(header) == CsvBlockReader::Status::failed);
    CHECK(reader.failure().en == c.en);
    CHECK(reader.failure().zh.starts_with("“名单.csv”"));
  }
}

}  // namespace
}  // namespace fenji::lists
