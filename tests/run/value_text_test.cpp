#include "engine/run/value_text.hpp"

#include <doctest/doctest.h>

#include "engine/lists/csv_text.hpp"

using namespace fenji;

TEST_CASE("numbers are written as the model writes them") {
  const std::int64_t mantissas[] = {0,
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
  for (const std::int64_t mantissa : mantissas) {
    for (int scale = 0; scale <= 18; ++scale) {
      std::string written;
      run::append_decimal(mantissa, scale, written);
      CHECK(written == model::to_text(model::Decimal{mantissa, scale}));
    }
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
