#include "engine/lint/cell_text.hpp"

#include <vector>

#include "engine/columns/cell.hpp"
#include "engine/prove/record.hpp"

namespace fenji::lint {
namespace {

using model::Kind;
using model::State;

// The ways in which people write it, the plainest first.
std::vector<std::string> spellings(const model::Value& value, const model::Field& field, const model::Rules& rules) {
  const bool chinese = rules.language == Language::chinese;
  switch (field.type.kind) {
    case Kind::number: {
      const std::string digits = to_text(normalized(value.number));
      if (field.type.percent) {
        const auto points = multiply(value.number, model::Decimal{100, 0});
        return {points ? to_text(normalized(*points)) + "%" : digits};
      }
      const std::string unit = field.type.unit.money() ? (chinese ? "元" : " yuan") : to_text(field.type.unit);
      return {digits, digits + unit, digits + (chinese ? "元" : " CNY")};
    }
    case Kind::date:
      return {to_text(value, field.type, rules, rules.language)};
    case Kind::yes_no:
      return {value.yes ? (chinese ? "是" : "yes") : (chinese ? "否" : "no")};
    case Kind::label:
      return {rules.labels_of(field.type).labels[value.label]};
    case Kind::text:
      break;
  }
  return {value.text};
}

}  // namespace

std::string cell_text(const model::Value& value, const model::Field& field, const model::Rules& rules) {
  if (value.state != State::known || value.blank) return {};
  for (const std::string& text : spellings(value, field, rules)) {
    const model::Value read = columns::read_cell(text, field, rules);
    if (read.state != State::known) continue;
    const auto order = prove::order_of(read, value, field.type);
    if (order && *order == 0) return text;
  }
  return {};
}

}  // namespace fenji::lint
