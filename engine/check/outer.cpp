// Applies, gates and output: what stands around the definitions.
#include <algorithm>
#include <unordered_set>

#include "engine/check/blocks.hpp"
#include "engine/check/messages.hpp"
#include "engine/check/results.hpp"

namespace fenji::check {

using model::none;

void check_applies(const grammar::RuleFile& tree, Scope& scope, Expressions& expressions) {
  for (const grammar::Block& block : tree.blocks) {
    const auto* header = std::get_if<grammar::HeaderBlock>(&block.content);
    if (header == nullptr || !header->applies) continue;
    if (const Checked applies = expressions.condition(*header->applies)) scope.rules.applies = *applies;
  }
}

void check_gate(const grammar::EligibilityBlock& block, Span place, Scope& scope, Expressions& expressions) {
  using Mode = grammar::EligibilityBlock::Mode;
  model::Gate gate;
  gate.name = block.name.text;
  gate.span = place;
  gate.mode = block.mode == Mode::all ? model::Gate::Mode::all : model::Gate::Mode::at_least;
  gate.at_least = block.at_least;
  const std::size_t errors = scope.errors();
  if (block.elements.empty() && !block.incomplete) scope.error("syntax", place, messages::no_elements(gate.name));
  if (block.mode == Mode::at_least && !block.elements.empty() && !block.incomplete &&
      (block.at_least == 0 || block.at_least > block.elements.size())) {
    scope.error("type-mismatch", place, messages::at_least_impossible(block.at_least, block.elements.size()));
  }
  Checked when;
  if (block.modifiers.when) when = expressions.condition(*block.modifiers.when);
  std::unordered_set<std::string_view> names;
  for (const grammar::ElementSyntax& syntax : block.elements) {
    if (!names.insert(syntax.name.text).second)
      scope.error("duplicate-name", syntax.name.span, messages::duplicate_label(syntax.name.text));
    Checked condition = syntax.condition ? expressions.condition(*syntax.condition) : std::nullopt;
    if (!condition) continue;
    // Outside 仅当 an element asks nothing.
    if (when)
      condition = expressions.any_of({expressions.negation(*when, scope.expression(*when).span), *condition}, syntax.name.span);
    gate.elements.push_back({syntax.name.text, *condition, syntax.name.span});
  }
  const bool taken = std::any_of(scope.rules.gates.begin(), scope.rules.gates.end(),
                                 [&](const model::Gate& other) { return other.name == gate.name; });
  if (taken) scope.error("duplicate-name", block.name.span, messages::duplicate_name(gate.name));
  if (!scope.failed_since(errors)) scope.rules.gates.push_back(std::move(gate));
}

namespace {

void output_column(const grammar::Name& name, Scope& scope, Expressions& expressions) {
  const Symbol* symbol = scope.find(name.text);
  if (symbol == nullptr) return expressions.report_unknown(name.text, name.span, messages::unknown_output(name.text));
  model::OutputColumn column;
  column.name = name.text;
  switch (symbol->kind) {
    case Symbol::Kind::field:
      column.field = symbol->index;
      break;
    case Symbol::Kind::parameter:
      column.parameter = symbol->index;
      break;
    case Symbol::Kind::as_of:
      if (!expressions.as_of(name.span)) return;
      column.parameter = scope.as_of_parameter();
      break;
    case Symbol::Kind::definition:
      column.definition = symbol->index;
      if (scope.rules.definitions[symbol->index].type.quotient) {
        scope.error("type-mismatch", name.span, messages::quotient_needs_round(), messages::round_it(name.text));
        return;
      }
      break;
    case Symbol::Kind::plan:
      for (const model::Role& role : scope.rules.plans[symbol->index].roles) {
        column.definition = role.result;
        column.name = scope.rules.definitions[role.result].name;
        scope.rules.outputs.push_back(column);
      }
      return;
    case Symbol::Kind::pending:
    case Symbol::Kind::broken:
      return;
  }
  scope.rules.outputs.push_back(std::move(column));
}

}  // namespace

void check_output(const grammar::RuleFile& tree, Scope& scope, Expressions& expressions) {
  bool any = false;
  std::unordered_set<std::string_view> named;
  for (const grammar::Block& block : tree.blocks) {
    const auto* output = std::get_if<grammar::OutputBlock>(&block.content);
    if (output == nullptr) continue;
    any = true;
    for (const grammar::Name& name : output->names) {
      if (named.insert(name.text).second)
        output_column(name, scope, expressions);
      else
        scope.error("duplicate-name", name.span, messages::output_twice(name.text));
    }
  }
  const Span last = tree.blocks.empty() ? Span{tree.file, 0, 0} : tree.blocks.back().span;
  if (!any) scope.error("syntax", last, messages::no_output());
}

}  // namespace fenji::check
