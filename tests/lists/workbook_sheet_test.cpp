#include <fmt/format.h>

#include "tests/lists/workbook_reading.hpp"

namespace {

using namespace fenji;
using namespace fenji::lists;
using test::Reading;
using test::Workbook;

Reading read(const Workbook& workbook, const ListOptions& options = {}) { return test::read(workbook.bytes(), options); }

std::string csv_of(const Workbook& workbook) {
  const Reading reading = read(workbook);
  return reading.failure.empty() ? reading.csv : reading.failure;
}

// A row of inline texts, its number told.
std::string row(int number, const std::vector<std::string>& cells) {
  std::string xml = fmt::format("<row r=\"{}\">", number);
  for (const std::string& cell : cells) {
    xml += cell.empty() ? "<c/>" : "<c t=\"inlineStr\"><is><t>" + cell + "</t></is></c>";
  }
  return xml + "</row>";
}

}  // namespace

TEST_CASE("rows and cells stand where they say") {
  const struct {
    const char* title;
    const char* rows;
    const char* csv;
  } cases[] = {
      {"by themselves", "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>", "1,2\n3\n"},
      {"told", "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"C1\"><v>2</v></c></row>", "1,,2\n"},
      {"told now and then", "<row><c><v>1</v></c><c r=\"D1\"><v>2</v></c><c><v>3</v></c></row>", "1,,,2,3\n"},
      {"missing rows", "<row r=\"1\"><c><v>1</v></c></row><row r=\"4\"><c><v>2</v></c></row><row><c><v>3</v></c></row>",
       "1\n\n\n2\n3\n"},
      {"not from the first row", "<row r=\"3\"><c r=\"B3\"><v>1</v></c></row>", "\n\n,1\n"},
      {"empty rows", "<row><c><v>1</v></c></row><row/><row><c s=\"0\"/></row><row><c><v>2</v></c></row><row/>", "1\n\n\n2\n"},
      {"empty cells at the end", "<row><c><v>1</v></c><c/><c/></row>", "1\n"},
      {"cells in any order", "<row><c r=\"C1\"><v>3</v></c><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c></row>", "1,2,3\n"},
      {"zeros before the row", "<row r=\"01\"><c r=\"B001\"><v>1</v></c><c><v>2</v></c></row>", ",1,2\n"},
      {"the last column", "<row><c r=\"XFD1\"><v>1</v></c></row>", nullptr},
      {"small letters", "<row><c r=\"aa1\"><v>1</v></c></row>", ",,,,,,,,,,,,,,,,,,,,,,,,,,1\n"},
      {"an empty cell that stands twice", "<row><c r=\"A1\"><v>1</v></c><c r=\"A1\"/></row>", "1\n"},
      {"blanks and comments between", "<row>\n <!-- x --> <c>\n <v>1</v>\n </c>\n <?x y?></row>\n", "1\n"},
      {"a line break in a cell is no line of the list", "<row><c t=\"str\"><v>a\nb</v></c></row><row><c><v>2</v></c></row>",
       "\"a\nb\"\n2\n"},
  };
  for (const auto& one : cases) {
    CAPTURE(one.title);
    CHECK(csv_of({one.rows}) == (one.csv != nullptr ? one.csv : std::string(16'383, ',') + "1\n"));
  }
}

TEST_CASE("a table of nothing but empty texts has empty texts") {
  Workbook workbook{"<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c><v>7</v></c></row>"};
  workbook.strings = "<si/><si><t/></si>";
  CHECK(csv_of(workbook) == ",,7\n");
}

TEST_CASE("what a sheet cannot be is refused") {
  const struct {
    const char* title;
    const char* rows;
    const char* words;
  } cases[] = {
      {"rows that go back", "<row r=\"3\"><c><v>1</v></c></row><row r=\"2\"><c><v>2</v></c></row>", "第 2 行排在第 3 行后面"},
      {"a row that stands twice", "<row r=\"2\"><c><v>1</v></c></row><row r=\"2\"><c><v>2</v></c></row>",
       "第 2 行排在第 2 行后面"},
      {"a cell that stands twice", "<row><c r=\"B1\"><v>1</v></c><c r=\"B1\"><v>2</v></c></row>", "单元格 B1 出现了两次"},
      {"a cell of another row", "<row r=\"1\"><c r=\"A2\"><v>1</v></c></row>", "第 1 行有单元格“A2”"},
      {"row 0", "<row r=\"0\"><c><v>1</v></c></row>", "行号“0”不对"},
      {"no row", "<row r=\"x\"><c><v>1</v></c></row>", "行号“x”不对"},
      {"a negative row", "<row r=\"-1\"><c><v>1</v></c></row>", "行号“-1”不对"},
      {"too many rows", "<row r=\"1048577\"><c><v>1</v></c></row>", "行号“1048577”不对"},
      {"one row too many", "<row r=\"1048576\"><c><v>1</v></c></row><row><c><v>1</v></c></row>", "超过 1048576 行"},
      {"too many columns", "<row><c r=\"XFE1\"><v>1</v></c></row>", "第 1 行有单元格“XFE1”"},
      {"one column too many", "<row><c r=\"XFD1\"><v>1</v></c><c><v>1</v></c></row>", "第 1 行超过 16384 列"},
      {"an endless column", "<row><c r=\"AAAAAAAAAAAAAAAAAA1\"><v>1</v></c></row>", "有单元格“AAAAAAAAAAAAAAAAAA1”"},
      {"no column", "<row><c r=\"1\"><v>1</v></c></row>", "第 1 行有单元格“1”"},
      {"a shared text that is not there", "<row><c t=\"s\"><v>0</v></c></row>", "单元格 A1 指向的共享文本不存在"},
      {"no number of a shared text", "<row><c r=\"B1\" t=\"s\"><v>-1</v></c></row>", "单元格 B1 指向的共享文本不存在"},
      {"broken XML", "<row><c><v>1</c></row>", "sheet1.xml 第 2 行第"},
      {"an entity of its own", "<row><c><v>&x;</v></c></row>", "sheet1.xml 第 2 行第"},
      {"nothing", "", "工作表“客户”是空的"},
      {"empty cells alone", "<row><c/></row>", "工作表“客户”是空的"},
  };
  for (const auto& one : cases) {
    CAPTURE(one.title);
    const Reading reading = read({one.rows});
    CAPTURE(reading.failure);
    CHECK(reading.failure.find(one.words) != std::string::npos);
  }
  CHECK(csv_of({"<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>"}).size() == 1048575 + 16383 + 2);
}

TEST_CASE("texts longer than any cell are refused") {
  const std::string fits(500 << 10, 'x'), too_long = fits + "x";
  CHECK(csv_of({"<row><c t=\"str\"><v>" + fits + "</v></c></row>"}) == fits + "\n");
  CHECK(csv_of({"<row><c r=\"C1\" t=\"str\"><v>" + too_long + "</v></c></row>"}).find("单元格 C1超过") != std::string::npos);
  Workbook shared{"<row><c t=\"s\"><v>0</v></c></row>"};
  shared.strings = "<si><t>" + fits + "</t></si>";
  CHECK(csv_of(shared) == fits + "\n");
  shared.strings = "<si/><si><t>" + too_long + "</t></si>";
  CHECK(csv_of(shared).find("第 2 个共享文本超过") != std::string::npos);
}

TEST_CASE("few bytes may stand for many") {
  const std::string text(100'000, 'x');
  std::string cells;
  for (int i = 0; i < 100; ++i) cells += "<c t=\"s\"><v>0</v></c>";
  Workbook workbook{"<row><c><v>1</v></c></row><row>" + cells + "</row><row>" + cells + "</row><row>" + cells + "</row>"};
  workbook.strings = "<si><t>" + text + "</t></si>";
  std::string line;
  for (int i = 0; i < 100; ++i) line += (i == 0 ? "" : ",") + text;
  CHECK(csv_of(workbook) == "1\n" + line + "\n" + line + "\n" + line + "\n");
  workbook.rows += "<row></x>";
  CHECK(csv_of(workbook).find("sheet1.xml 第 2 行第") != std::string::npos);
}

TEST_CASE("the header is found, and rows keep their numbers") {
  const std::string titled = row(1, {"客户名单"}) + row(2, {"", "2026 年 3 月"}) + row(4, {"编号", "金额（万元）", "级别"}) +
                             row(5, {"K1", "5", "A"}) + row(9, {"K2", "6", "B"});
  const KnownHeaders names = {{"编号"}, {"金额"}, {"城市"}};
  SUBCASE("by the names of fields") {
    ListOptions options;
    options.headers = names;
    const Reading reading = read({titled}, options);
    CHECK(reading.csv == "\n\n\n编号,金额（万元）,级别\nK1,5,A\n\n\n\nK2,6,B\n");
    CHECK(reading.facts.header_row == 4);
    CHECK(reading.facts.sheet == "客户");
    CHECK(reading.facts.format == ListFacts::Format::workbook);
    CHECK(reading.facts.remarks.empty());
  }
  SUBCASE("told") {
    ListOptions options;
    options.headers = names;
    options.header_row = 5;
    const Reading reading = read({titled}, options);
    CHECK(reading.csv == "\n\n\n\nK1,5,A\n\n\n\nK2,6,B\n");
    CHECK(reading.facts.header_row == 5);
    options.header_row = 3;
    CHECK(read({titled}, options).failure.find("第 3 行是空的，不能作表头") != std::string::npos);
    options.header_row = 10;
    CHECK(read({titled}, options).failure.find("第 10 行是空的，不能作表头") != std::string::npos);
  }
  SUBCASE("far down") {
    std::string rows;
    for (int i = 1; i <= 2000; ++i) rows += row(i, {"说明", std::to_string(i)});
    ListOptions options;
    options.header_row = 1999;
    CHECK(read({rows}, options).csv == std::string(1998, '\n') + "说明,1999\n说明,2000\n");
  }
  SUBCASE("two candidates") {
    ListOptions options;
    options.headers = {{"编号"}, {"金额"}, {"城市"}, {"行业"}};
    CHECK(read({row(2, {"编号", "金额"}) + row(4, {"城市", "行业"})}, options).failure.find("第 2 行和第 4 行") !=
          std::string::npos);
  }
}

TEST_CASE("what is odd about a sheet is said") {
  const auto remarks = [](const Workbook& workbook) {
    std::string all;
    for (const Message& remark : read(workbook).facts.remarks) all += remark.zh + "|";
    return all;
  };
  const std::string plain = row(1, {"编号", "金额"}) + row(2, {"K1", "5"});
  CHECK(remarks({plain}).empty());
  CHECK(
      remarks({plain + "<row r=\"3\"><c><f>1</f></c><c><f>2</f><v/></c></row>"}).find("2 个公式没有算好的值（第一个是 A3）") ==
      0);
  CHECK(remarks({plain + "<row r=\"3\"><c><f>1</f><v>5</v></c></row>"}).empty());
  CHECK(remarks({plain + "<row r=\"3\"><c><v>0.333333333333333</v></c></row>"}).find("1 个单元格是算出来的数") == 0);

  CHECK(remarks({plain + "<row r=\"3\"><c><v>999999999999999</v></c><c><v>0.1234567890123456</v></c></row>"})
            .find("1 个单元格是算出来的数") == 0);
  CHECK(remarks({plain + "<row r=\"3\"><c><v>1000000000000000</v></c><c><v>1.2E17</v></c></row>"})
            .find("2 个单元格是超过 15 位的数") == 0);

  Workbook stale{plain + "<row r=\"3\"><c><f>1</f><v>5</v></c></row>"};
  stale.properties = "<calcPr fullCalcOnLoad=\"1\"/>";
  CHECK(remarks(stale).find("1 个公式的值是上次保存的") != std::string::npos);
  stale.rows = plain;
  CHECK(remarks(stale).empty());

  Workbook merged{plain};
  merged.behind = "<mergeCells count=\"2\"><mergeCell ref=\"A1:B1\"/><mergeCell ref=\"A2:A5\"/></mergeCells>";
  CHECK(remarks(merged).find("有 1 处合并的单元格（第一处是 A2:A5）") != std::string::npos);
  merged.behind = "<mergeCells count=\"1\"><mergeCell ref=\"A1:B1\"/></mergeCells>";
  CHECK(remarks(merged).empty());
}
