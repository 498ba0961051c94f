// Functions over the whole list: 合计, 占比, 名次 … as fields that no list has, whose values are found from all records.
#include <algorithm>
#include <array>

#include "engine/check/expressions.hpp"
#include "engine/check/messages.hpp"
#include "engine/check/tables.hpp"

namespace fenji::check {

using grammar::Keyword;
using model::none;
using model::Operation;
using model::PopulationFunction;

namespace {

// More decimal places than cells have would not leave room for the sum over a long list.
constexpr int most_places = model::percent_scale;

std::string words_of(std::string_view function, const grammar::Expression& call, std::string_view per) {
  std::string words = std::string(function) + "(";
  const auto add = [&](const std::string& text) { words += (words.back() == '(' ? "" : ", ") + text; };
  const auto name = [](const grammar::Expression& operand) {
    const bool short_enough = operand.kind == grammar::ExpressionKind::name || operand.kind == grammar::ExpressionKind::number;
    return short_enough ? operand.text : std::string("…");
  };
  for (const auto& operand : call.operands) add(name(*operand));
  for (const auto& group : call.more->groups) add(std::string(per) + " " + name(*group));
  return words + ")";
}

// How the parts of a function are called in explanations.
std::string_view word_of(PopulationFunction function, Language language) {
  constexpr std::array<std::array<std::string_view, 2>, 8> words = {{{"合计", "total"},
                                                                     {"计数", "count"},
                                                                     {"计数", "count"},
                                                                     {"合计", "total"},
                                                                     {"排前合计", "total above"},
                                                                     {"名次", "rank"},
                                                                     {"排后个数", "count below"},
                                                                     {"分摊", "apportion"}}};
  return words[static_cast<std::size_t>(function)][language == Language::chinese ? 0 : 1];
}

bool is_of_records(PopulationFunction function) { return function >= PopulationFunction::larger_total; }

// The fields of the list, and the populations, that definitions are found from.
class Origins {
 public:
  explicit Origins(const model::Rules& rules) : rules_(rules), seen_(rules.expressions.size(), false) {}

  std::vector<model::FieldId> cells;
  std::uint32_t level = 0;

  void in(model::DefinitionId id) {
    if (id == none) return;
    const model::Definition& definition = rules_.definitions[id];
    need(definition.expression);
    need(definition.when);
    if (definition.table != none) {
      const model::Table& table = rules_.tables[definition.table];
      for (const model::Subject& subject : table.subjects) need(subject.expression);
      for (const model::Row& row : table.rows) {
        for (const model::Test& test : row.tests) need(test);
        need(row.results[definition.result_column]);
      }
    }
    work();
  }

 private:
  void need(model::ExpressionId id) {
    if (id == none || seen_[id]) return;
    seen_[id] = true;
    open_.push_back(id);
  }
  void need(const model::Test& test) {
    for (const model::ExpressionId condition : test.conditions) need(condition);
  }

  void work() {
    while (!open_.empty()) {
      const model::Expression& node = rules_.expressions[open_.back()];
      open_.pop_back();
      for (const model::ExpressionId operand : node.operands) need(operand);
      need(*node.test);
      if (node.operation == Operation::definition) in(node.reference);
      if (node.operation != Operation::field) continue;
      const model::PopulationId population = rules_.fields[node.reference].population;
      if (population == none) {
        cells.push_back(node.reference);
      } else {
        level = std::max(level, rules_.populations[population].level);
        cells.insert(cells.end(), rules_.populations[population].cells.begin(), rules_.populations[population].cells.end());
      }
    }
  }

