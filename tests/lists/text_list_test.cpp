#include "engine/lists/text_list.hpp"

#include <doctest/doctest.h>

#include <numeric>

#include "engine/lists/csv_reader.hpp"
#include "engine/lists/csv_splitter.hpp"
#include "tests/lists/slow_source.hpp"

using namespace fenji;
using namespace fenji::lists;

namespace {

const KnownHeaders fields = {{"客户"}, {"年销售额", "营业额"}, {"毛利率"}};

struct Row {
  std::vector<std::string> cells;  // ! behind one that is no text
  std::uint64_t line = 0;
  bool operator==(const Row&) const = default;
};

std::ostream& operator<<(std::ostream& out, const Row& row) {
  out << row.line << ':';
  for (const std::string& cell : row.cells) out << " [" << cell << ']';
  return out;
}

struct ReadList {
  std::vector<Row> rows;  // the header first
  ListFacts facts;
  std::string failure;
};

ReadList read_list(const std::string& bytes, const ListOptions& options = {}, bool json = false, std::size_t step = 1 << 20) {
  ReadList list;
  auto source = open_text(std::make_unique<test::SlowSource>(bytes, step), options, json);
  if (!source.ok()) {
    list.failure = source.failure().en;
    return list;
  }
  CsvBlockReader reader(**source, {.block_size = 64, .limits = {}});
  CsvHeader header;
  if (reader.read_header(header) != CsvBlockReader::Status::ready) return list;
  list.rows.push_back({header.cells, header.info.line});
  std::vector<std::uint32_t> all(header.cells.size() + 2);
  std::iota(all.begin(), all.end(), 0U);
  CsvSplitter splitter(all);
  CsvBlock block;
  RecordBlock records;
  while (reader.next(block) == CsvBlockReader::Status::ready) {
    splitter.split(block, records);
    for (std::size_t record = 0; record < records.records(); ++record) {
      Row row{{}, records.info(record).line};
      for (std::uint32_t cell = 0; cell < records.info(record).cells && cell < all.size(); ++cell) {
        const Cell& each = records.cell(record, cell);
        row.cells.emplace_back(each.text());
        if (each.state == Cell::State::unreadable) row.cells.back() += '!';
      }
      list.rows.push_back(std::move(row));
    }
  }
  list.facts = (*source)->facts();
  return list;
}

std::string utf16(std::u16string_view text, bool little_endian, bool mark = true) {
  std::string bytes;
  const auto put = [&](char16_t unit) {
    const char low = static_cast<char>(unit & 0xFF), high = static_cast<char>(unit >> 8);
    bytes += little_endian ? low : high;
    bytes += little_endian ? high : low;
  };
  if (mark) put(0xFEFF);
  for (const char16_t unit : text) put(unit);
  return bytes;
}

const std::vector<Row> plain = {{{"客户", "年销售额", "毛利率"}, 1}, {{"甲,乙", "1,000", "3%"}, 2}, {{"丙", "", "\"x\""}, 3}};

}  // namespace

TEST_CASE("whatever separates its cells, a list is the same") {
  struct Case {
    const char* bytes;
    char delimiter;
  };
  for (const Case& c : {Case{"客户,年销售额,毛利率\n\"甲,乙\",\"1,000\",3%\n丙,,\"\"\"x\"\"\"\n", ','},
                        Case{"客户;年销售额;毛利率\n甲,乙;1,000;3%\n丙;;\"\"\"x\"\"\"\n", ';'},
                        Case{"客户\t年销售额\t毛利率\r\n甲,乙\t\"1,000\"\t3%\r\n丙\t\t\"\"\"x\"\"\"", '\t'}}) {
    for (const std::size_t step : {std::size_t{1}, std::size_t{7}, std::size_t{1} << 20}) {
      CAPTURE(c.bytes);
      const ReadList list = read_list(c.bytes, {.headers = fields}, false, step);
      CHECK(list.rows == plain);
      CHECK(list.facts.delimiter == c.delimiter);
      CHECK(list.facts.header_row == 1);
    }
  }
}

