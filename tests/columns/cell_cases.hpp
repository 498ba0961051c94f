// Fields of every kind, and tables of cells read as them.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "engine/columns/cell.hpp"

namespace fenji::columns::testing {

using model::Field;
using model::Kind;
using model::Rules;
using model::State;
using model::Value;

inline const Rules& rules() {
  static const Rules shared = [] {
    Rules made;
    made.label_sets = {{"其他", {"x"}, false},
                       {"性质", {"合资公司", "joint venture", "500强", "企业（大）", "A", "Ａ", "否", "C+"}, false}};
    return made;
  }();
  return shared;
}

inline Field field_of(Kind kind) {
  Field field;
  field.type.kind = kind;
  return field;
}

inline Field number_field(const std::string& unit, int scale = number_scale) {
  Field field = field_of(Kind::number);
  field.type.unit = model::parse_unit(unit);
  field.type.scale = scale;
  return field;
}

inline Field money_field() { return number_field("元", money_scale); }

inline Field percent_field(Field::PercentCells cells) {
  Field field = number_field("", percent_scale);
  field.type.percent = true;
  field.percent_cells = cells;
  return field;
}

inline Field whole_field() {
  Field field = number_field("", 0);
  field.type.whole = true;
  return field;
}

inline Field label_field() {
  Field field = field_of(Kind::label);
  field.type.labels = 1;
  return field;
}

inline Value read(const std::string& cell, const Field& field) { return read_cell(cell, field, rules()); }

// The value as text; `invalid` and `missing` likewise. Also that the scale is the field's.
inline std::string text(const std::string& cell, const Field& field) {
  const Value value = read(cell, field);
  CHECK(value.blank == (value.state == State::missing));
  if (value.state == State::invalid) return "invalid";
  if (value.state == State::missing) return "missing";
  if (field.type.kind == Kind::number) CHECK(value.number.scale == field.type.scale);
  return model::to_text(value, field.type, rules(), Language::chinese);
}

struct Case {
  std::string cell, expected;
};
using Cases = std::vector<Case>;

inline void check_all(const Field& field, const Cases& cases) {
  for (const Case& c : cases) {
    CAPTURE(c.cell);
    CHECK(text(c.cell, field) == c.expected);
    CHECK(text(" \t" + c.cell + "\u3000\r\n", field) == c.expected);
    CHECK(text(c.cell + "\xFF", field) == "invalid");
  }
}

inline void check_invalid(const Field& field, const std::vector<std::string>& cells) {
  for (const std::string& cell : cells) {
    CAPTURE(cell);
    CHECK(text(cell, field) == "invalid");
  }
}

}  // namespace fenji::columns::testing
