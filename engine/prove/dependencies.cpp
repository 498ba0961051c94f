#include "engine/prove/dependencies.hpp"

#include <algorithm>
#include <iterator>

namespace fenji::prove {
namespace {

using model::Operation;

FieldSet sorted(FieldSet fields) {
  std::sort(fields.begin(), fields.end());
  fields.erase(std::unique(fields.begin(), fields.end()), fields.end());
  return fields;
}

}  // namespace

bool disjoint(const FieldSet& left, const FieldSet& right) {
  auto a = left.begin();
  auto b = right.begin();
  while (a != left.end() && b != right.end()) {
    if (*a == *b) return false;
    *a < *b ? ++a : ++b;
  }
  return true;
}

bool includes(const FieldSet& outer, const FieldSet& inner) {
  return std::includes(outer.begin(), outer.end(), inner.begin(), inner.end());
}

FieldSet united(const FieldSet& left, const FieldSet& right) {
  FieldSet result;
  std::set_union(left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(result));
  return result;
}

Dependencies::Dependencies(const model::Rules& rules) : rules_(rules), definitions_(rules.definitions.size()) {
  std::vector<FieldSet> tables(rules.tables.size());
  std::vector<bool> known(rules.tables.size(), false);
  for (model::DefinitionId id = 0; id < rules.definitions.size(); ++id) {
    const model::Definition& definition = rules.definitions[id];
    FieldSet fields;
    if (definition.expression != model::none) collect(definition.expression, fields);
    if (definition.when != model::none) collect(definition.when, fields);
    if (definition.table != model::none) {
      FieldSet& table = tables[definition.table];
      if (!known[definition.table]) {
        collect(rules.tables[definition.table], table);
        table = sorted(std::move(table));
        known[definition.table] = true;
      }
      fields.insert(fields.end(), table.begin(), table.end());
    }
    definitions_[id] = sorted(std::move(fields));
  }
}

FieldSet Dependencies::of(model::ExpressionId expression) const {
  FieldSet fields;
  collect(expression, fields);
  return sorted(std::move(fields));
}

void Dependencies::collect(model::ExpressionId id, FieldSet& fields) const {
  const model::Expression& expression = rules_.expressions[id];
  if (expression.operation == Operation::field) fields.push_back(expression.reference);
  if (expression.operation == Operation::definition) {
    const FieldSet& known = definitions_[expression.reference];
    fields.insert(fields.end(), known.begin(), known.end());
  }
  for (const model::ExpressionId operand : expression.operands) collect(operand, fields);
  collect(*expression.test, fields);
}

void Dependencies::collect(const model::Test& test, FieldSet& fields) const {
  for (const model::ExpressionId condition : test.conditions) collect(condition, fields);
}

void Dependencies::collect(const model::Table& table, FieldSet& fields) const {
  for (const model::Subject& subject : table.subjects) collect(subject.expression, fields);
  for (const model::Row& row : table.rows) {
    for (const model::Test& test : row.tests) collect(test, fields);
    for (const model::ExpressionId result : row.results) collect(result, fields);
  }
}

}  // namespace fenji::prove
