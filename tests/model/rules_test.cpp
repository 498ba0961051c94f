#include "engine/model/rules.hpp"

#include <doctest/doctest.h>

namespace fenji::model {
namespace {

Type number_type(int scale = 0) {
  Type type;
  type.scale = scale;
  return type;
}

Type percent_type() {
  Type type = number_type(8);
  type.percent = true;
  return type;
}

Type money_type() {
  Type type = number_type(6);
  type.unit = money_unit();
  return type;
}

Type quotient_type() {
  Type type;
  type.quotient = true;
  return type;
}

Type type_of(Kind kind) {
  Type type;
  type.kind = kind;
  return type;
}

Value known() {
  Value value;
  value.state = State::known;
  return value;
}

Value number(Decimal decimal, Decimal denominator = {1, 0}) {
  Value value = known();
  value.number = decimal;
  value.denominator = denominator;
  return value;
}

std::string both(const Value& value, const Type& type, const Rules& rules = {}) {
  const std::string zh = to_text(value, type, rules, Language::chinese);
  const std::string en = to_text(value, type, rules, Language::english);
  return zh == en ? zh : zh + " | " + en;
}

TEST_CASE("numbers as text") {
  struct Case {
    Decimal number;
    Type type;
    std::string expected;
  };
  const std::vector<Case> cases = {
      {{8400, 2}, number_type(2), "84"},
      {{-5, 1}, number_type(1), "-0.5"},
      {{8'000'000'000'000, 6}, money_type(), "8000000"},
      {{799'999'999'000'0, 6}, money_type(), "7999999.99"},
      {{35'000'000, 8}, percent_type(), "35%"},
      {{12'345'678, 8}, percent_type(), "12.345678%"},
      {{-3'500'000, 8}, percent_type(), "-3.5%"},
      {{0, 8}, percent_type(), "0%"},
      {{0, 0}, percent_type(), "0%"},
      {{2, 0}, percent_type(), "200%"},
      {{5, 1}, percent_type(), "50%"},
      {{-15, 1}, percent_type(), "-150%"},
      {{7, 2}, percent_type(), "7%"},
      {{int128_min, 0}, percent_type(), "-17014118346046923173168730371588410572800%"},
      {{int128_max, 1}, percent_type(), "1701411834604692317316873037158841057270%"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.expected);
    CHECK(both(number(c.number), c.type) == c.expected);
  }
}

TEST_CASE("quotients as text") {
  struct Case {
    Decimal numerator, denominator;
    std::string expected;
  };
  const std::vector<Case> cases = {
      {{1, 0}, {4, 0}, "0.25"},      {{-1, 0}, {-4, 0}, "0.25"},
      {{1, 0}, {3, 0}, "≈0.333333"}, {{2, 0}, {-3, 0}, "≈-0.666667"},
      {{0, 0}, {7, 0}, "0"},         {{1, 0}, {10'000'000, 0}, "≈0"},
      {{1, 0}, {64, 0}, "0.015625"}, {{1, 0}, {128, 0}, "≈0.007813"},
      {{50, 0}, {5, 1}, "100"},      {{int128_max, 0}, {1, 6}, "170141183460469231731687303715884105727 / 0.000001"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.expected);
    CHECK(both(number(c.numerator, c.denominator), quotient_type()) == c.expected);
  }
  Type percent = quotient_type();
  percent.percent = true;
  CHECK(both(number({1, 0}, {3, 0}), percent) == "≈33.333333%");
  CHECK(both(number({1, 0}, {4, 0}), percent) == "25%");
}

TEST_CASE("other kinds as text") {
  Value yes = known();
  yes.yes = true;
  CHECK(both(yes, type_of(Kind::yes_no)) == "是 | yes");
  CHECK(both(known(), type_of(Kind::yes_no)) == "否 | no");

  Value date = known();
  date.day = day_from_civil(2026, 3, 1);
  CHECK(both(date, type_of(Kind::date)) == "2026-03-01");
  date.day = day_from_civil(7, 12, 31);
  CHECK(both(date, type_of(Kind::date)) == "0007-12-31");

  Rules rules;
  rules.label_sets = {{"", {"x"}, false}, {"级别", {"A", "合资 公司"}, true}};
  Type label_type = type_of(Kind::label);
  label_type.labels = 1;
  Value label = known();
  label.label = 1;
  CHECK(both(label, label_type, rules) == "合资 公司");

  Value text = known();
  text.text = "每周电话一次";
  CHECK(both(text, type_of(Kind::text)) == "每周电话一次");
}

TEST_CASE("what is not known has no text") {
  for (const State state : {State::not_applicable, State::uncovered, State::missing, State::invalid}) {
    Value value = number({5, 0});
    value.state = state;
    CHECK(both(value, number_type()).empty());
  }
}

TEST_CASE("contains") {
  const Interval all{};
  const Interval closed{Bound{{-3, 2}, true}, Bound{{10, 2}, true}};
  const Interval open{Bound{{-3, 2}, false}, Bound{{10, 2}, false}};
  const Interval from{Bound{{8'000'000, 0}, true}, {}};
  const Interval under{{}, Bound{{8'000'000, 0}, false}};
  struct Case {
    const Interval& interval;
    Decimal value;
    bool expected;
  };
  const std::vector<Case> cases = {
      {all, {int128_min, 0}, true},          {closed, {-3'000'000, 8}, true},
      {closed, {-3'000'001, 8}, false},      {closed, {1, 1}, true},
      {closed, {10'000'001, 8}, false},      {open, {-3'000'000, 8}, false},
      {open, {-2'999'999, 8}, true},         {open, {1, 1}, false},
      {open, {9'999'999, 8}, true},          {from, {7'999'999'990'000, 6}, false},
      {from, {8'000'000'000'000, 6}, true},  {from, {int128_max, 0}, true},
      {under, {7'999'999'990'000, 6}, true}, {under, {8'000'000'000'000, 6}, false},
      {under, {int128_min, 0}, true},
  };
  for (const Case& c : cases) {
    CAPTURE(to_text(c.value));
    CHECK(contains(c.interval, c.value) == c.expected);
  }
}

TEST_CASE("contacts as text") {
  using Period = Contact::Period;
  using Action = Contact::Action;
  struct Case {
    Contacts contacts;
    std::string zh, en;
  };
  const std::vector<Case> cases = {
      {{}, "无", "none"},
      {{{1, 1, Period::half_year, 1, Action::on_site, {}}}, "1次/半年 上门", "1 per half-year on site"},
      {{{1, 3, Period::quarter, 1, Action::on_site, {}}}, "1-3次/季度 上门", "1-3 per quarter on site"},
      {{{2, 2, Period::quarter, 1, Action::on_site_or_phone, {}}}, "2次/季度 上门或电话", "2 per quarter on site or by phone"},
      {{{1, 1, Period::month, 2, Action::phone, {}}}, "1次/2个月 电话", "1 per 2 months by phone"},
      {{{1, 1, Period::month, 1, Action::unspecified, {}}}, "1次/月", "1 per month"},
      {{{0, 2, Period::day, 1, Action::other, "微信 问候"}}, "0-2次/天 微信 问候", "0-2 per day 微信 问候"},
      {{{1, 1, Period::day, 10, Action::unspecified, {}}}, "1次/10天", "1 per 10 days"},
      {{{1, 1, Period::week, 2, Action::unspecified, {}}}, "1次/2周", "1 per 2 weeks"},
      {{{1, 1, Period::quarter, 2, Action::unspecified, {}}}, "1次/2个季度", "1 per 2 quarters"},
      {{{1, 1, Period::half_year, 3, Action::unspecified, {}}}, "1次/3个半年", "1 per 3 half-years"},
      {{{1, 1, Period::year, 2, Action::unspecified, {}}}, "1次/2年", "1 per 2 years"},
      {{{1, 1, Period::year, 1, Action::on_site, {}}, {1, 1, Period::week, 1, Action::phone, {}}},
       "1次/年 上门、1次/周 电话",
       "1 per year on site, 1 per week by phone"},
  };
  for (const Case& c : cases) {
    CHECK(to_text(c.contacts, Language::chinese) == c.zh);
    CHECK(to_text(c.contacts, Language::english) == c.en);
  }
}

}  // namespace
}  // namespace fenji::model
