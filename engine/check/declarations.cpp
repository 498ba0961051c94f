#include "engine/check/declarations.hpp"

#include <algorithm>
#include <unordered_set>

#include "engine/check/messages.hpp"
#include "grammar/keywords.hpp"
#include "grammar/magnitude.hpp"

namespace fenji::check {

using grammar::Keyword;

namespace {

std::vector<std::string> labels_once(const std::vector<grammar::Name>& names, Scope& scope) {
  std::vector<std::string> labels;
  std::unordered_set<std::string_view> seen;
  for (const grammar::Name& name : names) {
    if (seen.insert(name.text).second)
      labels.push_back(name.text);
    else
      scope.error("duplicate-name", name.span, messages::duplicate_label(name.text));
  }
  return labels;
}

// The options of a field, ordered by the scale that holds them all.
model::LabelSetId option_set(std::vector<std::string> options, const std::string& field, Scope& scope) {
  const model::LabelSetId scale = scope.scale_holding(options);
  if (scale == model::none) return scope.label_set(options, false, field);
  const std::vector<std::string>& order = scope.rules.label_sets[scale].labels;
  if (options.size() == order.size()) return scale;
  const auto rank = [&](const std::string& label) { return std::find(order.begin(), order.end(), label); };
  std::sort(options.begin(), options.end(),
            [&](const std::string& left, const std::string& right) { return rank(left) < rank(right); });
  return scope.label_set(options, true, field);
}

// 数 万吨: bare numbers are multiplied by 10^4, the unit is 吨.
model::Unit field_unit(std::string_view unit, model::Field& field) {
  field.bare_number_means = {model::power_of_ten(grammar::take_magnitude(unit)), 0};
  return model::parse_unit(std::string(unit));
}

void field_type(const grammar::FieldSyntax& syntax, Scope& scope, model::Field& field) {
  model::Type& type = field.type;
  switch (syntax.type) {
    case Keyword::text:
      type.kind = model::Kind::text;
      break;
    case Keyword::yes_no:
      type.kind = model::Kind::yes_no;
      break;
    case Keyword::date:
      type.kind = model::Kind::date;
      break;
    case Keyword::one_of:
      type.kind = model::Kind::label;
      type.labels = option_set(labels_once(syntax.options, scope), field.name, scope);
      break;
    case Keyword::money: {
      const model::Unit unit = field_unit(syntax.unit, field);
      type.unit = model::money_unit();
      type.scale = model::money_scale;
      if (unit.plain() || unit.money()) break;
      scope.error("unit-mismatch", syntax.unit_span,
                  messages::unit_mismatch({"金额", "money"}, {"“" + syntax.unit + "”", "`" + syntax.unit + "`"}),
                  messages::write_instead(scope.language() == Language::chinese ? "金额 万元" : "money 万元"));
      break;
    }
    case Keyword::percent:
      type.percent = true;
      type.scale = model::percent_scale;
      if (syntax.percent_cells == Keyword::percent_in_points) field.percent_cells = model::Field::PercentCells::points;
      if (syntax.percent_cells == Keyword::percent_as_fraction) field.percent_cells = model::Field::PercentCells::fraction;
      break;
    case Keyword::whole_number:
      type.unit = field_unit(syntax.unit, field);
      type.whole = true;
      break;
    default:
      type.unit = field_unit(syntax.unit, field);
      type.scale = model::number_scale;
      break;
  }
}

// The narrower of two limits from one side: `sign` is 1 for lower ones, -1 for upper ones.
std::optional<model::Bound> narrower(const std::optional<model::Bound>& left, const std::optional<model::Bound>& right,
                                     int sign) {
  if (!left || !right) return left ? left : right;
  const auto order = model::compare(left->value, right->value);
  if (order == 0) return left->closed ? right : left;
  return (order > 0) == (sign > 0) ? left : right;
}

// Several bounds hold together: 超过0, 不超过100.
void field_bounds(const grammar::FieldSyntax& syntax, Scope& scope, Expressions& expressions, model::Field& field) {
  for (const grammar::Item& item : syntax.bounds) {
    if (field.type.kind != model::Kind::number && field.type.kind != model::Kind::date) {
      // also ID, cust no
      const bool spelling = !syntax.also.empty() && item.form == grammar::Item::Form::value;
      scope.error("type-mismatch", item.span, messages::bounds_not_for_type(messages::describe(field.type)),
                  spelling ? std::optional(messages::several_spellings()) : std::nullopt);
      return;
    }
    const model::ExpressionId subject = expressions.constant_node(model::Value{}, field.type, syntax.name.span);
    const auto test = expressions.test(subject, field.name, std::span(&item, 1), item.span);
    if (!test) return;
    if (test->intervals.size() != 1) {
      scope.error("type-mismatch", item.span, messages::bounds_not_fixed());
      return;
    }
    const model::Interval& bounds = test->intervals.front();
    if (!field.bounds) field.bounds.emplace();
    field.bounds->lower = narrower(field.bounds->lower, bounds.lower, 1);
    field.bounds->upper = narrower(field.bounds->upper, bounds.upper, -1);
  }
}

}  // namespace

void check_header(const grammar::RuleFile& tree, Scope& scope) {
  const grammar::HeaderBlock* first = nullptr;
  for (const grammar::Block& block : tree.blocks) {
    const auto* header = std::get_if<grammar::HeaderBlock>(&block.content);
    if (header == nullptr) continue;
    if (first != nullptr) {
      scope.error("duplicate-name", block.span, messages::two_headers());
      scope.related(first->title.span, messages::declared_here());
      continue;
    }
    first = header;
    model::Rules& rules = scope.rules;
    rules.title = header->title.text;
    rules.version = header->version.text;
    rules.owner = header->owner.text;
    rules.approval = header->approval.text;
    rules.notes = header->notes.text;
    const auto day = [&](const std::optional<grammar::DateLiteral>& date) -> std::optional<model::Day> {
      if (!date) return std::nullopt;
      if (!model::exists(date->year, date->month, date->day)) {
        scope.error("type-mismatch", header->effective_span, messages::no_such_day(date->year, date->month, date->day));
        return std::nullopt;
      }
      return model::day_from_civil(date->year, date->month, date->day);
    };
    rules.effective_from = day(header->effective_from);
    rules.effective_to = day(header->effective_to);
    if (rules.effective_from && rules.effective_to && *rules.effective_to < *rules.effective_from) {
      scope.error("type-mismatch", header->effective_span, messages::effective_backwards());
    }
  }
}

namespace {

// Scales and portfolios have names that no expression uses, so they are taken from their own kind alone.
void declare_once(const grammar::Name& name, std::vector<grammar::Name>& taken, Scope& scope) {
  if (name.text.empty()) return;
  const auto first =
      std::find_if(taken.begin(), taken.end(), [&](const grammar::Name& each) { return each.text == name.text; });
  if (first == taken.end()) return taken.push_back(name);
  scope.error("duplicate-name", name.span, messages::duplicate_name(name.text), messages::choose_other_name());
  scope.related(first->span, messages::declared_here());
}

}  // namespace

void declare_names(const grammar::RuleFile& tree, Scope& scope) {
  std::vector<grammar::Name> scales, portfolios;
  for (const grammar::Block& block : tree.blocks) {
    if (const auto* parameters = std::get_if<grammar::ParametersBlock>(&block.content)) {
      for (const grammar::ParameterSyntax& parameter : parameters->parameters) scope.declare(parameter.name);
    }
    if (const auto* fields = std::get_if<grammar::FieldsBlock>(&block.content)) {
      for (const grammar::FieldSyntax& field : fields->fields) {
        scope.declare(field.name);
        model::Field unit;
        if (!field.unit.empty()) scope.add_unit(field_unit(field.unit, unit));
      }
    }
    if (const auto* portfolio = std::get_if<grammar::PortfolioBlock>(&block.content))
      declare_once(portfolio->name, portfolios, scope);
    if (const auto* scale = std::get_if<grammar::ScaleBlock>(&block.content)) {
      declare_once(scale->name, scales, scope);
      scope.add_scale(scope.label_set(labels_once(scale->labels, scope), true, scale->name.text));
    }
    if (const auto* definition = std::get_if<grammar::DefinitionBlock>(&block.content)) scope.declare(definition->name);
    if (const auto* scorecard = std::get_if<grammar::ScorecardBlock>(&block.content)) scope.declare(scorecard->name);
    if (const auto* plan = std::get_if<grammar::PlanBlock>(&block.content)) scope.declare(plan->name);
    if (const auto* table = std::get_if<grammar::TableBlock>(&block.content)) {
      if (table->results.empty()) scope.declare(table->name);
      for (const grammar::Name& result : table->results) scope.declare(result);
    }
    if (const auto* matrix = std::get_if<grammar::MatrixBlock>(&block.content)) scope.declare(matrix->name);
    if (const auto* classify = std::get_if<grammar::ClassifyBlock>(&block.content)) scope.declare(classify->name);
  }
  for (const std::string& name : tree.lost_names) scope.lose(name);
}

void declare_fields(const grammar::RuleFile& tree, Scope& scope, Expressions& expressions) {
  bool has_key = !tree.lost_names.empty();
  std::optional<Span> key;
  Span place = tree.blocks.empty() ? Span{tree.file, 0, 0} : tree.blocks.front().span;
  bool any = false;
  for (const grammar::Block& block : tree.blocks) {
    const auto* content = std::get_if<grammar::FieldsBlock>(&block.content);
    if (content == nullptr) continue;
    any = true;
    place = block.span;
    for (const grammar::FieldSyntax& syntax : content->fields) {
      model::Field field;
      field.name = syntax.name.text;
      field.span = syntax.name.span;
      field.key = syntax.key;
      field.optional = syntax.optional;
      field.fixed = syntax.fixed;
      for (const grammar::Name& other : syntax.also) field.other_headers.push_back(other.text);
      if (field.key && key) {
        scope.error("duplicate-name", syntax.name.span, messages::two_keys());
        scope.related(*key, messages::declared_here());
      }
      if (field.key) key = syntax.name.span;
      field_type(syntax, scope, field);
      field_bounds(syntax, scope, expressions, field);
      if (syntax.blank_means) field.blank_means = expressions.constant(*syntax.blank_means, field.type, field.name);
      if (!scope.declares(syntax.name)) continue;
      scope.define(field.name, field.span, Symbol::Kind::field, static_cast<std::uint32_t>(scope.rules.fields.size()));
      scope.rules.fields.push_back(std::move(field));
    }
  }
  if (!any)
    scope.error("syntax", place, messages::no_fields());
  else if (!key && !has_key)
    scope.error("syntax", place, messages::no_key(), messages::write_key());
}

}  // namespace fenji::check
