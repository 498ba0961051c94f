#include "engine/lint/quantities.hpp"

#include <algorithm>
#include <set>

namespace fenji::lint {

using model::DefinitionId;
using model::ExpressionId;
using model::Kind;

std::vector<prove::Axis> Quantities::computed(const std::vector<DefinitionId>& about) const {
  std::vector<prove::Axis> axes;
  std::set<std::string> seen;
  std::vector<DefinitionId> open = about;
  std::set<DefinitionId> visited(open.begin(), open.end());
  for (std::size_t i = 0; i < open.size(); ++i) {
    const model::Definition& definition = knowledge_.rules.definitions[open[i]];
    std::vector<ExpressionId> expressions;
    if (definition.expression != model::none) expressions.push_back(definition.expression);
    if (definition.table != model::none) {
      const model::Table& table = knowledge_.rules.tables[definition.table];
      for (std::size_t column = 0; column < table.subjects.size(); ++column) {
        const model::Subject& subject = table.subjects[column];
        expressions.push_back(subject.expression);
        const model::Expression& asked = knowledge_.rules.expressions[subject.expression];
        const bool computed = asked.type.kind == Kind::number && asked.operation != model::Operation::field;
        if (!computed || asked.type.quotient || !seen.insert(subject.name).second) continue;
        prove::Axis axis;
        axis.name = subject.name;
        axis.type = asked.type;
        axis.expression = subject.expression;
        axis.sum = knowledge_.forms.sum(subject.expression);
        axis.fields = knowledge_.dependencies.of(subject.expression);
        axis.grid = knowledge_.ranges.grid(axis.sum);
        if (axis.sum.is_constant()) continue;
        axis.cut(limits_of(subject.name), knowledge_.ranges.values(axis.sum));
        axes.push_back(std::move(axis));
      }
      for (const model::Row& row : table.rows) expressions.insert(expressions.end(), row.results.begin(), row.results.end());
    }
    for (std::size_t e = 0; e < expressions.size(); ++e) {
      const model::Expression& expression = knowledge_.rules.expressions[expressions[e]];
      expressions.insert(expressions.end(), expression.operands.begin(), expression.operands.end());
      if (expression.operation == model::Operation::definition && visited.insert(expression.reference).second)
        open.push_back(expression.reference);
    }
  }
  return axes;
}

std::vector<model::Decimal> Quantities::limits_of(const std::string& name) const {
  std::vector<model::Decimal> limits;
  for (const model::Table& table : knowledge_.rules.tables) {
    for (std::size_t column = 0; column < table.subjects.size(); ++column) {
      if (table.subjects[column].name != name) continue;
      for (const model::Row& row : table.rows) {
        if (row.otherwise) continue;
        for (const model::Interval& interval : row.tests[column].intervals) {
          if (interval.lower) limits.push_back(interval.lower->value);
          if (interval.upper) limits.push_back(interval.upper->value);
        }
      }
    }
  }
  return limits;
}

std::optional<prove::Axis> Quantities::of_field(model::FieldId id) const {
  const model::Field& field = knowledge_.rules.fields[id];
  const prove::FieldChoices& choices = search_.fields()[id];
  const auto expression = std::find_if(
      knowledge_.rules.expressions.begin(), knowledge_.rules.expressions.end(),
      [&](const model::Expression& each) { return each.operation == model::Operation::field && each.reference == id; });
  if (expression == knowledge_.rules.expressions.end() || field.type.kind == Kind::text) return {};
  prove::Axis axis;
  axis.name = field.name;
  axis.type = field.type;
  axis.expression = static_cast<ExpressionId>(expression - knowledge_.rules.expressions.begin());
  if (field.type.kind == Kind::number || field.type.kind == Kind::date) {
    axis.sum = knowledge_.forms.sum(axis.expression);
    axis.intervals = choices.spans;
    axis.grid = knowledge_.ranges.grid(axis.sum);
    return axis;
  }
  axis.kind = prove::Axis::Kind::coded;
  axis.codes = knowledge_.ranges.codes(axis.expression);
  return axis;
}

}  // namespace fenji::lint
