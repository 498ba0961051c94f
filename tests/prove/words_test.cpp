#include "engine/prove/words.hpp"

#include <doctest/doctest.h>

#include "tests/prove/policy.hpp"

namespace fenji::test {
namespace {

using prove::interval_words;
using prove::number_words;

model::Type unit_type(const char* unit) {
  model::Type type = number_type(2);
  type.unit = model::parse_unit(unit);
  return type;
}

TEST_CASE("numbers as a sales manager writes them") {
  struct Case {
    const char* number;
    model::Type type;
    std::string zh;
    std::string en;
  };
  const std::vector<Case> cases = {
      {"7995000", money_type(), "799.5万", "7,995,000"},
      {"8000000", money_type(), "800万", "8,000,000"},
      {"-8000000", money_type(), "-800万", "-8,000,000"},
      {"1999999.99", money_type(), "1,999,999.99", "1,999,999.99"},
      {"10000", money_type(), "1万", "10,000"},
      {"9999", money_type(), "9999", "9999"},
      {"10001", money_type(), "10,001", "10,001"},
      {"120000000", money_type(), "1.2亿", "120,000,000"},
      {"123450000", money_type(), "12345万", "123,450,000"},
      {"0", money_type(), "0", "0"},
      {"0.05", percent_type(), "5%", "5%"},
      {"-0.155", percent_type(), "-15.5%", "-15.5%"},
      {"89.25", number_type(2), "89.25", "89.25"},
      {"50000", number_type(0), "50,000", "50,000"},
      {"5000", unit_type("吨/月"), "5000吨/月", "5000 吨/month"},
      {"3", unit_type("年"), "3年", "3 years"},
      {"1.50", number_type(2), "1.5", "1.5"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.zh);
    CHECK(number_words(decimal(c.number), c.type, Language::chinese) == c.zh);
    CHECK(number_words(decimal(c.number), c.type, Language::english) == c.en);
  }
}

TEST_CASE("ranges in the words of the language") {
  struct Case {
    model::Interval interval;
    model::Type type;
    std::string zh;
    std::string en;
  };
  const std::vector<Case> cases = {
      {over_under("7990000", "8000000"), money_type(), "超过799万至不满800万", "over 7,990,000 to under 8,000,000"},
      {from_under("4000000", "8000000"), money_type(), "400万至不满800万", "4,000,000 to under 8,000,000"},
      {over_to("-0.2", "-0.1"), percent_type(), "超过-20%至-10%", "over -20% to -10%"},
      {from_to("70", "79"), number_type(2), "70至79", "70 to 79"},
      {exactly("70"), number_type(2), "70", "70"},
      {at_least("90"), number_type(0), "90以上", "at least 90"},
      {at_most("-0.2"), percent_type(), "-20%以下", "at most -20%"},
      {over("0"), money_type(), "超过0", "over 0"},
      {under("70"), whole_type(), "不满70", "under 70"},
      {over_under("79", "90"), whole_type(), "80至89", "80 to 89"},
      {over_under("79", "81"), whole_type(), "80", "80"},
      {{}, number_type(0), "任何值", "any value"},
      {{model::Bound{as_limit(2026, 1, 1), true}, model::Bound{as_limit(2027, 1, 1), false}},
       date_type(),
       "2026-01-01至2026-12-31",
       "2026-01-01 to 2026-12-31"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.zh);
    CHECK(interval_words(c.interval, c.type, Language::chinese) == c.zh);
    CHECK(interval_words(c.interval, c.type, Language::english) == c.en);
  }
}

TEST_CASE("expressions read as written") {
  ModelBuilder builder;
  const auto x = builder.number_field("甲");
  const auto y = builder.number_field("乙");
  const auto sum = builder.add({x, y});
  struct Case {
    model::ExpressionId expression;
    std::string zh;
    std::string en;
  };
  const std::vector<Case> cases = {
      {builder.multiply({sum, builder.number("2")}), "(甲 + 乙) × 2", "(甲 + 乙) × 2"},
      {builder.greater_equal(builder.subtract(x, y), builder.number("0.5")), "甲 - 乙 ≥ 0.5", "甲 - 乙 ≥ 0.5"},
      {builder.round(builder.divide(x, y), 2), "四舍五入(甲 ÷ 乙, 2)", "round(甲 ÷ 乙, 2)"},
      {builder.within(x, in(at_least("3"))), "甲 为 3以上", "甲 in at least 3"},
      {builder.all({builder.given(x), builder.given(y)}), "甲 已填 且 乙 已填", "甲 given and 乙 given"},
      {builder.maximum({x, y}), "最大(甲, 乙)", "max(甲, 乙)"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.zh);
    CHECK(prove::expression_words(c.expression, builder.rules, Language::chinese) == c.zh);
    CHECK(prove::expression_words(c.expression, builder.rules, Language::english) == c.en);
  }
}

}  // namespace
}  // namespace fenji::test
