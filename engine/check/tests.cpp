// What condition cells and lists after 为 / in ask of their subject; constants.
#include <algorithm>

#include "engine/check/expressions.hpp"
#include "engine/check/messages.hpp"

namespace fenji::check {

using grammar::ExpressionKind;
using grammar::Item;
using model::Operation;

// The limit where it is a number that certainly has the unit of `type`: so are most of a long table.
std::optional<model::Decimal> Expressions::plain_limit(const model::Type& type, const grammar::Expression& limit) {
  const bool negative = limit.kind == ExpressionKind::negate;
  const grammar::Expression& syntax = negative ? *limit.operands[0] : limit;
  if (type.kind != model::Kind::number || syntax.kind != ExpressionKind::number || !syntax.quantity->unit.empty()) return {};
  const bool same =
      type.unit.plain() ? type.percent == syntax.quantity->percent : type.unit.money() && !syntax.quantity->percent;
  const auto value = same ? decimal_of(syntax.number()) : std::nullopt;
  return value && negative ? model::subtract({0, value->scale}, *value) : value;
}

// The limit as a constant; where it is none, its expression comes back in `not_constant`. Nothing at all: reported.
std::optional<model::Bound> Expressions::bound(const model::Type& type, const grammar::Expression& limit, bool closed,
                                               Checked& not_constant) {
  if (const auto plain = plain_limit(type, limit)) return model::Bound{*plain, closed};
  const std::size_t before = scope_.rules.expressions.size();
  const Checked checked = decimal_or_other(limit);
  if (!checked) return std::nullopt;
  const model::Type limit_type = scope_.type(*checked);
  if (limit_type.kind != type.kind) {
    report_mismatch(type, limit_type, limit, limit.span);
    return std::nullopt;
  }
  if (type.kind == model::Kind::number && !same_unit(type, *checked, limit)) return std::nullopt;
  if (!scope_.is_constant(*checked)) {
    not_constant = checked;
    return std::nullopt;
  }
  const model::Value& value = scope_.expression(*checked).constant;
  const model::Decimal at = type.kind == model::Kind::date ? model::Decimal{value.day, 0} : model::normalized(value.number);
  scope_.forget_from(before);
  return model::Bound{at, closed};
}

bool Expressions::range_item(model::ExpressionId subject, const Item& item, model::Test& test) {
  const model::Type type = scope_.type(subject);
  const std::size_t errors = scope_.errors();
  const bool range = item.form == Item::Form::range;
  Checked lower_value, upper_value;
  model::Interval interval;
  if (!range) {
    interval.lower = bound(type, *item.value, true, lower_value);
    interval.upper = interval.lower;
  }
  if (range && item.lower) interval.lower = bound(type, *item.lower, item.lower_closed, lower_value);
  if (range && item.upper) interval.upper = bound(type, *item.upper, item.upper_closed, upper_value);
  if (scope_.failed_since(errors)) return false;
  if (!lower_value && !upper_value) {
    if (item.form == Item::Form::not_equal) {
      test.intervals.push_back({std::nullopt, model::Bound{interval.upper->value, false}});
      test.intervals.push_back({model::Bound{interval.lower->value, false}, std::nullopt});
      return true;
    }
    if (interval.lower && interval.upper) {
      const auto order = model::compare(interval.lower->value, interval.upper->value);
      if (order > 0 || (order == 0 && !(interval.lower->closed && interval.upper->closed))) {
        report_empty(item, order > 0);
        return false;
      }
    }
    test.intervals.push_back(interval);
    return true;
  }
  // A limit that is worked out for each record: an ordinary comparison.
  std::vector<model::ExpressionId> parts;
  const auto limit = [&](const std::optional<model::Bound>& constant, Checked value, Operation operation) {
    if (!constant && !value) return;
    if (!value) {
      model::Value number;
      number.number = constant->value;
      if (type.kind == model::Kind::date) number.day = static_cast<model::Day>(constant->value.mantissa);
      model::Type limit_type = type;
      limit_type.quotient = false;
      value = constant_node(std::move(number), std::move(limit_type), item.span);
    }
    parts.push_back(comparison(operation, subject, *value, item.span));
  };
  if (range) {
    limit(interval.lower, lower_value, item.lower_closed ? Operation::greater_equal : Operation::greater);
    limit(interval.upper, upper_value, item.upper_closed ? Operation::less_equal : Operation::less);
  } else {
    limit(interval.lower, lower_value, item.form == Item::Form::not_equal ? Operation::not_equal : Operation::equal);
  }
  model::Type yes_no;
  yes_no.kind = model::Kind::yes_no;
  test.conditions.push_back(parts.size() == 1 ? parts.front() : operation(Operation::all, yes_no, parts, item.span));
  return true;
}

// No number lies between the limits, which stand the wrong way round where `descending`.
void Expressions::report_empty(const Item& item, bool descending) {
  const auto text = [](const grammar::Expression& limit) {
    const bool negative = limit.kind == ExpressionKind::negate;
    const grammar::Expression& shown = negative ? *limit.operands[0] : limit;
    return (negative ? "-" : "") + (shown.text.empty() ? "…" : shown.text);
  };
  const std::string low = text(*item.lower), high = text(*item.upper);
  if (!descending || !item.lower_closed || !item.upper_closed) {
    scope_.error("type-mismatch", item.span, messages::empty_range(low, high));
    return;
  }
  const std::string range = high + (scope_.language() == Language::chinese ? "至" : " to ") + low;
  scope_.error("type-mismatch", item.span, messages::empty_range(low, high), messages::write_instead(range),
               Fix{item.span, range});
}

std::optional<std::uint32_t> Expressions::label_limit(const grammar::Expression& limit, model::LabelSetId set,
                                                      const std::string& subject_name) {
  const LabelWord word = label_word(limit, set, subject_name);
  if (word.meaning == LabelWord::Meaning::label) return word.code;
  if (word.meaning == LabelWord::Meaning::other) scope_.error("type-mismatch", limit.span, messages::not_constant());
  return std::nullopt;
}

// B 以上 is B or better; the first label is the best. B至D may be written from either end.
bool Expressions::label_range(model::ExpressionId subject, const std::string& subject_name, const Item& item,
                              model::Test& test) {
  const model::LabelSetId labels = scope_.type(subject).labels;
  if (!scope_.rules.label_sets[labels].ordered) {
    // in (a, b) is meant as a list.
    const bool list = item.lower && item.upper && item.lower->kind == ExpressionKind::name &&
                      item.upper->kind == ExpressionKind::name && !item.lower_closed && !item.upper_closed;
    if (list && label_code(item.lower->text, labels) && label_code(item.upper->text, labels)) {
      const bool chinese = scope_.language() == Language::chinese;
      const std::string text = item.lower->text + (chinese ? "、" : ", ") + item.upper->text;
      scope_.error("type-mismatch", item.span, messages::labels_unordered(), messages::write_instead(text),
                   Fix{item.span, text});
    } else {
      scope_.error("type-mismatch", item.span, messages::labels_unordered());
    }
    return false;
  }
  const auto limit = [&](const grammar::ExpressionPtr& syntax, std::uint32_t otherwise) -> std::optional<std::uint32_t> {
    return syntax ? label_limit(*syntax, labels, subject_name) : otherwise;
  };
  const auto best = limit(item.upper, 0);
  const auto worst = limit(item.lower, static_cast<std::uint32_t>(scope_.rules.label_sets[labels].labels.size() - 1));
  if (!best || !worst) return false;
  const bool closed = item.lower_closed && item.upper_closed;
  std::uint32_t first = closed ? std::min(*best, *worst) : *best + (item.upper_closed ? 0 : 1);
  const std::uint32_t end = closed ? std::max(*best, *worst) + 1 : *worst + (item.lower_closed ? 1 : 0);
  if (first >= end) {
    scope_.error("type-mismatch", item.span, messages::no_label_in_range());
    return false;
  }
  for (; first < end; ++first) test.labels.push_back(first);
  return true;
}

// That the subject is `value`, or is not where `equal` is false; of labels, yes/no and texts.
bool Expressions::value_item(model::ExpressionId subject, const std::string& subject_name, const grammar::Expression& value,
                             bool equal, model::Test& test) {
  const model::Type type = scope_.type(subject);
  if (type.kind == model::Kind::label && value.kind == ExpressionKind::product) {  // 制造/贸易
    std::string list;
    for (const auto& operand : value.operands) list += (list.empty() ? "" : "/") + operand->text;
    if (label_code(list, type.labels)) {
      report_mismatch(type, model::Type(), value, value.span);
    } else {
      report_unknown_label(list, value.span, type.labels, subject_name);
    }
    return false;
  }
  if (type.kind == model::Kind::label) {
    const LabelWord word = label_word(value, type.labels, subject_name);
    if (word.meaning == LabelWord::Meaning::mistake) return false;
    if (word.meaning == LabelWord::Meaning::label) {
      if (equal) {
        test.labels.push_back(word.code);
        return true;
      }
      const auto count = static_cast<std::uint32_t>(scope_.rules.label_sets[type.labels].labels.size());
      for (std::uint32_t label = 0; label < count; ++label) {
        if (label != word.code) test.labels.push_back(label);
      }
      return true;
    }
  }
  if (const auto yes = type.kind == model::Kind::yes_no ? yes_or_no(value) : std::nullopt;
      yes && scope_.find(value.text) == nullptr) {
    test.labels.push_back(*yes == equal ? 1 : 0);
    return true;
  }
  if (type.kind == model::Kind::text && is_unknown_word(value)) {
    report_no_text(value);
    return false;
  }
  const Checked other = this->value(value);
  if (!other) return false;
  const model::Type other_type = scope_.type(*other);
  if (other_type.kind != type.kind) {
    report_mismatch(type, other_type, value, value.span);
    return false;
  }
  if (type.kind == model::Kind::label) {
    grammar::Expression comparison;
    comparison.more.own().operators = equal ? "=" : "#";
    comparison.span = value.span;
    const Checked compared = compare_labels(comparison, subject, *other);
    if (compared) test.conditions.push_back(*compared);
    return compared.has_value();
  }
  test.conditions.push_back(comparison(equal ? Operation::equal : Operation::not_equal, subject, *other, value.span));
  return true;
}

bool Expressions::test_item(model::ExpressionId subject, const std::string& subject_name, const Item& item, model::Test& test) {
  const model::Kind kind = scope_.type(subject).kind;
  if (kind == model::Kind::number || kind == model::Kind::date) return range_item(subject, item, test);
  if (item.form != Item::Form::range) {
    return value_item(subject, subject_name, *item.value, item.form == Item::Form::value, test);
  }
  if (item.bracketed) {
    const bool first = value_item(subject, subject_name, *item.lower, true, test);
    return value_item(subject, subject_name, *item.upper, true, test) && first;
  }
  if (kind == model::Kind::label) return label_range(subject, subject_name, item, test);
  scope_.error("type-mismatch", item.span, messages::range_needs_number());
  return false;
}

std::optional<model::Test> Expressions::test(model::ExpressionId subject, const std::string& subject_name,
                                             std::span<const Item> items, Span span) {
  model::Test test;
  test.span = span;
  bool complete = true;
  for (const Item& item : items) complete = test_item(subject, subject_name, item, test) && complete;
  if (!complete) return std::nullopt;
  std::sort(test.labels.begin(), test.labels.end());
  test.labels.erase(std::unique(test.labels.begin(), test.labels.end()), test.labels.end());
  return test;
}

std::optional<model::Value> Expressions::constant(const grammar::Expression& syntax, const model::Type& type,
                                                  const std::string& subject_name) {
  model::Value result;
  result.state = model::State::known;
  if (type.kind == model::Kind::label) {
    const auto code = label_limit(syntax, type.labels, subject_name);
    if (!code) return std::nullopt;
    result.label = *code;
    return result;
  }
  if (type.kind == model::Kind::text && is_unknown_word(syntax)) {
    result.text = syntax.text;
    return result;
  }
  const std::size_t before = scope_.rules.expressions.size();
  const Checked checked = decimal_or_other(syntax);
  if (!checked) return std::nullopt;
  const model::Expression& node = scope_.expression(*checked);
  if (node.operation != Operation::constant) {
    scope_.error("type-mismatch", syntax.span, messages::not_constant());
    return std::nullopt;
  }
  if (node.type.kind != type.kind) {
    report_expected(messages::describe(type), *checked, syntax.span);
    return std::nullopt;
  }
  if (type.kind != model::Kind::number) {
    result = node.constant;
  } else {
    if (!same_unit(type, *checked, syntax)) return std::nullopt;
    const auto scaled = model::rescaled(scope_.expression(*checked).constant.number, type.scale);
    if (!scaled) {
      scope_.error("type-mismatch", syntax.span, messages::too_many_places());
      return std::nullopt;
    }
    result.number = *scaled;
  }
  scope_.forget_from(before);
  return result;
}

}  // namespace fenji::check
