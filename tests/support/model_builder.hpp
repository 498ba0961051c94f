// Builds model::Rules by hand, for tests of the stages behind check: fields, expressions, tables, gates and records in a few
// words. Types follow from operands as check would find them; what is made first stands first, so definitions must be made
// after those that they need.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/execute/plain.hpp"
#include "engine/model/rules.hpp"

namespace fenji::test {

// `text` at the scale it is written with: "2.50" has two places.
inline model::Decimal decimal(std::string_view text) {
  const auto point = text.find('.');
  const int scale = point == std::string_view::npos ? 0 : static_cast<int>(text.size() - point - 1);
  return model::rescaled(model::parse_decimal(text).value(), scale).value();
}

// Values of cells and overrides.
inline model::Value in_state(model::State state) {
  model::Value value;
  value.state = state;
  return value;
}
inline model::Value invalid() { return in_state(model::State::invalid); }
inline model::Value missing() {
  model::Value value = in_state(model::State::missing);
  value.blank = true;
  return value;
}
inline model::Value known_number(model::Decimal number) {
  model::Value value = in_state(model::State::known);
  value.number = number;
  return value;
}
inline model::Value known(const char* number) { return known_number(decimal(number)); }
inline model::Value known(bool yes) {
  model::Value value = in_state(model::State::known);
  value.yes = yes;
  return value;
}
inline model::Value known_label(std::uint32_t code) {
  model::Value value = in_state(model::State::known);
  value.label = code;
  return value;
}
inline model::Value known_day(int year, int month, int day) {
  model::Value value = in_state(model::State::known);
  value.day = model::day_from_civil(year, month, day);
  return value;
}
inline model::Value known_text(std::string text) {
  model::Value value = in_state(model::State::known);
  value.text = std::move(text);
  return value;
}
// What 空白视为 makes of an empty cell.
inline model::Value instead_of_blank(model::Value value) {
  value.blank = true;
  return value;
}

inline model::Type of_kind(model::Kind kind) {
  model::Type type;
  type.kind = kind;
  return type;
}
inline model::Type yes_no_type() { return of_kind(model::Kind::yes_no); }
inline model::Type date_type() { return of_kind(model::Kind::date); }
inline model::Type text_type() { return of_kind(model::Kind::text); }
inline model::Type number_type(int scale) {
  model::Type type;
  type.scale = scale;
  return type;
}
inline model::Type quotient_type() {
  model::Type type;
  type.quotient = true;
  return type;
}
inline model::Type label_type(model::LabelSetId labels) {
  model::Type type = of_kind(model::Kind::label);
  type.labels = labels;
  return type;
}

// Ranges, named as the language names them.
inline model::Interval at_least(model::Decimal limit) { return {model::Bound{limit, true}, {}}; }
inline model::Interval over(model::Decimal limit) { return {model::Bound{limit, false}, {}}; }
inline model::Interval at_most(model::Decimal limit) { return {{}, model::Bound{limit, true}}; }
inline model::Interval under(model::Decimal limit) { return {{}, model::Bound{limit, false}}; }
inline model::Interval at_least(const char* limit) { return at_least(decimal(limit)); }
inline model::Interval over(const char* limit) { return over(decimal(limit)); }
inline model::Interval at_most(const char* limit) { return at_most(decimal(limit)); }
inline model::Interval under(const char* limit) { return under(decimal(limit)); }
inline model::Interval exactly(const char* value) { return {model::Bound{decimal(value)}, model::Bound{decimal(value)}}; }
inline model::Interval between(const model::Interval& from, const model::Interval& to) { return {from.lower, to.upper}; }
inline model::Decimal as_limit(int year, int month, int day) { return {model::day_from_civil(year, month, day), 0}; }

// Cells of tables.
inline model::Test no_condition() {
  model::Test test;
  test.any = true;
  return test;
}
inline model::Test in(std::vector<model::Interval> intervals) {
  model::Test test;
  test.intervals = std::move(intervals);
  return test;
}
inline model::Test in(const model::Interval& interval) { return in(std::vector{interval}); }
inline model::Test one_of(std::vector<std::uint32_t> codes) {
  model::Test test;
  test.labels = std::move(codes);
  return test;
}
inline model::Test is(bool yes) { return one_of({yes ? 1U : 0U}); }
inline model::Test where(std::vector<model::ExpressionId> conditions) {
  model::Test test;
  test.conditions = std::move(conditions);
  return test;
}

class ModelBuilder {
 public:
  using Id = model::ExpressionId;
  using Operation = model::Operation;

  // Stand for their expression wherever one is asked for.
  struct Field {
    model::FieldId id;
    Id expression;
    operator Id() const { return expression; }
  };
  struct Definition {
    model::DefinitionId id;
    Id expression;
    operator Id() const { return expression; }
  };
  struct Table {
    model::TableId id;
    std::vector<Definition> columns;
    const Definition& operator[](std::size_t column) const { return columns[column]; }
  };
  struct Column {
    std::string name;
    model::Type type;
  };

