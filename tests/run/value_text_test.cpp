#include "engine/run/value_text.hpp"

#include <doctest/doctest.h>

#include <random>

#include "engine/lists/csv_text.hpp"
#include "engine/run/digits.hpp"

using namespace fenji;

TEST_CASE("numbers are written as the model writes them") {
  std::vector<std::int64_t> mantissas = {0,
                                         1,
                                         -1,
                                         5,
                                         10,
                                         99,
                                         100,
                                         84000,
                                         -84500,
                                         123456789,
                                         1000000000000000000,
                                         std::numeric_limits<std::int64_t>::max(),
                                         std::numeric_limits<std::int64_t>::min()};
  for (std::int64_t mantissa = 1; mantissa < 1'000'000'000'000'000'000; mantissa *= 10) {
    for (const std::int64_t beside : {-1, 1, 5, 10}) mantissas.push_back(3 * mantissa + beside);
  }
  for (const std::int64_t mantissa : mantissas) {
    for (int scale = 0; scale <= model::max_scale; ++scale) {
      char digits[run::room_for_digits];
      const std::string written(digits, run::write_decimal(mantissa, scale, digits));
      CHECK(written == model::to_text(model::Decimal{mantissa, scale}));
    }
  }
}

TEST_CASE("numbers of up to 128 bits are written as the model writes them") {
  std::mt19937_64 random(128);
  const auto wide = [&](int digits) {
    model::Int128 number = 0;
    while (digits-- > 0) number = 10 * number + static_cast<int>(random() % 10);
    return number;
  };
  std::vector<model::Int128> mantissas;
  for (int digits = 1; digits <= 38; ++digits) {
    model::Int128 power = 1;
    for (int i = 1; i < digits; ++i) power *= 10;
    mantissas.insert(mantissas.end(), {power, power - 1, -power, wide(digits), -wide(digits)});
    for (int zeros = 0; zeros < digits; ++zeros) {
      model::Int128 number = wide(digits - zeros);
      for (int i = 0; i < zeros; ++i) number *= 10;
      mantissas.push_back(number);
    }
  }
  const auto greatest = static_cast<model::Int128>(~model::UInt128{0} >> 1);
  mantissas.insert(mantissas.end(), {greatest, -greatest, -greatest - 1});
  for (const model::Int128 mantissa : mantissas) {
    for (int scale = 0; scale <= model::max_scale; ++scale) {
      char digits[run::room_for_digits];
      const std::string written(digits, run::write_wide_decimal(mantissa, scale, digits));
      CHECK(written == model::to_text(model::Decimal{mantissa, scale}));
    }
  }
}

TEST_CASE("all numbers of four digits and all days are written as the model writes them") {
  char digits[run::room_for_digits];
  for (std::int64_t number = 0; number < 10'000; ++number) {
    const std::string written(digits, run::write_decimal(10'000 * number + 9'999 - number, 4, digits));
    CHECK(written == model::to_text(model::Decimal{10'000 * number + 9'999 - number, 4}));
  }
  model::Type date;
  date.kind = model::Kind::date;
  model::Value value;
  value.state = model::State::known;
  for (model::Day day = model::day_from_civil(1, 1, 1); day <= model::day_from_civil(9999, 12, 31); day += 11) {
    value.day = day;
    const std::string written(digits, run::write_day(day, digits));
    REQUIRE(written == model::to_text(value, date, model::Rules(), Language::english));
  }
}

TEST_CASE("every type is written as model::to_text writes it") {
  model::Rules rules;
  rules.label_sets.push_back({"级别", {"A", "B,C", "\"D\""}, true});
  const auto check = [&](const model::Type& type, model::Representation representation, const void* data,
                         const model::Value& value) {
    const run::ValueText text(rules, type, representation, Language::chinese);
    execute::Vector vector;
    vector.data = data;
    std::string written, expected;
    text.append(vector, 0, written);
    lists::append_cell(expected, model::to_text(value, type, rules, Language::chinese));
    CHECK(written == expected);
  };
  model::Value value;
  value.state = model::State::known;
  for (const bool percent : {false, true}) {
    for (const int scale : {0, 1, 2, 8}) {
      for (const std::int64_t mantissa : {std::int64_t{0}, std::int64_t{-35}, std::int64_t{120000000}, std::int64_t{7}}) {
        model::Type type;
        type.percent = percent;
        type.scale = scale;
        value.number = {mantissa, scale};
        check(type, model::Representation::i64, &mantissa, value);
        const model::Int128 wide = mantissa;
        check(type, model::Representation::i128, &wide, value);
      }
    }
  }
  model::Type date;
  date.kind = model::Kind::date;
  const std::int64_t day = 20514;
  value.day = static_cast<model::Day>(day);
  check(date, model::Representation::i64, &day, value);
  model::Type label;
  label.kind = model::Kind::label;
  for (std::uint32_t code = 0; code < 3; ++code) {
    value.label = code;
    check(label, model::Representation::code, &code, value);
  }
  model::Type yes_no;
  yes_no.kind = model::Kind::yes_no;
  for (const std::uint8_t yes : {std::uint8_t{0}, std::uint8_t{1}}) {
    value.yes = yes != 0;
    check(yes_no, model::Representation::bits, &yes, value);
  }
}