TEST_CASE("the delimiter is found from the header") {
  struct Case {
    const char* what;
    const char* bytes;
    char delimiter;
    std::optional<char> asked = std::nullopt;
  };
  for (const Case& c : {
           Case{"names count more than separators", "客户;年销售额;a,b,c,d,e\n1;2;3\n", ';'},
           Case{"a semicolon in a name", "客户,备注;说明;其他;等\n1,2\n", ','},
           Case{"a quoted name holds the other one", "\"客户\",\"a;b;c;d\"\n1,2\n", ','},
           Case{"unknown names, the most frequent", "a;b;c,d\n", ';'},
           Case{"as many of both", "a;b,c\n", ','},
           Case{"one column", "客户\n甲;乙\n", ','},
           Case{"pipes", "客户|年销售额|毛利率\n甲,乙|2|3\n", '|'},
           Case{"a pipe in a name", "客户,毛利|率\n1,2\n", ','},
           Case{"below a title with commas", "名单，2026,,\n客户;年销售额;毛利率\n1;2;3\n", ';'},
           Case{"asked for", "客户,年销售额\n1,2\n", '\t', '\t'},
       }) {
    CAPTURE(c.what);
    CHECK(read_list(c.bytes, {.delimiter = c.asked, .headers = fields}).facts.delimiter == c.delimiter);
  }
  // A line that no comma may cut, and one that another delimiter cuts.
  const ReadList uncut = read_list("甲,乙\n1\n", {.headers = {{"甲,乙"}}});
  CHECK(uncut.facts.delimiter == '\t');
  CHECK(uncut.rows.front().cells == std::vector<std::string>{"甲,乙"});
  CHECK(read_list("甲,乙|丙\n1|2\n", {.headers = {{"甲,乙"}, {"丙"}}}).facts.delimiter == '|');
}

TEST_CASE("the first line of Excel that tells the delimiter is understood") {
  for (const char* first : {"sep=;\n", "sep=;\r\n", "\xEF\xBB\xBFsep=;\n", "\"sep=;\"\n", "SEP=;\n"}) {
    CAPTURE(first);
    const ReadList list = read_list(std::string(first) + "a;b\n1,5;2\n");
    CHECK(list.rows == std::vector<Row>{{{"a", "b"}, 2}, {{"1,5", "2"}, 3}});
    CHECK(list.facts.delimiter == ';');
  }
  CHECK(read_list("sep=;\na,b\n1,2\n", {.delimiter = ','}).rows.front().cells == std::vector<std::string>{"a", "b"});
  // No such line.
  CHECK(read_list("sep=x\n1\n").rows.front().cells == std::vector<std::string>{"sep=x"});
  CHECK(read_list("sep=,客户\n1,2\n").rows.front().cells == std::vector<std::string>{"sep=", "客户"});
}

TEST_CASE("pipes are found in GB18030, where they are halves of characters, too") {
  // 客户|毛利率 / 秥|3%: the second byte of 秥 is a pipe.
  const std::string bytes = "\xBF\xCD\xBB\xA7|\xC3\xAB\xC0\xFB\xC2\xCA\r\n\xB6\x7C|3%\r\n\x81\x7C,x|\xFF\r\n";
  const std::vector<Row> rows = {{{"客户", "毛利率"}, 1}, {{"秥", "3%"}, 2}, {{"亅,x", "\uFFFD!"}, 3}};
  for (const std::size_t step : {std::size_t{1}, std::size_t{1} << 20}) {
    const ReadList list = read_list(bytes, {.encoding = Encoding::gb18030, .headers = fields}, false, step);
    CHECK(list.rows[0] == rows[0]);
    CHECK(list.rows[1].cells[1] == "3%");
    CHECK(list.rows[2].cells[1] == "\uFFFD!");
    CHECK(list.rows[1].cells.size() == 2);
    CHECK(list.rows[2].cells.size() == 2);
    CHECK(list.facts.encoding == Encoding::gb18030);
    CHECK(list.facts.delimiter == '|');
  }
  const std::string valid = bytes.substr(0, bytes.find("\x81"));
  CHECK(read_list(valid, {.headers = fields}).rows.size() == 2);
  CHECK(read_list("\n" + valid, {.header_row = 2, .delimiter = '|'}).rows[1].line == 3);
  CHECK(read_list("sep=|\r\n" + valid).rows[1].line == 3);
}

TEST_CASE("rows above the header are left out, lines stay those of the file") {
  const std::string bytes = "2026年客户名单,,\n\n制表,\"两\n行\",\n客户,年销售额（万元）,毛利率\n甲,1,2\n\n乙,3,4\n";
  const std::vector<Row> rows = {{{"客户", "年销售额（万元）", "毛利率"}, 5}, {{"甲", "1", "2"}, 6}, {{"乙", "3", "4"}, 8}};
  ReadList list = read_list(bytes, {.headers = fields});
  CHECK(list.rows == rows);
  CHECK(list.facts.header_row == 5);
  CHECK(read_list(bytes, {.header_row = 5}).rows == rows);
  CHECK(read_list("\xEF\xBB\xBF" + bytes, {.headers = fields}).rows == rows);
  CHECK(read_list(bytes, {.header_row = 1}).rows.size() == 5);
  for (const std::uint64_t none : {2U, 4U, 7U, 9U, 100U}) {
    CAPTURE(none);
    CHECK(read_list(bytes, {.header_row = none}).failure.find("cannot be the header") != std::string::npos);
  }
}

