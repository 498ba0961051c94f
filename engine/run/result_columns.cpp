#include "engine/run/result_columns.hpp"

#include <algorithm>

#include "engine/lists/formula_cells.hpp"

namespace fenji::run {
namespace {

using Kind = ResultColumn::Kind;

Kind kind_of(const model::Type& type) {
  switch (type.kind) {
    case model::Kind::yes_no:
      return Kind::yes_no;
    case model::Kind::number:
      return type.percent ? Kind::percent : Kind::number;
    case model::Kind::date:
      return Kind::date;
    case model::Kind::label:
      return Kind::label;
    case model::Kind::text:
      break;
  }
  return Kind::text;
}

const model::Type& type_of(const model::OutputColumn& output, const model::Rules& rules) {
  if (output.field != model::none) return rules.fields[output.field].type;
  if (output.definition != model::none) return rules.definitions[output.definition].type;
  return rules.parameters[output.parameter].type;
}

// Whether `part` is `whole` with some of its labels left out.
bool stands_in(const std::vector<std::string>& part, const std::vector<std::string>& whole) {
  auto place = whole.begin();
  for (const std::string& label : part) {
    place = std::find(place, whole.end(), label);
    if (place == whole.end()) return false;
    ++place;
  }
  return true;
}

}  // namespace

ResultColumn result_column(std::string name, const model::Type& type, const model::Rules& rules) {
  ResultColumn column{std::move(name), kind_of(type), type.kind == model::Kind::number && type.unit.money(), false, {}};
  if (type.kind == model::Kind::label && rules.labels_of(type).ordered) column.scale = rules.labels_of(type).labels;
  return column;
}

ResultColumn common_column(const ResultColumn& left, const ResultColumn& right) {
  ResultColumn column = left;
  if (left.kind != right.kind) column.kind = Kind::as_written;
  const bool words = left.kind == Kind::label || left.kind == Kind::text || left.kind == Kind::yes_no;
  const bool other_words = right.kind == Kind::label || right.kind == Kind::text || right.kind == Kind::yes_no;
  if (left.kind != right.kind && words && other_words) column.kind = Kind::text;
  column.money = left.money && right.money;
  column.of_list = left.of_list && right.of_list;
  if (stands_in(left.scale, right.scale)) {
    column.scale = right.scale;
  } else if (!stands_in(right.scale, left.scale)) {
    column.scale.clear();
  }
  return column;
}

std::vector<ResultColumn> status_and_notes(Language language) {
  return {{Message{"状态", "status"}.in(language), Kind::label, false, false, {}},
          {Message{"说明", "notes"}.in(language), Kind::text, false, false, {}}};
}

std::vector<ResultColumn> result_columns(const model::Rules& rules, Language language) {
  std::vector<ResultColumn> columns;
  for (const model::OutputColumn& output : rules.outputs) {
    columns.push_back(result_column(output.name, type_of(output, rules), rules));
  }
  for (ResultColumn& column : status_and_notes(language)) columns.push_back(std::move(column));
  return columns;
}

void defuse_names(std::vector<ResultColumn>& columns) {
  for (ResultColumn& column : columns) column.name = lists::defused(column.name);
}

}  // namespace fenji::run
