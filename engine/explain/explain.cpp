#include "engine/explain/explain.hpp"

#include <cassert>

#include "engine/columns/cell_text.hpp"
#include "engine/columns/quotable.hpp"
#include "engine/explain/conditions.hpp"
#include "engine/explain/context.hpp"
#include "engine/explain/needs.hpp"
#include "engine/explain/results.hpp"

namespace fenji::explain {

using execute::Reason;
using model::DefinitionId;

namespace {

Cause cause_of(const Reason& reason, const Context& context) {
  const model::Rules& rules = context.rules;
  Cause cause{reason.kind, {}, std::nullopt};
  switch (reason.kind) {
    case Reason::Kind::failed:
      cause.name = rules.gates[reason.first].elements[reason.second].name;
      break;
    case Reason::Kind::unreadable:
      cause.cell = columns::quotable(columns::trimmed(context.cells[reason.first].text));
      [[fallthrough]];
    case Reason::Kind::missing:
      cause.name = rules.fields[reason.first].name;
      break;
    case Reason::Kind::out_of_range:
    case Reason::Kind::uncovered:
    case Reason::Kind::contradiction:
      if (reason.first != model::none) cause.name = rules.definitions[reason.first].name;
      break;
  }
  return cause;
}

Explanation heading(const Context& context) {
  const model::Rules& rules = context.rules;
  Explanation told;
  told.language = context.language;
  told.title = rules.title;
  told.version = rules.version;
  for (model::FieldId id = 0; id < rules.fields.size(); ++id) {
    if (!rules.fields[id].key) continue;
    told.key_name = rules.fields[id].name;
    told.key = columns::quotable(columns::trimmed(context.cells[id].text));
  }
  if (!rules.fields.empty()) told.file = context.quotes.place(Span{}).file;
  told.status = context.evaluation.status;
  told.note = context.note(context.evaluation.reasons);
  for (const Reason& reason : context.evaluation.reasons) told.causes.push_back(cause_of(reason, context));
  return told;
}

Needs needs_of_all(const Context& context) {
  const model::Rules& rules = context.rules;
  Needs needs(rules, context.record);
  needs.add_expression(rules.applies);
  for (const model::Gate& gate : rules.gates) {
    for (const model::Element& element : gate.elements) needs.add_expression(element.condition);
  }
  for (const model::OutputColumn& output : rules.outputs) {
    if (output.definition != model::none) needs.add_definition(output.definition);
  }
  return needs;
}

}  // namespace

Explanation explain(const GradedRecord& graded, Language language) {
  const model::Rules& rules = graded.rules;
  assert(graded.cells.size() == rules.fields.size());
  const Context context(graded, language);
  const std::uint32_t reached = graded.evaluation.layer;
  Explanation told = heading(context);

  const Needs needs = needs_of_all(context);
  for (std::uint32_t index = 0; index <= reached; ++index) {
    std::vector<DefinitionId> wanted;
    for (DefinitionId id = 0; id < rules.definitions.size(); ++id) {
      if (rules.definitions[id].layer == index && needs.definition(id)) wanted.push_back(id);
    }
    Layer layer;
    layer.results = results_of(wanted, context);
    if (index == 0) {
      if (rules.applies != model::none && !graded.record.passed_applies) layer.applies = applies_of(context);
    } else if (index <= rules.gates.size()) {
      const std::vector<bool>& passed = graded.record.passed_gates;
      if (index > passed.size() || !passed[index - 1]) layer.gate = gate_of(index - 1, context);
    }
    if (layer.applies || layer.gate || !layer.results.empty()) told.layers.push_back(std::move(layer));
  }

  for (std::size_t gate = reached; gate < rules.gates.size(); ++gate) told.not_reached.push_back(rules.gates[gate].name);
  for (const model::OutputColumn& output : rules.outputs) {
    if (output.definition == model::none) continue;
    if (rules.definitions[output.definition].layer <= reached) {
      told.outputs.push_back(value_of(output.definition, context));
    } else {
      told.not_reached.push_back(output.name);
    }
  }
  return told;
}

}  // namespace fenji::explain
