#include "engine/lists/csv_index.hpp"

#include <doctest/doctest.h>

#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "engine/lists/csv_kernels.hpp"
#include "engine/lists/csv_quotes.hpp"
#include "engine/lists/csv_reader.hpp"
#include "engine/lists/csv_splitter.hpp"
#include "tests/lists/written_list.hpp"

using namespace fenji::lists;

namespace {

CsvBlock block_of(const std::string& text, const CsvLimits& limits = {}) {
  MemorySource source(text, {"名单", "the list"});
  CsvOptions options;
  options.limits = limits;
  options.block_size = text.size() + 1;
  CsvBlockReader reader(source, options);
  CsvBlock block;
  if (reader.next(block) != CsvBlockReader::Status::ready) block.records = 0;
  return block;
}

std::string without_quotes(const std::string& cell) {
  Arena arena;
  return cell.starts_with('"') ? std::string(with_single_quotes(std::string_view(cell).substr(1, cell.size() - 2), arena))
                               : cell;
}

// Holds the index against what the splitter says; false where they differ.
bool agrees_with_splitter(const std::string& text, std::uint32_t width, const CsvLimits& limits = {}) {
  const CsvBlock block = block_of(text, limits);
  if (block.records == 0) return true;
  std::vector<std::uint32_t> wanted(width);
  std::iota(wanted.begin(), wanted.end(), 0U);
  RecordBlock records;
  CsvSplitter(wanted, false).split(block, records);
  CsvIndex index(width);
  index.build(block);

  const char* const bytes = block.bytes.data();
  std::size_t plain = 0, other = 0;
  for (std::uint32_t record = 0; record < block.records; ++record) {
    const RecordInfo& info = records.info(record);
    if (other < index.others().size() && index.others()[other].record == record) {
      const CsvIndex::Other& found = index.others()[other++];
      // By itself it is the same record.
      CsvBlock alone;
      alone.bytes.append({bytes + found.begin, found.end - found.begin});
      alone.bytes.append("\n");
      alone.records = 1;
      alone.limits = block.limits;
      RecordBlock single;
      CsvSplitter(wanted, false).split(alone, single);
      if (found.line != info.line || single.info(0).cells != info.cells || single.info(0).fault != info.fault) return false;
      if (found.unclosed_quote != (info.fault == QuoteFault::unclosed_quote)) return false;
      for (std::uint32_t column = 0; column < width; ++column) {
        if (single.cell(0, column).text() != records.cell(record, column).text()) return false;
      }
      continue;
    }
    if (plain == index.plain_records() || index.record(plain) != record) return false;
    if (info.cells != width || info.fault != QuoteFault::none) return false;
    const std::uint32_t* const places = index.places() + index.rows()[plain++];
    for (std::uint32_t column = 0; column < width; ++column) {
      const std::uint32_t begin = places[column] + 1;
      const std::string raw(bytes + begin, places[column + 1] - begin);
      if (without_quotes(raw) != records.cell(record, column).text()) return false;
      if (!raw.starts_with('"')) continue;
      if (raw.find('"', 1) != raw.size() - 1 && !index.doubled()) return false;
      if (raw.find_first_of("\n\r") != raw.npos && !index.multiline()) return false;
    }
  }
  return plain == index.plain_records() && other == index.others().size();
}

}  // namespace

TEST_CASE("the index finds the cells that the splitter finds") {
  const std::vector<std::string> lists = {
      "a,b,c\n1,2,3\n",
      "a,b,c\r\n1,2,3\r\n",
      "a,b,c\r1,2,3\r",
      "a,b,c\n\n\n1,2,3",
      ",,\n,,\n",
      "\"a\",b,\"c\"\n1,2,3",
      "\"a\"\"b\",c,d\n1,2,3\n",
      "\"a\nb\",c,d\n1,2,3\n",
      "a,\"b,c\n1,2,3\n4,5,6",
      "a,b\n1,2,3\n4,5,6,7\n8,9,0",
      "\"x\"y,b,c\n1,2,3\n",
      "a\"b,c,d\n\"1\",\"2\",\"3\"",
      "\n\n",
      "\r\n\r\na,b,c",
      "a,b,c\n\"\",\"\",\"\"\n",
      "\"\"\"\",\"\"\"\"\"\",\"a\"\"\"\n1,2,3\n",
      "\"a\r\",\"\n\",\"\r\n\"\n1,2,3\n4,5\n",
      "a,\"b\"\"\",c\n1,\"2\"\"\n\"\"\",3\n4,5\"\",6\n\"7\"\" ,8,9\n",
  };
  for (const std::string& text : lists) {
    CAPTURE(text);
    for (std::uint32_t width = 1; width <= 4; ++width) CHECK(agrees_with_splitter(text, width));
  }
}

