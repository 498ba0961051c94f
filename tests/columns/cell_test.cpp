// Cells that are no numbers; blank cells and bounds of every kind.
#include "tests/columns/cell_cases.hpp"

namespace fenji::columns {
namespace {

using namespace std::string_literals;
using namespace testing;
using model::Bound;
using model::Decimal;
using model::Interval;

TEST_CASE("yes or no") {
  const Field field = field_of(Kind::yes_no);
  for (const char* yes :
       {"是", "Y", "y", "yes", "YES", "Yes", "true", "TRUE", "True", "1", "√", "✓", "✔", "Ｙ", "ＹＥＳ", "１"}) {
    check_all(field, {{yes, "是"}});
  }
  for (const char* no : {"否", "N", "n", "no", "NO", "No", "false", "FALSE", "False", "0", "×", "✗", "✘", "Ｎ", "ｎｏ", "０"}) {
    check_all(field, {{no, "否"}});
  }
  check_invalid(field, {"T",  "F",  "t",  "f",    "也许", "2",      "-1", "01", "1.0", "x", "X",
                        "有", "无", "对", "是的", "不",   "yes no", "y.", "✓✓", "真",  "假"});
}

TEST_CASE("dates") {
  check_all(field_of(Kind::date), {{"2026-03-01", "2026-03-01"},
                                   {"2026-3-1", "2026-03-01"},
                                   {"2026/03/01", "2026-03-01"},
                                   {"2026/3/1", "2026-03-01"},
                                   {"2026年3月1日", "2026-03-01"},
                                   {"2026年03月01日", "2026-03-01"},
                                   {"２０２６－０３－０１", "2026-03-01"},
                                   {"２０２６／３／１", "2026-03-01"},
                                   {"2024-02-29", "2024-02-29"},
                                   {"2000-02-29", "2000-02-29"},
                                   {"2026-12-31", "2026-12-31"},
                                   {"0001-01-01", "0001-01-01"},
                                   {"9999-12-31", "9999-12-31"}});
  check_invalid(field_of(Kind::date), {"2026-02-29",       "1900-02-29",  "2026-04-31",
                                       "2026-13-01",       "2026-00-01",  "2026-01-00",
                                       "2026-01-32",       "0000-01-01",  "2026.3.1",
                                       "2026-3/1",         "2026/3-1",    "2026年3月1",
                                       "2026年3月",        "2026年3-1",   "2026年3月1号",
                                       "2026-03",          "2026-003-01", "2026-03-001",
                                       "26-03-01",         "12026-03-01", "2026-03-01 00:00:00",
                                       "2026-03-01T00:00", "20260301",    "46082",
                                       "03/01/2026",       "1/3/2026",    "2026 -03-01",
                                       "2026-03-01日",     "-2026-03-01", "2026--01",
                                       "2026-3-",          "明年",        "二〇二六年三月一日",
                                       "2026-3-1-"});
}

TEST_CASE("labels: to the letter after folding") {
  const Field field = label_field();
  check_all(field, {{"合资公司", "合资公司"},
                    {"joint venture", "joint venture"},
                    {"joint\u3000venture", "joint venture"},
                    {"ｊｏｉｎｔ venture", "joint venture"},
                    {"500强", "500强"},
                    {"５００强", "500强"},
                    {"企业（大）", "企业（大）"},
                    {"企业(大)", "企业（大）"},
                    {"企业（大)", "企业（大）"},
                    {"否", "否"},
                    {"C＋", "C+"}});
  CHECK(read("A", field).label == 4);
  CHECK(read("Ａ", field).label == 5);
  CHECK(read("x", field).state == State::invalid);
  check_invalid(field, {"合资", "合资公司2", "合资 公司", "Joint venture", "joint  venture", "500", "a", "C", "企业[大]"});
}

TEST_CASE("text is trimmed, not folded") {
  const Field field = field_of(Kind::text);
  check_all(field, {{"张局", "张局"}, {"Ａ　１", "Ａ　１"}, {"a  b\nc", "a  b\nc"}, {"—", "—"}, {"0", "0"}});
  CHECK(read("\u00A0\u3000张局 \u3000", field).text == "张局");
  CHECK(read("a\0b"s, field).text == "a\0b"s);
  check_invalid(field, {"\xFF", "张\xE5\xB1", "\xCA\xC7", "a\xC0\x80", "\xED\xA0\x80"});
}

TEST_CASE("blank cells") {
  const std::vector<std::string> blanks = {"", " ", "\t", "\r\n", "\u3000", "\u00A0", " \u3000\t "};
  for (const Field& field : {money_field(), percent_field(Field::PercentCells::with_sign), whole_field(), label_field(),
                             field_of(Kind::text), field_of(Kind::date), field_of(Kind::yes_no)}) {
    for (const std::string& blank : blanks) {
      const Value value = read(blank, field);
      CHECK(value.state == State::missing);
      CHECK(value.blank);
    }
  }
  Field field = money_field();
  field.bounds = Interval{Bound{{0, 0}, false}, {}};
  field.blank_means = Value{};
  field.blank_means->state = State::known;
  field.blank_means->number = {0, money_scale};
  for (const std::string& blank : blanks) {
    const Value value = read(blank, field);
    CHECK(value.state == State::known);
    CHECK(value.blank);
    CHECK(value.number == Decimal{0, 0});
  }
  CHECK(read("0", field).state == State::invalid);
  CHECK(!read("0", field).blank);
  CHECK(!read("1", field).blank);
  CHECK(read("1", field).number == Decimal{1, 0});
  CHECK(read("—", field).state == State::invalid);
}

TEST_CASE("bounds are part of reading") {
  Field money = money_field();
  money.bare_number_means = {10'000, 0};
  money.bounds = Interval{Bound{{0, 0}, false}, Bound{{1'000'000, 0}, true}};
  check_all(money, {{"100", "1000000"}, {"0.000001元", "0.000001"}, {"100万", "1000000"}});
  check_invalid(money, {"0", "-0", "-1", "100.0001", "1000000.000001元", "101万"});

  Field points = percent_field(Field::PercentCells::points);
  points.bounds = Interval{Bound{{0, 0}, true}, Bound{{1, 0}, true}};
  check_all(points, {{"0", "0%"}, {"100", "100%"}, {"100%", "100%"}});
  check_invalid(points, {"100.000001", "-0.000001%", "101%"});

  Field whole = whole_field();
  whole.bounds = Interval{Bound{{0, 0}, true}, Bound{{100, 0}, true}};
  check_all(whole, {{"0", "0"}, {"100", "100"}});
  check_invalid(whole, {"-1", "101"});

  Field date = field_of(Kind::date);
  date.bounds =
      Interval{Bound{{model::day_from_civil(2026, 1, 1), 0}, true}, Bound{{model::day_from_civil(2026, 12, 31), 0}, true}};
  check_all(date, {{"2026-01-01", "2026-01-01"}, {"2026年12月31日", "2026-12-31"}});
  check_invalid(date, {"2025-12-31", "2027-1-1"});
}

}  // namespace
}  // namespace fenji::columns
