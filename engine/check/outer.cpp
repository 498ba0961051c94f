// Applies, gates, output and examples: what stands around the definitions.
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

namespace {

// In the order of execute::Status, which this stage does not know.
std::optional<std::uint32_t> status_code(const std::string& text) {
  constexpr std::string_view zh[] = {"已评级", "不予评级", "不适用", "数据有误", "资料不全", "规则未覆盖"};
  constexpr std::string_view en[] = {"rated", "ineligible", "not applicable", "invalid", "incomplete", "uncovered"};
  for (std::uint32_t i = 0; i < std::size(zh); ++i) {
    if (text == zh[i] || text == en[i]) return i;
  }
  return std::nullopt;
}

std::optional<model::ExampleCell> example_cell(const grammar::ExampleColumn& column, const grammar::ResultCell& syntax,
                                               Scope& scope, Expressions& expressions) {
  model::ExampleCell cell;
  cell.name = column.name.text;
  cell.span = syntax.cell.span;
  cell.absent = syntax.cell.text.empty();
  const Symbol* symbol = scope.find(column.name.text);
  if (symbol == nullptr) {
    cell.status = true;
    if (cell.absent) return cell;
    const auto code = status_code(syntax.cell.text);
    if (!code) {
      scope.error("unknown-name", cell.span, messages::unknown_status(syntax.cell.text));
      return std::nullopt;
    }
    cell.value.state = model::State::known;
    cell.value.label = *code;
    return cell;
  }
  model::Type type;
  if (symbol->kind == Symbol::Kind::field) {
    cell.field = symbol->index;
    type = scope.rules.fields[symbol->index].type;
  } else if (symbol->kind == Symbol::Kind::definition) {
    cell.definition = symbol->index;
    type = scope.rules.definitions[symbol->index].type;
  } else {
    return std::nullopt;
  }
  if (cell.absent) return cell;
  if (type.kind == model::Kind::label) {
    const auto code = expressions.label_code(label_text(syntax), type.labels);
    if (!code) {
      expressions.report_unknown_label(label_text(syntax), cell.span, type.labels, cell.name);
      return std::nullopt;
    }
    cell.value.state = model::State::known;
    cell.value.label = *code;
    return cell;
  }
  if (type.kind == model::Kind::text) {
    cell.value.state = model::State::known;
    const bool quoted = syntax.expression && syntax.expression->kind == grammar::ExpressionKind::text;
    cell.value.text = quoted ? syntax.expression->text : syntax.cell.text;
    return cell;
  }
  if (!syntax.expression) {
    scope.error("type-mismatch", cell.span, messages::example_value(syntax.cell.text, messages::describe(type)));
    return std::nullopt;
  }
  // An example may expect more or fewer places than the result has: 84 for a score kept with three.
  model::Type wide = type;
  wide.quotient = false;
  wide.scale = std::max(type.scale, model::number_scale);
  auto value = expressions.constant(*syntax.expression, wide, cell.name);
  if (!value) return std::nullopt;
  cell.value = std::move(*value);
  if (type.kind == model::Kind::number && !type.quotient) {
    const auto exact = model::rescaled(cell.value.number, type.scale);
    if (exact)
      cell.value.number = *exact;
    else if (!column.expected) {
      scope.error("type-mismatch", cell.span, messages::example_value(syntax.cell.text, messages::describe(type)));
      return std::nullopt;
    }
  }
  return cell;
}

}  // namespace

void check_examples(const grammar::ExamplesBlock& block, Scope& scope, Expressions& expressions) {
  bool known = true;
  std::unordered_set<std::string> named;
  for (const grammar::ExampleColumn& column : block.columns) {
    if (!named.insert((column.expected ? "=> " : "") + column.name.text).second) {
      scope.error("duplicate-name", column.name.span, messages::duplicate_label(column.name.text));
    }
    const Symbol* symbol = scope.find(column.name.text);
    if (symbol == nullptr) {
      if (column.status) continue;
      expressions.report_unknown(column.name.text, column.name.span, messages::unknown_example_column(column.name.text));
    } else if (symbol->kind == Symbol::Kind::plan || symbol->kind == Symbol::Kind::parameter ||
               symbol->kind == Symbol::Kind::as_of) {
      scope.error("type-mismatch", column.name.span, messages::no_example_of(column.name.text));
    }
    known = known && symbol != nullptr && (symbol->kind == Symbol::Kind::field || symbol->kind == Symbol::Kind::definition);
  }
  if (!known) return;
  for (const grammar::ExampleRow& row : block.rows) {
    model::Example example;
    example.span = row.span;
    bool complete = true;
    for (std::size_t i = 0; i < block.columns.size(); ++i) {
      auto cell = example_cell(block.columns[i], row.cells[i], scope, expressions);
      complete = complete && cell.has_value();
      if (cell) (block.columns[i].expected ? example.expected : example.inputs).push_back(std::move(*cell));
    }
    if (complete) scope.rules.examples.push_back(std::move(example));
  }
}

}  // namespace fenji::check
