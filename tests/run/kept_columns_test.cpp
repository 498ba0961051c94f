#include "engine/run/kept_columns.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace fenji;

namespace {

run::ResultColumn named(const std::string& name) {
  run::ResultColumn column;
  column.name = name;
  return column;
}

std::string described(const run::KeptColumns& kept, Language language) {
  std::string text;
  for (std::size_t i = 0; i < kept.positions.size(); ++i) {
    text += (i == 0 ? "" : "|") + std::to_string(kept.positions[i]) + " " + kept.columns[i].name;
  }
  for (const Message& problem : kept.problems) text += "! " + problem.in(language);
  return text;
}

// The lines of a block with its kept cells.
std::string with_kept(const std::string& list, std::size_t records, const std::vector<std::uint32_t>& positions,
                      const std::string& lines, lists::Encoding encoding = lists::Encoding::utf8) {
  lists::CsvBlock block;
  block.bytes.append(list);
  block.records = records;
  block.encoding = encoding;
  run::KeptCells cells(positions);
  cells.take(block);
  lists::ByteBuffer out;
  cells.append_all(lines, out);
  return std::string(out.view());
}

}  // namespace

TEST_CASE("kept columns are named by header or field, all of them at once, and told apart from what is there") {
  const std::vector<std::string> header = {"编号", " 大区 ", "", "金额（万元）", "大区", "甲,乙"};
  run::KnownColumns known(header.size());
  known[3] = named("金额");
  const std::vector<run::ResultColumn> others = {named("编号"), named("级别"), named("大区（名单）")};
  struct Case {
    std::vector<std::string> asked;
    std::string expected;
  };
  const Case cases[] = {
      {{}, ""},
      {{"编号"}, "0 编号（名单）"},
      {{"金额"}, "3 金额（万元）"},
      {{"大区"}, "1 大区|4 大区（名单 2）"},
      {{"甲,乙"}, "5 甲,乙"},
      {{"金额、编号"}, "3 金额（万元）|0 编号（名单）"},
      {{"编号, 金额，编号"}, "0 编号（名单）|3 金额（万元）"},
      {{"all"}, "0 编号（名单）|1 大区|2 第 3 列|3 金额（万元）|4 大区（名单 2）|5 甲,乙"},
      {{"金额", "全部"}, "3 金额（万元）|0 编号（名单）|1 大区|2 第 3 列|4 大区（名单 2）|5 甲,乙"},
      {{"编码"}, "! --keep：名单没有“编码”这一列；是不是“编号”？"},
      {{"没有,全部都没有"}, "! --keep：名单没有“没有”这一列! --keep：名单没有“全部都没有”这一列"},
      {{""}, "! --keep：名单没有“”这一列"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.asked);
    CHECK(described(run::choose_kept(c.asked, header, known, others, Language::chinese), Language::chinese) == c.expected);
  }
  CHECK(described(run::choose_kept({"编号", "all"}, {"编号", ""}, run::KnownColumns(2), others, Language::english),
                  Language::english) == "0 编号 (list)|1 column 2");
}

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
  };
  for (const Case& c : cases) {
    CAPTURE(c.list);
    CHECK(with_kept(c.list, c.records, c.positions, c.lines) == c.expected);
  }
  // 编号,甲 in GB18030.
  CHECK(with_kept("\xB1\xE0\xBA\xC5,\xBC\xD7\n", 1, {0, 1}, "1\r\n", lists::Encoding::gb18030) == "1,编号,甲\r\n");
}
