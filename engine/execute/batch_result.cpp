#include "engine/execute/batch_result.hpp"

#include <cassert>
#include <string_view>

namespace fenji::execute {

ResultColumn result_column(model::DefinitionId definition, const graph::Graph& graph, const model::Rules& rules) {
  ResultColumn column;
  if (definition == model::none) return column;
  column.definition = definition;
  column.step = graph.definitions[definition];
  column.type = rules.definitions[definition].type;
  column.representation = graph.steps[column.step].representation;
  column.layer = rules.definitions[definition].layer;
  return column;
}

model::Value value_at(const ResultColumn& column, std::size_t row) {
  const Vector& vector = column.vector;
  model::Value value;
  value.state = vector.state(row);
  if (value.state != model::State::known) return value;
  using model::Representation;
  switch (column.representation) {
    case Representation::bits:
      value.yes = vector.at<std::uint8_t>(row) != 0;
      break;
    case Representation::code:
      value.label = vector.at<std::uint32_t>(row);
      break;
    case Representation::i64:
      if (column.type.kind == model::Kind::date) {
        value.day = static_cast<model::Day>(vector.at<std::int64_t>(row));
      } else {
        value.number = {vector.at<std::int64_t>(row), column.type.scale};
      }
      break;
    case Representation::i128:
      value.number = {vector.at<model::Int128>(row), column.type.scale};
      break;
    case Representation::text:
      value.text = vector.at<std::string_view>(row);
      break;
    case Representation::fraction:
      assert(false);
      break;
  }
  return value;
}

}  // namespace fenji::execute
