#include "engine/explain/explain.hpp"

#include <algorithm>
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

// The smallest parts that keep a condition from holding: those of 且 that fail, all of 或.
void collect_failing(const Condition& condition, std::vector<Condition>& failing) {
  if (condition.verdict == Verdict::yes) return;
  if (condition.join != Condition::Join::all) return failing.push_back(condition);
  for (const Condition& part : condition.parts) collect_failing(part, failing);
}

void tell_failed(const Reason& reason, const Context& context, Cause& cause) {
  const Gate gate = gate_of(reason.first, context);
  const Element& element = gate.elements[reason.second];
  cause.name = element.name;
  cause.rule = element.rule;
  collect_failing(element.condition, cause.conditions);
  if (gate.all) return;
  const auto met = std::count_if(gate.elements.begin(), gate.elements.end(),
                                 [](const Element& other) { return other.verdict == Verdict::yes; });
  cause.gate = gate.name;
  cause.lacking = gate.needed - static_cast<std::size_t>(met);
}

Cause cause_of(const Reason& reason, const Context& context) {
  const model::Rules& rules = context.rules;
  Cause cause;
  cause.kind = reason.kind;
  switch (reason.kind) {
    case Reason::Kind::failed:
      tell_failed(reason, context, cause);
      break;
    case Reason::Kind::unreadable:
      cause.cell = columns::quotable(columns::trimmed(context.cells[reason.first].text));
      [[fallthrough]];
    case Reason::Kind::missing:
      cause.name = rules.fields[reason.first].name;
      cause.no_column = !context.cells[reason.first].has_column;
      cause.rule = context.quotes.statement(rules.fields[reason.first].span, rules.fields[reason.first].span.end);
      break;
    case Reason::Kind::undetermined:
      cause.name = rules.fields[reason.first].name;
      cause.rule = context.quotes.line(rules.fields[reason.first].span);
      break;
    case Reason::Kind::out_of_range:
    case Reason::Kind::uncovered:
    case Reason::Kind::contradiction:
      if (reason.first == model::none) break;
      cause.name = rules.definitions[reason.first].name;
      cause.rule = context.quotes.line(rules.definitions[reason.first].span);
      break;
  }
  return cause;
}

// Whether the class that the plan goes by is known and is told anyway.
bool has_class(const model::Plan& plan, const Needs& needs, const Context& context) {
  const model::Rules& rules = context.rules;
  const bool reached = std::all_of(plan.roles.begin(), plan.roles.end(), [&](const model::Role& role) {
    return rules.definitions[role.result].layer <= context.evaluation.layer &&
           context.evaluation.definitions[role.result].value.state == model::State::known;
  });
  const model::Expression& subject = rules.expressions[rules.tables[plan.table].subjects.front().expression];
  const bool told = subject.operation == model::Operation::definition && needs.definition(subject.reference);
  return reached && told;
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
  Needs needs(rules, context.record, &context.evaluation);
  needs.add_expression(rules.applies);
  for (const model::Gate& gate : rules.gates) {
    for (const model::Element& element : gate.elements) needs.add_expression(element.condition);
  }
  for (const model::OutputColumn& output : rules.outputs) {
    if (output.definition != model::none) needs.add_definition(output.definition);
  }
  for (const model::Plan& plan : rules.plans) {
    if (!has_class(plan, needs, context)) continue;
    for (const model::Role& role : plan.roles) needs.add_definition(role.result);
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
      // As a result list in that language shows it.
      const model::Value& value = context.evaluation.definitions[output.definition].value;
      told.outputs.back().text =
          columns::quotable(model::to_text(value, rules.definitions[output.definition].type, rules, language));
    } else {
      told.not_reached.push_back(output.name);
    }
  }
  return told;
}

}  // namespace fenji::explain
