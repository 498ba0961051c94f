// Cells of the source table, read as the fields of the rules.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "engine/columns/cell_text.hpp"
#include "engine/export/bare_number.hpp"
#include "engine/export/cell_patterns.hpp"
#include "engine/export/exporter.hpp"
#include "engine/model/threshold.hpp"

namespace fenji::sql {

using model::Field;
using model::FieldId;
using model::Kind;

namespace {

constexpr int most_cell_digits = 18;

}  // namespace

// A typed column holds no value that could not be read but one that its field refuses, or a number that is neither yes nor no.
CellStates Exporter::cell_states(const Field& field) const {
  CellStates states;
  states.missing = !field.blank_means || field.blank_means->state != model::State::known;
  const bool absent = !options_.columns.empty() && !options_.columns[static_cast<std::size_t>(&field - rules_.fields.data())];
  states.invalid = !absent && field.type.kind != Kind::text;
  return states;
}

void Exporter::cannot_tell_apart(const Field& field, const std::string& first, const std::string& second) {
  cannot(field.span,
         {fmt::format("“{}”和“{}”在它的表里是同一列", first, second),
          fmt::format("`{}` and `{}` are one column of its tables", first, second)},
         {"请给其中一个字段写上又称，再用 --columns 给出表的列名",
          "give one of the fields another header with `also`, and the table's columns with --columns"});
}

void Exporter::read_fields() {
  std::vector<bool> read(rules_.fields.size(), false), shown(rules_.fields.size(), false), texts(rules_.fields.size(), false);
  for (const Step& step : graph_.steps) {
    if (step.operation == graph::Operation::field || step.operation == graph::Operation::given) read[step.reference] = true;
  }
  for (std::size_t output = 0; output < outputs_.size(); ++output) {
    const FieldId field = outputs_[output].field;
    if (field == model::none) continue;
    shown[field] = true;
    if (is_text(output)) texts[field] = true;
  }
  // Among equal remainders the key decides who gets the rest of what is shared out.
  const bool shared_out = std::any_of(rules_.populations.begin(), rules_.populations.end(), [](const auto& population) {
    return population.function == model::PopulationFunction::apportion;
  });
  std::map<std::string, std::string> columns;
  for (FieldId id = 0; id < rules_.fields.size(); ++id) {
    const Field& field = rules_.fields[id];
    if (field.population != model::none || !(read[id] || shown[id] || (shared_out && field.key))) continue;
    const std::optional<std::string> column = options_.columns.empty() ? std::optional(field.name) : options_.columns[id];
    const std::string wanted = field.name + in_chinese_or("（原值）", " (cell)");
    const bool typed = field.type.kind == Kind::number || field.type.kind == Kind::date;
    const bool text = options_.text_columns || !typed;
    const bool number = field.type.kind == Kind::number && !text;
    Expression cell = number ? spelling_.cell(literal("NULL"), Kind::number) : spelling_.as_text(literal("NULL"));
    if (column) {
      if (std::find(read_.begin(), read_.end(), *column) == read_.end()) read_.push_back(*column);
      const auto& [identity, first] = *columns.emplace(spelling_.column_identity(*column), *column).first;
      if (first != *column) cannot_tell_apart(field, first, *column);
      const Expression source = literal("source." + spelling_.identifier(*column));
      const bool any_type = text && !options_.text_columns;
      cell = spelling_.cell(any_type ? spelling_.text_of_any(source) : source, text ? Kind::text : field.type.kind);
    }
    raw_[id] = writer_.column(list_block_, wanted, cell);
  }
  for (FieldId id = 0; id < rules_.fields.size(); ++id) {
    const Field& field = rules_.fields[id];
    const bool needed = read[id] || (shown[id] && field.type.kind != Kind::text);
    if (field.population == model::none && needed) read_field(id, read[id]);
  }
}

// An option is read to the letter, else with full-width forms as their ASCII twins.
Expression Exporter::option(const Field& field, const Expression& cell) {
  const std::vector<std::string>& labels = rules_.labels_of(field.type).labels;
  std::string list;
  for (const std::string& label : labels) list += (list.empty() ? "" : ", ") + spelling_.text(label).text;
  const std::vector<std::string> forms = folded_forms(labels);
  const Expression listed = spelling_.among(cell, list, true);
  if (forms.empty()) return Case().when(listed, cell).end();
  const Expression folded = this->folded(cell, forms);
  Case twins;
  twins.when(listed, cell);
  std::string plain;
  for (const std::string& label : labels) {
    if (columns::has_full_width(label)) {
      twins.when(infix(folded, "=", spelling_.text(columns::folded(label))), spelling_.text(label));
    } else {
      plain += (plain.empty() ? "" : ", ") + spelling_.text(label).text;
    }
  }
  if (!plain.empty()) twins.when(spelling_.among(folded, plain, true), folded);
  return twins.end();
}

Expression Exporter::read_number(const Field& field, const Expression& cell) {
  const int places = field.type.scale + bare_number_power(field);
  // Numbers are read with at most as many digits as a cell may have.
  if (places <= most_cell_digits) return spelling_.read_number(cell, places);
  cannot(field.span, {fmt::format("“{}”的单位太大", field.name), fmt::format("the unit of `{}` is too large", field.name)},
         {"请用小一些的单位，例如万元", "take a smaller unit, such as 万元"});
  return cell;
}

Expression Exporter::typed_value(FieldId id) {
  const Field& field = rules_.fields[id];
  switch (field.type.kind) {
    case Kind::yes_no:
      return typed_yes_no(raw_[id]);
    case Kind::number:
      return read_number(field, raw_[id]);
    case Kind::date:
      return spelling_.read_day(plain_day(id));
    case Kind::label:
      return option(field, raw_[id]);
    case Kind::text:
      break;
  }
  return raw_[id];
}

void Exporter::read_field(FieldId id, bool read) {
  const Field& field = rules_.fields[id];
  const Expression& cell = raw_[id];
  Expression value = options_.text_columns ? text_value(id) : typed_value(id);
  // What a text is read as lies within the type.
  std::optional<model::MantissaRange> range;
  const bool number = field.type.kind == Kind::number;
  const bool typed = !options_.text_columns;
  if (typed && field.type.kind == Kind::date) range = model::MantissaRange{graph::calendar().lower, graph::calendar().upper};
  if (typed && field.type.whole) range = model::MantissaRange{-999'999'999'999'999'999, 999'999'999'999'999'999};
  if (field.bounds && (number || field.type.kind == Kind::date)) {
    const model::MantissaRange inside = model::mantissas_in(*field.bounds, number ? field.type.scale : 0);
    range = model::MantissaRange{std::max(inside.least, range ? range->least : model::int128_min),
                                 std::min(inside.greatest, range ? range->greatest : model::int128_max)};
    if (field.type.whole) range = inside;
  } else if (number) {
    range.reset();
  }
  if (range) {
    value = writer_.column(field_block_, field.name + in_chinese_or("（读数）", " (read)"), value);
    reads_[id] = value;
    std::vector<Expression> limits;
    const auto limit = [&](model::Int128 mantissa) {
      const int scale = number ? field.type.scale : 0;
      return noted({mantissa, scale}, field.type, Width::narrow);
    };
    if (range->least > range->greatest) {
      limits.push_back(literal("FALSE"));
    } else {
      constexpr model::Int128 cell_limit = 999'999'999'999'999'999;
      if (range->least > -cell_limit) limits.push_back(infix(value, ">=", limit(range->least)));
      if (range->greatest < cell_limit) limits.push_back(infix(value, "<=", limit(range->greatest)));
    }
    value = Case().when(all_of(limits), value).end();
  }
  const bool stands = field.blank_means && field.blank_means->state == model::State::known;
  if (stands) {
    Step blank;
    blank.operation = graph::Operation::constant;
    blank.type = field.type;
    blank.constant = *field.blank_means;
    if (number) {
      if (const auto exact = model::rescaled(blank.constant.number, field.type.scale)) blank.constant.number = *exact;
    }
    value = Case().when(is_null(cell), constant(blank, Width::narrow)).otherwise(value);
  }
  fields_[id].value = writer_.column(field_block_, field.name, value);
  if (!read) return;
  std::vector<std::pair<Expression, Why>> whys;
  const CellStates& states = cells_[id];
  const Reason missing{Reason::Kind::missing, id, 0}, unreadable{Reason::Kind::unreadable, id, 0};
  if (states.missing && bits_->has(missing)) whys.emplace_back(is_null(cell), of_reason(missing));
  if (states.invalid && bits_->has(unreadable)) whys.emplace_back(is_null(fields_[id].value), of_reason(unreadable));
  if (!whys.empty()) fields_[id].why = why_columns(field_block_, field.name, cases(whys, {}));
}

// A cell holds something or not; one that cannot be read leaves it undecided.
Expression Exporter::given(const Step& step) const {
  const Expression holds = is_not_null(raw_[step.reference]);
  if (!cells_[step.reference].invalid) return holds;
  const Expression& value = fields_[step.reference].value;
  return Case().when(is_null(raw_[step.reference]), literal("FALSE")).when(is_not_null(value), literal("TRUE")).end();
}

}  // namespace fenji::sql