TEST_CASE("random text, with and without quotes") {
  std::mt19937 random(7);
  const std::string alphabet[] = {"ab,\n", "ab,\r\n", "ab,\n\"", "a,\r\n\"\"", "abcdefghijklmnop,\n"};
  std::size_t differences = 0;
  for (int round = 0; round < 20'000; ++round) {
    const std::string& letters = alphabet[random() % 5];
    std::string text;
    for (std::size_t size = random() % 400; size > 0; --size) text += letters[random() % letters.size()];
    if (!agrees_with_splitter(text, 1 + random() % 4)) {
      ++differences;
      CAPTURE(text);
      CHECK(differences == 0);
    }
    if (differences > 3) break;
  }
}

TEST_CASE("lists such as programs write") {
  std::mt19937 random(29);
  for (int round = 0; round < 6000; ++round) {
    const auto width = static_cast<std::uint32_t>(1 + random() % 5);
    const std::string text = test::written_list(random, random() % 20 == 0 ? width + 1 : width);
    if (agrees_with_splitter(text, width)) continue;
    CAPTURE(text);
    FAIL("they differ");
  }
}

TEST_CASE("cells in quotes with doubled quotes and line ends are plain, but for those longer than the limit") {
  std::mt19937 random(19);
  std::size_t differences = 0, long_ones = 0;
  for (int round = 0; round < 4000 && differences == 0; ++round) {
    CsvLimits limits;
    if (round % 2 == 0) limits.multiline_cell = random() % 150;
    limits.lines_in_cells = round % 5 != 0;
    const std::string end = round % 3 == 0 ? "\r\n" : "\n";
    std::string text;
    std::size_t records = 0, too_long = 0;
    for (const std::size_t all = random() % 12; records < all; ++records) {
      for (int column = 0; column < 3; ++column) {
        std::string cell;
        std::size_t size = 0;
        for (std::size_t pieces = random() % (random() % 8 == 0 ? 200 : 20); pieces > 0; --pieces) {
          static constexpr const char* of_cells[] = {"a", "b", ",", "\"\"", "\n", "\r\n", "\r", " "};
          cell += of_cells[random() % 8];
        }
        size = cell.size();
        too_long += cell.find_first_of("\n\r") != cell.npos && size > limits.multiline_cell ? 1 : 0;
        const bool bare = cell.find_first_of(",\n\r\"") == cell.npos && random() % 2 == 0;
        text += bare ? cell : '"' + cell + '"';
        text += column < 2 ? "," : end;
      }
    }
    long_ones += too_long;
    bool fine = agrees_with_splitter(text, 3, limits);
    if (fine && too_long == 0 && records > 0) {
      CsvIndex index(3);
      const CsvBlock block = block_of(text, limits);
      index.build(block);
      fine = index.plain_records() == block.records;
    }
    if (fine) continue;
    ++differences;
    CAPTURE(text);
    CAPTURE(limits.multiline_cell);
    CHECK(differences == 0);
  }
  CHECK(long_ones > 100);
}

TEST_CASE("cells in quotes that reach over many words, most of them simple") {
  std::mt19937 random(13);
  std::size_t differences = 0;
  for (int round = 0; round < 4000 && differences == 0; ++round) {
    const unsigned odd = round % 4 == 0 ? 8 : 0;
    const std::string end = round % 3 == 0 ? "\r\n" : "\n";
    std::string text;
    for (std::size_t records = random() % 12; records > 0; --records) {
      for (int column = 0; column < 3; ++column) {
        std::string cell;
        for (std::size_t size = random() % (random() % 8 == 0 ? 200 : 20); size > 0; --size) cell += "ab, "[random() % 4];
        if (odd != 0 && random() % odd == 0) cell.insert(random() % (cell.size() + 1), 1, "\"\n\r"[random() % 3]);
        const bool bare = cell.find(',') == cell.npos && random() % 2 == 0;
        text += bare ? cell : '"' + cell + '"';
        text += column < 2 ? "," : end;
      }
    }
    if (agrees_with_splitter(text, 3)) continue;
    ++differences;
    CAPTURE(text);
    CHECK(differences == 0);
  }
}

