// What is meant by a value of the wrong type or unit.
#include <fmt/format.h>

#include <algorithm>

#include "engine/check/expressions.hpp"
#include "engine/check/messages.hpp"
#include "grammar/habits.hpp"
#include "grammar/numerals.hpp"
#include "grammar/suggest.hpp"

namespace fenji::check {

using grammar::ExpressionKind;

namespace {

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view other) { return grammar::same_letters(word, other); });
}

// A literal as written, 2026/3/1 put together again.
std::string text_of(const grammar::Expression& syntax) {
  if (syntax.kind != ExpressionKind::product || syntax.more->operators != "//") return syntax.text;
  return fmt::format("{}/{}/{}", syntax.operands[0]->text, syntax.operands[1]->text, syntax.operands[2]->text);
}

std::string magnitude_word(int magnitude) {
  switch (magnitude) {
    case 3:
      return "千";
    case 4:
      return "万";
    case 6:
      return "百万";
    case 7:
      return "千万";
    case 8:
      return "亿";
    case 12:
      return "万亿";
    default:
      return "";
  }
}

}  // namespace

std::optional<std::string> Expressions::spelled(const grammar::Expression& syntax, std::size_t operands) {
  const bool is_sum = syntax.kind == ExpressionKind::sum;
  switch (syntax.kind) {
    case ExpressionKind::number:
    case ExpressionKind::date:
      return syntax.text;
    case ExpressionKind::name:
      return syntax.quoted ? std::nullopt : std::optional(syntax.text);
    case ExpressionKind::negate: {
      const auto operand = spelled(*syntax.operands[0]);
      return operand && syntax.operands[0]->operands.empty() ? std::optional("-" + *operand) : std::nullopt;
    }
    case ExpressionKind::sum:
    case ExpressionKind::product: {
      std::string text;
      for (std::size_t i = 0; i < operands; ++i) {
        const grammar::Expression& operand = *syntax.operands[i];
        const auto next = spelled(operand);
        const bool needs_brackets = !operand.operands.empty() && !(is_sum && operand.kind == ExpressionKind::product);
        if (!next || needs_brackets) return std::nullopt;
        text += i == 0 ? *next : fmt::format(" {} {}", syntax.more->operators[i - 1], *next);
      }
      return text;
    }
    default:
      return std::nullopt;
  }
}

std::optional<std::string> Expressions::meant_name(const grammar::Expression& syntax) const {
  if (syntax.kind != ExpressionKind::text || scope_.find(syntax.text) == nullptr) return std::nullopt;
  return syntax.text;
}

std::optional<std::string> Expressions::meant(const model::Type& subject, const grammar::Expression& syntax) const {
  if (const auto name = meant_name(syntax)) return name;
  const std::string text = text_of(syntax);
  const bool chinese = scope_.language() == Language::chinese;
  switch (subject.kind) {
    case model::Kind::yes_no:
      if (is_one_of(text, {"是", "有", "真", "对", "√", "y", "yes", "true", "1"})) return chinese ? "是" : "yes";
      if (is_one_of(text, {"否", "无", "没有", "假", "不", "×", "n", "no", "false", "0"})) return chinese ? "否" : "no";
      return std::nullopt;
    case model::Kind::date:
      return grammar::date_meant(text);
    case model::Kind::number:
      if (syntax.kind == ExpressionKind::text && !text.empty() &&
          text.find_first_not_of("0123456789.%万亿元") == std::string::npos && text[0] >= '0' && text[0] <= '9')
        return text;
      return std::nullopt;
    // An option 1/2 or -1, which reads as a number.
    case model::Kind::label: {
      std::string label = spelled(syntax).value_or(std::string());
      std::erase(label, ' ');
      return label_code(label, subject.labels) ? std::optional(messages::in_quotes(label, scope_.language())) : std::nullopt;
    }
    default:
      return std::nullopt;
  }
}

