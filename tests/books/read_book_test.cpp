#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "engine/books/book.hpp"

using namespace fenji;
using namespace fenji::books;

namespace {

const std::string one_file = "[[rules]]\nfile = \"a.fenji\"\n";

}  // namespace

TEST_CASE("a whole book is read, in either language") {
  struct Case {
    std::string text;
    Language language;
  };
  const std::vector<Case> cases = {
      {"title = \"All lines\"\ndate = 2026-03-31\nencoding = \"GBK\"\ncarry = [\"region\", \"owner\"]\n"
       "exceptions = \"x.csv\"\n[columns]\nsales = [\"turnover\", \"revenue\"]\nmargin = \"margin %\"\n"
       "[[rules]]\nfile = \"lines/a.fenji\"\n[rules.parameters]\nfloor = \"10万元\"\nyear = 2026\nrate = 0.350\non = true\n"
       "[[rules]]\nfile = \"b.fenji\"\nname = \"second\"\n",
       Language::english},
      {"名称 = \"All lines\"\n日期 = 2026-03-31\n编码 = \"GBK\"\n带出 = [\"region\", \"owner\"]\n"
       "特批 = \"x.csv\"\n[列名]\nsales = [\"turnover\", \"revenue\"]\nmargin = \"margin %\"\n"
       "[[规则]]\n文件 = \"lines/a.fenji\"\n[规则.参数]\nfloor = \"10万元\"\nyear = 2026\nrate = 0.350\non = true\n"
       "[[规则]]\n文件 = \"b.fenji\"\n名称 = \"second\"\n",
       Language::chinese},
  };
  for (const Case& each : cases) {
    CAPTURE(each.text);
    const BookReading reading = read_book(each.text);
    for (const Diagnostic& diagnostic : reading.diagnostics) MESSAGE(diagnostic.message.en);
    REQUIRE(reading.diagnostics.empty());
    const Book& book = reading.book;
    CHECK(book.language == each.language);
    CHECK(book.title == "All lines");
    CHECK(book.as_of == model::day_from_civil(2026, 3, 31));
    CHECK(book.encoding == lists::Encoding::gb18030);
    REQUIRE(book.carried.size() == 2);
    CHECK(book.carried[1].text == "owner");
    REQUIRE(book.exceptions);
    CHECK(book.exceptions->text == "x.csv");
    REQUIRE(book.columns.size() == 2);
    CHECK(book.columns[0].field.text == "sales");
    REQUIRE(book.columns[0].headers.size() == 2);
    CHECK(book.columns[1].headers[0].text == "margin %");
    REQUIRE(book.entries.size() == 2);
    CHECK(book.entries[0].name.text == "a.fenji");
    REQUIRE(book.entries[0].parameters.size() == 4);
    CHECK(book.entries[0].parameters[0].value.text == "10万元");
    CHECK(book.entries[0].parameters[1].value.text == "2026");
    CHECK(book.entries[0].parameters[2].value.text == "0.350");  // as it stands, never through a double
    CHECK(book.entries[0].parameters[3].value.text == "yes");
    CHECK(book.entries[1].name.text == "second");
  }
}

