#include "engine/check/results.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "engine/check/messages.hpp"
#include "grammar/glued.hpp"
#include "grammar/suggest.hpp"

namespace fenji::check {
namespace {

using grammar::ExpressionKind;
using grammar::ResultCell;

// A bare word that is nothing declared is a label, as is a number with a unit that nothing declares (2级), and whatever is no
// expression at all (A+).
bool is_label(const Scope& scope, const ResultCell& cell) {
  if (!cell.expression) return true;
  const grammar::Expression& expression = *cell.expression;
  if (expression.kind == ExpressionKind::name)
    return scope.find(expression.text) == nullptr && !Expressions::yes_or_no(expression);
  return expression.kind == ExpressionKind::number && !scope.knows_unit(model::parse_unit(expression.quantity->unit));
}

// In quotes, because the word alone would be the name of something else.
bool is_quoted_label(const Scope& scope, const ResultCell& cell) {
  return cell.expression && cell.expression->kind == ExpressionKind::text && scope.find(cell.expression->text) != nullptr;
}

Message described(const Symbol& symbol) {
  switch (symbol.kind) {
    case Symbol::Kind::field:
      return {"字段", "a field"};
    case Symbol::Kind::parameter:
      return {"参数", "a parameter"};
    case Symbol::Kind::plan:
      return {"计划", "a plan"};
    default:
      return {"结果", "a result"};
  }
}

// A column with a word that nothing declares beside a declared name: one of both is mistaken for what it is not. Where the
// word is nearly a declared name it is mistyped, else the name may be meant as a label.
void report_names_and_labels(const grammar::Expression& label, const grammar::Expression& declared, Scope& scope,
                             Expressions& expressions) {
  const Symbol* symbol = scope.find(declared.text);
  // Of two characters one alone says nothing: 未入 is not 收入 mistyped.
  const auto is_first_byte = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; };
  const bool mistyped =
      std::count_if(label.text.begin(), label.text.end(), is_first_byte) > 2 && grammar::closest(label.text, scope.names());
  if (symbol == nullptr || symbol->kind == Symbol::Kind::broken || mistyped) {
    expressions.report_unknown(label.text, label.span, messages::unknown_name(label.text));
    return;
  }
  const std::string quoted = messages::in_quotes(declared.text, scope.language());
  scope.error("type-mismatch", declared.span, messages::label_is_declared(declared.text, described(*symbol), label.text),
              messages::quote_label(quoted, declared.text, label.text), Fix{declared.span, quoted});
  scope.related(symbol->span, messages::declared_here());
}

// Nothing glued becomes a label: 潜在级以上 where 潜在级 is declared lacks a blank. `whole` are texts that have been found not
// to be: columns repeat their labels.
bool is_glued(const ResultCell& cell, Scope& scope, Expressions& expressions, std::unordered_set<std::string_view>& whole) {
  if (!cell.expression || cell.expression->kind != ExpressionKind::name || cell.expression->quoted) return false;
  const auto is_known = [&](std::string_view part) { return scope.find(std::string(part)) != nullptr; };
  const std::string& text = cell.expression->text;
  if (whole.contains(text)) return false;
  if (is_known(text) || scope.scale_holding({text}) != model::none || !grammar::unglued(text, scope.language(), is_known)) {
    whole.insert(text);
    return false;
  }
  expressions.report_unknown(text, cell.cell.span, messages::unknown_name(text));
  return true;
}

ResultColumn label_column(Scope& scope, Expressions& expressions, const std::string& name,
                          const std::vector<const ResultCell*>& cells) {
  std::vector<std::string> labels;
  std::unordered_set<std::string> seen;
  for (const ResultCell* cell : cells) {
    if (seen.insert(label_text(*cell)).second) labels.push_back(label_text(*cell));
  }
  ResultColumn column;
  column.type.kind = model::Kind::label;
  const model::LabelSetId scale = scope.scale_holding(labels);
  column.type.labels = scale != model::none ? scale : scope.label_set(labels, true, name);
  // Cells with the same label share their expression: long tables repeat a few.
  struct Label {
    std::uint32_t code = 0;
    model::ExpressionId expression = model::none;
  };
  std::unordered_map<std::string, Label> known;
  for (const std::string& label : scope.rules.label_sets[column.type.labels].labels) {
    known.emplace(label, Label{static_cast<std::uint32_t>(known.size()), model::none});
  }
  for (const ResultCell* cell : cells) {
    Label& label = known.at(label_text(*cell));
    if (label.expression == model::none) {
      model::Value value;
      value.label = label.code;
      label.expression = expressions.constant_node(std::move(value), column.type, cell->cell.span);
    }
    column.cells.push_back(label.expression);
  }
  return column;
}

// Whether a number may stand in a column with `lead`, which has a unit or is a percentage.
bool is_alike(const Scope& scope, const Expressions& expressions, model::ExpressionId id, model::ExpressionId lead) {
  const model::Type& type = scope.type(id);
  const model::Type& leading = scope.type(lead);
  const bool bare_constant = scope.is_constant(id) && type.unit.plain() && !type.percent;
  if (expressions.is_zero(id) || (bare_constant && leading.unit.money())) return true;
  return type.unit == leading.unit && !(bare_constant && leading.percent);
}

// The type of a column of values; nothing, reported, where they are of different kinds.
std::optional<model::Type> column_type(Scope& scope, const Expressions& expressions,
                                       const std::vector<model::ExpressionId>& ids,
                                       const std::vector<const ResultCell*>& cells) {
  const auto has_unit = [&](model::ExpressionId id) { return !scope.type(id).unit.plain() || scope.type(id).percent; };
  const auto leader = std::find_if(ids.begin(), ids.end(), has_unit);
  const model::ExpressionId lead = leader == ids.end() ? ids.front() : *leader;
  const model::Type type = scope.type(lead);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const model::Type& other = scope.type(ids[i]);
    bool alike = type.kind == other.kind;
    if (alike && type.kind == model::Kind::label) alike = type.labels == other.labels;
    if (alike && type.kind == model::Kind::number) alike = leader == ids.end() || is_alike(scope, expressions, ids[i], lead);
    if (alike) continue;
    const bool bare_literal = cells[i]->expression && cells[i]->expression->kind == ExpressionKind::number &&
                              other.kind == model::Kind::number && other.unit.plain() && !other.percent;
    const bool percent = bare_literal && type.kind == model::Kind::number && type.percent;
    const std::string text = percent ? cells[i]->expression->text + "%" : std::string();
    scope.error("type-mismatch", cells[i]->cell.span,
                messages::result_types_differ(messages::describe(type), messages::describe(other)),
                percent ? std::optional(messages::write_instead(text)) : std::nullopt,
                percent ? std::optional(Fix{cells[i]->cell.span, text}) : std::nullopt);
    return std::nullopt;
  }
  return type.kind == model::Kind::number ? expressions.joined_type(ids) : type;
}

}  // namespace