TEST_CASE("all kernels give the same") {
  std::mt19937 random(11);
  for (int round = 0; round < 3000; ++round) {
    const char* const letters = round % 3 == 0   ? "ab,\n"
                                : round % 3 == 1 ? "abcdefgh,\r\n"
                                                 : "abcdefghijklmnopqrstuvwxyz,\n\r\"";
    const std::size_t count = std::char_traits<char>::length(letters);
    ByteBuffer text;
    for (std::size_t size = random() % 1000; size > 0; --size) text.append({&letters[random() % count], 1});
    if (round % 5 == 0) {
      text.clear();
      for (std::size_t cells = random() % 60; cells > 0; --cells) {
        const std::string cell = std::string(random() % 30, "a,"[random() % 2]) + (random() % 6 == 0 ? "\"\"\n\r\n" : "");
        text.append('"' + cell + '"');
        text.append(random() % 4 == 0 ? "\r\n" : random() % 60 == 0 ? "x" : ",");
      }
    }
    const std::size_t begin = text.size() == 0 || round % 10 == 0 ? 0 : random() % text.size();
    const std::size_t limit = round % 7 == 0 ? random() % 100 : 1000;
    const auto& kernels = all_csv_kernels();
    const LineCounts counts = kernels[0].count_lines(text.data(), begin, text.size(), limit);
    const std::string_view passed = text.view().substr(begin, counts.position - begin);
    if (passed.find('"') != passed.npos) CHECK(counts.quotes);
    if (passed.find('\r') != passed.npos) CHECK(counts.carriage_returns);
    std::vector<std::uint32_t> bare_places;
    for (std::uint32_t at = 0; at < text.size(); ++at) {
      if (text.data()[at] == ',' || text.data()[at] == '\n') bare_places.push_back(at);
    }
    const bool bare = text.view().find_first_of("\"\r") == text.view().npos;
    std::vector<std::uint32_t> places(text.size() + 80);
    for (const CsvKernels& each : kernels) {
      CAPTURE(each.name);
      if (bare)
        CHECK(std::vector(places.data(), each.place_bare_cells(text.data(), text.size(), places.data())) == bare_places);
    }
    const PlacedCells placed = kernels[0].place_cells(text.data(), begin, text.size(), places.data(), limit);
    for (const CsvKernels& other : kernels.subspan(1)) {
      CAPTURE(other.name);
      const LineCounts other_counts = other.count_lines(text.data(), begin, text.size(), limit);
      CHECK(other_counts.position == counts.position);
      CHECK(other_counts.last_end == counts.last_end);
      CHECK(other_counts.records == counts.records);
      CHECK(other_counts.lines == counts.lines);
      CHECK(other_counts.quotes == counts.quotes);
      CHECK(other_counts.carriage_returns == counts.carriage_returns);
      CHECK(other_counts.doubled == counts.doubled);
      CHECK(other_counts.lines_in_cells == counts.lines_in_cells);
      CHECK(other_counts.lines_in_last_cells == counts.lines_in_last_cells);
      std::vector<std::uint32_t> other_places(text.size() + 80);
      const PlacedCells other_placed = other.place_cells(text.data(), begin, text.size(), other_places.data(), limit);
      CHECK(other_placed.position == placed.position);
      CHECK(other_placed.quotes == placed.quotes);
      CHECK(other_placed.doubled == placed.doubled);
      CHECK(other_placed.multiline == placed.multiline);
      CHECK(std::vector(other_places.data(), other_placed.places) == std::vector(places.data(), placed.places));
      CHECK(other_placed.line_feeds == placed.line_feeds);
      CHECK(other_placed.carriage_returns == placed.carriage_returns);
    }
  }
}

TEST_CASE("records of one kind, and one of another kind among them") {
  std::mt19937 random(23);
  for (int round = 0; round < 2000; ++round) {
    const std::string end = random() % 2 == 0 ? "\n" : "\r\n";
    const std::size_t records = 2 + random() % 60, odd = random() % records;
    std::string text;
    for (std::size_t record = 0; record < records; ++record) {
      text += std::string(random() % 30, 'a') + ',' + std::string(random() % 30, 'b') + ',' + std::string(random() % 5, 'c');
      const auto odd_end = random() % 9;
      text += record != odd || odd_end == 0 ? end
              : odd_end == 1                ? "," + end
              : odd_end == 2                ? end + end
              : odd_end == 3                ? end + "a" + end
              : odd_end == 4                ? std::string("\r")
              : odd_end == 5                ? std::string(",\"x\"\n")
              : odd_end == 6                ? end + "a,b" + end + "a,b,c,d" + end
              : odd_end == 7                ? "\n" + end
                                            : std::string("\r\r\n");
    }
    CAPTURE(text);
    CHECK(agrees_with_splitter(text, 3));
  }
}

