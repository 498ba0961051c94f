#include <doctest/doctest.h>

#include "tests/lists/workbook_reading.hpp"

namespace {

using namespace fenji;
using namespace fenji::lists;
using test::Reading;
using test::Workbook;

std::string csv_of(const Workbook& workbook) {
  const Reading reading = test::read(workbook.bytes());
  return reading.failure.empty() ? reading.csv : reading.failure;
}

// A cell of style 1, whose format is `code`.
std::string shown(const std::string& number, const std::string& code, bool from_1904 = false) {
  Workbook workbook{"<row><c s=\"1\"><v>" + number + "</v></c></row>"};
  workbook.formats = "<numFmt numFmtId=\"164\" formatCode=\"" + code + "\"/>";
  workbook.styles = "<xf numFmtId=\"0\"/><xf numFmtId=\"164\"/>";
  if (from_1904) workbook.properties = "<workbookPr date1904=\"1\"/>";
  const std::string csv = csv_of(workbook);
  return csv.substr(0, csv.size() - 1);
}

std::string shown_built_in(const std::string& number, int id) {
  Workbook workbook{"<row><c s=\"1\"><v>" + number + "</v></c></row>"};
  workbook.styles = "<xf numFmtId=\"0\"/><xf numFmtId=\"" + std::to_string(id) + "\" applyNumberFormat=\"1\"/>";
  const std::string csv = csv_of(workbook);
  return csv.substr(0, csv.size() - 1);
}

}  // namespace

TEST_CASE("cells are read by their types") {
  const struct {
    const char* title;
    const char* cell;
    const char* text;
  } cases[] = {
      {"a number", "<c><v>5</v></c>", "5"},
      {"blanks around a number", "<c><v>\n 5 \n</v></c>", "5"},
      {"a number, told", "<c t=\"n\"><v>5.50</v></c>", "5.5"},
      {"no number", "<c><v>NaN</v></c>", "NaN"},
      {"a shared text", "<c t=\"s\"><v>1</v></c>", "云州"},
      {"a shared text in runs", "<c t=\"s\"><v>2</v></c>", "红蓝"},
      {"phonetic runs", "<c t=\"s\"><v>3</v></c>", "東京"},
      {"an empty shared text", "<c t=\"s\"><v>4</v></c>", ""},
      {"a self-closing shared text", "<c t=\"s\"><v>5</v></c>", ""},
      {"a text", "<c t=\"str\"><v>甲,乙</v></c>", "\"甲,乙\""},
      {"quotes", "<c t=\"str\"><v>a&quot;b</v></c>", "\"a\"\"b\""},
      {"an inline text", "<c t=\"inlineStr\"><is><t>甲</t></is></c>", "甲"},
      {"an inline text in runs", "<c t=\"inlineStr\"><is><r><rPr><b/></rPr><t>甲</t></r><r><t>乙</t></r></is></c>", "甲乙"},
      {"an inline text with reading", "<c t=\"inlineStr\"><is><t>甲</t><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh></is></c>", "甲"},
      {"blanks that stay", "<c t=\"inlineStr\"><is><t xml:space=\"preserve\"> 甲 </t></is></c>", " 甲 "},
      {"CDATA", "<c t=\"str\"><v><![CDATA[<&>]]></v></c>", "<&>"},
      {"true", "<c t=\"b\"><v>1</v></c>", "TRUE"},
      {"false", "<c t=\"b\"><v>0</v></c>", "FALSE"},
      {"an error", "<c t=\"e\"><v>#N/A</v></c>", "#N/A"},
      {"an error of a formula", "<c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>", "#DIV/0!"},
      {"a formula", "<c><f>1+1</f><v>2</v></c>", "2"},
      {"a formula that gives a text", "<c t=\"str\"><f>A1</f><v>甲</v></c>", "甲"},
      {"a formula that gives an empty text", "<c t=\"str\"><f>A1</f><v></v></c>", ""},
      {"a formula without a value", "<c><f>1+1</f></c>", "#未计算（not calculated）"},
      {"a formula with an empty value", "<c><f>1+1</f><v></v></c>", "#未计算（not calculated）"},
      {"a formula with an empty value, closed at once", "<c><f>1+1</f><v/></c>", "#未计算（not calculated）"},
      {"nothing", "<c s=\"0\"/>", ""},
      {"an empty value", "<c><v/></c>", ""},
      {"a date in ISO 8601", "<c t=\"d\"><v>2026-03-01</v></c>", "2026-03-01"},
      {"midnight in ISO 8601", "<c t=\"d\"><v>2026-03-01T00:00:00.000Z</v></c>", "2026-03-01"},
      {"a time in ISO 8601", "<c t=\"d\"><v>2026-03-01T14:30:00</v></c>", "2026-03-01 14:30"},
      {"an escape", "<c t=\"str\"><v>a_x0041_b</v></c>", "aAb"},
      {"an escaped underscore", "<c t=\"str\"><v>_x005F_x0041_</v></c>", "_x0041_"},
      {"no escape", "<c t=\"str\"><v>_x00G1_ _x41_ _x</v></c>", "_x00G1_ _x41_ _x"},
      {"two escapes for one character", "<c t=\"str\"><v>_xD83D__xDE00_</v></c>", "\xF0\x9F\x98\x80"},
      {"half a character", "<c t=\"str\"><v>_xD83D_x</v></c>", "\xEF\xBF\xBDx"},
      {"a line break", "<c t=\"str\"><v>a&#10;b</v></c>", "\"a\nb\""},
      {"an escaped carriage return", "<c t=\"str\"><v>a_x000D_\nb</v></c>", "\"a\r\nb\""},
      {"extensions", "<c><v>5</v><extLst><ext><v>6</v></ext></extLst></c>", "5"},
      {"a namespace's prefix", "<x:c t=\"inlineStr\"><x:is><x:t>甲</x:t></x:is></x:c>", "甲"},
  };
  for (const auto& one : cases) {
    CAPTURE(one.title);
    Workbook workbook{"<row><c><v>1</v></c></row><row>" + std::string(one.cell) + "<c><v>9</v></c></row>"};
    workbook.strings =
        "<si><t>零</t></si><si><t>云州</t></si><si><r><t>红</t></r><r><rPr><color rgb=\"FF\"/></rPr><t>蓝</t></r></si>"
        "<si><t>東京</t><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh><phoneticPr fontId=\"1\"/></si><si><t></t></si><si/>";
    CHECK(csv_of(workbook) == "1\n" + std::string(one.text) + ",9\n");
  }
}

