#include "engine/check/scope.hpp"

#include <algorithm>
#include <utility>

#include "engine/check/messages.hpp"

namespace fenji::check {

void Scope::declare(const grammar::Name& name) {
  const auto [found, inserted] = symbols_.emplace(name.text, Symbol{Symbol::Kind::pending, model::none, name.span});
  if (inserted) {
    order_.push_back(name.text);
    return;
  }
  error("duplicate-name", name.span, messages::duplicate_name(name.text), messages::choose_other_name());
  related(found->second.span, messages::declared_here());
}

void Scope::lose(const std::string& name) { symbols_.emplace(name, Symbol{Symbol::Kind::broken, model::none, {}}); }

void Scope::define(const std::string& name, Span declared, Symbol::Kind kind, std::uint32_t index) {
  const auto found = symbols_.find(name);
  if (found == symbols_.end() || found->second.span != declared) return;
  found->second.kind = kind;
  found->second.index = index;
}

bool Scope::declares(const grammar::Name& name) const {
  const Symbol* symbol = find(name.text);
  return symbol != nullptr && symbol->span == name.span;
}

void Scope::declare_as_of(std::optional<model::Day> day) {
  const std::string name(grammar::spelling(grammar::Keyword::as_of, language()));
  symbols_.emplace(name, Symbol{Symbol::Kind::as_of, model::none, {}});
  as_of_ = day;
}

std::optional<model::Day> Scope::use_as_of() {
  uses_as_of_ = true;
  return as_of_;
}

std::uint32_t Scope::as_of_parameter() {
  uses_as_of_ = true;
  if (rules.as_of != model::none) return rules.as_of;
  model::Parameter parameter;
  parameter.name = grammar::spelling(grammar::Keyword::as_of, language());
  parameter.type.kind = model::Kind::date;
  parameter.value.state = model::State::known;
  parameter.value.day = as_of_.value_or(0);
  parameter.set = true;
  rules.as_of = static_cast<std::uint32_t>(rules.parameters.size());
  rules.parameters.push_back(std::move(parameter));
  return rules.as_of;
}

const Symbol* Scope::find(const std::string& name) const {
  const auto found = symbols_.find(name);
  return found == symbols_.end() ? nullptr : &found->second;
}

std::vector<std::string_view> Scope::names(std::size_t most) const {
  const auto end = order_.begin() + static_cast<std::ptrdiff_t>(std::min(most, order_.size()));
  return {order_.begin(), end};
}

model::ExpressionId Scope::add(model::Expression expression) {
  rules.expressions.push_back(std::move(expression));
  return static_cast<model::ExpressionId>(rules.expressions.size() - 1);
}

model::LabelSetId Scope::label_set(const std::vector<std::string>& labels, bool ordered, const std::string& name) {
  for (std::size_t i = 0; i < rules.label_sets.size(); ++i) {
    const model::LabelSet& known = rules.label_sets[i];
    if (known.ordered == ordered && known.labels == labels) return static_cast<model::LabelSetId>(i);
  }
  rules.label_sets.push_back({name, labels, ordered});
  return static_cast<model::LabelSetId>(rules.label_sets.size() - 1);
}

model::LabelSetId Scope::scale_holding(const std::vector<std::string>& labels) const {
  for (const model::LabelSetId scale : scales_) {
    const auto& known = rules.label_sets[scale].labels;
    const bool all = std::all_of(labels.begin(), labels.end(), [&](const std::string& label) {
      return std::find(known.begin(), known.end(), label) != known.end();
    });
    if (all) return scale;
  }
  return model::none;
}

bool Scope::knows_unit(const model::Unit& unit) const {
  const auto has = [&](const auto& declared) { return declared.type.unit == unit; };
  static const model::Unit built_in[] = {model::parse_unit("元"), model::parse_unit("年"), model::parse_unit("月"),
                                         model::parse_unit("周"), model::parse_unit("日")};
  return unit.plain() || std::find(std::begin(built_in), std::end(built_in), unit) != std::end(built_in) ||
         std::find(units_.begin(), units_.end(), unit) != units_.end() ||
         std::any_of(rules.parameters.begin(), rules.parameters.end(), has);
}

void Scope::error(std::string name, Span span, Message message, std::optional<Message> advice, std::optional<Fix> fix) {
  diagnostics_.push_back({std::move(name), Severity::error, span, std::move(message), std::move(advice), {}, std::move(fix)});
  ++errors_;
}

void Scope::related(Span span, Message message) { diagnostics_.back().related.push_back({span, std::move(message)}); }

}  // namespace fenji::check
