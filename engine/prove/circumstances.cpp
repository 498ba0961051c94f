#include "engine/prove/circumstances.hpp"

#include <algorithm>
#include <optional>

namespace fenji::prove {
namespace {

using model::Definition;
using model::ExpressionId;
using model::Operation;

void add_parts(const model::Rules& rules, ExpressionId condition, std::vector<ExpressionId>& parts) {
  const model::Expression& expression = rules.expressions[condition];
  if (expression.operation == Operation::all) {
    for (const ExpressionId operand : expression.operands) add_parts(rules, operand, parts);
  } else {
    parts.push_back(condition);
  }
}

// What holds behind the first `layers` layers.
void add_layers(const model::Rules& rules, std::uint32_t layers, std::vector<ExpressionId>& parts) {
  if (layers > 0 && rules.applies != model::none) add_parts(rules, rules.applies, parts);
  for (std::size_t gate = 0; gate + 1 < layers && gate < rules.gates.size(); ++gate) {
    const model::Gate& passed = rules.gates[gate];
    const bool all = passed.mode == model::Gate::Mode::all || passed.at_least >= passed.elements.size();
    if (!all) continue;
    for (const model::Element& element : passed.elements) add_parts(rules, element.condition, parts);
  }
}

}  // namespace

std::vector<ExpressionId> circumstances(const Knowledge& knowledge, model::TableId table) {
  const model::Rules& rules = knowledge.rules;
  std::vector<ExpressionId> parts;
  std::optional<std::uint32_t> layer;
  std::optional<ExpressionId> when;
  bool same_when = true;
  for (const Definition& definition : rules.definitions) {
    if (definition.table != table) continue;
    layer = std::min(layer.value_or(definition.layer), definition.layer);
    if (when && *when != definition.when) {
      same_when = same_when && *when != model::none && definition.when != model::none &&
                  knowledge.forms.identity(*when) == knowledge.forms.identity(definition.when);
    }
    when = definition.when;
  }
  add_layers(rules, layer.value_or(0), parts);
  if (when && *when != model::none && same_when) add_parts(rules, *when, parts);
  for (const model::Subject& subject : rules.tables[table].subjects) {
    const model::Expression& expression = rules.expressions[subject.expression];
    if (expression.operation != Operation::definition) continue;
    const Definition& definition = rules.definitions[expression.reference];
    if (definition.when != model::none) add_parts(rules, definition.when, parts);
  }
  return parts;
}

}  // namespace fenji::prove
