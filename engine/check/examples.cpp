// Examples: what they give, and what they expect.
#include <algorithm>
#include <unordered_set>

#include "engine/check/blocks.hpp"
#include "engine/check/messages.hpp"
#include "engine/check/results.hpp"

namespace fenji::check {

using model::none;

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

// The cell of a plan that `name` stands for, PLAN/ROLE.
model::DefinitionId role_named(const std::string& name, const Scope& scope) {
  for (const model::Plan& plan : scope.rules.plans) {
    for (const model::Role& role : plan.roles) {
      if (scope.rules.definitions[role.result].name == name) return role.result;
    }
  }
  return none;
}

// The expected cell of `role` as a value: its words, and the label of a row that asks for the same contacts, in any order;
// none where no row does, so that the example cannot come true.
model::Value contacts_in(const model::Contacts& contacts, model::DefinitionId role, const Scope& scope) {
  model::Value value;
  value.state = model::State::known;
  value.text = model::to_text(contacts, scope.language());
  value.label = none;
  for (const model::Plan& plan : scope.rules.plans) {
    for (const model::Role& each : plan.roles) {
      if (each.result != role) continue;
      const auto row = std::find_if(each.contacts.begin(), each.contacts.end(), [&](const model::Contacts& cell) {
        return std::is_permutation(cell.begin(), cell.end(), contacts.begin(), contacts.end());
      });
      if (row != each.contacts.end()) value.label = static_cast<std::uint32_t>(row - each.contacts.begin());
    }
  }
  return value;
}

std::vector<std::string> roles_of(const model::Plan& plan, const Scope& scope) {
  std::vector<std::string> names;
  for (const model::Role& role : plan.roles) names.push_back(scope.rules.definitions[role.result].name);
  return names;
}

std::optional<model::ExampleCell> example_cell(const grammar::ExampleColumn& column, const grammar::ExampleRow& row,
                                               std::size_t index, Scope& scope, Expressions& expressions) {
  const grammar::ResultCell& syntax = row.cells[index];
  model::ExampleCell cell;
  cell.name = column.name.text;
  cell.span = syntax.cell.span;
  cell.absent = syntax.cell.text.empty();
  if (column.contacts) {
    cell.definition = role_named(cell.name, scope);
    if (cell.absent) return cell;
    if (!row.contacts[index]) return std::nullopt;
    const std::size_t errors = scope.errors();
    cell.value = contacts_in(contacts_of(*row.contacts[index], scope), cell.definition, scope);
    return scope.failed_since(errors) ? std::nullopt : std::optional(std::move(cell));
  }
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
    const bool quoted =
        syntax.expression && (syntax.expression->kind == grammar::ExpressionKind::text || syntax.expression->quoted);
    if (!quoted && !syntax.as_written.empty()) {
      // A list's cell keeps its full-width signs, so the two could not be equal.
      const std::string text = messages::in_quotes(syntax.as_written, scope.language());
      scope.error("type-mismatch", cell.span, messages::full_width_outside_quotes(syntax.as_written, syntax.cell.text),
                  messages::write_instead(text), Fix{cell.span, text});
      return std::nullopt;
    }
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

// Whether the column names something that examples can give or expect; else it is reported, unless its declaration was.
bool check_column(const grammar::ExampleColumn& column, Scope& scope, Expressions& expressions) {
  const std::string& name = column.name.text;
  const Symbol* symbol = scope.find(name);
  if (symbol == nullptr && column.status) return true;
  if (column.contacts) {
    if (role_named(name, scope) != none) return true;
    const Symbol* plan = nullptr;
    for (std::size_t slash = name.find('/'); slash != std::string::npos && plan == nullptr; slash = name.find('/', slash + 1))
      plan = scope.find(name.substr(0, slash));
    if (plan != nullptr && plan->kind == Symbol::Kind::plan) {
      const std::vector<std::string> roles = roles_of(scope.rules.plans[plan->index], scope);
      expressions.report_unknown(name, column.name.span, messages::unknown_example_column(name), &roles);
      return false;
    }
    if (plan != nullptr && plan->kind == Symbol::Kind::broken) return false;
  }
  if (symbol == nullptr && !column.expected && role_named(name, scope) != none) {
    scope.error("type-mismatch", column.name.span, messages::role_as_input(name), messages::write_instead("=> " + name),
                Fix{column.name.span, "=> " + name});
  } else if (symbol == nullptr) {
    expressions.report_unknown(name, column.name.span, messages::unknown_example_column(name));
  } else if (symbol->kind == Symbol::Kind::plan) {
    scope.error("type-mismatch", column.name.span, messages::plan_in_example(name),
                messages::roles_are(roles_of(scope.rules.plans[symbol->index], scope)));
  } else if (symbol->kind == Symbol::Kind::parameter || symbol->kind == Symbol::Kind::as_of) {
    scope.error("type-mismatch", column.name.span, messages::no_example_of(name));
  } else {
    return !column.contacts && (symbol->kind == Symbol::Kind::field || symbol->kind == Symbol::Kind::definition);
  }
  return false;
}

}  // namespace

void check_examples(const grammar::ExamplesBlock& block, Scope& scope, Expressions& expressions) {
  bool known = true;
  std::unordered_set<std::string> named;
  for (const grammar::ExampleColumn& column : block.columns) {
    if (!named.insert((column.expected ? "=> " : "") + column.name.text).second) {
      scope.error("duplicate-name", column.name.span, messages::duplicate_label(column.name.text));
    }
    known = check_column(column, scope, expressions) && known;
  }
  if (!known) return;
  for (const grammar::ExampleRow& row : block.rows) {
    model::Example example;
    example.span = row.span;
    bool complete = true;
    for (std::size_t i = 0; i < block.columns.size(); ++i) {
      auto cell = example_cell(block.columns[i], row, i, scope, expressions);
      complete = complete && cell.has_value();
      if (cell) (block.columns[i].expected ? example.expected : example.inputs).push_back(std::move(*cell));
    }
    if (complete) scope.rules.examples.push_back(std::move(example));
  }
}

}  // namespace fenji::check
