#include "engine/run/kept_cells.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace fenji;

namespace {

// The lines of a block with its kept cells, for a header of so many.
std::string with_kept(const std::string& list, std::size_t records, const std::vector<std::uint32_t>& positions,
                      const std::string& lines, std::size_t width, lists::Encoding encoding = lists::Encoding::utf8) {
  lists::CsvBlock block;
  block.bytes.append(list);
  block.records = records;
  block.encoding = encoding;
  run::KeptCells cells(positions, width);
  std::string text;
  lists::CsvIndex index(width);
  index.build(block);
  for (const lists::CsvIndex* built :
       {static_cast<const lists::CsvIndex*>(nullptr), static_cast<const lists::CsvIndex*>(&index)}) {
    lists::ByteBuffer out;
    cells.take(block, built);
    cells.append_all(lines, out);
    if (built != nullptr) CHECK(text == out.view());
    text = out.view();
  }
  return text;
}

}  // namespace

TEST_CASE("kept cells stand as in the list, whatever they hold") {
  struct Case {
    std::string list;
    std::size_t records;
    std::vector<std::uint32_t> positions;
    std::string lines, expected;
  };
  const Case cases[] = {
      {"a,b,c\n", 1, {0, 1, 2}, "1,A\r\n", "1,A,a,b,c\r\n"},
      {"a,b,c\n", 1, {2, 0}, "1,A\r\n", "1,A,c,a\r\n"},
      {" a ,\tb,\n", 1, {0, 1, 2}, "1\r\n", "1, a ,\tb,\r\n"},
      // Short and long records, and no line end at the last.
      {"a\nb,c,d,e\nf,g", 3, {0, 1, 2}, "1\r\n2\r\n3\r\n", "1,a,,\r\n2,b,c,d\r\n3,f,g,\r\n"},
      // Quotes that are needed, and such as are not; a quote inside a cell.
      {"\"a,\"\"x\"\"\",\"b\",c\n", 1, {0, 1, 2}, "1\r\n", "1,\"a,\"\"x\"\"\",b,c\r\n"},
      {"x\"y,b,c\n", 1, {0, 1, 2}, "1\r\n", "1,\"x\"\"y\",b,c\r\n"},
      {"a,b,\"c\nd\"\n\ne,f,g\n", 2, {1, 2}, "\"1\r\n2\",A\r\n3,B\r\n", "\"1\r\n2\",A,b,\"c\nd\"\r\n3,B,f,g\r\n"},
      // Line ends of the list are not those of the result.
      {"a,b\r\nc,d\r", 2, {0, 1}, "1\r\n2\r\n", "1,a,b\r\n2,c,d\r\n"},
      {"a\xFF,b\n", 1, {0, 1}, "1\r\n", "1,a\xEF\xBF\xBD,b\r\n"},
      {"\xFF,\"b,\xE4\xBA\"\nc,\xC3\xA9\n",
       2,
       {1, 0},
       "1\r\n2\r\n",
       "1,\"b,\xEF\xBF\xBD\xEF\xBF\xBD\",\xEF\xBF\xBD\r\n2,\xC3\xA9,c\r\n"},
      // All cells in quotes: they stay where a comma needs them.
      {"\"a\",\"b,c\",\"\"\n\"\",\"d\",e\n", 2, {0, 1, 2}, "1\r\n2\r\n", "1,a,\"b,c\",\r\n2,,d,e\r\n"},
      // Commas in quotes and an empty line between records that are not plain.
      {"\"a,b\",c,d\n\ne\"f,g,h\ni,j,k\n", 3, {0, 2}, "1\r\n2\r\n3\r\n", "1,\"a,b\",d\r\n2,\"e\"\"f\",h\r\n3,i,k\r\n"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.list);
    // With a header of another width no record is plain.
    const std::size_t least = *std::max_element(c.positions.begin(), c.positions.end()) + std::size_t{1};
    for (const std::size_t width : {least, least + 1, least + 2})
      CHECK(with_kept(c.list, c.records, c.positions, c.lines, width) == c.expected);
  }
  // 编号,甲 in GB18030; a lead byte alone; one with quotes.
  struct Gb18030Case {
    std::string list, expected;
  };
  const Gb18030Case gb18030_cases[] = {
      {"\xB1\xE0\xBA\xC5,\xBC\xD7\n", "1,编号,甲\r\n"},
      {"\xB1,\xBC\xD7\n", "1,\xEF\xBF\xBD,甲\r\n"},
      {"\"\xB1\xE0,\",\"\xBC\xD7\"\n", "1,\"编,\",甲\r\n"},
      {"abcdefghijklmnopqrstuvwxyz\xB1\xE0\xBA\xC5,a\n", "1,abcdefghijklmnopqrstuvwxyz编号,a\r\n"},
  };
  for (const Gb18030Case& c : gb18030_cases) {
    CAPTURE(c.list);
    for (const std::size_t width : {2, 3}) {
      CHECK(with_kept(c.list, 1, {0, 1}, "1\r\n", width, lists::Encoding::gb18030) == c.expected);
    }
  }
}