  const model::Rules& rules_;
  std::vector<bool> seen_;
  std::vector<model::ExpressionId> open_;
};

}  // namespace

// The expression as a definition of its own, whose values a population can ask for.
model::DefinitionId Expressions::asked_for(model::ExpressionId id, Span span) {
  const model::Expression& node = scope_.expression(id);
  if (node.operation == Operation::definition) return node.reference;
  model::Definition definition;
  definition.name = std::string(scope_.language() == Language::chinese ? "所求" : "asked for");
  definition.type = node.type;
  definition.expression = id;
  definition.author_named = false;
  definition.span = span;
  return add_definition(scope_, std::move(definition));
}

std::optional<std::vector<model::DefinitionId>> Expressions::groups(const std::vector<grammar::ExpressionPtr>& syntax) {
  std::vector<model::DefinitionId> groups;
  for (const auto& each : syntax) {
    const Checked group = decimal_or_other(*each);
    if (group) groups.push_back(asked_for(*group, each->span));
  }
  return groups.size() == syntax.size() ? std::optional(std::move(groups)) : std::nullopt;
}

model::ExpressionId Expressions::population(model::Population population, model::Type type, std::string words) {
  Origins origins(scope_.rules);
  origins.in(population.argument);
  origins.in(population.condition);
  origins.in(population.amount);
  for (const model::DefinitionId group : population.groups) origins.in(group);
  std::sort(origins.cells.begin(), origins.cells.end());
  origins.cells.erase(std::unique(origins.cells.begin(), origins.cells.end()), origins.cells.end());
  population.cells = std::move(origins.cells);
  population.level = origins.level + 1;
  population.field = static_cast<model::FieldId>(scope_.rules.fields.size());
  model::Field field;
  field.name = std::move(words);
  field.type = type;
  field.optional = true;
  field.population = static_cast<model::PopulationId>(scope_.rules.populations.size());
  field.span = population.span;
  if (population.function == PopulationFunction::rank) field.bounds = model::Interval{model::Bound{{1, 0}, true}, std::nullopt};
  if (population.function == PopulationFunction::count || population.function == PopulationFunction::smaller_count)
    field.bounds = model::Interval{model::Bound{{0, 0}, true}, std::nullopt};
  if (population.function == PopulationFunction::divisor_count)
    field.bounds = model::Interval{model::Bound{{1, 0}, true}, std::nullopt};
  if (population.function == PopulationFunction::divisor_total)
    field.bounds = model::Interval{model::Bound{{0, 0}, false}, std::nullopt};
  if (population.function == PopulationFunction::larger_total)
    field.bounds = model::Interval{model::Bound{{0, 0}, true}, std::nullopt};
  model::Expression node;
  node.operation = Operation::field;
  node.reference = population.field;
  node.type = std::move(type);
  node.span = population.span;
  scope_.rules.fields.push_back(std::move(field));
  scope_.rules.populations.push_back(std::move(population));
  return scope_.add(std::move(node));
}

Checked Expressions::population(const grammar::Expression& syntax, Keyword function) {
  if (!syntax.more->groups.empty() && portfolio_groups_) {
    const Message message =
        portfolio_groups_->empty() ? messages::groups_of_no_portfolio() : messages::groups_of_the_portfolio();
    scope_.error("type-mismatch", syntax.more->groups.front()->span, message);
    return std::nullopt;
  }
  auto per = groups(syntax.more->groups);
  if (!per) return std::nullopt;
  if (portfolio_groups_) per->insert(per->end(), portfolio_groups_->begin(), portfolio_groups_->end());
  model::Population base;
  base.groups = std::move(*per);
  base.span = syntax.span;
  const auto condition_of = [&](std::size_t place) {
    if (syntax.operands.size() <= place) return true;
    const Checked condition = this->condition(*syntax.operands[place]);
    if (condition) base.condition = asked_for(*condition, syntax.operands[place]->span);
    return condition.has_value();
  };
  const std::string_view per_word = grammar::spelling(Keyword::per, scope_.language());
  const auto part = [&](PopulationFunction each, const model::Type& type) {
    model::Population made = base;
    made.function = each;
    return population(std::move(made), type, words_of(word_of(each, scope_.language()), syntax, per_word));
  };
  model::Type whole;
  whole.whole = true;
  if (function == Keyword::count) {
    if (syntax.operands.size() > 1 && !takes(syntax, 1)) return std::nullopt;
    if (!condition_of(0)) return std::nullopt;
    return part(PopulationFunction::count, whole);
  }
  if (function == Keyword::apportion) return apportion(syntax, std::move(base));
  if (syntax.operands.empty() || syntax.operands.size() > 2) {
    takes(syntax, 1);
    return std::nullopt;
  }
  const Checked argument = decimal_or_other(*syntax.operands[0]);
  if (argument && scope_.type(*argument).kind != model::Kind::number) {
    report_no_amount(*argument, syntax, function);
    return std::nullopt;
  }
  if (!argument || !condition_of(1)) return std::nullopt;
  model::Type type = scope_.type(*argument);
  if (type.scale > most_places) {
    scope_.error("overflow", syntax.operands[0]->span, messages::too_many_places(),
                 messages::round_it(spelled(*syntax.operands[0]).value_or("…")));
    return std::nullopt;
  }
  base.argument = asked_for(*argument, syntax.operands[0]->span);
  switch (function) {
    case Keyword::total:
      return part(PopulationFunction::total, type);
    case Keyword::average: {
      const model::ExpressionId total = part(PopulationFunction::total, type);
      return divide(total, part(PopulationFunction::divisor_count, whole), syntax.span);
    }
    case Keyword::share: {
      const model::ExpressionId total = part(PopulationFunction::divisor_total, type);
      return divide(*argument, total, syntax.span);
    }
    case Keyword::share_above: {
      const model::ExpressionId above = part(PopulationFunction::larger_total, type);
      return divide(above, part(PopulationFunction::divisor_total, type), syntax.span);
    }
    case Keyword::rank:
      return part(PopulationFunction::rank, whole);
    default: {
      const model::ExpressionId below = part(PopulationFunction::smaller_count, whole);
      return divide(below, part(PopulationFunction::divisor_count, whole), syntax.span);
    }
  }
}

// 分摊(总额, 权重) in whole units, 分摊(总额, 权重, 2) to two decimal places.
Checked Expressions::apportion(const grammar::Expression& syntax, model::Population base) {
  if (syntax.operands.size() != 3 && !takes(syntax, 2)) return std::nullopt;
  const Checked amount = number_operand(*syntax.operands[0]);
  const Checked weight = number_operand(*syntax.operands[1]);
  const auto places = syntax.operands.size() == 3 ? this->places(*syntax.operands[2], model::number_scale) : std::optional(0);
  if (!amount || !weight || !places) return std::nullopt;
  if (scope_.type(*weight).scale > most_places) {
    scope_.error("overflow", syntax.operands[1]->span, messages::too_many_places(),
                 messages::round_it(spelled(*syntax.operands[1]).value_or("…")));
    return std::nullopt;
  }
  model::Type type = scope_.type(*amount);
  type.scale = *places;
  type.whole = *places == 0 && !type.percent;
  base.function = PopulationFunction::apportion;
  base.amount = asked_for(*amount, syntax.operands[0]->span);
  base.argument = asked_for(*weight, syntax.operands[1]->span);
  return population(std::move(base), std::move(type),
                    words_of(word_of(PopulationFunction::apportion, scope_.language()), syntax,
                             grammar::spelling(Keyword::per, scope_.language())));
}

void check_portfolio(const grammar::PortfolioBlock& block, Span place, Scope& scope, Expressions& expressions) {
  model::Portfolio portfolio;
  portfolio.name = block.name.text;
  portfolio.span = place;
  auto groups = expressions.groups(block.groups);
  if (!groups) return;
  portfolio.groups = std::move(*groups);
  expressions.set_portfolio_groups(portfolio.groups);
  bool complete = !block.incomplete;
  for (const grammar::ElementSyntax& syntax : block.checks) {
    const std::size_t populations = scope.rules.populations.size();
    const Checked condition = syntax.condition ? expressions.condition(*syntax.condition) : std::nullopt;
    if (!condition) {
      complete = false;
      continue;
    }
    // What looks at no record at all checks nothing.
    if (!expressions.is_of_the_group(*condition) || scope.rules.populations.size() == populations) {
      scope.error("type-mismatch", syntax.condition->span, messages::portfolio_of_records());
      complete = false;
      continue;
    }
    model::PortfolioCheck check;
    check.name = syntax.name.text;
    check.span = syntax.name.span;
    check.holds = expressions.asked_for(*condition, syntax.condition->span);
    portfolio.checks.push_back(std::move(check));
  }
  expressions.set_portfolio_groups(std::nullopt);
  if (complete) scope.rules.portfolios.push_back(std::move(portfolio));
}

// Whether the value is the same for all records of a group: made of totals, counts and constants.
bool Expressions::is_of_the_group(model::ExpressionId id) const {
  std::vector<model::ExpressionId> open = {id};
  while (!open.empty()) {
    const model::Expression& node = scope_.expression(open.back());
    open.pop_back();
    if (node.operation == Operation::definition) return false;
    if (node.operation == Operation::field) {
      const model::PopulationId population = scope_.rules.fields[node.reference].population;
      if (population == none || is_of_records(scope_.rules.populations[population].function)) return false;
    }
    open.insert(open.end(), node.operands.begin(), node.operands.end());
    open.insert(open.end(), node.test->conditions.begin(), node.test->conditions.end());
  }
  return true;
}

}  // namespace fenji::check