std::string label_text(const ResultCell& cell) {
  const bool words =
      cell.expression && (cell.expression->kind == ExpressionKind::name || cell.expression->kind == ExpressionKind::text);
  return words ? cell.expression->text : cell.cell.text;
}

std::optional<ResultColumn> result_column(Scope& scope, Expressions& expressions, const std::string& name,
                                          const std::vector<const ResultCell*>& cells, bool labels_only) {
  const ResultCell* label = nullptr;
  const ResultCell* expression = nullptr;
  bool complete = !cells.empty();
  const bool has_labels =
      std::any_of(cells.begin(), cells.end(), [&](const ResultCell* cell) { return !cell->broken && is_label(scope, *cell); });
  std::unordered_set<std::string_view> whole;
  for (const ResultCell* cell : cells) {
    if (cell->broken || is_glued(*cell, scope, expressions, whole)) {
      complete = false;
      continue;
    }
    const ResultCell*& first =
        labels_only || is_label(scope, *cell) || (has_labels && is_quoted_label(scope, *cell)) ? label : expression;
    if (first == nullptr) first = cell;
  }
  if (label != nullptr && expression != nullptr) {
    const auto is_name = [](const ResultCell& cell) {
      return cell.expression && cell.expression->kind == ExpressionKind::name;
    };
    if (is_name(*label) && is_name(*expression) && !Expressions::yes_or_no(*expression->expression)) {
      report_names_and_labels(*label->expression, *expression->expression, scope, expressions);
    } else {
      // 100分 among plain numbers
      const bool number = label->expression && label->expression->kind == ExpressionKind::number &&
                          (label->expression->quantity->unit == "分" || label->expression->quantity->unit == "points") &&
                          expression->expression->kind == ExpressionKind::number;
      const std::string text = number ? label->expression->number().digits : std::string();
      scope.error("type-mismatch", label->cell.span, messages::mixed_results(label->cell.text, expression->cell.text),
                  number ? std::optional(messages::write_instead(text)) : std::nullopt,
                  number ? std::optional(Fix{label->cell.span, text}) : std::nullopt);
    }
    return std::nullopt;
  }
  if (expression == nullptr) return complete ? std::optional(label_column(scope, expressions, name, cells)) : std::nullopt;
  ResultColumn column;
  for (const ResultCell* cell : cells) {
    if (cell->broken) continue;
    if (const Checked checked = expressions.decimal_or_other(*cell->expression)) column.cells.push_back(*checked);
  }
  complete = complete && column.cells.size() == cells.size();
  const auto type = complete ? column_type(scope, expressions, column.cells, cells) : std::nullopt;
  if (!type) return std::nullopt;
  column.type = *type;
  for (model::ExpressionId& cell : column.cells) {
    if (column.type.kind == model::Kind::number) cell = expressions.at_scale(cell, column.type.scale);
  }
  return column;
}

}  // namespace fenji::check
