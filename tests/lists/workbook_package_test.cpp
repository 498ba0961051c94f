#include <algorithm>

#include "tests/lists/workbook_reading.hpp"

namespace {

using namespace fenji;
using namespace fenji::lists;
using test::archive_of;
using test::Link;
using test::links;
using test::office;
using test::Reading;
using test::spreadsheet;
using test::Workbook;

const std::string rows = "<row><c><v>1</v></c></row>";

using Members = std::vector<std::pair<std::string, std::string>>;

std::string result_of(const std::string& bytes, const ListOptions& options = {}) {
  const Reading reading = test::read(bytes, options);
  return reading.failure.empty() ? reading.csv : reading.failure;
}

void check_holds(const std::string& text, const std::string& words) {
  CAPTURE(text);
  CAPTURE(words);
  CHECK(text.find(words) != std::string::npos);
}

std::string sheet_of(const std::string& cell) {
  return "<worksheet xmlns=\"" + spreadsheet + "\"><sheetData><row><c t=\"inlineStr\"><is><t>" + cell +
         "</t></is></c></row></sheetData></worksheet>";
}

// Several sheets, of which the second is hidden and the fourth a chart.
std::string several_sheets() {
  return archive_of(
      {{"_rels/.rels", links({{"rId1", "officeDocument", "xl/workbook.xml"}})},
       {"xl/workbook.xml",
        "<workbook xmlns=\"" + spreadsheet + "\" xmlns:r=\"" + office +
            "\"><sheets><sheet name=\"图\" sheetId=\"4\" r:id=\"rId4\"/><sheet name=\"旧\" sheetId=\"1\" "
            "state=\"hidden\" r:id=\"rId1\"/><sheet name=\"Customers\" sheetId=\"2\" r:id=\"rId2\"/>"
            "<sheet name=\"1\" sheetId=\"3\" state=\"veryHidden\" r:id=\"rId3\"/><sheet name=\"缺\" sheetId=\"5\" "
            "r:id=\"rId5\"/></sheets></workbook>"},
       {"xl/_rels/workbook.xml.rels", links({{"rId1", "worksheet", "worksheets/old.xml"},
                                             {"rId2", "worksheet", "worksheets/new.xml"},
                                             {"rId3", "worksheet", "worksheets/one.xml"},
                                             {"rId4", "chartsheet", "chartsheets/sheet1.xml"}})},
       {"xl/worksheets/old.xml", sheet_of("old")},
       {"xl/worksheets/new.xml", sheet_of("new")},
       {"xl/worksheets/one.xml", sheet_of("one")}});
}

std::string utf16(const std::string& ascii, bool little_endian, bool mark) {
  std::string text = mark ? (little_endian ? "\xFF\xFE" : "\xFE\xFF") : "";
  for (const char letter : ascii) text += little_endian ? std::string{letter, '\0'} : std::string{'\0', letter};
  return text;
}

}  // namespace

