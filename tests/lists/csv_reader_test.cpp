#include "engine/lists/csv_reader.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <array>
#include <random>
#include <string>
#include <vector>

#include "engine/lists/csv_splitter.hpp"
#include "tests/lists/plain_csv.hpp"
#include "tests/lists/slow_source.hpp"
#include "tests/lists/written_list.hpp"

namespace fenji::lists {
namespace {

using namespace std::string_literals;
using test::PlainCsv;
using test::PlainRecord;

const Message name{"“名单.csv”", "“list.csv”"};

// Breaks after `good` bytes.
class BrokenSource : public ByteSource {
 public:
  explicit BrokenSource(std::string_view good) : memory_(good, lists::name) {}
  Result<std::size_t> read(char* to, std::size_t size) override {
    auto count = memory_.read(to, size);
    if (*count == 0) return Message{"坏了", "broken"};
    return count;
  }
  Message name() const override { return memory_.name(); }

 private:
  MemorySource memory_;
};

// Every record with all its cells, in whatever blocks they come.
std::vector<PlainRecord> read_all_records(ByteSource& source, const CsvOptions& options) {
  constexpr std::uint32_t most_cells = 48;
  std::vector<std::uint32_t> wanted;
  for (std::uint32_t i = 0; i < most_cells; ++i) wanted.push_back(i);
  CsvBlockReader reader(source, options);
  CsvSplitter splitter(wanted);
  CsvBlock block;
  RecordBlock records;
  std::vector<PlainRecord> all;
  for (;;) {
    const auto status = reader.next(block);
    REQUIRE(status != CsvBlockReader::Status::failed);
    if (status == CsvBlockReader::Status::end) return all;
    REQUIRE(block.records > 0);
    REQUIRE(block.first_record == all.size());
    splitter.split(block, records);
    REQUIRE(records.records() == block.records);
    REQUIRE(records.first_record() == block.first_record);
    for (std::size_t r = 0; r < records.records(); ++r) {
      const RecordInfo& info = records.info(r);
      REQUIRE(info.line >= block.first_line);
      PlainRecord record{{}, info.line, info.fault, info.fault_column};
      for (std::uint32_t c = 0; c < info.cells && c < most_cells; ++c) {
        REQUIRE(records.cell(r, c).state == Cell::State::text);
        record.cells.emplace_back(records.cell(r, c).text());
      }
      for (std::uint32_t c = info.cells; c < most_cells; ++c) {
        REQUIRE(records.cell(r, c).state == Cell::State::absent);
        REQUIRE(records.cell(r, c).text().empty());
      }
      record.cells.resize(info.cells);
      all.push_back(std::move(record));
    }
  }
}

std::vector<PlainRecord> read_all_records(std::string_view text, std::size_t block_size, CsvLimits limits = {}) {
  MemorySource source(text, name);
  return read_all_records(source, {block_size, limits});
}

std::string show(const std::vector<PlainRecord>& records) {
  std::string text;
  for (const PlainRecord& record : records) {
    text += fmt::format("{}:", record.line);
    for (const std::string& cell : record.cells) text += fmt::format("[{}]", cell);
    if (record.fault == QuoteFault::text_after_quote) text += fmt::format(" text after quote in {}", record.fault_column);
    if (record.fault == QuoteFault::unclosed_quote) text += fmt::format(" unclosed quote in {}", record.fault_column);
    text += '\n';
  }
  return text;
}

TEST_CASE("records and cells, whatever the block size") {
  struct Case {
    std::string text;
    std::string records;
  };
  const Case cases[] = {
      {"", ""},
      {"a", "1:[a]\n"},
      {"a,b\nc,d\n", "1:[a][b]\n2:[c][d]\n"},
      {"a,b\r\nc,d\r\n", "1:[a][b]\n2:[c][d]\n"},
      {"a,b\rc,d", "1:[a][b]\n2:[c][d]\n"},
      {"a\r\rb\r\n\r\nc\n\rd", "1:[a]\n3:[b]\n5:[c]\n7:[d]\n"},
      {"\n\n\na\n", "4:[a]\n"},
      {"\n\r\n\r", ""},
      {",\n", "1:[][]\n"},
      {",,", "1:[][][]\n"},
      {" \n", "1:[ ]\n"},
      {"\"\"\n\"\"", "1:[]\n2:[]\n"},
      {"a,b,c\nd\ne,f,g,h\n", "1:[a][b][c]\n2:[d]\n3:[e][f][g][h]\n"},
      {"\"a,b\",c\n", "1:[a,b][c]\n"},
      {"\"a\nb\r\nc\rd\",e\nf\n", "1:[a\nb\r\nc\rd][e]\n5:[f]\n"},
      {"\"a\"\"b\",\"\"\"\",\"\"\"c\"\"\"\n", "1:[a\"b][\"][\"c\"]\n"},
      {"a\"b,c\"\"d,e\"\nf", "1:[a\"b][c\"\"d][e\"]\n2:[f]\n"},
      {"\"a\"b\"c\",d\n", "1:[ab\"c\"][d] text after quote in 0\n"},
      {"x,\"a\" ,d\n", "1:[x][a ][d] text after quote in 1\n"},
      {"\"a\"\"b\"c\n", "1:[a\"bc] text after quote in 0\n"},
      {" \"a\",b\n", "1:[ \"a\"][b]\n"},
      // A quote that is never closed is text, and swallows nothing.
      {"a,\"b\nc,d\ne,f\n", "1:[a][\"b] unclosed quote in 1\n2:[c][d]\n3:[e][f]\n"},
      {"a,\"b,c\nd\n\"e\",\"f\"\n", "1:[a][\"b][c] unclosed quote in 1\n2:[d]\n3:[e][f]\n"},
      {"\"a\nb\"c,d\n", "1:[\"a] unclosed quote in 0\n2:[b\"c][d]\n"},
      {"\"", "1:[\"] unclosed quote in 0\n"},
      {"\"\"\"", "1:[\"\"\"] unclosed quote in 0\n"},
      {"\"a\"x,\"b\n", "1:[ax][\"b] unclosed quote in 1\n"},
      {"甲,\"乙,丙\"\n丁", "1:[甲][乙,丙]\n2:[丁]\n"},
      {"\xEF\xBB\xBF甲,b\nc", "1:[甲][b]\n2:[c]\n"},
      {"\xEF\xBB\xBF", ""},
      {"\xEF\xBB\xBF\"a\",b\n", "1:[a][b]\n"},
      {fmt::format("{:a<63}\r\n\"b,c\",d\n", ""), fmt::format("1:[{:a<63}]\n2:[b,c][d]\n", "")},
      {fmt::format("{:a<62},\"b,c\",d\n", ""), fmt::format("1:[{:a<62}][b,c][d]\n", "")},
      {fmt::format("\"{:,<70}\",b\n\"c\"", ""), fmt::format("1:[{:,<70}][b]\n2:[c]\n", "")},
      {"a\0b,\0\n\0"s, "1:[a\0b][\0]\n2:[\0]\n"s},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    for (std::size_t block_size = 1; block_size <= c.text.size() + 2; ++block_size) {
      CAPTURE(block_size);
      CHECK(show(read_all_records(c.text, block_size)) == c.records);
    }
    CHECK(show(PlainCsv(c.text.starts_with("\xEF\xBB\xBF") ? c.text.substr(3) : c.text, 1 << 20).records()) == c.records);
    test::SlowSource slow(c.text, 1);
    CHECK(show(read_all_records(slow, {})) == c.records);
  }
}

TEST_CASE("random texts agree with the plain reader, whatever the block size") {
  std::mt19937 random(20260101);
  const std::array<std::string, 9> alphabet = {"a", ",", "\"", "\r", "\n", "甲", " ", "\"\"", "\r\n"};
  const auto text_of = [&](std::size_t length, std::discrete_distribution<std::size_t> weights) {
    std::string text;
    while (text.size() < length) text += alphabet[weights(random)];
    return text;
  };
  const auto compare = [](const std::string& text, std::size_t block_size, std::size_t multiline_cell) {
    const auto expected = PlainCsv(text, multiline_cell).records();
    const auto records = read_all_records(text, block_size, {.record = std::size_t{1} << 20, .multiline_cell = multiline_cell});
    if (records == expected) return true;
    CAPTURE(text);
    CAPTURE(block_size);
    CAPTURE(multiline_cell);
    CHECK(show(records) == show(expected));
    return false;
  };
  SUBCASE("short ones, at every block size") {
    for (int i = 0; i < 4000; ++i) {
      const std::string text = text_of(random() % 24, {2, 2, 3, 1, 1, 1, 1, 1, 1});
      const std::size_t multiline_cell = random() % 3 == 0 ? random() % 6 : 1000;
      for (std::size_t block_size = 1; block_size <= text.size() + 1; ++block_size) {
        if (!compare(text, block_size, multiline_cell)) return;
      }
    }
  }
  SUBCASE("such as programs write") {
    for (int i = 0; i < 3000; ++i) {
      const std::string text = test::written_list(random, 1 + random() % 6);
      const std::size_t multiline_cell = random() % 3 == 0 ? random() % 100 : 1000;
      for (const std::size_t block_size : {std::size_t{1 + random() % 800}, text.size() + 1}) {
        if (!compare(text, block_size, multiline_cell)) return;
      }
    }
  }
  SUBCASE("long ones: cells and quotes cross the words that kernels look at") {
    for (int i = 0; i < 3000; ++i) {
      const bool quotes = random() % 4 != 0;
      const double quote = quotes ? 0.2 + static_cast<double>(random() % 3) : 0;
      const std::string text = text_of(random() % 700, {30, 4, quote, 0.5, 1, 5, 5, quote / 2, 2});
      const std::size_t multiline_cell = random() % 3 == 0 ? random() % 100 : 1000;
      for (const std::size_t block_size : {std::size_t{1 + random() % 64}, std::size_t{1 + random() % 800}}) {
        if (!compare(text, block_size, multiline_cell)) return;
      }
    }
  }
}

TEST_CASE("only the wanted columns, in the order asked for") {
  MemorySource source("a,b,c,d\n1,2,\"3\"\"\",4\n5\n6,7,8,9,10,11\n", name);
  CsvBlockReader reader(source);
  CsvHeader header;
  REQUIRE(reader.read_header(header) == CsvBlockReader::Status::ready);
  CsvBlock block;
  REQUIRE(reader.next(block) == CsvBlockReader::Status::ready);
  CHECK(block.first_record == 0);
  CHECK(block.first_line == 2);
  RecordBlock records;
  CsvSplitter({2, 0}).split(block, records);
  REQUIRE(records.records() == 3);
  REQUIRE(records.columns() == 2);
  CHECK(records.cell(0, 0).text() == "3\"");
  CHECK(records.cell(0, 1).text() == "1");
  CHECK(records.cell(1, 0).state == Cell::State::absent);
  CHECK(records.cell(1, 1).text() == "5");
  CHECK(records.cell(2, 0).text() == "8");
  CHECK(records.info(0).cells == 4);
  CHECK(records.info(1).cells == 1);
  CHECK(records.info(2).cells == 6);
  CHECK(records.info(2).line == 4);

  CsvSplitter({}).split(block, records);
  REQUIRE(records.records() == 3);
  CHECK(records.columns() == 0);
  CHECK(records.info(2).cells == 6);
  CHECK(reader.next(block) == CsvBlockReader::Status::end);
  CHECK(reader.next(block) == CsvBlockReader::Status::end);
}

TEST_CASE("the header is the first record; what follows is numbered from 0") {
  struct Case {
    std::string text;
    std::vector<std::string> header;
    std::uint64_t header_line;
    std::string records;
  };
  const Case cases[] = {
      {"a,b\n1,2\n", {"a", "b"}, 1, "2:[1][2]\n"},
      {"\n\r\na,b\r\n\r\n1,2", {"a", "b"}, 3, "5:[1][2]\n"},
      {"a,b\r\n1,2", {"a", "b"}, 1, "2:[1][2]\n"},
      {"a,b\r1,2", {"a", "b"}, 1, "2:[1][2]\n"},
      {"a", {"a"}, 1, ""},
      {"\"a\nb\",\"c\"\"\"\n1", {"a\nb", "c\""}, 1, "3:[1]\n"},
      {"\xEF\xBB\xBF客户,级别\n1,A\n", {"客户", "级别"}, 1, "2:[1][A]\n"},
      {"\xBF\xCD\xBB\xA7,\"\xBC\xD7\"\n\xD2\xD2,A\n", {"客户", "甲"}, 1, "2:[乙][A]\n"},
      {fmt::format("{:a<63}\r\n1\n", ""), {std::string(63, 'a')}, 1, "2:[1]\n"},
      {fmt::format("{:a<64}\r\n1\n", ""), {std::string(64, 'a')}, 1, "2:[1]\n"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    for (std::size_t block_size = 1; block_size <= c.text.size() + 1; ++block_size) {
      CAPTURE(block_size);
      MemorySource source(c.text, name);
      CsvBlockReader reader(source, {block_size, {}});
      CsvHeader header;
      REQUIRE(reader.read_header(header) == CsvBlockReader::Status::ready);
      CHECK(header.cells == c.header);
      CHECK(header.info.line == c.header_line);
      std::string records;
      CsvBlock block;
      RecordBlock split;
      std::uint64_t count = 0;
      while (reader.next(block) == CsvBlockReader::Status::ready) {
        CHECK(block.first_record == count);
        count += block.records;
        CsvSplitter({0, 1}).split(block, split);
        for (std::size_t r = 0; r < split.records(); ++r) {
          records += fmt::format("{}:", split.info(r).line);
          for (std::size_t k = 0; k < split.info(r).cells; ++k) records += fmt::format("[{}]", split.cell(r, k).text());
          records += '\n';
        }
      }
      CHECK(records == c.records);
    }
  }
  for (const std::string text : {"", "\n\n\r\n", "\xEF\xBB\xBF", "\xEF\xBB\xBF\r\n"}) {
    MemorySource source(text, name);
    CsvBlockReader reader(source);
    CsvHeader header;
    CHECK(reader.read_header(header) == CsvBlockReader::Status::end);
  }
}

TEST_CASE("a record of 50 MB is read, one over the limit is a message and the records before it are kept") {
  const std::string big(50'000'000, 'x');
  for (const std::string_view quote : {"", "\""}) {
    const std::string text = fmt::format("a,b\n1,{0}{1}{0}\n2,y\n", quote, big);
    MemorySource source(text, name);
    CsvBlockReader reader(source);
    CsvBlock block;
    RecordBlock records;
    std::vector<std::size_t> sizes;
    while (reader.next(block) == CsvBlockReader::Status::ready) {
      CsvSplitter({1}).split(block, records);
      for (const Cell& cell : records.column(0)) sizes.push_back(cell.size);
    }
    CHECK(sizes == std::vector<std::size_t>{1, big.size(), 1});
  }
  struct Case {
    std::string text;
    std::size_t records;  // that come before the failure
    bool fails;
    std::string line;
  };
  const std::string limit(100, 'x');
  const Case cases[] = {
      {fmt::format("a\n{}\nb\n", limit), 3, false, ""},       {fmt::format("a\n{}x\nb\n", limit), 1, true, "line 2"},
      {fmt::format("a\n\n{}x", limit), 1, true, "line 3"},    {fmt::format("a\n{}", limit), 2, false, ""},
      {fmt::format("\"{}\"", limit), 0, true, "line 1"},      {fmt::format("\"{}\"", limit.substr(2)), 1, false, ""},
      {fmt::format("a\n\"{0}{0}", limit), 1, true, "line 2"}, {fmt::format("a\n\"{}\nx\nx", limit.substr(2)), 4, false, ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    for (std::size_t block_size = 1; block_size < 300; ++block_size) {
      CAPTURE(block_size);
      MemorySource source(c.text, name);
      CsvBlockReader reader(source, {block_size, {.record = 100, .multiline_cell = 20}});
      CsvBlock block;
      std::size_t records = 0;
      auto status = reader.next(block);
      for (; status == CsvBlockReader::Status::ready; status = reader.next(block)) records += block.records;
      CHECK(records == c.records);
      CHECK((status == CsvBlockReader::Status::failed) == c.fails);
      if (c.fails) {
        CHECK(reader.failure().en == fmt::format("“list.csv”, {}: this record is longer than 100 bytes", c.line));
        CHECK(reader.next(block) == CsvBlockReader::Status::failed);
      }
    }
  }
}

TEST_CASE("a quote that is never closed costs no record, no memory and no time") {
  std::string text = "k,v\n";
  for (int i = 0; i < 300'000; ++i) {
    text += i % 1000 == 7 ? "\"forgotten,1\n" : i % 1000 == 500 ? "\"a,b\"\"c\",2\n" : "plain,3\n";
  }
  MemorySource source(text, name);
  CsvBlockReader reader(source);
  CsvHeader header;
  REQUIRE(reader.read_header(header) == CsvBlockReader::Status::ready);
  CsvBlock block;
  RecordBlock records;
  CsvSplitter splitter({0, 1});
  std::size_t count = 0, faults = 0;
  while (reader.next(block) == CsvBlockReader::Status::ready) {
    CHECK(block.bytes.size() < 4u << 20);
    splitter.split(block, records);
    for (std::size_t r = 0; r < records.records(); ++r, ++count) {
      const bool forgotten = count % 1000 == 7;
      if (records.info(r).line != count + 2 || records.info(r).cells != 2 ||
          (records.info(r).fault == QuoteFault::unclosed_quote) != forgotten) {
        FAIL("record ", count, " on line ", records.info(r).line);
      }
      faults += forgotten;
      if (forgotten) CHECK(records.cell(r, 0).text() == "\"forgotten");
    }
  }
  CHECK(count == 300'000);
  CHECK(faults == 300);
}

TEST_CASE("a source that fails ends the reading") {
  BrokenSource source("a,b\n1,2\n3");
  CsvBlockReader reader(source, {4, {}});
  CsvBlock block;
  CHECK(reader.next(block) == CsvBlockReader::Status::ready);
  CHECK(reader.next(block) == CsvBlockReader::Status::ready);
  CHECK(reader.next(block) == CsvBlockReader::Status::failed);
  CHECK(reader.failure().en == "broken");
  CHECK(reader.next(block) == CsvBlockReader::Status::failed);
}

TEST_CASE("many empty lines take no memory and are counted") {
  const std::string text = "a\n" + std::string(5'000'000, '\n') + "b\n";
  MemorySource source(text, name);
  CsvBlockReader reader(source);
  CsvBlock block;
  REQUIRE(reader.next(block) == CsvBlockReader::Status::ready);
  REQUIRE(reader.next(block) == CsvBlockReader::Status::ready);
  CHECK(block.bytes.size() < 1u << 20);
  RecordBlock records;
  CsvSplitter({0}).split(block, records);
  CHECK(records.info(0).line == 5'000'002);
}

}  // namespace
}  // namespace fenji::lists
