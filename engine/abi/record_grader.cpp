#include "engine/abi/record_grader.hpp"

#include "engine/abi/cell_texts.hpp"
#include "engine/abi/dates.hpp"
#include "engine/execute/status.hpp"
#include "engine/model/threshold.hpp"
#include "engine/run/list_columns.hpp"

namespace fenji::abi {

using model::FieldId;
using model::Kind;
using model::State;

namespace {

Fault needs_table() {
  return {FENJI_UNSUPPORTED,
          {"规则要看整个名单，一条一条评不了：请把整张表交给 fenji_evaluate",
           "the rules look at the whole list, so records cannot be graded one by one: give the table to fenji_evaluate"}};
}

model::Value in_state(State state) {
  model::Value value;
  value.state = state;
  return value;
}

fenji_value shown(std::string_view text) {
  fenji_value result{};
  result.kind = FENJI_VALUE_TEXT;
  result.text = text.data();
  result.text_size = text.size();
  return result;
}

// What a value shows, whose type is `type`.
fenji_value shown(const model::Value& value, const model::Type& type, const model::Rules& rules) {
  fenji_value result{};
  switch (type.kind) {
    case Kind::number:
      result.kind = FENJI_VALUE_NUMBER;
      result.scale = value.number.scale;
      result.number = static_cast<std::int64_t>(value.number.mantissa);
      result.high = static_cast<std::int64_t>(value.number.mantissa >> 64);
      break;
    case Kind::yes_no:
      result.kind = FENJI_VALUE_YES_NO;
      result.number = value.yes ? 1 : 0;
      break;
    case Kind::date:
      result.kind = FENJI_VALUE_DATE;
      result.number = value.day;
      break;
    case Kind::label:
      return shown(rules.labels_of(type).labels[value.label]);
    case Kind::text:
      return shown(value.text);
  }
  return result;
}

// The same of a value in memory; a text is its own.
fenji_value shown(const execute::Vector& vector, model::Representation representation, const model::Type& type,
                  const model::Rules& rules) {
  if (!vector.known(0)) return {};
  if (type.kind == Kind::text) return shown(vector.at<std::string_view>(0));
  execute::ResultColumn column;
  column.type = type;
  column.representation = representation;
  column.vector = vector;
  return shown(execute::value_at(column, 0), type, rules);
}

}  // namespace

std::variant<std::unique_ptr<RecordGrader>, Fault> RecordGrader::make(const SharedRules& compiled,
                                                                      const std::optional<std::vector<std::string>>& columns,
                                                                      Language language) {
  const model::Rules& rules = compiled->rules();
  if (!rules.populations.empty()) return needs_table();
  std::vector<FieldId> fields;
  std::shared_ptr<const model::Rules> shared(compiled, &rules);
  if (!columns) {
    for (FieldId field = 0; field < rules.fields.size(); ++field) fields.push_back(field);
  } else {
    const run::ListColumns matched = run::match_columns(rules, *columns);
    if (!matched.problems.empty()) return Fault{FENJI_TABLE_UNSUITABLE, all_of(matched.problems)};
    fields.assign(columns->size(), model::none);
    for (FieldId field = 0; field < rules.fields.size(); ++field) {
      if (const auto& column = matched.positions[field]) fields[*column] = field;
    }
    if (!matched.units.empty()) {
      model::Rules listed = rules;
      run::read_as_listed(listed, matched);
      shared = std::make_shared<const model::Rules>(std::move(listed));
    }
  }
  return std::unique_ptr<RecordGrader>(new RecordGrader(compiled, std::move(shared), std::move(fields), language));
}

RecordGrader::RecordGrader(const SharedRules& compiled, std::shared_ptr<const model::Rules> rules, std::vector<FieldId> fields,
                           Language language)
    : compiled_(compiled),
      rules_(std::move(rules)),
      language_(language),
      fields_(std::move(fields)),
      readers_(rules_->fields.size()),
      cells_(rules_->fields.size()),
      record_(columns::empty_batch(*rules_, 1)),
      program_(compiled_->graph),
      executor_(program_, *rules_) {
  record_.rows = 1;
  for (FieldId field = 0; field < readers_.size(); ++field) {
    numbers_.emplace_back(rules_->fields[field]);
    if (rules_->fields[field].used) readers_[field] = columns::make_field_reader(*rules_, field);
  }
  clear();
}

std::optional<FieldId> RecordGrader::field_of(std::size_t column) const {
  const FieldId field = fields_[column];
  if (field == model::none || readers_[field] == nullptr) return std::nullopt;
  return field;
}

void RecordGrader::clear() {
  for (FieldId field = 0; field < readers_.size(); ++field) {
    cells_[field].form = Cell::Form::empty;
    if (readers_[field]) readers_[field]->read(columns::CellColumn{}, 1, record_.columns[field]);
  }
}

void RecordGrader::read_text(FieldId field, std::string_view text) {
  Cell& cell = cells_[field];
  cell.form = Cell::Form::text;
  cell.text.assign(text);
  const std::string_view kept = cell.text;
  readers_[field]->read(columns::CellColumn{&kept, 1}, 1, record_.columns[field]);
}

void RecordGrader::store(FieldId field, Cell::Form form, model::Value value) {
  cells_[field].form = form;
  columns::Column& column = record_.columns[field];
  column.set_all_known(true);
  column.store(0, value);
}

void RecordGrader::put_text(std::size_t column, std::string_view text) {
  if (const auto field = field_of(column)) read_text(*field, text);
}

void RecordGrader::put_number(std::size_t column, PlainDecimal number) {
  const auto field = field_of(column);
  if (!field) return;
  const model::Type& type = rules().fields[*field].type;
  if (type.kind != Kind::number) return read_text(*field, to_text(number));
  std::int64_t mantissa = 0;
  const TypedNumber& reader = numbers_[*field];
  const bool readable = reader.read(number.mantissa, reader.scaling(number.exponent), mantissa);
  cells_[*field].number = number;
  model::Value value = in_state(readable ? State::known : State::invalid);
  if (readable) value.number = {mantissa, type.scale};
  store(*field, Cell::Form::number, std::move(value));
}

void RecordGrader::put_yes_no(std::size_t column, bool yes) {
  if (const auto field = field_of(column)) read_text(*field, yes ? "true" : "false");
}

void RecordGrader::put_date(std::size_t column, std::int64_t days) {
  if (const auto field = field_of(column)) read_text(*field, day_text(days));
}

execute::Status RecordGrader::grade() {
  graded_ = &executor_.execute(record_);
  return graded_->statuses[0];
}

fenji_value RecordGrader::result(std::size_t number) const {
  const model::OutputColumn& output = rules().outputs[number];
  if (graded_ == nullptr) return {};
  if (output.definition != model::none) {
    const execute::ResultColumn& column = graded_->outputs[number];
    if (graded_->hidden(column, 0)) return {};
    return shown(column.vector, column.representation, column.type, rules());
  }
  if (output.field != model::none) {
    const columns::Column& column = record_.columns[output.field];
    return shown({column.data(), column.states()}, column.representation(), rules().fields[output.field].type, rules());
  }
  const model::Parameter& parameter = rules().parameters[output.parameter];
  return shown(parameter.value, parameter.type, rules());
}

std::string RecordGrader::cell_text(FieldId field) const {
  const Cell& cell = cells_[field];
  if (cell.form == Cell::Form::empty) return {};
  if (cell.form == Cell::Form::text) return cell.text;
  const std::string text = to_text(cell.number);
  if (!rules().fields[field].type.percent) return text;
  return as_percentage(text, rules().fields[field].percent_cells == model::Field::PercentCells::points);
}

const std::string& RecordGrader::notes() {
  notes_.clear();
  if (graded_ == nullptr || graded_->reasons(0).empty()) return notes_;
  reasons_.assign(graded_->reasons(0).begin(), graded_->reasons(0).end());
  std::string quoted;
  notes_ = execute::note(reasons_, rules(), language_, [&](FieldId field) {
    quoted = cell_text(field);
    return std::string_view(quoted);
  });
  return notes_;
}

}  // namespace fenji::abi