TEST_CASE("numbers are what people see") {
  const struct {
    const char* number;
    const char* text;
  } cases[] = {
      {"0.30000000000000004", "0.3"},
      {"0.1", "0.1"},
      {"-0.45000000000000001", "-0.45"},
      {"1E3", "1000"},
      {"1.5e-3", "0.0015"},
      {"1.23456789012346E+017", "123456789012346000"},
      {"100", "100"},
      {"007", "7"},
      {"0", "0"},
      {"-0", "0"},
      {"0.0", "0"},
      {"-0.000", "0"},
      {"+5", "5"},
      {"5.", "5"},
      {".5", "0.5"},
      {"1234567890123456789", "1234567890123456789"},
      {"12345678901234567.8", "12345678901234600"},
      {"4.9406564584124654E-324", "0"},
      {"1E+20", "100000000000000000000"},
      {"0.333333333333333", "0.333333"},
      {"0.66666666666666663", "0.666667"},
      {"123.45678901234567", "123.456789"},
      {"0.99999999999999989", "1"},
      {"0.9999999999999", "1"},
      {"0.0000001", "0.0000001"},
      {"0.12345678", "0.12345678"},
      {"5.5511151231257827E-17", "0"},
      {"1e5000", "1e5000"},
      {"1e999999999999", "1e999999999999"},
      {"--5", "--5"},
      {"5 000", "5 000"},
      {"1.2.3", "1.2.3"},
      {".", "."},
      {"e5", "e5"},
  };
  for (const auto& one : cases) {
    CAPTURE(one.number);
    CHECK(shown(one.number, "General") == one.text);
  }
}

TEST_CASE("percentages have their sign") {
  const struct {
    const char* number;
    const char* code;
    const char* text;
  } cases[] = {
      {"0.45", "0%", "45%"},
      {"0.4512", "0%", "45.12%"},
      {"0.45000000000000001", "0.00%", "45%"},
      {"0", "0%", "0%"},
      {"1", "0%", "100%"},
      {"-0.03", "0.0%;[Red]-0.0%", "-3%"},
      {"0.28999999999999998", "0.00%_);\\(0.00%\\)", "29%"},
      {"0.333333333333333", "0.00%", "33.333333%"},
      {"0", "0%;-0%;&quot;-&quot;", "0%"},
      {"1E-2", "0%", "1%"},
      {"0.45", "0.0\\%", "0.45"},
      {"0.45", "0.0&quot;%&quot;", "0.45"},
      {"0.5", "[&lt;1]0%;0", "50%"},
      {"1.5", "[&lt;1]0%;0", "1.5"},
  };
  for (const auto& one : cases) {
    CAPTURE(one.number);
    CAPTURE(one.code);
    CHECK(shown(one.number, one.code) == one.text);
  }
  CHECK(shown_built_in("0.45", 9) == "45%");
  CHECK(shown_built_in("0.45", 10) == "45%");
}