TEST_CASE("a long list keeps its last row, a long title its header") {
  std::string bytes = "名单\n客户;毛利率\n";
  std::vector<Row> rows = {{{"客户", "毛利率"}, 2}};
  for (std::uint64_t line = 3; line < 40'000; ++line) {
    bytes += "客户,第" + std::to_string(line) + "个;3%\n";
    rows.push_back({{"客户,第" + std::to_string(line) + "个", "3%"}, line});
  }
  CHECK((read_list(bytes, {.headers = fields}).rows == rows));
}

TEST_CASE("UTF-16 is read as UTF-8, what is no text is one unreadable cell") {
  const std::u16string text = u"客户\t年销售额\t毛利率\r\n甲,乙\t1,000\t3%\r\n丙\t\t\"\"\"x\"\"\"";
  for (const bool little_endian : {true, false}) {
    for (const std::size_t step : {std::size_t{1}, std::size_t{3}, std::size_t{1} << 20}) {
      const Encoding encoding = little_endian ? Encoding::utf16_le : Encoding::utf16_be;
      const ReadList marked = read_list(utf16(text, little_endian), {.headers = fields}, false, step);
      CHECK(marked.rows == plain);
      CHECK(marked.facts.encoding == encoding);
      CHECK(read_list(utf16(text, little_endian, false), {.encoding = encoding}, false, step).rows == plain);
      // The mark prevails.
      CHECK(read_list(utf16(text, little_endian), {.encoding = Encoding::gb18030}, false, step).rows == plain);
    }
    std::u16string broken = u"a,b,c,d\n😀,x,y,z\n";
    broken[broken.find(u'x')] = 0xD800;
    broken[broken.find(u'y')] = 0xDC00;
    const ReadList list = read_list(utf16(broken, little_endian));
    REQUIRE(list.rows.size() == 2);
    CHECK(list.rows[1].cells == std::vector<std::string>{"😀", "\uFFFD!", "\uFFFD!", "z"});
    const ReadList odd = read_list(utf16(u"a,b\n1,2", little_endian) + "x");
    REQUIRE(odd.rows.size() == 2);
    CHECK(odd.rows[1].cells == std::vector<std::string>{"1", "2\uFFFD!"});
    const ReadList half = read_list(utf16(std::u16string(u"a,b\n1,2") + char16_t{0xD83D}, little_endian));
    CHECK(half.rows[1].cells == std::vector<std::string>{"1", "2\uFFFD!"});
  }
}

TEST_CASE("UTF-16 without byte order mark is recognised") {
  const struct {
    const char16_t* text;
    std::size_t rows;
  } cases[] = {
      {u"客户\t年销售额\t毛利率\r\n甲\t1000\t3%\r\n", 2},
      {u"customer,sales\nSmith & Co,5\n", 2},
      {u"客户,最近开销一览\n一,开\n最,销\n退,需\n", 4},
      {u"客户;年销售额\n　上海;5\n", 2},
      {u"客户,年销售额", 1},
      {u"😀,b\n😀,c\n", 2},
  };
  for (const auto& c : cases) {
    for (const bool little_endian : {true, false}) {
      const ReadList list = read_list(utf16(c.text, little_endian, false));
      CAPTURE(list.failure);
      CHECK(list.rows.size() == c.rows);
      CHECK(list.facts.encoding == (little_endian ? Encoding::utf16_le : Encoding::utf16_be));
      CHECK(list.rows == read_list(utf16(c.text, little_endian)).rows);
    }
  }
}

TEST_CASE("UTF-8 and GB18030 with some NUL characters in them are no UTF-16") {
  using namespace std::string_literals;
  const std::string texts[] = {"a,b\nx\0,y\n"s,
                               "客户,b\n甲\0,2\n"s,
                               "abc,def\0\nabc,def\0\nghi,jkl\0\n"s,
                               "\xBF\xCD\xBB\xA7,b\n\xBC\xD7\0,2\n"s,
                               "name,sum\nx,2\n\0\0\0\0\0\0\0\0"s,
                               "NAME\0\0\0\0,CITY\0\0\0\0\nSMITH\0\0\0,BONN\0\0\0\0\n"s};
  for (const std::string& text : texts) {
    CAPTURE(text);
    const auto encoding = read_list(text).facts.encoding;
    CHECK(encoding != Encoding::utf16_le);
    CHECK(encoding != Encoding::utf16_be);
  }
}

