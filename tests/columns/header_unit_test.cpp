#include "engine/columns/header_unit.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace fenji;
using Says = columns::HeaderUnit::Says;
using Cells = model::Field::PercentCells;

namespace {

model::Field number(const char* unit) {
  model::Field field;
  field.type.unit = model::parse_unit(unit);
  field.type.scale = field.type.unit.money() ? model::money_scale : model::number_scale;
  return field;
}

model::Field of(model::Kind kind) {
  model::Field field;
  field.type.kind = kind;
  return field;
}

}  // namespace

TEST_CASE("the unit of a header sets what bare numbers mean") {
  struct Case {
    const char* unit;  // of the field
    const char* bracket;
    Says says;
    std::int64_t times = 1;
  };
  for (const Case& c : {
           Case{"元", "元", Says::unit},
           Case{"元", "万元", Says::unit, 10'000},
           Case{"元", "万", Says::unit, 10'000},
           Case{"元", "千元", Says::unit, 1000},
           Case{"元", "百万元", Says::unit, 1'000'000},
           Case{"元", "亿元", Says::unit, 100'000'000},
           Case{"元", "人民币万元", Says::unit, 10'000},
           Case{"元", "万元人民币", Says::unit, 10'000},
           Case{"元", "人民币：元", Says::unknown},  // brackets come folded
           Case{"元", "人民币:元", Says::unit},
           Case{"元", "RMB", Says::unit},
           Case{"元", "¥", Says::unit},
           Case{"元", "CNY million", Says::unit, 1'000'000},
           Case{"元", "million yuan", Says::unit, 1'000'000},
           Case{"元", "thousand", Says::unit, 1000},
           Case{"元", "RMB k", Says::unit, 1000},
           Case{"元", "10,000 yuan", Says::unit, 10'000},
           Case{"元", "RMB '000", Says::unit, 1000},
           Case{"元", "k", Says::unknown},
           Case{"元", "2025", Says::unknown},
           Case{"元", "吨", Says::misfit},
           Case{"元", "万吨", Says::misfit},
           Case{"元", "美元", Says::misfit},
           Case{"元", "万美元", Says::misfit},
           Case{"元", "USD", Says::misfit},
           Case{"元", "元/吨", Says::misfit},
           Case{"元", "%", Says::misfit},
           Case{"元", "备注", Says::unknown},
           Case{"元", "含税", Says::unknown},
           Case{"元", "2025年", Says::unknown},
           Case{"元", "", Says::nothing},
           Case{"元", "必填", Says::nothing},
           Case{"吨/月", "吨/月", Says::unit},
           Case{"吨/月", "万吨/月", Says::unit, 10'000},
           Case{"吨/月", "吨/个月", Says::unit},
           Case{"吨/月", "万", Says::unit, 10'000},
           Case{"吨/月", "吨", Says::misfit},
           Case{"吨/月", "万元", Says::misfit},
           Case{"箱/店", "箱/店", Says::unit},
           Case{"kg", "kg", Says::unit},
           Case{"kg", "千克", Says::misfit},
           Case{"", "人", Says::unit},
           Case{"", "万人", Says::unit, 10'000},
           Case{"", "万", Says::unit, 10'000},
           Case{"", "万元", Says::misfit},
           Case{"", "%", Says::misfit},
           Case{"", "说明", Says::unknown},
       }) {
    CAPTURE(c.unit);
    CAPTURE(c.bracket);
    const columns::HeaderUnit unit = columns::header_unit(c.bracket, number(c.unit));
    CHECK(unit.says == c.says);
    CHECK(unit.bare_number_means == model::Decimal{c.times, 0});
  }
}

TEST_CASE("the brackets of a percentage say points or fractions") {
  model::Field field;
  field.type.percent = true;
  struct Case {
    const char* bracket;
    Says says;
    Cells cells = Cells::with_sign;
  };
  for (const Case& c : {
           Case{"%", Says::unit, Cells::points},
           Case{"百分数", Says::unit, Cells::points},
           Case{"Percent", Says::unit, Cells::points},
           Case{"小数", Says::unit, Cells::fraction},
           Case{"‰", Says::misfit},
           Case{"万元", Says::misfit},
           Case{"预计", Says::unknown},
           Case{"选填", Says::nothing},
       }) {
    CAPTURE(c.bracket);
    const columns::HeaderUnit unit = columns::header_unit(c.bracket, field);
    CHECK(unit.says == c.says);
    CHECK(unit.percent_cells == c.cells);
  }
}

TEST_CASE("hints of other kinds change nothing") {
  struct Case {
    model::Kind kind;
    const char* bracket;
    Says says;
  };
  for (const Case& c : {
           Case{model::Kind::yes_no, "是/否", Says::nothing},
           Case{model::Kind::yes_no, "Y/N", Says::nothing},
           Case{model::Kind::yes_no, "万元", Says::unknown},
           Case{model::Kind::date, "yyyy-mm-dd", Says::nothing},
           Case{model::Kind::date, "YYYY/M/D", Says::nothing},
           Case{model::Kind::date, "年/月/日", Says::nothing},
           Case{model::Kind::date, "预计", Says::unknown},
           Case{model::Kind::text, "是/否", Says::unknown},
           Case{model::Kind::text, "全称", Says::unknown},
           Case{model::Kind::text, "万元", Says::unknown},
           Case{model::Kind::label, "必填", Says::nothing},
       }) {
    CAPTURE(c.bracket);
    CHECK(columns::header_unit(c.bracket, of(c.kind)).says == c.says);
  }
}