TEST_CASE("formats of numbers leave the value") {
  for (const char* code : {"0.00",
                           "#,##0.00",
                           "&quot;￥&quot;#,##0.00",
                           "[$¥-804]#,##0.00",
                           "0!.0,&quot;万&quot;",
                           "0.00E+00",
                           "# ?/?",
                           "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * &quot;-&quot;??_ ;_ @_ ",
                           "@",
                           "0.00&quot;元&quot;",
                           "[Red]0",
                           "[DBNum2][$-804]General",
                           "General&quot;天&quot;",
                           "G/通用格式",
                           "#,##0,&quot;千&quot;",
                           "[&gt;=10000]0!.0,&quot;万&quot;;0",
                           ";;;",
                           "[$€-2] #,##0",
                           "0&quot;days&quot;",
                           "0\\d",
                           "",
                           "00.0"}) {
    CAPTURE(code);
    CHECK(shown("12345.5", code) == "12345.5");
  }
  for (const int id : {0, 1, 2, 3, 4, 11, 12, 13, 37, 38, 39, 40, 41, 44, 48, 49}) {
    CAPTURE(id);
    CHECK(shown_built_in("12345.5", id) == "12345.5");
  }
  CHECK(shown("123", "00000") == "00123");
  CHECK(shown("123456", "00000") == "123456");
  CHECK(shown("-5", "000") == "-005");
  CHECK(shown("0", "000") == "000");
  CHECK(shown("1.5", "000") == "1.5");
  CHECK(shown("123", "[Red]00000") == "00123");
  CHECK(shown("123", "000-000") == "123");
}

TEST_CASE("dates are dates") {
  const struct {
    const char* number;
    const char* code;
    const char* text;
  } cases[] = {
      {"46082", "yyyy-mm-dd", "2026-03-01"},
      {"46082", "yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;", "2026-03-01"},
      {"46082", "yyyy年m月d日", "2026-03-01"},
      {"46082", "yyyy\\-mm\\-dd", "2026-03-01"},
      {"46082", "[$-804]yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@", "2026-03-01"},
      {"46082", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2026-03-01"},
      {"46082", "[DBNum1][$-804]yyyy&quot;年&quot;m&quot;月&quot;", "2026-03-01"},
      {"46082", "m/d/yy", "2026-03-01"},
      {"46082", "D-MMM-YY", "2026-03-01"},
      {"46082", "mmm-yy", "2026-03-01"},
      {"46082", "mmmm", "2026-03-01"},
      {"46082", "m&quot;月&quot;", "2026-03-01"},
      {"46082", "aaaa", "2026-03-01"},
      {"46082", "yyyy", "2026"},
      {"46082", "[Blue]yyyy/m/d", "2026-03-01"},
      {"46082", "[&gt;40000]yyyy/m/d;General", "2026-03-01"},
      {"5", "[&gt;40000]yyyy/m/d;General", "5"},
      {"46082.604166666664", "yyyy/m/d h:mm", "2026-03-01 14:30"},
      {"46082.604178240741", "yyyy/m/d h:mm:ss", "2026-03-01 14:30:01"},
      {"46082", "yyyy/m/d h:mm", "2026-03-01"},
      {"46082.999999999", "yyyy/m/d h:mm", "2026-03-02"},
      {"46082.604166666664", "yyyy/m/d", "2026-03-01"},
      {"46082.604166666664", "yyyy/m/d h:mm AM/PM", "2026-03-01 14:30"},
      {"46082.5", "m/d/yyyy h&quot;时&quot;mm&quot;分&quot;", "2026-03-01 12:00"},
      {"0.604166666666667", "h:mm", "14:30"},
      {"0.604166666666667", "上午/下午h&quot;时&quot;mm&quot;分&quot;", "14:30"},
      {"0.604166666666667", "h:mm AM/PM", "14:30"},
      {"0.5", "mm:ss", "12:00"},
      {"0.50001157407407", "mm:ss.0", "12:00:01"},
      {"1.5", "[h]:mm:ss", "36:00"},
      {"1.5", "[mm]:ss", "36:00"},
      {"1", "yyyy-mm-dd", "1900-01-01"},
      {"59", "yyyy-mm-dd", "1900-02-28"},
      {"60", "yyyy-mm-dd", "1900-02-29"},
      {"61", "yyyy-mm-dd", "1900-03-01"},
      {"0", "yyyy-mm-dd", "1900-01-00"},
      {"2958465", "yyyy-mm-dd", "9999-12-31"},
      {"2958466", "yyyy-mm-dd", "2958466"},
      {"-1", "yyyy-mm-dd", "-1"},
      {"20260301", "yyyy-mm-dd", "20260301"},
      {"4.6082E4", "yyyy-mm-dd", "2026-03-01"},
  };
  for (const auto& one : cases) {
    CAPTURE(one.number);
    CAPTURE(one.code);
    CHECK(shown(one.number, one.code) == one.text);
  }
  CHECK(shown("44620", "yyyy-mm-dd", true) == "2026-03-01");
  CHECK(shown("0", "yyyy-mm-dd", true) == "1904-01-01");
  CHECK(shown("60", "yyyy-mm-dd", true) == "1904-03-01");
  for (const int id : {14, 15, 16, 17, 22, 27, 31, 36, 50, 57, 58}) {
    CAPTURE(id);
    CHECK(shown_built_in("46082", id) == "2026-03-01");
  }
  for (const int id : {18, 21, 32, 45, 46, 55}) {
    CAPTURE(id);
    CHECK(shown_built_in("0.25", id) == "06:00");
  }
}