TEST_CASE("JSON Lines are records by key") {
  struct Case {
    const char* what;
    const char* bytes;
    std::vector<Row> rows;
  };
  const std::vector<Case> cases = {
      {"keys in any order",
       "{\"客户\":\"甲\",\"额\":5}\n{\"额\":6,\"客户\":\"乙\"}\n",
       {{{"客户", "额"}, 0}, {{"甲", "5"}, 1}, {{"乙", "6"}, 2}}},
      {"absent, null and empty",
       "{\"a\":1,\"b\":2}\n{\"a\":null}\n{\"b\":\"\",\"a\":3}",
       {{{"a", "b"}, 0}, {{"1", "2"}, 1}, {{"", ""}, 2}, {{"3", ""}, 3}}},
      {"numbers as they are written",
       "{\"a\":0.1,\"b\":100000000000000000000.5,\"c\":-0,\"d\":1.50,\"e\":18446744073709551616}",
       {{{"a", "b", "c", "d", "e"}, 0}, {{"0.1", "100000000000000000000.5", "0", "1.50", "18446744073709551616"}, 1}}},
      {"exponents",
       "{\"a\":1e6,\"b\":1.25E+3,\"c\":-2.5e-3,\"d\":0e5,\"e\":120e-1,\"f\":1.5e1}",
       {{{"a", "b", "c", "d", "e", "f"}, 0}, {{"1000000", "1250", "-0.0025", "0", "12", "15"}, 1}}},
      {"yes and no", "{\"a\":true,\"b\":false}", {{{"a", "b"}, 0}, {{"true", "false"}, 1}}},
      {"escapes", "{\"a\":\"\\u7532\\t\\\"\\\\\\/\\ud83d\\ude00,\"}", {{{"a"}, 0}, {{"甲\t\"\\/😀,"}, 1}}},
      {"inside a value",
       "{\"a\":{\"x\":[1,\"y\",{}],\"z\":null},\"b\":[]}\n",
       {{{"a", "b"}, 0}, {{"{\"x\":[1,\"y\",{}],\"z\":null}\uFFFD!", "[]\uFFFD!"}, 1}}},
      {"a key twice", "{\"a\":1,\"a\":2,\"b\":3,\"b\":3}", {{{"a", "b"}, 0}, {{"1 / 2\uFFFD!", "3"}, 1}}},
      {"blank lines and CR LF", "\xEF\xBB\xBF{\"a\":1}\r\n\r\n  \r\n{\"a\":2}\r\n", {{{"a"}, 0}, {{"1"}, 1}, {{"2"}, 4}}},
      {"what is no object",
       "{\"a\":1,\"b\":2}\nnot json\n[1]\n{\"a\":3,\n",
       {{{"a", "b"}, 0},
        {{"1", "2"}, 1},
        {{"not json\uFFFD!", "not json\uFFFD!"}, 2},
        {{"[1]\uFFFD!", "[1]\uFFFD!"}, 3},
        {{"{\"a\":3,\uFFFD!", "{\"a\":3,\uFFFD!"}, 4}}},
      {"bytes that are no UTF-8", "{\"a\":\"x\xFFy\",\"b\":\"甲\"}\n", {{{"a", "b"}, 0}, {{"x\uFFFDy!", "甲"}, 1}}},
      {"an array",
       "[\n  {\"a\": 1,\n   \"b\": \"]}\\\"\"},\n  {\"a\": 2}\n]\n",
       {{{"a", "b"}, 0}, {{"1", "]}\""}, 2}, {{"2", ""}, 4}}},
      {"an array in one line", "[{\"a\":1},{\"a\":2}]", {{{"a"}, 0}, {{"1"}, 1}, {{"2"}, 2}}},
      {"an array of something else", "[[1,2],3]", {{{""}, 0}, {{""}, 1}, {{""}, 2}}},
      {"objects over several lines",
       "{\n \"a\": 1,\n \"b\": {}\n}\n\n{ \"a\":\n2 }\n",
       {{{"a", "b"}, 0}, {{"1", "{}\uFFFD!"}, 1}, {{"2", ""}, 6}}},
      {"objects in one line", "{\"a\":1}{\"a\":2} {\"a\":3}\n", {{{"a"}, 0}, {{"1"}, 1}, {{"2"}, 2}, {{"3"}, 3}}},
      {"lone CR between them", "{\"a\":1}\r{\"a\":2}\r", {{{"a"}, 0}, {{"1"}, 1}, {{"2"}, 2}}},
      {"record separators", "\x1E{\"a\":1}\n\x1E{\"a\":2}\n", {{{"a"}, 0}, {{"1"}, 1}, {{"2"}, 2}}},
      {"a first line that is damaged",
       "{\"a\":1,\n{\"a\":2}\n{\"a\":3}\n",
       {{{"a"}, 0}, {{"{\"a\":1,\uFFFD!"}, 1}, {{"2"}, 2}, {{"3"}, 3}}},
  };
  for (const Case& c : cases) {
    for (const std::size_t step : {std::size_t{1}, std::size_t{1} << 20}) {
      CAPTURE(c.what);
      const ReadList list = read_list(c.bytes, {}, false, step);
      CHECK(list.rows == c.rows);
      CHECK(list.facts.format == ListFacts::Format::json_lines);
    }
  }
}