// 100W, 35个点, 5000顿/月, 90分: the number with the unit of `subject`.
std::optional<std::string> Expressions::meant_unit(const model::Type& subject, const grammar::Expression& literal) const {
  const bool negative = literal.kind == ExpressionKind::negate;
  const grammar::Expression& number = negative ? *literal.operands[0] : literal;
  if (number.kind != ExpressionKind::number) return std::nullopt;
  const grammar::NumberLiteral typed_number = number.number();
  const std::string start = (negative ? "-" : "") + typed_number.digits + magnitude_word(typed_number.magnitude);
  const std::string& unit = typed_number.unit;
  const bool chinese = scope_.language() == Language::chinese;
  for (const std::string_view to : {"到", "to"}) {
    if (!unit.starts_with(to) || unit.size() == to.size()) continue;
    std::string high = unit.substr(to.size());
    if (high[0] < '0' || high[0] > '9') continue;
    const std::string tail = high.substr(std::min(high.find_first_not_of("0123456789."), high.size()));
    const std::string low = typed_number.magnitude == 0 && !tail.empty() ? start + tail : start;
    return low + (chinese ? "至" : " to ") + high;
  }
  if (subject.unit.money()) {
    const std::string yuan = chinese ? "元" : " yuan";
    if (is_one_of(unit, {"圆", "块", "块钱", "人民币", "元整", "元人民币", "rmb", "cny"})) return start + yuan;
    if (is_one_of(unit, {"w", "w元", "万圆", "万块"})) return start + "万" + (unit.size() > 1 ? yuan : "");
    const bool whole = typed_number.magnitude == 0 && typed_number.digits.find('.') == std::string::npos;
    const bool million = is_one_of(unit, {"m", "mn", "million"});
    if (whole && (million || is_one_of(unit, {"k", "thousand"}))) {
      const std::string zeros = million ? "000000" : "000";
      return chinese ? start + zeros.substr(0, zeros.size() % 4 == 3 ? 3 : 2) + (million ? "万" : "") : start + zeros;
    }
    return std::nullopt;
  }
  if (subject.percent) {
    if (is_one_of(unit, {"点", "分点", "成"})) return unit == "成" ? start + "0%" : start + "%";
    return std::nullopt;
  }
  // Words for counting add nothing to a plain number.
  if (subject.unit.plain()) {
    const bool counts = is_one_of(unit, {"分", "人", "个", "家", "次", "名", "户", "台", "年", "points", "people"});
    return counts && !typed_number.percent ? std::optional(start) : std::nullopt;
  }
  const std::string wanted = model::to_text(subject.unit);
  std::string typed = unit;
  for (const std::string_view per : {"每", "／"}) {
    const std::size_t at = typed.find(per);
    if (at != std::string::npos) typed.replace(at, per.size(), "/");
  }
  const std::string_view known[] = {wanted};
  const bool part = wanted.starts_with(typed + "/");
  const bool other_unit = scope_.knows_unit(model::parse_unit(unit));
  if (typed == wanted || part || (!other_unit && grammar::closest(typed, known))) return start + (chinese ? "" : " ") + wanted;
  return std::nullopt;
}

void Expressions::report_mismatch(const model::Type& subject, const model::Type& found, const grammar::Expression& found_syntax,
                                  Span span) {
  Message message = messages::cannot_compare(messages::describe(subject), messages::describe(found));
  if (const auto text = meant(subject, found_syntax)) {
    scope_.error("type-mismatch", found_syntax.span, std::move(message), messages::write_instead(*text),
                 Fix{found_syntax.span, *text});
  } else {
    scope_.error("type-mismatch", span, std::move(message));
  }
}

bool Expressions::report_needless_is(const grammar::Expression& subject) {
  if (!is_unknown_word(subject)) return false;
  for (const std::string_view word : {" is", " are", " 是", "是"}) {
    if (!subject.text.ends_with(word)) continue;
    const std::string name = subject.text.substr(0, subject.text.size() - word.size());
    if (scope_.find(name) == nullptr) continue;
    scope_.error("unknown-name", subject.span, messages::unknown_name(subject.text), messages::write_instead(name),
                 Fix{subject.span, name});
    return true;
  }
  return false;
}

bool Expressions::report_lone_label(const grammar::Expression& before, const grammar::Expression& word) {
  const bool within = before.kind == ExpressionKind::within;
  if (!within && before.kind != ExpressionKind::compare) return false;
  if (!is_unknown_word(word) || before.operands[0]->kind != ExpressionKind::name) return false;
  const std::string& subject = before.operands[0]->text;
  const Symbol* symbol = scope_.find(subject);
  if (symbol == nullptr || symbol->kind != Symbol::Kind::field) return false;
  const model::Type& type = scope_.rules.fields[symbol->index].type;
  if (type.kind != model::Kind::label || !label_code(word.text, type.labels)) return false;
  const bool chinese = scope_.language() == Language::chinese;
  const std::string separator = chinese ? "、" : ", ";
  // `or` binds less than `and`, a list more: all of it is written as one.
  const bool listed = !within && (before.more->operators == "=" || before.more->operators == "#") &&
                      before.operands[1]->kind == ExpressionKind::name;
  const Span place{word.span.file, within ? before.span.end : listed ? before.span.begin : word.span.begin, word.span.end};
  const std::string_view in =
      grammar::spelling(before.more->operators == "#" ? grammar::Keyword::not_in : grammar::Keyword::in, scope_.language());
  const std::string text = within   ? separator + word.text
                           : listed ? fmt::format("{} {} {}{}{}", subject, in, before.operands[1]->text, separator, word.text)
                                    : subject + " = " + word.text;
  scope_.error("unknown-name", word.span, messages::unknown_name(word.text), messages::write_instead(text), Fix{place, text});
  return true;
}

}  // namespace fenji::check