  model::Rules rules;

  model::LabelSetId labels(std::vector<std::string> words) {
    rules.label_sets.push_back({.name = "", .labels = std::move(words), .ordered = true});
    return static_cast<model::LabelSetId>(rules.label_sets.size() - 1);
  }

  Field field(std::string name, model::Type type) {
    model::Field field;
    field.name = std::move(name);
    field.type = type;
    rules.fields.push_back(field);
    const auto id = static_cast<model::FieldId>(rules.fields.size() - 1);
    return {id, reference(Operation::field, type, id)};
  }
  Field yes_no_field(std::string name) { return field(std::move(name), yes_no_type()); }
  Field number_field(std::string name, int scale = 0) { return field(std::move(name), number_type(scale)); }
  Field date_field(std::string name) { return field(std::move(name), date_type()); }
  Field text_field(std::string name) { return field(std::move(name), text_type()); }
  Field label_field(std::string name, model::LabelSetId set) { return field(std::move(name), label_type(set)); }

  Id constant(model::Value value, model::Type type) {
    model::Expression expression;
    expression.type = type;
    expression.constant = std::move(value);
    return push(std::move(expression));
  }
  Id number(model::Decimal value) { return constant(known_number(value), number_type(value.scale)); }
  Id number(const char* text) { return number(decimal(text)); }
  Id yes_no(bool yes) { return constant(known(yes), yes_no_type()); }
  Id date(int year, int month, int day) { return constant(known_day(year, month, day), date_type()); }
  Id text(std::string text) { return constant(known_text(std::move(text)), text_type()); }
  Id label(model::LabelSetId set, std::uint32_t code) { return constant(known_label(code), label_type(set)); }

  // `scale` is that of the operand with most places, the sum of them all for multiply; override it by `at_scale`.
  Id negate(Id a) { return operation(Operation::negate, number_type(scale_of({a})), {a}); }
  Id add(std::vector<Id> operands) { return widest(Operation::add, std::move(operands)); }
  Id subtract(Id a, Id b) { return widest(Operation::subtract, {a, b}); }
  Id minimum(std::vector<Id> operands) { return widest(Operation::minimum, std::move(operands)); }
  Id maximum(std::vector<Id> operands) { return widest(Operation::maximum, std::move(operands)); }
  Id multiply(std::vector<Id> operands) {
    int scale = 0;
    for (Id operand : operands) scale += type_of(operand).scale;
    return operation(Operation::multiply, number_type(scale), std::move(operands));
  }
  Id divide(Id a, Id b) { return operation(Operation::divide, quotient_type(), {a, b}); }
  Id round(Id a, int digits) {
    const Id id = operation(Operation::round, number_type(digits), {a});
    rules.expressions[id].digits = digits;
    return id;
  }
  Id year(Id date) { return operation(Operation::year, number_type(0), {date}); }
  Id days_between(Id last, Id first) { return operation(Operation::days_between, number_type(0), {last, first}); }
  Id full_count(Operation full, Id from, Id to) { return operation(full, number_type(0), {from, to}); }
  // `count` has no decimal places; `unit` is 日, 周, 月 or 年.
  Id shifted(Id date, Id count, const char* unit, bool back) {
    const auto period = static_cast<Id>(rules.expressions.size());
    rules.expressions.push_back(rules.expressions[count]);
    rules.expressions[period].type.unit = model::parse_unit(unit);
    return operation(back ? Operation::subtract_period : Operation::add_period, type_of(date), {date, period});
  }
  Id at_scale(int scale, Id id) {
    rules.expressions[id].type.scale = scale;
    return id;
  }

  Id compare(Operation comparison, Id a, Id b) { return operation(comparison, yes_no_type(), {a, b}); }
  Id equal(Id a, Id b) { return compare(Operation::equal, a, b); }
  Id less(Id a, Id b) { return compare(Operation::less, a, b); }
  Id greater_equal(Id a, Id b) { return compare(Operation::greater_equal, a, b); }
  Id all(std::vector<Id> operands) { return operation(Operation::all, yes_no_type(), std::move(operands)); }
  Id any(std::vector<Id> operands) { return operation(Operation::any, yes_no_type(), std::move(operands)); }
  Id negation(Id a) { return operation(Operation::negation, yes_no_type(), {a}); }
  Id given(const Field& field) { return operation(Operation::given, yes_no_type(), {field.expression}); }
  Id within(Id subject, model::Test test) {
    const Id id = operation(Operation::within, yes_no_type(), {subject});
    rules.expressions[id].test = std::move(test);
    return id;
  }

