#include "engine/explain/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/explain/values.hpp"

namespace fenji::explain {

using model::Expression;
using model::ExpressionId;
using model::Kind;
using model::Operation;
using model::State;

namespace {

// How tightly an expression holds together, loosest first.
enum class Binding : std::uint8_t { any, all, negation, comparison, sum, product, sign, name };

struct Printed {
  std::string text;
  Binding binding = Binding::name;
};

Binding binding_of(Operation operation) {
  switch (operation) {
    case Operation::any:
      return Binding::any;
    case Operation::all:
      return Binding::all;
    case Operation::negation:
      return Binding::negation;
    case Operation::add:
    case Operation::subtract:
    case Operation::add_period:
    case Operation::subtract_period:
    case Operation::days_between:
      return Binding::sum;
    case Operation::multiply:
    case Operation::divide:
      return Binding::product;
    case Operation::negate:
      return Binding::sign;
    case Operation::equal:
    case Operation::not_equal:
    case Operation::less:
    case Operation::less_equal:
    case Operation::greater:
    case Operation::greater_equal:
    case Operation::within:
    case Operation::given:
      return Binding::comparison;
    default:
      return Binding::name;
  }
}

std::string_view sign_of(Operation operation) {
  switch (operation) {
    case Operation::add:
    case Operation::add_period:
      return " + ";
    case Operation::subtract:
    case Operation::subtract_period:
    case Operation::days_between:
      return " − ";
    case Operation::multiply:
      return " × ";
    case Operation::divide:
      return " ÷ ";
    case Operation::equal:
      return " = ";
    case Operation::not_equal:
      return " ≠ ";
    case Operation::less:
      return " < ";
    case Operation::less_equal:
      return " ≤ ";
    case Operation::greater:
      return " > ";
    case Operation::greater_equal:
      return " ≥ ";
    default:
      break;
  }
  assert(false);
  return {};
}

// Check turns a division by a constant into a multiplication, whose factor then stands where the whole does. The divisor;
// nothing where `expression` is no such division.
std::optional<model::Value> constant_divisor(const Expression& expression, const model::Rules& rules) {
  if (expression.operation != Operation::multiply || expression.operands.size() != 2) return std::nullopt;
  const Expression& dividend = rules.expressions[expression.operands[0]];
  const Expression& factor = rules.expressions[expression.operands[1]];
  const bool stands_for_all = factor.span == expression.span && dividend.span != expression.span;
  if (factor.operation != Operation::constant || !stands_for_all) return std::nullopt;
  for (int scale = 0; scale <= model::max_scale; ++scale) {
    const auto exact = model::divide_exact({1, 0}, factor.constant.number, scale);
    if (!exact) continue;
    model::Value divisor = factor.constant;
    divisor.number = *exact;
    return divisor;
  }
  return std::nullopt;
}

class Printer {
 public:
  Printer(const model::Rules& rules, const Quotes& quotes, const execute::Evaluation* values)
      : rules_(rules), quotes_(quotes), values_(values) {}

  // Recursion is as deep as the author's brackets: chains of one operation are walked along.
  Printed print(ExpressionId given) const {
    const ExpressionId id = author_expression(given, rules_);
    const Expression& expression = rules_.expressions[id];
    if (is_label_comparison(expression, rules_)) return {quotes_.words(expression.span), Binding::comparison};
    switch (expression.operation) {
      case Operation::constant:
        return constant(expression);
      case Operation::field:
      case Operation::definition:
        return reference(id, expression);
      case Operation::negate:
        return {"-" + bracketed(print(expression.operands[0]), Binding::name), Binding::sign};
      case Operation::add:
      case Operation::subtract:
      case Operation::add_period:
      case Operation::subtract_period:
      case Operation::days_between:
      case Operation::multiply:
      case Operation::divide:
        return chain(id);
      case Operation::minimum:
        return call("最小", "min", expression);
      case Operation::maximum:
        return call("最大", "max", expression);
      case Operation::round:
        return {fmt::format("{}({}, {})", word("四舍五入", "round"), print(expression.operands[0]).text, expression.digits)};
      case Operation::year:
        return call("年份", "year", expression);
      case Operation::full_months:
        return full_count("满月数", "full months", expression);
      case Operation::full_years:
        return full_count("满年数", "full years", expression);
      case Operation::all:
        return joined(expression, word(" 且 ", " and "));
      case Operation::any:
        return joined(expression, word(" 或 ", " or "));
      case Operation::negation:
        return negation(expression);
      case Operation::within:
        return {quotes_.words(expression.span), Binding::comparison};
      case Operation::given:
        return {print(expression.operands[0]).text + word(" 已填", " given"), Binding::comparison};
      default:
        return joined(expression, sign_of(expression.operation));
    }
  }

 private:
  std::string word(std::string_view chinese, std::string_view english) const {
    return std::string(rules_.language == Language::chinese ? chinese : english);
  }

  static std::string bracketed(const Printed& printed, Binding least) {
    return printed.binding < least ? "(" + printed.text + ")" : printed.text;
  }

  Printed constant(const Expression& expression) const {
    const std::string written = quotes_.words(expression.span);
    if (values_ == nullptr && !quotes_.parameters_in(written).empty()) {
      if (quotes_.is_parameter(written)) return {written};
      return {written, written.find_first_of("+-", 1) == std::string::npos ? Binding::product : Binding::sum};
    }
    std::string text = shown(expression.constant, expression.type, rules_);
    if (expression.type.kind == Kind::text) text = word("“", "\"") + text + word("”", "\"");
    return {text, text.starts_with('-') ? Binding::sign : Binding::name};
  }

