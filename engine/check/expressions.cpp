#include "engine/check/expressions.hpp"

#include <algorithm>
#include <cassert>
#include <unordered_set>

#include "engine/check/fold.hpp"
#include "engine/check/messages.hpp"
#include "grammar/glued.hpp"
#include "grammar/habits.hpp"
#include "grammar/numerals.hpp"
#include "grammar/suggest.hpp"

namespace fenji::check {

using grammar::ExpressionKind;
using model::Operation;

namespace {

model::Type of_kind(model::Kind kind) {
  model::Type type;
  type.kind = kind;
  return type;
}

std::string without_blanks(std::string text) {
  std::erase(text, ' ');
  return text;
}

// 制造 贸易, 制造和贸易: known words with something else than a separator between them.
std::optional<std::string> list_meant(std::string_view word, const std::unordered_set<std::string_view>& known,
                                      Language language) {
  constexpr std::size_t longest_list = 300;  // each word in it is looked for at every length
  if (word.size() > longest_list) return std::nullopt;
  std::string list;
  std::size_t count = 0;
  for (std::string_view rest = word; !rest.empty();) {
    std::size_t size = 0;
    for (std::size_t end = 1; end <= rest.size(); ++end) {
      if (known.contains(rest.substr(0, end))) size = end;
    }
    if (size == 0) return std::nullopt;
    if (count++ > 0) list += language == Language::chinese ? "、" : ", ";
    list += rest.substr(0, size);
    rest.remove_prefix(size);
    if (rest.empty()) break;
    std::size_t separator = 0;
    while (rest.starts_with(' ')) rest.remove_prefix(1), ++separator;
    for (const std::string_view sign : {"和", "与", "及", "以及", "或", "或者", "and ", "or ", ";", "/"}) {
      if (!rest.starts_with(sign)) continue;
      rest.remove_prefix(sign.size());
      ++separator;
      break;
    }
    while (rest.starts_with(' ')) rest.remove_prefix(1);
    if (separator == 0 || rest.empty()) return std::nullopt;
  }
  return count > 1 ? std::optional(list) : std::nullopt;
}

// The known word that a mistyped one is close to, or the only one that it holds or is held by: 预计毛利率 for 毛利率.
std::optional<std::string_view> name_meant(std::string_view word, const std::vector<std::string_view>& known, bool labels) {
  for (const std::string_view name : known) {
    if (grammar::same_letters(word, name)) return name;
  }
  if (const auto similar = grammar::closest(word, known)) return similar;
  if (word.find(' ') != std::string_view::npos) return std::nullopt;
  std::optional<std::string_view> only;
  const std::size_t least = labels ? 1 : std::string_view("客户").size();
  for (const std::string_view name : known) {
    const bool related = (name.size() >= least && word.find(name) != std::string_view::npos) ||
                         (word.size() >= least && name.find(word) != std::string_view::npos);
    if (!related) continue;
    if (only) return std::nullopt;
    only = name;
  }
  return only;
}

}  // namespace

model::ExpressionId Expressions::constant_node(model::Value value, model::Type type, Span span) {
  model::Expression node;
  node.operation = Operation::constant;
  value.state = model::State::known;
  if (type.kind == model::Kind::number) type.scale = value.number.scale;
  node.type = std::move(type);
  node.constant = std::move(value);
  node.span = span;
  return scope_.add(std::move(node));
}

model::ExpressionId Expressions::operation(Operation operation, model::Type type, std::vector<model::ExpressionId> operands,
                                           Span span) {
  model::Expression node;
  node.operation = operation;
  node.type = std::move(type);
  node.operands = std::move(operands);
  node.span = span;
  return scope_.add(std::move(node));
}

model::ExpressionId Expressions::fold(model::ExpressionId id) {
  if (auto value = folded(scope_.rules, id)) {
    model::Expression& node = scope_.rules.expressions[id];
    node.operation = Operation::constant;
    node.constant = std::move(*value);
    node.operands.clear();
  }
  return id;
}

model::ExpressionId Expressions::at_scale(model::ExpressionId id, int scale) {
  const model::Expression& node = scope_.expression(id);
  if (node.type.scale == scale) return id;
  assert(node.type.scale < scale);
  if (node.operation == Operation::constant) {
    if (const auto wider = model::rescaled(node.constant.number, scale)) {
      model::Value value = node.constant;
      value.number = *wider;
      return constant_node(std::move(value), node.type, node.span);
    }
  }
  model::Type type = node.type;
  type.scale = scale;
  return operation(Operation::add, std::move(type), {id}, node.span);
}

model::ExpressionId Expressions::negation(model::ExpressionId operand, Span span) {
  return operation(Operation::negation, of_kind(model::Kind::yes_no), {operand}, span);
}

model::ExpressionId Expressions::any_of(std::vector<model::ExpressionId> operands, Span span) {
  return operation(Operation::any, of_kind(model::Kind::yes_no), std::move(operands), span);
}

bool Expressions::is_zero(model::ExpressionId id) const {
  const model::Expression& node = scope_.expression(id);
  return node.operation == Operation::constant && node.type.kind == model::Kind::number && node.type.unit.plain() &&
         !node.type.percent && node.constant.number.mantissa == 0;
}

std::optional<bool> Expressions::yes_or_no(const grammar::Expression& syntax) {
  if (syntax.kind != ExpressionKind::name || syntax.quoted) return std::nullopt;
  if (syntax.text == "是" || syntax.text == "yes") return true;
  if (syntax.text == "否" || syntax.text == "no") return false;
  return std::nullopt;
}

std::optional<std::uint32_t> Expressions::label_code(const std::string& text, model::LabelSetId set) const {
  const auto& labels = scope_.rules.label_sets[set].labels;
  const auto [known, first_time] = codes_.try_emplace(set);
  for (std::uint32_t code = 0; first_time && code < labels.size(); ++code) known->second.emplace(labels[code], code);
  const auto found = known->second.find(text);
  return found == known->second.end() ? std::nullopt : std::optional(found->second);
}

void Expressions::report_unknown(const std::string& word, Span span, Message message, const std::vector<std::string>* known) {
  // Each guess looks at all names: a file with thousands of mistakes is told without them.
  constexpr std::size_t most_guesses = 100;
  const bool guess = guesses_++ < most_guesses;
  const std::vector<std::string_view> candidates = known != nullptr
                                                       ? std::vector<std::string_view>(known->begin(), known->end())
                                                   : guess ? scope_.names()
                                                           : scope_.names(20);
  if (guess) {
    std::unordered_set<std::string_view> labels(candidates.begin(), candidates.end());
    const auto joined = list_meant(word, labels, scope_.language());
    for (const model::LabelSet& set : scope_.rules.label_sets) labels.insert(set.labels.begin(), set.labels.end());
    const auto is_known = [&](std::string_view part) {
      return labels.contains(part) || scope_.find(std::string(part)) != nullptr;
    };
    const auto apart = joined ? std::nullopt : grammar::unglued(word, scope_.language(), is_known);
    if (apart && without_blanks(*apart) == without_blanks(word)) {
      scope_.error("unknown-name", span, std::move(message), messages::blank_missing(*apart), Fix{span, *apart});
      return;
    }
    if (apart || joined) {
      const std::string& text = apart ? *apart : *joined;
      scope_.error("unknown-name", span, std::move(message), messages::write_instead(text), Fix{span, text});
      return;
    }
    if (const auto today = known == nullptr ? as_of_meant(word) : std::nullopt) {
      scope_.error("unknown-name", span, std::move(message), messages::as_of_advice(*today), Fix{span, *today});
      return;
    }
    if (const auto similar = name_meant(word, candidates, known != nullptr)) {
      const std::string text(*similar);
      scope_.error("unknown-name", span, std::move(message), messages::did_you_mean(text), Fix{span, text});
      return;
    }
  }
  scope_.error("unknown-name", span, std::move(message),
               known != nullptr ? messages::labels_are(*known) : messages::known_names(candidates));
}

void Expressions::report_no_text(const grammar::Expression& word) {
  const auto is_known = [&](std::string_view part) { return scope_.find(std::string(part)) != nullptr; };
  if (grammar::unglued(word.text, scope_.language(), is_known)) {
    report_unknown(word.text, word.span, messages::unknown_name(word.text));
    return;
  }
  std::string digits;
  if (grammar::match_numeral(word.text, digits) == word.text.size()) {
    scope_.error("unknown-name", word.span, messages::unknown_name(word.text), messages::write_instead(digits),
                 Fix{word.span, digits});
    return;
  }
  const std::string quoted = messages::in_quotes(word.text, scope_.language());
  scope_.error("unknown-name", word.span, messages::unknown_name(word.text), messages::quote_text(word.text),
               Fix{word.span, quoted});
}

void Expressions::report_unknown_label(const std::string& label, Span span, model::LabelSetId set, const std::string& subject) {
  report_unknown(label, span, messages::unknown_label(label, subject), &scope_.rules.label_sets[set].labels);
}

void Expressions::report_expected(const Message& expected, model::ExpressionId found, Span span) {
  scope_.error("type-mismatch", span, messages::expected_type(expected, messages::describe(scope_.type(found))));
}

Checked Expressions::name(const grammar::Expression& syntax) {
  const Symbol* symbol = scope_.find(syntax.text);
  if (symbol == nullptr) {
    if (const auto yes = yes_or_no(syntax)) {
      model::Value value;
      value.yes = *yes;
      return constant_node(std::move(value), of_kind(model::Kind::yes_no), syntax.span);
    }
    report_unknown(syntax.text, syntax.span, messages::unknown_name(syntax.text));
    return std::nullopt;
  }
  model::Expression node;
  node.span = syntax.span;
  node.reference = symbol->index;
  switch (symbol->kind) {
    case Symbol::Kind::field:
      node.operation = Operation::field;
      node.type = scope_.rules.fields[symbol->index].type;
      return scope_.add(std::move(node));
    case Symbol::Kind::definition:
      node.operation = Operation::definition;
      node.type = scope_.rules.definitions[symbol->index].type;
      return scope_.add(std::move(node));
    case Symbol::Kind::parameter: {
      const model::Parameter& parameter = scope_.rules.parameters[symbol->index];
      return constant_node(parameter.value, parameter.type, syntax.span);
    }
    case Symbol::Kind::as_of:
      return as_of(syntax.span);
    case Symbol::Kind::plan:
      scope_.error("type-mismatch", syntax.span, messages::plan_in_expression(syntax.text));
      return std::nullopt;
    case Symbol::Kind::pending:
      scope_.error("type-mismatch", syntax.span, messages::not_constant());
      return std::nullopt;
    case Symbol::Kind::broken:
      break;
  }
  return std::nullopt;
}

// 1万5 is said for 1.5万, 1万2000 for 12000.
std::optional<std::string> Expressions::spoken_number(const grammar::NumberLiteral& literal) {
  const std::size_t size = std::min(literal.unit.find_first_not_of("0123456789"), literal.unit.size());
  if (size == 0 || literal.magnitude == 0) return std::nullopt;
  const auto whole = model::parse_decimal(literal.digits);
  const auto behind = model::parse_decimal(literal.unit.substr(0, size));
  const int places = size == 1 ? literal.magnitude - 1 : 0;
  const auto front = whole ? model::multiply(*whole, {model::power_of_ten(literal.magnitude), 0}) : std::nullopt;
  const auto back = behind ? model::multiply(*behind, {model::power_of_ten(places), 0}) : std::nullopt;
  const auto sum = front && back ? model::add(*front, *back) : std::nullopt;
  if (!sum) return std::nullopt;
  const bool large = scope_.language() == Language::chinese && size == 1 && (literal.magnitude == 4 || literal.magnitude == 8);
  if (!large) return model::to_text(model::normalized(*sum)) + literal.unit.substr(size);
  const std::string shown = model::to_text(model::normalized({sum->mantissa, sum->scale + literal.magnitude}));
  return shown + (literal.magnitude == 4 ? "万" : "亿") + literal.unit.substr(size);
}

std::optional<model::Decimal> Expressions::decimal_of(const grammar::NumberLiteral& literal) {
  auto value = model::parse_decimal(literal.digits);
  if (value && literal.magnitude > 0) value = model::multiply(*value, {model::power_of_ten(literal.magnitude), 0});
  if (value && literal.percent) value = model::multiply(*value, {1, 2});
  return value ? std::optional(model::normalized(*value)) : std::nullopt;
}

Checked Expressions::number(const grammar::Expression& syntax) {
  const grammar::NumberLiteral literal = syntax.number();
  const auto value = decimal_of(literal);
  if (!value) {
    scope_.error("overflow", syntax.span, messages::number_too_large(literal.digits));
    return std::nullopt;
  }
  model::Value constant;
  constant.number = *value;
  if (const auto meant = spoken_number(literal)) {
    scope_.error("syntax", syntax.span, messages::two_numbers_in_one(syntax.text), messages::write_instead(*meant),
                 Fix{syntax.span, *meant});
    return std::nullopt;
  }
  model::Type type;
  type.unit = model::parse_unit(literal.unit);
  if (!literal.unit.empty() && !scope_.knows_unit(type.unit)) {
    model::Type money;
    money.unit = model::money_unit();
    if (const auto text = meant_unit(money, syntax)) {  // 100万圆, 100W
      scope_.error("unit-mismatch", syntax.span, messages::unit_unknown(literal.unit), messages::write_instead(*text),
                   Fix{syntax.span, *text});
      return std::nullopt;
    }
  }
  type.percent = literal.percent;
  type.whole = constant.number.scale == 0 && !literal.percent;
  return constant_node(std::move(constant), std::move(type), syntax.span);
}

Checked Expressions::date(const grammar::Expression& syntax) {
  const grammar::DateLiteral& date = syntax.more->date;
  if (!model::exists(date.year, date.month, date.day)) {
    scope_.error("type-mismatch", syntax.span, messages::no_such_day(date.year, date.month, date.day));
    return std::nullopt;
  }
  model::Value value;
  value.day = model::day_from_civil(date.year, date.month, date.day);
  return constant_node(std::move(value), of_kind(model::Kind::date), syntax.span);
}

Checked Expressions::value(const grammar::Expression& syntax) {
  switch (syntax.kind) {
    case ExpressionKind::number:
      return number(syntax);
    case ExpressionKind::date:
      return date(syntax);
    case ExpressionKind::text: {
      model::Value value;
      value.text = syntax.text;
      return constant_node(std::move(value), of_kind(model::Kind::text), syntax.span);
    }
    case ExpressionKind::name:
      return name(syntax);
    case ExpressionKind::call:
      return call(syntax);
    case ExpressionKind::negate:
      return negate(syntax);
    case ExpressionKind::sum:
      return sum(syntax);
    case ExpressionKind::product:
      return product(syntax);
    case ExpressionKind::compare:
      return compare(syntax);
    case ExpressionKind::all:
      return combine(syntax, Operation::all);
    case ExpressionKind::any:
      return combine(syntax, Operation::any);
    case ExpressionKind::negation: {
      const Checked operand = condition(*syntax.operands[0]);
      return operand ? Checked(negation(*operand, syntax.span)) : std::nullopt;
    }
    case ExpressionKind::within:
      return within(syntax);
    case ExpressionKind::given:
    case ExpressionKind::missing:
      return given(syntax);
  }
  return std::nullopt;
}

Checked Expressions::decimal_or_other(const grammar::Expression& syntax) {
  const Checked checked = value(syntax);
  if (!checked || !scope_.type(*checked).quotient) return checked;
  scope_.error("type-mismatch", syntax.span, messages::quotient_needs_round(),
               messages::round_it(spelled(syntax).value_or("…")));
  return std::nullopt;
}

Checked Expressions::number_operand(const grammar::Expression& syntax) {
  const Checked checked = decimal_or_other(syntax);
  if (!checked || scope_.type(*checked).kind == model::Kind::number) return checked;
  report_no_number(*checked, syntax);
  return std::nullopt;
}

void Expressions::report_no_number(model::ExpressionId found, const grammar::Expression& syntax) {
  if (const auto text = meant_name(syntax)) {
    const Message wrong = messages::expected_type({"数", "a number"}, messages::describe(scope_.type(found)));
    scope_.error("type-mismatch", syntax.span, wrong, messages::write_instead(*text), Fix{syntax.span, *text});
    return;
  }
  report_expected({"数", "a number"}, found, syntax.span);
}

void Expressions::report_no_amount(model::ExpressionId found, const grammar::Expression& call, grammar::Keyword function) {
  using grammar::Keyword;
  const grammar::Expression& argument = *call.operands[0];
  const bool condition = scope_.type(found).kind == model::Kind::yes_no;
  if (!condition || (function != Keyword::total && function != Keyword::average && function != Keyword::share))
    return report_no_number(found, argument);
  scope_.error("type-mismatch", argument.span,
               messages::expected_type({"数", "a number"}, messages::describe(scope_.type(found))),
               function == Keyword::total ? messages::count_instead() : messages::count_share_instead());
}

Checked Expressions::condition(const grammar::Expression& syntax) {
  const Checked checked = value(syntax);
  if (!checked || scope_.type(*checked).kind == model::Kind::yes_no) return checked;
  report_expected({"一个条件", "a condition"}, *checked, syntax.span);
  return std::nullopt;
}

Checked Expressions::combine(const grammar::Expression& syntax, Operation operation) {
  std::vector<model::ExpressionId> operands;
  for (std::size_t i = 0; i < syntax.operands.size(); ++i) {
    if (operation == Operation::any && i > 0) {
      // 状态 = 有计划 或 已落实 且 …: the word is the first of what `and` joins.
      const grammar::Expression& next = *syntax.operands[i];
      const grammar::Expression& last = *syntax.operands[i - 1];
      const auto& before = last.kind == ExpressionKind::all ? *last.operands.back() : last;
      if (report_lone_label(before, next.kind == ExpressionKind::all ? *next.operands.front() : next)) continue;
    }
    if (const Checked checked = condition(*syntax.operands[i])) operands.push_back(*checked);
  }
  if (operands.size() < syntax.operands.size()) return std::nullopt;
  return this->operation(operation, of_kind(model::Kind::yes_no), std::move(operands), syntax.span);
}

Checked Expressions::given(const grammar::Expression& syntax) {
  const grammar::Expression& operand = *syntax.operands[0];
  if (report_needless_is(operand)) return std::nullopt;
  const Checked field = value(operand);
  if (!field) return std::nullopt;
  if (scope_.expression(*field).operation != Operation::field) {
    scope_.error("type-mismatch", operand.span, messages::given_needs_field());
    return std::nullopt;
  }
  const model::ExpressionId id = operation(Operation::given, of_kind(model::Kind::yes_no), {*field}, syntax.span);
  return syntax.kind == ExpressionKind::given ? id : negation(id, syntax.span);
}

}  // namespace fenji::check