  Definition define(std::string name, Id expression, Id when = model::none) {
    model::Definition definition;
    definition.name = std::move(name);
    definition.type = type_of(expression);
    definition.expression = expression;
    definition.when = when;
    return push(std::move(definition));
  }

  // Makes the definitions of the result columns as well; rows follow by `row` and `otherwise`.
  Table table(model::HitPolicy policy, const std::vector<Id>& subjects, const std::vector<Column>& columns,
              Id when = model::none) {
    model::Table table;
    table.policy = policy;
    table.name = columns.front().name;
    for (Id subject : subjects) table.subjects.push_back({.expression = subject, .name = "", .span = {}});
    Table handle{static_cast<model::TableId>(rules.tables.size()), {}};
    for (const Column& column : columns) {
      model::Definition definition;
      definition.name = column.name;
      definition.type = column.type;
      definition.table = handle.id;
      definition.result_column = static_cast<std::uint32_t>(table.results.size());
      definition.when = when;
      table.results.push_back(column.name);
      table.result_types.push_back(column.type);
      handle.columns.push_back(push(std::move(definition)));
    }
    rules.tables.push_back(std::move(table));
    return handle;
  }
  void row(const Table& table, std::vector<model::Test> tests, std::vector<Id> results) {
    model::Row row;
    row.tests = std::move(tests);
    row.results = std::move(results);
    rules.tables[table.id].rows.push_back(std::move(row));
  }
  void otherwise(const Table& table, std::vector<Id> results) {
    row(table, {}, std::move(results));
    rules.tables[table.id].rows.back().otherwise = true;
  }

  using Elements = std::vector<std::pair<std::string, Id>>;
  void gate_all(std::string name, const Elements& elements) { gate(model::Gate::Mode::all, 1, std::move(name), elements); }
  void gate_at_least(std::uint32_t needed, std::string name, const Elements& elements) {
    gate(model::Gate::Mode::at_least, needed, std::move(name), elements);
  }
  void output(const Definition& definition) {
    model::OutputColumn column;
    column.name = rules.definitions[definition.id].name;
    column.definition = definition.id;
    rules.outputs.push_back(column);
  }
  void output(const Field& field) {
    model::OutputColumn column;
    column.name = rules.fields[field.id].name;
    column.field = field.id;
    rules.outputs.push_back(column);
  }

  // A record with these cells; the others are empty. Numbers are brought to the scale of their field.
  execute::Record record(std::initializer_list<std::pair<Field, model::Value>> cells) const {
    execute::Record record;
    record.fields.resize(rules.fields.size(), missing());
    for (const auto& [field, value] : cells) set(record, field, value);
    return record;
  }
  void set(execute::Record& record, const Field& field, model::Value value) const {
    const model::Type& type = rules.fields[field.id].type;
    if (type.kind == model::Kind::number) value.number = model::rescaled(value.number, type.scale).value();
    record.fields[field.id] = std::move(value);
  }
  static void override_with(execute::Record& record, const Definition& definition, model::Value value) {
    if (record.overrides.size() <= definition.id) record.overrides.resize(definition.id + 1);
    record.overrides[definition.id] = std::move(value);
  }

  const model::Type& type_of(Id id) const { return rules.expressions[id].type; }

  Id operation(Operation operation, model::Type type, std::vector<Id> operands) {
    model::Expression expression;
    expression.operation = operation;
    expression.type = type;
    expression.operands = std::move(operands);
    return push(std::move(expression));
  }

 private:
  Id push(model::Expression expression) {
    rules.expressions.push_back(std::move(expression));
    return static_cast<Id>(rules.expressions.size() - 1);
  }
  Definition push(model::Definition definition) {
    const auto id = static_cast<model::DefinitionId>(rules.definitions.size());
    rules.definitions.push_back(std::move(definition));
    return {id, reference(Operation::definition, rules.definitions[id].type, id)};
  }
  Id reference(Operation operation, model::Type type, std::uint32_t referred) {
    model::Expression expression;
    expression.operation = operation;
    expression.type = type;
    expression.reference = referred;
    return push(std::move(expression));
  }
  Id widest(Operation which, std::vector<Id> operands) {
    const int scale = scale_of(operands);
    return operation(which, number_type(scale), std::move(operands));
  }
  int scale_of(const std::vector<Id>& operands) const {
    int scale = 0;
    for (Id operand : operands) scale = std::max(scale, type_of(operand).scale);
    return scale;
  }
  void gate(model::Gate::Mode mode, std::uint32_t needed, std::string name, const Elements& elements) {
    model::Gate gate;
    gate.mode = mode;
    gate.at_least = needed;
    gate.name = std::move(name);
    for (const auto& [element, condition] : elements) {
      gate.elements.push_back({.name = element, .condition = condition, .span = {}});
    }
    rules.gates.push_back(std::move(gate));
  }
};

}  // namespace fenji::test
