#include "engine/check/blocks.hpp"

#include <algorithm>
#include <unordered_set>

#include "engine/check/messages.hpp"
#include "engine/check/results.hpp"
#include "engine/check/tables.hpp"

namespace fenji::check {

using model::none;

void check_definition(const grammar::DefinitionBlock& block, Scope& scope, Expressions& expressions) {
  const Checked checked = block.value ? expressions.value(*block.value) : std::nullopt;
  if (!checked) return scope.define_broken(block.name);
  model::Definition definition;
  definition.name = block.name.text;
  definition.type = scope.type(*checked);
  definition.expression = *checked;
  definition.span = block.name.span;
  add_definition(scope, std::move(definition));
}

namespace {

// One column of a scorecard as a table of its own, which gives the points.
std::optional<model::DefinitionId> check_criterion(const grammar::ScorecardBlock& block, std::size_t column,
                                                   const ResultColumn& points, model::ExpressionId when, Span place,
                                                   Scope& scope, Expressions& expressions) {
  const grammar::CriterionSyntax& criterion = block.criteria[column];
  const Checked subject = criterion.subject ? expressions.value(*criterion.subject) : std::nullopt;
  if (!subject) return std::nullopt;
  model::Table table;
  table.form = model::TableForm::criterion;
  table.policy = block.modifiers.first_match ? model::HitPolicy::first : model::HitPolicy::unique;
  table.name = block.name.text;
  table.span = place;
  table.subjects = {{*subject, criterion.header.text, criterion.header.span}};
  table.results = {block.name.text + "/" + criterion.header.text};
  table.result_types = {points.type};
  bool complete = true;
  for (std::size_t r = 0; r < block.rows.size(); ++r) {
    const grammar::ScorecardRow& syntax = block.rows[r];
    model::Row row;
    std::vector<grammar::ConditionCell> cells(1);
    const grammar::ConditionCell& cell = syntax.conditions[column];
    row.span = syntax.span;
    if (cell.otherwise) {
      row.otherwise = true;
      if (r + 1 != block.rows.size()) {
        scope.error("syntax", syntax.cells[column].span, messages::otherwise_last());
        complete = false;
      }
    } else if (cell.any) {
      model::Test test;
      test.any = true;
      test.span = syntax.cells[column].span;
      row.tests.push_back(std::move(test));
    } else {
      auto test = expressions.test(*subject, criterion.header.text, cell.items, syntax.cells[column].span);
      complete = complete && test.has_value();
      if (test) row.tests.push_back(std::move(*test));
    }
    row.results = {points.cells[r]};
    table.rows.push_back(std::move(row));
  }
  if (!complete) return std::nullopt;
  const model::TableId id = add_table(scope, std::move(table));
  model::Definition definition = table_result(scope.rules.tables[id], id, 0, when, criterion.header.span);
  definition.author_named = false;
  return add_definition(scope, std::move(definition));
}

// Where one criterion alone lacks its weight, it is what the others leave.
void report_weight(const grammar::ScorecardBlock& block, const grammar::CriterionSyntax& lacking, Scope& scope) {
  model::Decimal left{100, 0};
  std::size_t missing = 0;
  for (const grammar::CriterionSyntax& criterion : block.criteria) {
    missing += criterion.has_weight ? 0 : 1;
    const auto weight = model::parse_decimal(criterion.has_weight ? criterion.weight.digits : "0");
    const auto less = weight ? model::subtract(left, *weight) : std::nullopt;
    left = less.value_or(model::Decimal{0, 0});
  }
  const Message message = messages::weight_missing(lacking.header.text);
  if (missing != 1 || left <= model::Decimal{0, 0})
    return scope.error("weights", lacking.header.span, message, messages::write_weight());
  const std::string weight = model::to_text(model::normalized(left)) + "%";
  const Span behind{lacking.header.span.file, lacking.header.span.end, lacking.header.span.end};
  scope.error("weights", lacking.header.span, message, messages::write_weight(weight), Fix{behind, " (" + weight + ")"});
}

bool check_weights(const grammar::ScorecardBlock& block, Scope& scope, std::vector<model::Decimal>& weights) {
  model::Decimal sum{0, 0};
  for (const grammar::CriterionSyntax& criterion : block.criteria) {
    if (!criterion.has_weight) {
      report_weight(block, criterion, scope);
      return false;
    }
    const auto digits = model::parse_decimal(criterion.weight.digits);
    const auto weight = digits ? model::multiply(*digits, {1, 2}) : std::nullopt;
    const auto more = weight ? model::add(sum, *weight) : std::nullopt;
    if (!more) {
      scope.error("overflow", criterion.weight_span, messages::number_too_large(criterion.weight.digits));
      return false;
    }
    weights.push_back(model::normalized(*weight));
    sum = *more;
  }
  if (sum != model::Decimal{1, 0}) {
    const Span place = cover(block.criteria.front().header.span, block.criteria.back().header.span);
    scope.error("weights", place, messages::weights_sum(model::to_text(model::multiply(sum, {100, 0}).value_or(sum)) + "%"));
  }
  return true;
}

}  // namespace

void check_scorecard(const grammar::ScorecardBlock& block, Span place, Scope& scope, Expressions& expressions) {
  std::vector<model::Decimal> weights;
  model::ExpressionId when = none;
  const bool weighted = check_weights(block, scope, weights);
  const bool conditional = check_when(block.modifiers, expressions, when);
  std::vector<const grammar::ResultCell*> cells;
  for (const grammar::ScorecardRow& row : block.rows) cells.push_back(&row.points);
  const auto points = result_column(scope, expressions, block.name.text, cells, false);
  if (points && points->type.kind != model::Kind::number) {
    scope.error("type-mismatch", block.rows.front().points.cell.span,
                messages::expected_type({"分值", "points"}, messages::describe(points->type)));
    return scope.define_broken(block.name);
  }
  if (!points || !conditional) return scope.define_broken(block.name);
  model::Scorecard scorecard;
  scorecard.name = block.name.text;
  scorecard.span = place;
  bool complete = weighted && !block.incomplete;
  for (std::size_t column = 0; column < block.criteria.size(); ++column) {
    const auto definition = check_criterion(block, column, *points, when, place, scope, expressions);
    complete = complete && definition.has_value();
    if (!definition || !weighted) continue;
    scorecard.criteria.push_back({*definition, weights[column], block.criteria[column].header.span});
  }
  if (!complete) return scope.define_broken(block.name);
  std::vector<model::ExpressionId> parts;
  for (const model::Criterion& criterion : scorecard.criteria) {
    model::Expression reference;
    reference.operation = model::Operation::definition;
    reference.reference = criterion.points;
    reference.type = scope.rules.definitions[criterion.points].type;
    reference.span = criterion.span;
    const model::ExpressionId id = scope.add(std::move(reference));
    model::Value weight;
    weight.number = criterion.weight;
    const model::ExpressionId factor = expressions.constant_node(std::move(weight), model::Type{}, criterion.span);
    parts.push_back(expressions.multiply({id, factor}, criterion.span));
    if (scope.type(parts.back()).scale <= model::max_scale) continue;
    scope.error("overflow", criterion.span, messages::too_many_places());
    return scope.define_broken(block.name);
  }
  model::Definition total;
  total.name = block.name.text;
  total.expression = expressions.add(parts, place);
  total.type = scope.type(total.expression);
  total.when = when;
  total.span = block.name.span;
  scorecard.total = add_definition(scope, std::move(total));
  scope.rules.scorecards.push_back(std::move(scorecard));
}

namespace {

model::Contact::Period period_of(grammar::Keyword keyword) {
  using grammar::Keyword;
  using Period = model::Contact::Period;
  switch (keyword) {
    case Keyword::day:
      return Period::day;
    case Keyword::week:
      return Period::week;
    case Keyword::quarter:
      return Period::quarter;
    case Keyword::half_year:
      return Period::half_year;
    case Keyword::year_period:
      return Period::year;
    default:
      return Period::month;
  }
}

model::Contact contact_of(const grammar::ContactSyntax& syntax, Scope& scope) {
  using Action = model::Contact::Action;
  model::Contact contact;
  contact.minimum = syntax.minimum;
  contact.maximum = syntax.maximum;
  contact.periods = syntax.periods;
  if (syntax.period) contact.period = period_of(*syntax.period);
  if (syntax.action == grammar::Keyword::on_site)
    contact.action = Action::on_site;
  else if (syntax.action == grammar::Keyword::phone)
    contact.action = Action::phone;
  else if (syntax.action == grammar::Keyword::on_site_or_phone)
    contact.action = Action::on_site_or_phone;
  else if (!syntax.other_action.empty())
    contact.action = Action::other;
  contact.other_action = syntax.other_action;
  if (syntax.maximum < syntax.minimum || syntax.maximum > model::most_contacts || syntax.periods == 0 ||
      syntax.periods > model::most_periods) {
    scope.error("type-mismatch", syntax.span, messages::contact_count(syntax.minimum, syntax.maximum));
  }
  return contact;
}

}  // namespace

model::Contacts contacts_of(const std::vector<grammar::ContactSyntax>& syntax, Scope& scope) {
  model::Contacts contacts;
  for (const grammar::ContactSyntax& contact : syntax) contacts.push_back(contact_of(contact, scope));
  return contacts;
}

namespace {

// 在 预计成交日期 前3个月; false, reported, where that is no date or no such time.
bool check_window(const grammar::Modifiers& modifiers, Scope& scope, Expressions& expressions, model::Plan& plan) {
  const grammar::Name& name = modifiers.window_field;
  if (name.text.empty()) return true;
  const Symbol* symbol = scope.find(name.text);
  if (symbol == nullptr) {
    expressions.report_unknown(name.text, name.span, messages::unknown_name(name.text));
    return false;
  }
  if (symbol->kind != Symbol::Kind::field || scope.rules.fields[symbol->index].type.kind != model::Kind::date) {
    scope.error("type-mismatch", name.span, messages::window_needs_date(name.text));
    return false;
  }
  if (modifiers.window_months == 0 || modifiers.window_months > model::most_window_months) {
    scope.error("type-mismatch", modifiers.window_span, messages::window_months());
    return false;
  }
  plan.window_field = symbol->index;
  plan.window_months = modifiers.window_months;
  return true;
}

}  // namespace

void check_plan(const grammar::PlanBlock& block, Span place, Scope& scope, Expressions& expressions) {
  scope.define_broken(block.name);
  const Checked subject = block.subject ? expressions.value(*block.subject) : std::nullopt;
  if (!subject) return;
  const model::Type subject_type = scope.type(*subject);
  const std::string subject_name = block.subject->text;
  if (subject_type.kind != model::Kind::label) {
    scope.error("type-mismatch", block.subject->span, messages::plan_needs_labels(subject_name));
    return;
  }
  model::ExpressionId when = none;
  if (!check_when(block.modifiers, expressions, when)) return;
  const std::size_t errors = scope.errors();
  model::Table table;
  table.form = model::TableForm::plan;
  table.name = block.name.text;
  table.span = place;
  table.subjects = {{*subject, subject_name, block.subject->span}};
  std::vector<bool> planned(scope.rules.label_sets[subject_type.labels].labels.size(), false);
  for (const grammar::PlanRow& syntax : block.rows) {
    model::Row row;
    row.span = syntax.span;
    model::Test test;
    test.span = syntax.label.span;
    const auto code = expressions.label_code(syntax.label.text, subject_type.labels);
    if (!code) {
      expressions.report_unknown_label(syntax.label.text, syntax.label.span, subject_type.labels, subject_name);
      continue;
    }
    if (planned[*code]) scope.error("duplicate-name", syntax.label.span, messages::label_planned_twice(syntax.label.text));
    planned[*code] = true;
    test.labels = {*code};
    row.tests = {std::move(test)};
    table.rows.push_back(std::move(row));
  }
  model::Plan plan;
  plan.name = block.name.text;
  plan.span = place;
  if (!check_window(block.modifiers, scope, expressions, plan)) return;
  std::unordered_set<std::string_view> roles;
  for (std::size_t r = 0; r < block.roles.size(); ++r) {
    model::Role role;
    role.name = block.roles[r].text;
    if (!roles.insert(block.roles[r].text).second) {
      scope.error("duplicate-name", block.roles[r].span, messages::duplicate_label(role.name));
    }
    std::vector<std::string> texts;
    for (const grammar::PlanRow& syntax : block.rows) {
      model::Contacts contacts = contacts_of(syntax.cells[r], scope);
      texts.push_back(model::to_text(contacts, scope.language()));
      role.contacts.push_back(std::move(contacts));
    }
    model::Type type;
    type.kind = model::Kind::label;
    scope.rules.label_sets.push_back({plan.name + "/" + role.name, texts, false});
    type.labels = static_cast<model::LabelSetId>(scope.rules.label_sets.size() - 1);
    table.results.push_back(plan.name + "/" + role.name);
    table.result_types.push_back(type);
    for (std::uint32_t row = 0; row < table.rows.size(); ++row) {
      model::Value value;
      value.label = row;
      table.rows[row].results.push_back(expressions.constant_node(std::move(value), type, table.rows[row].span));
    }
    plan.roles.push_back(std::move(role));
  }
  if (scope.failed_since(errors) || block.incomplete) return;
  plan.table = add_table(scope, std::move(table));
  for (std::uint32_t r = 0; r < plan.roles.size(); ++r) {
    model::Definition definition = table_result(scope.rules.tables[plan.table], plan.table, r, when, block.roles[r].span);
    definition.author_named = false;
    plan.roles[r].result = add_definition(scope, std::move(definition));
  }
  scope.rules.plans.push_back(std::move(plan));
  scope.define(block.name.text, block.name.span, Symbol::Kind::plan, static_cast<std::uint32_t>(scope.rules.plans.size() - 1));
}

}  // namespace fenji::check