TEST_CASE("packages of all makes are read") {
  Workbook plain{rows};
  CHECK(result_of(plain.bytes()) == "1\n");
  CHECK(result_of(archive_of(plain.members(), ZIP_CM_STORE)) == "1\n");

  SUBCASE("targets from the root") {
    plain.replaced = {{"xl/_rels/workbook.xml.rels", links({{"rId1", "worksheet", "/xl/worksheets/sheet1.xml"}})},
                      {"_rels/.rels", links({{"rId1", "officeDocument", "/xl/workbook.xml"}})}};
    CHECK(result_of(plain.bytes()) == "1\n");
  }
  SUBCASE("targets by a longer way") {
    plain.replaced = {{"xl/_rels/workbook.xml.rels", links({{"rId1", "worksheet", "./../xl/./worksheets/sheet1.xml"}})}};
    CHECK(result_of(plain.bytes()) == "1\n");
  }
  SUBCASE("backslashes, in targets and in the archive") {
    Members members = plain.members();
    for (auto& member : members) {
      std::replace(member.first.begin(), member.first.end(), '/', '\\');
      if (member.first == "xl\\_rels\\workbook.xml.rels")
        member.second = links({{"rId1", "worksheet", "worksheets\\sheet1.xml"}});
    }
    CHECK(result_of(archive_of(members)) == "1\n");
  }
  SUBCASE("other letters in names of members") {
    Members members = plain.members();
    for (auto& member : members) {
      if (member.first == "xl/worksheets/sheet1.xml") member.first = "xl/worksheets/Sheet1.xml";
    }
    CHECK(result_of(archive_of(members)) == "1\n");
  }
  SUBCASE("other folders") {
    const Members members = {
        {"_rels/.rels", links({{"x", "officeDocument", "book/main.xml"}})},
        {"book/main.xml", "<workbook xmlns:q=\"" + office + "\"><sheets><sheet name=\"a\" q:id=\"R\"/></sheets></workbook>"},
        {"book/_rels/main.xml.rels", links({{"R", "worksheet", "../data/1.xml"}})},
        {"data/1.xml", sheet_of("x")}};
    CHECK(result_of(archive_of(members)) == "x\n");
  }
  SUBCASE("the strict form") {
    const std::string strict = "http://purl.oclc.org/ooxml/officeDocument/relationships";
    plain.replaced = {
        {"_rels/.rels", links({{"rId1", "officeDocument", "xl/workbook.xml"}}, strict)},
        {"xl/workbook.xml", "<workbook xmlns=\"http://purl.oclc.org/ooxml/spreadsheetml/main\" xmlns:r=\"" + strict +
                                "\" conformance=\"strict\"><workbookPr date1904=\"true\"/><sheets><sheet name=\"a\" "
                                "sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels", links({{"rId1", "worksheet", "worksheets/sheet1.xml"}}, strict)}};
    const Reading reading = test::read(plain.bytes());
    CHECK(reading.csv == "1\n");
    CHECK(reading.facts.dates_from_1904);
  }
  SUBCASE("prefixes of namespaces") {
    plain.replaced = {
        {"xl/workbook.xml", "<x:workbook xmlns:x=\"" + spreadsheet + "\" xmlns:r=\"" + office +
                                "\"><x:sheets><x:sheet name=\"a\" sheetId=\"1\" r:id=\"rId1\"/></x:sheets></x:workbook>"},
        {"xl/worksheets/sheet1.xml", "<x:worksheet xmlns:x=\"" + spreadsheet +
                                         "\"><x:sheetData><x:row r=\"1\"><x:c r=\"A1\"><x:v>7</x:v></x:c></x:row>"
                                         "</x:sheetData></x:worksheet>"}};
    CHECK(result_of(plain.bytes()) == "7\n");
  }
  SUBCASE("UTF-16") {
    const std::string sheet = "<worksheet><sheetData>" + rows + "</sheetData></worksheet>";
    for (const bool little_endian : {true, false}) {
      plain.replaced = {
          {"xl/worksheets/sheet1.xml", utf16("<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + sheet, little_endian, true)}};
      CHECK(result_of(plain.bytes()) == "1\n");
    }
    plain.replaced = {{"xl/worksheets/sheet1.xml", "\xEF\xBB\xBF" + sheet}};
    CHECK(result_of(plain.bytes()) == "1\n");
  }
  SUBCASE("links that lead out") {
    plain.replaced = {
        {"xl/_rels/workbook.xml.rels", links({{"rId9", "styles", "https://example.com/styles.xml", " TargetMode=\"External\""},
                                              {"rId1", "worksheet", "worksheets/sheet1.xml"}})}};
    CHECK(result_of(plain.bytes()) == "1\n");
  }
  SUBCASE("no links of the package") {
    plain.replaced = {{"_rels/.rels", ""}};
    CHECK(result_of(plain.bytes()) == "1\n");
  }
  SUBCASE("formats of a workbook prevail over those of the program") {
    Workbook workbook{
        "<row><c s=\"1\"><v>0.5</v></c><c s=\"2\"><v>0.5</v></c><c s=\"99\"><v>0.5</v></c><c s=\"x\"><v>0.5</v></c></row>"};
    workbook.formats = "<numFmt numFmtId=\"14\" formatCode=\"0%\"/>";
    workbook.styles = "<xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"400\"/>";
    CHECK(result_of(workbook.bytes()) == "50%,0.5,0.5,0.5\n");
  }
}

TEST_CASE("a sheet is chosen by its name or its number") {
  const std::string bytes = several_sheets();
  const struct {
    std::optional<std::string> sheet;
    const char* result;  // or words of the failure
  } cases[] = {
      {std::nullopt, "new\n"},
      {"Customers", "new\n"},
      {"CUSTOMERS", "new\n"},
      {"旧", "old\n"},
      {"1", "one\n"},  // a name before a number
      {"2", "old\n"},
      {"3", "new\n"},
      {"4", "one\n"},
      {"图", "的“图”不是有单元格的工作表"},
      {"缺", "工作表“缺”的内容不见了"},
      {"5", "工作表“缺”的内容不见了"},
      {"0", "里没有工作表“0”；有 1 “图”（图表）、2 “旧”（隐藏）、3 “Customers”、4 “1”（隐藏）、5 “缺”"},
      {"6", "has no sheet `6`; it has 1 `图` (a chart), 2 `旧` (hidden), 3 `Customers`, 4 `1` (hidden), 5 `缺`"},
      {"", "里没有工作表“”"},
      {"Customer", "里没有工作表“Customer”"},
  };
  for (const auto& one : cases) {
    CAPTURE(one.result);
    ListOptions options;
    options.sheet = one.sheet;
    const Reading reading = test::read(bytes, options);
    CAPTURE(reading.failure);
    CHECK((reading.csv == one.result || reading.failure.find(one.result) != std::string::npos));
  }
  ListOptions options;
  options.sheet = "旧";
  CHECK(test::read(bytes, options).facts.sheet == "旧");
  check_holds(result_of("a,b\n1,2\n", options), "不是工作簿，没有工作表：请去掉 --sheet");

  const auto with_sheets = [](const std::string& sheets) {
    Workbook workbook{rows};
    workbook.replaced = {
        {"xl/workbook.xml", "<workbook xmlns:r=\"" + office + "\"><sheets>" + sheets + "</sheets></workbook>"}};
    return workbook.bytes();
  };
  check_holds(result_of(with_sheets("<sheet name=\"a\" state=\"hidden\" r:id=\"rId1\"/>")),
              "里没有看得见的工作表；有 1 “a”（隐藏）");
  check_holds(result_of(with_sheets("")), "里面没有工作表");
  std::string many;
  for (int i = 0; i < 25; ++i) many += "<sheet name=\"" + std::string(100, static_cast<char>('a' + i)) + "\" r:id=\"rId1\"/>";
  options.sheet = "z";
  check_holds(result_of(with_sheets(many), options), "1 “" + std::string(60, 'a') + "…”、2 “");
  check_holds(result_of(with_sheets(many), options), "……共 25 个");
}

TEST_CASE("a sheet is found by the names of fields where the first one has none") {
  using Cells = std::vector<std::string>;
  const auto book = [](const std::vector<Cells>& sheets) {
    std::string named;
    std::vector<Link> parts;
    Members members = {{"_rels/.rels", links({{"rId1", "officeDocument", "xl/workbook.xml"}})}};
    for (std::size_t i = 0; i < sheets.size(); ++i) {
      const std::string id = std::to_string(i + 1);
      named += "<sheet name=\"S" + id + "\" r:id=\"r" + id + "\"/>";
      parts.push_back({"r" + id, "worksheet", id + ".xml"});
      std::string cells;
      for (const std::string& cell : sheets[i]) cells += "<c t=\"inlineStr\"><is><t>" + cell + "</t></is></c>";
      members.emplace_back("xl/" + id + ".xml", "<worksheet><sheetData><row>" + cells + "</row></sheetData></worksheet>");
    }
    members.emplace_back("xl/workbook.xml", "<workbook xmlns:r=\"" + office + "\"><sheets>" + named + "</sheets></workbook>");
    members.emplace_back("xl/_rels/workbook.xml.rels", links(parts));
    return archive_of(members);
  };
  ListOptions options;
  options.headers = {{"编号"}, {"金额"}, {"城市"}};
  const Cells words = {"说明", "填表须知"}, list = {"编号", "金额"}, one = {"编号", "x"}, none = {};
  CHECK(result_of(book({words, list})) == "说明,填表须知\n");
  CHECK(result_of(book({words, list}), options) == "编号,金额\n");
  CHECK(test::read(book({words, list}), options).facts.sheet == "S2");
  CHECK(result_of(book({none, list}), options) == "编号,金额\n");
  CHECK(result_of(book({words, none, list}), options) == "编号,金额\n");
  CHECK(result_of(book({one, list}), options) == "编号,x\n");
  CHECK(result_of(book({words, one}), options) == "说明,填表须知\n");
  CHECK(result_of(book({words, list, list}), options) == "说明,填表须知\n");
  options.sheet = "1";
  CHECK(result_of(book({words, list}), options) == "说明,填表须知\n");
  options.sheet.reset();
  // Sheets that may have been meant are told.
  const auto remarks = [&](const std::vector<Cells>& sheets) { return test::read(book(sheets), options).facts.remarks; };
  CHECK(remarks({words, list}).empty());
  CHECK(remarks({list, words, one}).empty());
  const std::vector<Message> told = remarks({list, words, list, list});
  REQUIRE(told.size() == 1);
  CHECK(told[0].zh == "只读了工作表“S1”；也像名单的还有第 3 个“S3”、第 4 个“S4”，没有读：要读它请用 --sheet 指明");
  CHECK(told[0].en ==
        "only the sheet `S1` was read; 3 `S3`, 4 `S4` may be lists, too, and were not: to read one say which by --sheet");
  const auto elsewhere = [&](const std::vector<Cells>& sheets) { return test::read(book(sheets), options).elsewhere; };
  CHECK(elsewhere({list}).zh.empty());
  CHECK(elsewhere({one, words}).zh == "；读的是工作表“S1”，这个工作簿还有第 2 个“S2”，要读另一个请用 --sheet 指明");
  options.sheet = "1";
  CHECK(remarks({list, list}).empty());
  CHECK(elsewhere({one, list, words}).zh ==
        "；读的是工作表“S1”，这个工作簿还有第 2 个“S2”、第 3 个“S3”，其中第 2 个写着 2 个字段：要读它请加上 --sheet 2");
  CHECK(elsewhere({one, list}).en ==
        "; the sheet that was read is `S1`, the workbook also has 2 `S2`, of which 2 names 2 fields: to read that one say "
        "--sheet 2");
}

TEST_CASE("what is no workbook is named") {
  const std::string container = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(504, '\0');
  const auto wide = [](const std::string& name) { return utf16(name, true, false); };
  const struct {
    const char* title;
    std::string bytes;
    const char* words;
  } cases[] = {
      {"an old workbook", container + wide("Workbook") + std::string(4000, '\0'), "是旧格式的工作簿（.xls）"},
      {"an encrypted one", container + std::string(262100, '\0') + wide("EncryptedPackage") + std::string(4000, '\0'),
       "有打开密码"},
      {"an encrypted one, in English", container + wide("EncryptedPackage"), "is encrypted; open it in Excel or WPS"},
      {"an older workbook", std::string("\x09\x08\x08\x00\x00\x05\x05\x00", 8) + "x", "是旧格式的工作簿（.xls）"},
      {"a web page", "\xEF\xBB\xBF \r\n<HTML><body><table>", "是网页（HTML），不是工作簿"},
      {"a table of a web page", "<table border=1><tr><td>编号", "是网页（HTML），不是工作簿"},
      {"XML", "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook", "是 XML，不是 .xlsx 工作簿"},
      {"PDF", "%PDF-1.7\n", "是 PDF 文档"},
      {"UTF-32", std::string("\xFF\xFE\0\0a\0\0\0", 8), "的编码是 UTF-32"},
      {"a file that was not written", std::string(3000, '\0'), "开头全是 NUL"},
      {"something before the archive", "xxxxPK\x03\x04" + std::string(100, '\0'), "它的开头不是工作簿的开头"},
      {"UTF-16 under the name of a workbook", utf16("id\tsum\nx\t2\n", true, false), "id,sum\nx,2\n"},
      {"gzip", "\x1F\x8B\x08", "是 gzip 压缩的文件"},
      {"OpenDocument", archive_of({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {"content.xml", "<x/>"}}),
       ".ods"},
      {"Numbers", archive_of({{"Index/Document.iwa", "x"}}), "是 Apple Numbers 文档"},
      {"another archive", archive_of({{"客户.csv", "a,b\n"}}), "是压缩包，不是工作簿"},
      {"an empty archive", std::string("PK\x05\x06", 4) + std::string(18, '\0'), "是压缩包，不是工作簿"},
      {"Word", archive_of({{"_rels/.rels", links({{"1", "officeDocument", "word/document.xml"}})}}), "是 Word 文档"},
      {"PowerPoint", archive_of({{"_rels/.rels", links({{"1", "officeDocument", "ppt/presentation.xml"}})}}), "PowerPoint"},
      {"a binary workbook", archive_of({{"_rels/.rels", links({{"1", "officeDocument", "xl/workbook.bin"}})}}), ".xlsb"},
      {"another package", archive_of({{"_rels/.rels", links({{"1", "thumbnail", "x.png"}})}}), "是压缩包，不是工作簿"},
  };
  for (const auto& one : cases) {
    CAPTURE(one.title);
    check_holds(result_of(one.bytes), one.words);
  }
}

TEST_CASE("damaged workbooks are refused") {
  const Workbook whole{rows};
  const auto without = [](const std::string& path, const std::string& instead = "") {
    Workbook workbook{rows};
    workbook.strings = "<si/>";
    workbook.replaced = {{path, instead}};
    return workbook.bytes();
  };
  const std::string bytes = archive_of(whole.members(), ZIP_CM_STORE);
  std::string wrong_sum = bytes;
  wrong_sum[wrong_sum.find("<v>1</v>") + 3] = '2';
  std::string wrong_data = Workbook{"<row><c><v>1</v></c></row>" + std::string(5000, ' ')}.bytes();
  const std::size_t sheet = wrong_data.find("xl/worksheets/sheet1.xml") + 30;
  for (std::size_t i = 0; i < 20; ++i) wrong_data[sheet + i] = '\x7F';
  const struct {
    const char* title;
    std::string bytes;
    const char* words;
  } cases[] = {
      {"half of it", bytes.substr(0, bytes.size() / 2), "已损坏，读不下去：它的后半部分不见了"},
      {"its first bytes", bytes.substr(0, 10), "已损坏"},
      {"a wrong checksum", wrong_sum, "xl/worksheets/sheet1.xml：校验和不符"},
      {"wrong data", wrong_data, "xl/worksheets/sheet1.xml"},
      {"no workbook part", without("xl/workbook.xml"), "缺少 xl/workbook.xml"},
      {"no links of the workbook", without("xl/_rels/workbook.xml.rels"), "缺少 xl/_rels/workbook.xml.rels"},
      {"no sheet part", without("xl/worksheets/sheet1.xml"), "缺少 xl/worksheets/sheet1.xml"},
      {"no shared texts", without("xl/sharedStrings.xml"), "缺少 xl/sharedStrings.xml"},
      {"an empty part", without("xl/worksheets/sheet1.xml", " "), "sheet1.xml 第 1 行第"},
      {"a part that ends too early", without("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row>"),
       "sheet1.xml 第 1 行第"},
      {"another part for a sheet", without("xl/worksheets/sheet1.xml", "<chartsheet/>"), "不是工作表的内容"},
      {"another part for a workbook", without("xl/workbook.xml", "<document/>"), "不是工作簿的内容"},
      {"an unknown encoding", without("xl/workbook.xml", "<?xml version=\"1.0\" encoding=\"EBCDIC\"?><workbook/>"),
       "xl/workbook.xml 第 1 行"},
      {"what is no UTF-8", without("xl/workbook.xml", "<workbook a=\"\xFF\"/>"), "xl/workbook.xml 第 1 行"},
      {"a document type", without("xl/workbook.xml", "<!DOCTYPE workbook><workbook/>"), "DOCTYPE"},
      {"many laughs",
       without("xl/worksheets/sheet1.xml",
               "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]><worksheet><sheetData><row><c "
               "t=\"str\"><v>&b;</v></c></row>"
               "</sheetData></worksheet>"),
       "DOCTYPE"},
      {"another file",
       without("xl/sharedStrings.xml",
               "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><sst><si><t>&a;</t></si></sst>"),
       "DOCTYPE"},
  };
  for (const auto& one : cases) {
    CAPTURE(one.title);
    check_holds(result_of(one.bytes), one.words);
  }
  std::string deep;
  for (int i = 0; i < 300; ++i) deep += "<a>";
  check_holds(result_of(without("xl/worksheets/sheet1.xml", deep)), "元素套了 256 层以上");
  check_holds(
      result_of(without("xl/worksheets/sheet1.xml", "<worksheet a=\"" + std::string(std::size_t{3} << 20, 'x') + "\"/>")),
      "有一个标记长得不像话");
  check_holds(result_of(without("xl/worksheets/sheet1.xml",
                                "<worksheet><!--" + std::string(std::size_t{3} << 20, 'x') + "--></worksheet>")),
              "有一个标记长得不像话");
  // Blanks are no tag, and they may be many.
  check_holds(
      result_of(without("xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + std::string(std::size_t{9} << 20, ' ') + rows +
                                                        "</sheetData></worksheet>" + std::string(std::size_t{9} << 20, '\n'))),
      "1\n");
}

TEST_CASE("archives that unpack to far more than they are are refused") {
  Workbook workbook{"<row><c t=\"s\"><v>0</v></c></row>"};
  workbook.strings = "<si/>";
  SUBCASE("texts") {
    std::string text = "<si><t>" + std::string(500'000, 'x') + "</t></si>", all;
    for (int i = 0; i < 150; ++i) all += text;
    workbook.strings = all;
    check_holds(result_of(workbook.bytes()), "共享文本超过 64 MiB");
  }
  SUBCASE("empty texts") {
    std::string all;
    for (int i = 0; i < 9'000'000; ++i) all += "<si/>";
    workbook.strings = all;
    check_holds(result_of(workbook.bytes()), "共享文本超过 64 MiB");
  }
  SUBCASE("blanks") {
    workbook.rows = std::string(std::size_t{300} << 20, ' ');
    check_holds(result_of(workbook.bytes()), "有 256 MiB 没有一个单元格");
  }
  SUBCASE("a workbook part") {
    workbook.properties = std::string(std::size_t{70} << 20, ' ');
    check_holds(result_of(workbook.bytes()), "xl/workbook.xml 超过 64 MiB");
  }
  SUBCASE("a row") {
    std::string cells;
    for (int i = 0; i < 100; ++i) cells += "<c t=\"str\"><v>" + std::string(500'000, 'x') + "</v></c>";
    workbook.rows = "<row>" + cells + "</row>";
    check_holds(result_of(workbook.bytes()), "第 1 行的单元格太多，或超过 32 MiB");
  }
  SUBCASE("empty cells of a row") {
    std::string cells;
    for (int i = 0; i < 40'000; ++i) cells += "<c r=\"A1\"><v>1</v></c>";
    workbook.rows = "<row>" + cells + "</row>";
    check_holds(result_of(workbook.bytes()), "第 1 行的单元格太多");
  }
}
