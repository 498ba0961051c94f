#include "engine/lists/comma_source.hpp"

#include <doctest/doctest.h>

#include <random>

#include "engine/lists/csv_reader.hpp"
#include "engine/lists/csv_splitter.hpp"
#include "tests/lists/slow_source.hpp"

using namespace fenji;
using namespace fenji::lists;

namespace {

struct Read {
  std::vector<std::vector<std::string>> records;
  std::vector<std::uint64_t> lines;
  std::vector<bool> odd_quotes;
  bool operator==(const Read&) const = default;
};

Read read_all_of(ByteSource& source) {
  Read read;
  CsvBlockReader reader(source, {.block_size = 1024, .limits = {}});
  CsvBlock block;
  RecordBlock records;
  std::vector<std::uint32_t> columns;
  for (std::uint32_t i = 0; i < 16; ++i) columns.push_back(i);
  CsvSplitter splitter(columns);
  while (reader.next(block) == CsvBlockReader::Status::ready) {
    splitter.split(block, records);
    for (std::size_t record = 0; record < records.records(); ++record) {
      read.lines.push_back(records.info(record).line);
      read.odd_quotes.push_back(records.info(record).fault != QuoteFault::none);
      read.records.emplace_back();
      for (std::uint32_t cell = 0; cell < std::min<std::uint32_t>(16, records.info(record).cells); ++cell) {
        read.records.back().emplace_back(records.cell(record, cell).text());
      }
    }
  }
  return read;
}

std::string swapped(std::string text, char one, char other) {
  for (char& c : text) c = c == one ? other : c == other ? one : c;
  return text;
}

// Whether the oddness of quotes can be shown: behind all commas and the quotes after them something is left.
bool keeps_oddness(const std::vector<std::string>& cells) {
  return std::all_of(cells.begin(), cells.end(), [](const std::string& cell) {
    const std::size_t last = cell.find_last_not_of('"');
    return last == cell.npos ? cell.empty() : cell[last] != ',';
  });
}

}  // namespace

TEST_CASE("any text separated otherwise has the cells that it would have with commas") {
  std::mt19937 random(7);
  for (const char delimiter : {';', '\t', '|'}) {
    const std::string letters = std::string("aab,,\"\"\n\r") + delimiter + delimiter;
    for (int round = 0; round < 20'000; ++round) {
      std::string text;
      const std::size_t size = random() % 40;
      for (std::size_t i = 0; i < size; ++i) text += letters[random() % letters.size()];
      // With both characters exchanged it is CSV, whose cells are then exchanged back.
      MemorySource csv(text, {"名单", "the list"});
      Read wanted;
      {
        const std::string exchanged = swapped(text, ',', delimiter);
        MemorySource source(exchanged, {"名单", "the list"});
        wanted = read_all_of(source);
      }
      for (auto& record : wanted.records) {
        for (std::string& cell : record) cell = swapped(cell, ',', delimiter);
      }
      for (const std::size_t step : {std::size_t{1}, std::size_t{5}, std::size_t{4096}}) {
        CAPTURE(text);
        CAPTURE(step);
        CommaSource source(std::make_unique<test::SlowSource>(text, step), delimiter);
        const Read got = read_all_of(source);
        REQUIRE(got.records == wanted.records);
        REQUIRE(got.lines == wanted.lines);
        for (std::size_t i = 0; i < wanted.records.size(); ++i) {
          if (keeps_oddness(wanted.records[i])) REQUIRE(got.odd_quotes[i] == wanted.odd_quotes[i]);
        }
      }
    }
  }
}
