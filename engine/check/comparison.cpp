// Comparisons and lists after 为 / in.
#include <algorithm>

#include "engine/check/expressions.hpp"
#include "engine/check/messages.hpp"

namespace fenji::check {

using grammar::ExpressionKind;
using model::Operation;

namespace {

model::Type yes_no_type() {
  model::Type type;
  type.kind = model::Kind::yes_no;
  return type;
}

Operation comparison_of(char sign) {
  switch (sign) {
    case '#':
      return Operation::not_equal;
    case '<':
      return Operation::less;
    case '{':
      return Operation::less_equal;
    case '>':
      return Operation::greater;
    case '}':
      return Operation::greater_equal;
    default:
      return Operation::equal;
  }
}

char mirrored(char sign) {
  switch (sign) {
    case '<':
      return '>';
    case '{':
      return '}';
    case '>':
      return '<';
    case '}':
      return '{';
    default:
      return sign;
  }
}

// Of labels the better is the greater; the best has code 0.
bool holds(char sign, std::uint32_t label, std::uint32_t code) {
  switch (sign) {
    case '#':
      return label != code;
    case '<':
      return label > code;
    case '{':
      return label >= code;
    case '>':
      return label < code;
    case '}':
      return label <= code;
    default:
      return label == code;
  }
}

bool may_be_label(ExpressionKind kind) {
  return kind == ExpressionKind::name || kind == ExpressionKind::number || kind == ExpressionKind::text ||
         kind == ExpressionKind::date;
}

}  // namespace

model::ExpressionId Expressions::comparison(Operation operation, model::ExpressionId left, model::ExpressionId right,
                                            Span span) {
  return this->operation(operation, yes_no_type(), {left, right}, span);
}

bool Expressions::is_unknown_word(const grammar::Expression& syntax) const {
  return syntax.kind == ExpressionKind::name && scope_.find(syntax.text) == nullptr && !yes_or_no(syntax);
}

// A label wins over a declared name that has none: the field `高` in 级别 = 高 is the label, unless it holds labels itself.
Expressions::LabelWord Expressions::label_word(const grammar::Expression& syntax, model::LabelSetId set,
                                               const std::string& subject_name) {
  using Meaning = LabelWord::Meaning;
  if (!may_be_label(syntax.kind)) return {};
  std::string label = syntax.text;
  const Symbol* symbol = syntax.kind == ExpressionKind::name ? scope_.find(syntax.text) : nullptr;
  bool is_word = symbol == nullptr;
  if (symbol != nullptr) {
    const auto has_labels = [](const model::Type& type) { return type.kind == model::Kind::label; };
    switch (symbol->kind) {
      case Symbol::Kind::field:
        if (has_labels(scope_.rules.fields[symbol->index].type)) return {};
        break;
      case Symbol::Kind::definition:
        if (has_labels(scope_.rules.definitions[symbol->index].type)) return {};
        break;
      case Symbol::Kind::parameter: {
        const model::Parameter& parameter = scope_.rules.parameters[symbol->index];
        is_word = parameter.type.kind == model::Kind::text;
        if (is_word) label = parameter.value.text;
        break;
      }
      case Symbol::Kind::as_of:
        is_word = true;
        break;
      case Symbol::Kind::plan:
        break;
      case Symbol::Kind::pending:
      case Symbol::Kind::broken:
        return {};
    }
  }
  if (const auto code = label_code(label, set)) return {Meaning::label, *code};
  if (!is_word) return {};
  report_unknown_label(label, syntax.span, set, subject_name);
  return {Meaning::mistake, 0};
}

Checked Expressions::compare_label_constant(const grammar::Expression& syntax, model::ExpressionId subject, std::uint32_t code,
                                            char sign) {
  const model::LabelSet& set = scope_.rules.label_sets[scope_.type(subject).labels];
  if (sign != '=' && sign != '#' && !set.ordered) {
    scope_.error("type-mismatch", syntax.span, messages::labels_unordered());
    return std::nullopt;
  }
  std::vector<std::uint32_t> fitting;
  for (std::uint32_t label = 0; label < set.labels.size(); ++label) {
    if (holds(sign, label, code)) fitting.push_back(label);
  }
  return within_labels(subject, std::move(fitting), syntax.span);
}

model::ExpressionId Expressions::within_labels(model::ExpressionId subject, std::vector<std::uint32_t> labels, Span span) {
  model::Test test;
  test.labels = std::move(labels);
  test.span = span;
  return within(subject, std::move(test), span);
}

model::ExpressionId Expressions::within(model::ExpressionId subject, model::Test test, Span span) {
  const model::ExpressionId id = operation(Operation::within, yes_no_type(), {subject}, span);
  scope_.rules.expressions[id].test = std::move(test);
  return id;
}

// Labels of two subjects are equal by their words, and ordered by the scale that holds them all.
Checked Expressions::compare_labels(const grammar::Expression& syntax, model::ExpressionId left, model::ExpressionId right) {
  const model::LabelSetId left_set = scope_.type(left).labels;
  const model::LabelSetId right_set = scope_.type(right).labels;
  const std::vector<std::string> left_labels = scope_.rules.label_sets[left_set].labels;
  const std::vector<std::string> right_labels = scope_.rules.label_sets[right_set].labels;
  const char sign = syntax.more->operators[0];
  const bool equality = sign == '=' || sign == '#';
  model::LabelSetId order = scope_.rules.label_sets[left_set].ordered ? left_set : model::none;
  if (left_set != right_set && !equality) {
    std::vector<std::string> all = left_labels;
    all.insert(all.end(), right_labels.begin(), right_labels.end());
    order = scope_.scale_holding(all);
  }
  if (!equality && order == model::none) {
    scope_.error("type-mismatch", syntax.span, messages::labels_unordered());
    return std::nullopt;
  }
  if (left_set == right_set) return comparison(comparison_of(sign), left, right, syntax.span);
  // For each label of the right the labels of the left with which the comparison holds.
  std::vector<model::ExpressionId> pairs;
  for (std::uint32_t right_code = 0; right_code < right_labels.size(); ++right_code) {
    std::vector<std::uint32_t> fitting;
    for (std::uint32_t left_code = 0; left_code < left_labels.size(); ++left_code) {
      const bool fits =
          equality ? left_labels[left_code] == right_labels[right_code]
                   : holds(sign, *label_code(left_labels[left_code], order), *label_code(right_labels[right_code], order));
      if (fits) fitting.push_back(left_code);
    }
    if (fitting.empty()) continue;
    const model::ExpressionId left_fits = within_labels(left, std::move(fitting), syntax.span);
    const model::ExpressionId right_is = within_labels(right, {right_code}, syntax.span);
    pairs.push_back(operation(Operation::all, yes_no_type(), {left_fits, right_is}, syntax.span));
  }
  if (pairs.empty()) {
    scope_.error("type-mismatch", syntax.span, messages::no_label_in_common());
    return std::nullopt;
  }
  const model::ExpressionId any = any_of(std::move(pairs), syntax.span);
  return sign == '#' ? negation(any, syntax.span) : any;
}

Checked Expressions::compare(const grammar::Expression& syntax) {
  // The side that is no free word says what the other one may be.
  const bool swap = is_unknown_word(*syntax.operands[0]) && !is_unknown_word(*syntax.operands[1]);
  const grammar::Expression& first_syntax = *syntax.operands[swap ? 1 : 0];
  const grammar::Expression& second_syntax = *syntax.operands[swap ? 0 : 1];
  const char sign = swap ? mirrored(syntax.more->operators[0]) : syntax.more->operators[0];
  if (report_needless_is(*syntax.operands[0])) return std::nullopt;
  const Checked first = value(first_syntax);
  if (!first) return std::nullopt;
  const model::Type first_type = scope_.type(*first);
  if (first_type.kind == model::Kind::label) {
    const LabelWord word = label_word(second_syntax, first_type.labels, first_syntax.text);
    if (word.meaning == LabelWord::Meaning::mistake) return std::nullopt;
    if (word.meaning == LabelWord::Meaning::label) return compare_label_constant(syntax, *first, word.code, sign);
  }
  if (first_type.kind == model::Kind::text && is_unknown_word(second_syntax)) {
    report_no_text(second_syntax);
    return std::nullopt;
  }
  const bool date_text = first_type.kind == model::Kind::date && second_syntax.kind == ExpressionKind::product;
  if ((is_unknown_word(second_syntax) || date_text) && meant(first_type, second_syntax)) {
    const Message wrong = first_type.kind == model::Kind::date
                              ? messages::expected_type(messages::describe(first_type), {"算式", "an expression"})
                              : messages::unknown_name(second_syntax.text);
    const std::string text = *meant(first_type, second_syntax);
    scope_.error("type-mismatch", second_syntax.span, wrong, messages::write_instead(text), Fix{second_syntax.span, text});
    return std::nullopt;
  }
  const Checked second = value(second_syntax);
  if (!second) return std::nullopt;
  const model::Type second_type = scope_.type(*second);
  if (second_type.kind == model::Kind::label && first_type.kind != model::Kind::label && may_be_label(first_syntax.kind)) {
    const LabelWord word = label_word(first_syntax, second_type.labels, second_syntax.text);
    if (word.meaning == LabelWord::Meaning::mistake) return std::nullopt;
    if (word.meaning == LabelWord::Meaning::label) return compare_label_constant(syntax, *second, word.code, mirrored(sign));
  }
  const model::ExpressionId left = swap ? *second : *first;
  const model::ExpressionId right = swap ? *first : *second;
  const model::Type left_type = scope_.type(left);
  const model::Type right_type = scope_.type(right);
  if (left_type.kind != right_type.kind) {
    const bool second_is_value = !meant(right_type, *syntax.operands[0]) || meant(left_type, *syntax.operands[1]);
    if (second_is_value)
      report_mismatch(left_type, right_type, *syntax.operands[1], syntax.span);
    else
      report_mismatch(right_type, left_type, *syntax.operands[0], syntax.span);
    return std::nullopt;
  }
  switch (left_type.kind) {
    case model::Kind::label:
      return compare_labels(syntax, left, right);
    case model::Kind::number:
      if (!reconcile(left, right, *syntax.operands[0], *syntax.operands[1], syntax.span)) return std::nullopt;
      break;
    case model::Kind::date:
      break;
    case model::Kind::yes_no:
    case model::Kind::text:
      if (sign != '=' && sign != '#') {
        scope_.error("type-mismatch", syntax.span, messages::no_order(messages::describe(left_type)));
        return std::nullopt;
      }
      if (left_type.kind == model::Kind::yes_no && (scope_.is_constant(left) || scope_.is_constant(right))) {
        const model::ExpressionId constant = scope_.is_constant(right) ? right : left;
        const model::ExpressionId other = constant == right ? left : right;
        return scope_.expression(constant).constant.yes == (sign == '=') ? other : negation(other, syntax.span);
      }
      break;
  }
  return comparison(comparison_of(syntax.more->operators[0]), left, right, syntax.span);
}

Checked Expressions::within(const grammar::Expression& syntax) {
  if (report_needless_is(*syntax.operands[0])) return std::nullopt;
  const Checked subject = value(*syntax.operands[0]);
  if (!subject) return std::nullopt;
  auto asked = test(*subject, syntax.operands[0]->text, syntax.more->items, syntax.span);
  if (!asked) return std::nullopt;
  const model::ExpressionId id = operation(Operation::within, yes_no_type(), {*subject}, syntax.span);
  scope_.rules.expressions[id].test = std::move(*asked);
  return syntax.negated ? negation(id, syntax.span) : id;
}

}  // namespace fenji::check