  Printed reference(ExpressionId id, const Expression& expression) const {
    const bool field = expression.operation == Operation::field;
    if (values_ == nullptr) {
      const std::string& name =
          field ? rules_.fields[expression.reference].name : rules_.definitions[expression.reference].name;
      // The name of a definition that check made is the author's expression.
      if (!field && !rules_.definitions[expression.reference].author_named) return {name};
      return {in_expression(name, rules_.language)};
    }
    const model::Value& value = values_->expressions[id].value;
    if (value.state != State::known) return {"?"};
    std::string text = shown(value, expression.type, rules_);
    return {text, text.starts_with('-') ? Binding::sign : Binding::name};
  }

  // 甲 + 乙 − 丙, or a product, which lies in the tree as ((甲 + 乙) − 丙).
  Printed chain(ExpressionId id) const {
    const Binding binding = binding_of(rules_.expressions[id].operation);
    std::vector<ExpressionId> links;
    while (binding_of(rules_.expressions[id].operation) == binding) {
      links.push_back(id);
      id = author_expression(rules_.expressions[id].operands[0], rules_);
    }
    std::string text = bracketed(print(id), binding);
    for (auto link = links.rbegin(); link != links.rend(); ++link) {
      const Expression& expression = rules_.expressions[*link];
      if (const auto divisor = constant_divisor(expression, rules_)) {
        (text += sign_of(Operation::divide)) += divisor_words(expression, *divisor);
        continue;
      }
      for (std::size_t i = 1; i < expression.operands.size(); ++i) {
        const Printed operand = is_period(expression) ? period(expression.operands[i]) : print(expression.operands[i]);
        const Binding least = binding == Binding::sum ? Binding::product : Binding::sign;
        text += sign_of(expression.operation);
        text += operand.text.starts_with('-') ? "(" + operand.text + ")" : bracketed(operand, least);
      }
    }
    return {text, binding};
  }

  static bool is_period(const Expression& expression) {
    return expression.operation == Operation::add_period || expression.operation == Operation::subtract_period;
  }

  // 7天 as it is written; a value with its unit.
  Printed period(ExpressionId id) const {
    const Expression& expression = rules_.expressions[id];
    if (expression.operation == Operation::constant) {
      const std::string written = quotes_.words(expression.span);
      if (values_ == nullptr || quotes_.parameters_in(written).empty()) {
        const bool joined = written.find_first_of("+-*/", 1) != std::string::npos;
        return {written, joined ? Binding::sum : Binding::name};
      }
    }
    Printed printed = print(id);
    if (values_ == nullptr || printed.text == "?") return printed;
    return {bracketed(printed, Binding::sign) + model::counted_unit(expression.type.unit, rules_.language, printed.text == "1"),
            printed.binding};
  }

  // Without the as-of date that the author left unsaid, where names are shown.
  Printed full_count(std::string_view chinese, std::string_view english, const Expression& expression) const {
    const bool unsaid = rules_.expressions[expression.operands[1]].span == expression.span;
    if (values_ != nullptr || !unsaid) return call(chinese, english, expression);
    return {word(chinese, english) + "(" + print(expression.operands[0]).text + ")"};
  }

  std::string divisor_words(const Expression& division, const model::Value& divisor) const {
    const Expression& dividend = rules_.expressions[division.operands[0]];
    const model::Type& type = rules_.expressions[division.operands[1]].type;
    const std::string written = quotes_.divisor(dividend.span, division.span);
    const bool named = values_ == nullptr && !quotes_.parameters_in(written).empty();
    const std::string text = named ? written : shown(divisor, type, rules_);
    return text.starts_with('-') ? "(" + text + ")" : text;
  }

  Printed joined(const Expression& expression, std::string_view between) const {
    const Binding binding = binding_of(expression.operation);
    std::string text;
    for (const ExpressionId operand : expression.operands) {
      if (!text.empty()) text += between;
      text += bracketed(print(operand), binding);
    }
    return {text, binding};
  }

  Printed call(std::string_view chinese, std::string_view english, const Expression& expression) const {
    std::string arguments;
    for (const ExpressionId operand : expression.operands) {
      if (!arguments.empty()) arguments += ", ";
      arguments += print(operand).text;
    }
    return {word(chinese, english) + "(" + arguments + ")"};
  }

  Printed negation(const Expression& expression) const {
    if (values_ == nullptr) return {quotes_.words(expression.span), Binding::negation};
    return {word("非 ", "not ") + bracketed(print(expression.operands[0]), Binding::name), Binding::negation};
  }

  const model::Rules& rules_;
  const Quotes& quotes_;
  const execute::Evaluation* values_;  // none: names
};

}  // namespace

std::string ExpressionWords::of(ExpressionId id) const { return Printer(rules_, quotes_, nullptr).print(id).text; }

std::string ExpressionWords::with_values(ExpressionId id, const execute::Evaluation& evaluation) const {
  return Printer(rules_, quotes_, &evaluation).print(id).text;
}

std::string ExpressionWords::condition(ExpressionId id) const { return quotes_.words(rules_.expressions[id].span); }

ExpressionId author_expression(ExpressionId id, const model::Rules& rules) {
  while (true) {
    const Expression& expression = rules.expressions[id];
    if (expression.operation != Operation::add || expression.operands.size() != 1) return id;
    id = expression.operands[0];
  }
}

bool is_label_comparison(const Expression& expression, const model::Rules& rules) {
  if (expression.operation != Operation::any && expression.operation != Operation::all) return false;
  return !expression.operands.empty() &&
         std::all_of(expression.operands.begin(), expression.operands.end(),
                     [&](ExpressionId operand) { return rules.expressions[operand].span == expression.span; });
}

}  // namespace fenji::explain