TEST_CASE("JSON Lines that begin with something else are known by their name") {
  const ReadList list = read_list("x\n{\"a\":1}\n", {}, true);
  CHECK(list.rows == std::vector<Row>{{{"a"}, 0}, {{"x\uFFFD!"}, 1}, {{"1"}, 2}});
  REQUIRE(list.facts.remarks.size() == 1);
  CHECK(list.facts.remarks[0].en.find("lines 1") != std::string::npos);
  CHECK(read_list("[]", {.headers = fields}).rows == std::vector<Row>{{{"客户", "年销售额", "毛利率"}, 0}});
  CHECK(read_list("{}", {.header_row = 2}, true).failure.find("--header-row") != std::string::npos);
}

TEST_CASE("JSON that is no list is refused") {
  struct Case {
    const char* bytes;
    const char* word;
  };
  const Case cases[] = {
      {"[{\"a\":1},{\"a\":", "does not end"},
      {"[{\"a\":1},{\"a\":2}", "does not end"},
      {"[{\"a\":1},\n", "does not end"},
      {"[{\"a\":1}]\n[{\"a\":2}]", "line 2"},
      {"[{\"a\":1}] x", "something follows"},
      {"{\"data\":[{\"客户\":\"甲\"}]}", "`data`"},
      {"{\"客户\":{\"0\":\"甲\"},\"n\":1}", "`客户`"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.bytes);
    CHECK(read_list(c.bytes, {.headers = fields}, true).failure.find(c.word) != std::string::npos);
  }
  CHECK(read_list("{\"客户\":\"甲\",\"tags\":[1]}", {.headers = fields}).failure.empty());
  CHECK(read_list("[{\"a\":1}]\n \r\n").failure.empty());
  // Where the head is not all of the list it is the list's reader that finds it.
  std::string bytes = "[";
  for (int i = 0; i < 30'000; ++i) bytes += "{\"客户\":\"" + std::to_string(i) + "号客户\"},\n";
  auto source = open_text(std::make_unique<test::SlowSource>(bytes, 1 << 20), {}, false);
  REQUIRE(source.ok());
  std::string piece(1 << 20, '\0');
  bool failed = false;
  for (int i = 0; i < 100 && !failed; ++i) failed = !(*source)->read(piece.data(), piece.size()).ok();
  CHECK(failed);
}

TEST_CASE("keys of later records are columns where they name fields") {
  std::string bytes;
  for (int i = 0; i < 20'000; ++i) bytes += "{\"客户\":\"" + std::to_string(i) + "号客户\"}\n";
  bytes += "{\"客户\":\"末\",\"营业额\":7,\"别的\":8}\n";
  const ReadList list = read_list(bytes, {.headers = fields});
  CHECK(list.rows.front().cells == std::vector<std::string>{"客户", "年销售额", "毛利率"});
  CHECK(list.rows.back() == Row{{"末", "7", ""}, 20'001});
  CHECK(list.rows.size() == 20'002);
  REQUIRE(list.facts.remarks.size() == 1);
  CHECK(list.facts.remarks[0].zh.find("别的") != std::string::npos);
}

TEST_CASE("UTF-16 and GB18030 may hold JSON") {
  CHECK(read_list(utf16(u"{\"客户\":\"甲\"}\n", true)).rows == std::vector<Row>{{{"客户"}, 0}, {{"甲"}, 1}});
  // 年份 and a second byte that is a backslash.
  const std::string gb18030 = "{\"\xC4\xEA\xB7\xDD\":\"\x81\x5C\"}\n";
  for (const auto encoding : {std::optional<Encoding>(), std::optional(Encoding::gb18030)}) {
    const ReadList list = read_list(gb18030, {.encoding = encoding});
    CHECK(list.rows == std::vector<Row>{{{"年份"}, 0}, {{"乗"}, 1}});
    CHECK(list.facts.encoding == Encoding::gb18030);
  }
}