TEST_CASE("all kernels find the bytes that may begin a formula") {
  std::mt19937 random(13);
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    const std::size_t rare = 1 + random() % 200;
    for (std::size_t size = 1 + random() % 500; size > 0; --size) {
      text += random() % rare == 0 ? ",\n=+-@\t'\xEF\"\r"[random() % 11] : "a,1\n"[random() % 4];
    }
    std::vector<std::size_t> expected;
    for (std::size_t at = 1; at < text.size(); ++at) {
      if ((text[at - 1] == ',' || text[at - 1] == '\n') && std::string_view("=+-@\t'\xEF\"").find(text[at]) != text.npos)
        expected.push_back(at);
    }
    for (const CsvKernels& kernel : all_csv_kernels()) {
      CAPTURE(kernel.name);
      std::vector<std::size_t> found;
      std::size_t at = 1;
      while (true) {
        at = kernel.find_opening(text.data(), at, text.size());
        if (at >= text.size() || std::find(expected.begin(), expected.end(), at) == expected.end()) break;
        found.push_back(at++);
      }
      // The loop stopped: nothing is left but the bytes that it does not look at.
      CHECK(at + 64 > text.size());
      std::vector<std::size_t> behind = expected;
      std::erase_if(behind, [&](std::size_t place) { return place < at; });
      found.insert(found.end(), behind.begin(), behind.end());
      CHECK(found == expected);
    }
  }
}

TEST_CASE("a splitter with an index gives the records of one without") {
  std::mt19937 random(17);
  const std::string ends[] = {"\n", "\r\n", "\r", "\n\n", "\r\n\r\n", "\n\r"};
  std::size_t odd_records = 0;
  for (int round = 0; round < 3000; ++round) {
    // Mostly as wide as the first; now and then another width, quotes of all kinds, empty lines.
    const std::size_t width = 1 + random() % 5;
    const std::string& usual_end = ends[random() % 3];
    const std::size_t odd = 4 + random() % 60;
    std::string text;
    for (std::size_t records = random() % 80; records > 0; --records) {
      const std::size_t cells = random() % odd == 0 ? 1 + random() % 7 : width;
      for (std::size_t column = 0; column < cells; ++column) {
        std::string cell;
        for (std::size_t size = random() % 12; size > 0; --size) cell += "abc "[random() % 4];
        if (random() % odd == 0) cell.insert(random() % (cell.size() + 1), 1, "\"\n\r,"[random() % 4]);
        if (random() % odd == 0) cell += random() % 2 == 0 ? "\"\"" : "\n";
        if (random() % odd == 0) cell = '"' + cell + '"';
        text += cell + (column + 1 < cells ? "," : "");
      }
      text += random() % odd == 0 ? ends[random() % 6] : usual_end;
    }
    if (random() % 3 == 0 && !text.empty()) text.pop_back();
    const CsvBlock block = block_of(text);
    if (block.records == 0) continue;
    CAPTURE(text);
    const std::vector<std::uint32_t> wanted = {2, 0, 6};
    RecordBlock by_index, closely;
    CsvSplitter(wanted).split(block, by_index);
    CsvSplitter(wanted, false).split(block, closely);
    REQUIRE(by_index.records() == closely.records());
    bool same = true;
    for (std::size_t record = 0; record < closely.records(); ++record) {
      const RecordInfo& one = by_index.info(record);
      const RecordInfo& other = closely.info(record);
      odd_records += other.cells != closely.info(0).cells || other.fault != QuoteFault::none ? 1 : 0;
      same &= one.number == other.number && one.line == other.line && one.cells == other.cells && one.fault == other.fault &&
              one.fault_column == other.fault_column;
      for (std::size_t column = 0; column < wanted.size(); ++column) {
        const Cell& left = by_index.cell(record, column);
        const Cell& right = closely.cell(record, column);
        same &= left.text() == right.text() && left.state == right.state;
      }
    }
    CHECK(same);
    if (!same) return;
  }
  CHECK(odd_records > 1000);
}
