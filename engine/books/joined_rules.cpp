#include "engine/books/joined_rules.hpp"

#include <algorithm>

#include "engine/books/book_columns.hpp"

namespace fenji::books {
namespace {

// Adds a parameter that shows `text`, and its number.
std::uint32_t add_constant(model::Rules& rules, const std::string& name, const std::string& text) {
  model::Parameter parameter;
  parameter.name = name;
  parameter.type.kind = model::Kind::text;
  parameter.value.state = model::State::known;
  parameter.value.text = text;
  rules.parameters.push_back(std::move(parameter));
  return static_cast<std::uint32_t>(rules.parameters.size() - 1);
}

model::OutputColumn constant_column(const std::string& name, std::uint32_t parameter) {
  model::OutputColumn column;
  column.name = name;
  column.parameter = parameter;
  return column;
}

void add_ends(model::Rules& rules, const std::string& file, const JoinedColumns& columns) {
  rules.outputs.push_back(constant_column(columns.file, add_constant(rules, columns.file, file)));
  for (const std::string& header : columns.carried) {
    model::Field field;
    field.name = header;
    field.type.kind = model::Kind::text;
    field.used = true;
    model::OutputColumn column;
    column.name = header;
    column.field = static_cast<model::FieldId>(rules.fields.size());
    rules.fields.push_back(std::move(field));
    rules.outputs.push_back(std::move(column));
  }
}

const model::OutputColumn* find(const std::vector<model::OutputColumn>& outputs, const std::string& name) {
  const auto place =
      std::find_if(outputs.begin(), outputs.end(), [&](const model::OutputColumn& output) { return output.name == name; });
  return place == outputs.end() ? nullptr : &*place;
}

// The field as another set of rules can have it.
model::FieldId add_field(model::Rules& to, const model::Rules& from, model::Field field) {
  const auto known =
      std::find_if(to.fields.begin(), to.fields.end(), [&](const model::Field& other) { return other.name == field.name; });
  if (known != to.fields.end()) return static_cast<model::FieldId>(known - to.fields.begin());
  if (field.type.kind == model::Kind::label) {
    to.label_sets.push_back(from.labels_of(field.type));
    field.type.labels = static_cast<std::uint32_t>(to.label_sets.size() - 1);
  }
  field.optional = true;
  field.used = true;
  to.fields.push_back(std::move(field));
  return static_cast<model::FieldId>(to.fields.size() - 1);
}

}  // namespace

JoinedColumns joined_columns(const BookFiles& all) {
  JoinedColumns columns;
  columns.file = file_column(all.book.language);
  for (const BookFile& file : all.files) {
    for (const model::OutputColumn& output : file.loaded.rules->outputs) {
      const bool known = std::find(columns.outputs.begin(), columns.outputs.end(), output.name) != columns.outputs.end();
      if (!known) columns.outputs.push_back(output.name);
    }
  }
  for (const Quoted& carried : all.book.carried) columns.carried.push_back(carried.text);
  return columns;
}

model::Rules joined_rules(const model::Rules& rules, const std::string& file, const JoinedColumns& columns) {
  model::Rules joined = rules;
  const std::uint32_t nothing = add_constant(joined, {}, {});
  joined.outputs.clear();
  for (const std::string& name : columns.outputs) {
    const model::OutputColumn* own = find(rules.outputs, name);
    joined.outputs.push_back(own != nullptr ? *own : constant_column(name, nothing));
  }
  add_ends(joined, file, columns);
  return joined;
}

model::Rules bare_rules(const BookFiles& all, const JoinedColumns& columns) {
  model::Rules bare;
  const std::uint32_t nothing = add_constant(bare, {}, {});
  const model::Field* key = nullptr;
  const model::Rules* key_rules = nullptr;
  for (const BookFile& file : all.files) {
    for (const model::Field& field : file.loaded.rules->fields) {
      if (!field.key || key != nullptr) continue;
      key = &field;
      key_rules = &*file.loaded.rules;
    }
  }
  if (key != nullptr) add_field(bare, *key_rules, *key);
  for (const std::string& name : columns.outputs) {
    model::OutputColumn shown = constant_column(name, nothing);
    for (const BookFile& file : all.files) {
      const model::Rules& rules = *file.loaded.rules;
      const model::OutputColumn* output = find(rules.outputs, name);
      if (output == nullptr || output->field == model::none || rules.fields[output->field].population != model::none) continue;
      model::Field field = rules.fields[output->field];
      field.key = key != nullptr && field.name == key->name;
      shown.parameter = model::none;
      shown.field = add_field(bare, rules, std::move(field));
      break;
    }
    bare.outputs.push_back(std::move(shown));
  }
  add_ends(bare, {}, columns);
  return bare;
}

}  // namespace fenji::books
