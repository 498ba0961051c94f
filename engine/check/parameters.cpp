// Parameters: declared values, and those set from outside in their place.
#include <algorithm>

#include "engine/check/declarations.hpp"
#include "engine/check/messages.hpp"
#include "engine/check/order.hpp"
#include "grammar/keywords.hpp"
#include "grammar/parse.hpp"
#include "grammar/suggest.hpp"

namespace fenji::check {
namespace {

bool is_bare_word(const grammar::Expression& syntax) {
  return syntax.kind == grammar::ExpressionKind::name && !Expressions::yes_or_no(syntax);
}

void set_text(const std::string& text, model::Parameter& parameter) {
  parameter.type.kind = model::Kind::text;
  parameter.value.state = model::State::known;
  parameter.value.text = text;
}

bool constant_value(const grammar::Expression& syntax, Scope& scope, Expressions& expressions, model::Parameter& parameter) {
  const Checked checked = expressions.decimal_or_other(syntax);
  if (!checked) return false;
  const model::Expression& node = scope.expression(*checked);
  if (node.operation != model::Operation::constant) {
    scope.error("type-mismatch", syntax.span, messages::not_constant());
    return false;
  }
  parameter.type = node.type;
  parameter.value = node.constant;
  return true;
}

// A bare word names an option of a field or a label of a scale.
bool is_option(const std::string& word, const grammar::RuleFile& tree) {
  const auto holds = [&](const std::vector<grammar::Name>& names) {
    return std::any_of(names.begin(), names.end(), [&](const grammar::Name& name) { return name.text == word; });
  };
  return std::any_of(tree.blocks.begin(), tree.blocks.end(), [&](const grammar::Block& block) {
    if (const auto* scale = std::get_if<grammar::ScaleBlock>(&block.content)) return holds(scale->labels);
    const auto* fields = std::get_if<grammar::FieldsBlock>(&block.content);
    return fields != nullptr && std::any_of(fields->fields.begin(), fields->fields.end(),
                                            [&](const grammar::FieldSyntax& field) { return holds(field.options); });
  });
}

bool declared_value(const grammar::Expression& syntax, const grammar::RuleFile& tree, Scope& scope, Expressions& expressions,
                    model::Parameter& parameter) {
  if (is_bare_word(syntax) && scope.find(syntax.text) == nullptr) {
    if (!is_option(syntax.text, tree)) {
      expressions.report_no_text(syntax);
      return false;
    }
    set_text(syntax.text, parameter);
    return true;
  }
  for (const grammar::Expression* name : names_in(syntax)) {
    const Symbol* symbol = scope.find(name->text);
    if (symbol == nullptr || symbol->kind != Symbol::Kind::pending) continue;
    scope.error("type-mismatch", name->span, messages::not_constant());
    return false;
  }
  return constant_value(syntax, scope, expressions, parameter);
}

// The value of a setting, read as the right-hand side of a parameter line.
bool read_setting(const Setting& setting, Language language, model::Parameter& read) {
  const std::string block(grammar::spelling(grammar::Keyword::parameters, language));
  const grammar::ParseResult parsed = grammar::parse(block + "\n  x = " + setting.value + "\n");
  if (has_errors(parsed.diagnostics) || parsed.tree.blocks.size() != 1) return false;
  const auto* content = std::get_if<grammar::ParametersBlock>(&parsed.tree.blocks[0].content);
  if (content == nullptr || content->parameters.size() != 1) return false;
  const grammar::Expression& value = *content->parameters[0].value;
  if (is_bare_word(value)) {
    set_text(value.text, read);
    return true;
  }
  Diagnostics diagnostics;
  Scope scope(language, diagnostics);
  Expressions expressions(scope);
  return constant_value(value, scope, expressions, read);
}

// 0 is zero of any unit, a plain number is money in 元.
bool may_replace(const model::Type& declared, const model::Parameter& set) {
  if (declared.kind != set.type.kind) return false;
  if (declared.kind != model::Kind::number) return true;
  if (declared.unit == set.type.unit && declared.percent == set.type.percent) return true;
  const bool bare = set.type.unit.plain() && !set.type.percent;
  return bare && (declared.unit.money() || set.value.number.mantissa == 0);
}

// As the rule file could say it.
std::string declared_value(const model::Parameter& parameter, const Scope& scope, Language language) {
  const std::string value = model::to_text(parameter.value, parameter.type, scope.rules, language);
  return parameter.type.kind == model::Kind::number ? value + model::counted_unit(parameter.type.unit, language) : value;
}

void set_from_outside(const Setting& setting, const Scope& scope, model::Parameter& parameter, std::vector<Message>& problems) {
  model::Parameter read;
  if (!read_setting(setting, scope.language(), read) || !may_replace(parameter.type, read)) {
    problems.push_back(messages::setting_of_other_type(
        setting.name, setting.value, messages::describe(parameter.type),
        {declared_value(parameter, scope, Language::chinese), declared_value(parameter, scope, Language::english)}));
    return;
  }
  parameter.type.scale = read.type.scale;
  parameter.type.whole = parameter.type.whole && read.type.whole;
  parameter.value = std::move(read.value);
  parameter.set = true;
}

Message unknown_setting(const std::string& name, const Scope& scope) {
  std::vector<std::string_view> known;
  for (const model::Parameter& parameter : scope.rules.parameters) known.push_back(parameter.name);
  Message problem = messages::unknown_setting(name);
  if (known.empty()) return problem;
  const auto similar = grammar::closest(name, known);
  const Message advice = similar ? messages::did_you_mean(*similar) : messages::known_names(known);
  return {problem.zh + "；" + advice.zh, problem.en + "; " + advice.en};
}

}  // namespace

void declare_parameters(const grammar::RuleFile& tree, const std::vector<Setting>& settings, Scope& scope,
                        Expressions& expressions, std::vector<Message>& problems) {
  for (const grammar::ParameterSyntax* syntax : parameter_order(tree, scope)) {
    model::Parameter parameter;
    parameter.name = syntax->name.text;
    parameter.span = syntax->name.span;
    if (!scope.declares(syntax->name)) continue;
    if (!declared_value(*syntax->value, tree, scope, expressions, parameter)) {
      scope.define_broken(syntax->name);
      continue;
    }
    for (const Setting& setting : settings) {
      if (setting.name == parameter.name) set_from_outside(setting, scope, parameter, problems);
    }
    scope.define(parameter.name, parameter.span, Symbol::Kind::parameter,
                 static_cast<std::uint32_t>(scope.rules.parameters.size()));
    scope.rules.parameters.push_back(std::move(parameter));
  }
  // In the order of the file, whatever they need of one another.
  std::vector<model::Parameter>& parameters = scope.rules.parameters;
  std::sort(parameters.begin(), parameters.end(),
            [](const model::Parameter& left, const model::Parameter& right) { return left.span < right.span; });
  for (std::uint32_t i = 0; i < parameters.size(); ++i) {
    scope.define(parameters[i].name, parameters[i].span, Symbol::Kind::parameter, i);
  }
  for (const Setting& setting : settings) {
    const Symbol* symbol = scope.find(setting.name);
    if (symbol != nullptr && symbol->kind == Symbol::Kind::as_of) {
      problems.push_back(messages::as_of_by_option());
      continue;
    }
    const bool known = symbol != nullptr && (symbol->kind == Symbol::Kind::parameter || symbol->kind == Symbol::Kind::broken);
    if (!known) problems.push_back(unknown_setting(setting.name, scope));
  }
}

}  // namespace fenji::check