TEST_CASE("what a book must not say is an error at its place") {
  struct Case {
    std::string text;
    std::string name;
    std::string at;  // what the span covers
    std::string fix;
  };
  const std::vector<Case> cases = {
      {"titel = \"x\"\n" + one_file, "book-key", "titel", "title"},
      {"特皮 = \"x\"\n" + one_file, "book-key", "特皮", "特批"},
      {"带岀 = [\"甲\"]\n" + one_file, "book-key", "带岀", "带出"},
      {"colour = \"x\"\n" + one_file, "book-key", "colour", ""},
      {"[[rules]]\nfile = \"a\"\nparametres = {}\n", "book-key", "parametres", "parameters"},
      {"title = 5\n" + one_file, "book-type", "5", ""},
      {"title = \"\"\n" + one_file, "book-value", "\"\"", ""},
      {"date = \"2026-03-31\"\n" + one_file, "book-type", "\"2026-03-31\"", ""},
      {"date = 2026-03-31T10:00:00\n" + one_file, "book-type", "2026-03-31T10:00:00", ""},
      {"encoding = \"klingon\"\n" + one_file, "book-value", "\"klingon\"", ""},
      {"carry = 7\n" + one_file, "book-type", "7", ""},
      {"carry = [\"a\", 7]\n" + one_file, "book-type", "7", ""},
      {"carry = [\"甲\", \"甲\"]\n" + one_file, "book-value", "\"甲\"", ""},
      {"columns = \"x\"\n" + one_file, "book-type", "\"x\"", ""},
      {"rules = \"a.fenji\"\n", "book-type", "\"a.fenji\"", ""},
      {"rules = [\"a.fenji\"]\n", "book-type", "[\"a.fenji\"]", ""},
      {"[[rules]]\nfile = true\n", "book-type", "true", ""},
      {"[[rules]]\nfile = \"a\"\n[rules.parameters]\n要求 = [1]\n", "book-type", "[1]", ""},
      {"title = \"没有规则\"\n", "book-value", "", ""},
      {"rules = []\n", "book-value", "rules", ""},
      {"", "book-value", "", ""},
  };
  for (const Case& each : cases) {
    CAPTURE(each.text);
    const BookReading reading = read_book(each.text);
    REQUIRE(reading.diagnostics.size() == 1);
    const Diagnostic& found = reading.diagnostics.front();
    CHECK(found.name == each.name);
    CHECK(found.severity == Severity::error);
    CHECK(each.text.substr(found.span.begin, found.span.end - found.span.begin) == each.at);
    CHECK(!found.message.zh.empty());
    CHECK(!found.message.en.empty());
    CHECK((found.advice && !found.advice->zh.empty()));
    CHECK((found.fix ? found.fix->text : "") == each.fix);
  }
}

TEST_CASE("Chinese signs and other letters outside quotes are told, with what to type") {
  const struct {
    std::string text, at, fix;
  } cases[] = {
      {"名称 ＝ \"书\"\n", "＝", "="},
      {"名称 = “书”\n", "“", "\""},
      {"带出 = [\"甲\"，\"乙\"]\n", "，", ","},
      {"带出 = [\"甲\"、\"乙\"]\n", "、", ","},
      {"【规则】\n", "【", "["},
      {"＃ 注\n名称 = \"书\"\n", "＃", "#"},
      {"étage = \"書\"\n", "é", ""},
      {"名称 = \"一\\\"，\"　\n", "　", " "},
      {"名称 = \"未完，\n带出 = ［\n", "［", "["},
  };
  for (const auto& each : cases) {
    CAPTURE(each.text);
    const BookReading reading = read_book(each.text);
    REQUIRE(reading.diagnostics.size() == 1);
    const Diagnostic& found = reading.diagnostics.front();
    CHECK(found.name == "book-syntax");
    CHECK(each.text.substr(found.span.begin, found.span.end - found.span.begin) == each.at);
    CHECK((found.fix ? found.fix->text : "") == each.fix);
  }
  for (const char* text : {"名称 = \"é、＝\"\n", "名称 = 'é＝'\n", "# é，\n", "名称 = \"\"\"\né\n“\n\"\"\"\n", "\"é\" = 1\n",
                           "\xEF\xBB\xBF# x\n"}) {
    CAPTURE(text);
    for (const Diagnostic& diagnostic : read_book(text).diagnostics) CHECK(diagnostic.name != "book-syntax");
  }
}

TEST_CASE("texts in quotes hold any character") {
  for (const std::string text :
       {"é", "、。「名」", "Ω and ж", "\xC2\xA0\xE3\x80\x80", "\xEF\xBB\xBE", "かな", "１２（三）", "𠮷", "😀"}) {
    CAPTURE(text);
    CHECK(read_book("名称 = \"" + text + "\"\n").book.title == text);
    CHECK(read_book("名称 = '''" + text + "'''\n").book.title == text);
  }
  const auto found = read_book("名称 = \"\xEE\x80\x80\"\n").diagnostics;
  REQUIRE(!found.empty());
  CHECK(found.front().name == "book-syntax");
}

TEST_CASE("what is no TOML is told at its line") {
  for (const char* text : {"title = x\n", "title \"x\"\n", "[[rules]\nfile = \"a\"\n", "title = \"a\"\ntitle = \"b\"\n"}) {
    CAPTURE(text);
    const BookReading reading = read_book(text);
    REQUIRE(reading.diagnostics.size() == 1);
    CHECK(reading.diagnostics.front().name == "book-syntax");
  }
}
