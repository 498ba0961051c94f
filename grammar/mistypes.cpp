#include "grammar/mistypes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "grammar/characters.hpp"
#include "grammar/magnitude.hpp"

namespace fenji::grammar {
namespace {

constexpr std::string_view digits = "0123456789";

void report(Diagnostics& diagnostics, Span span, Message message, const std::string& text) {
  diagnostics.push_back({"syntax", Severity::error, span, std::move(message), write_instead(text), {}, Fix{span, text}});
}

// One end of a range as written: -3.5, 400万, 10 percentage points.
struct End {
  bool negative = false;
  std::string_view number;  // without its sign
  std::string_view unit;    // with the blank in front of it

  bool zero() const { return number.find_first_of("123456789") == std::string_view::npos; }
};

End end_of(std::string_view text) {
  End end;
  end.negative = text.starts_with('-') || text.starts_with("−");
  text.remove_prefix(std::min(text.find_first_of(digits), text.size()));
  end.number = text.substr(0, text.find_first_not_of("0123456789."));
  end.unit = text.substr(end.number.size());
  return end;
}

// Compares positive numbers of one unit by their digits: by the place of the first one, then from there on.
bool is_less(const End& left, const End& right) {
  const auto significant = [](const End& end, int& power) {
    std::string_view unit = without_blanks(end.unit);
    power = take_magnitude(unit);
    const std::string_view whole = end.number.substr(0, end.number.find('.'));
    std::string all;
    std::copy_if(end.number.begin(), end.number.end(), std::back_inserter(all), [](char c) { return c != '.'; });
    const std::size_t first = std::min(all.find_first_not_of('0'), all.size());
    power += static_cast<int>(whole.size()) - static_cast<int>(first);
    return all.substr(first, all.find_last_not_of('0') + 1 - first);
  };
  int left_power = 0, right_power = 0;
  const std::string left_digits = significant(left, left_power);
  const std::string right_digits = significant(right, right_power);
  if (left_digits.empty() || right_digits.empty()) return left_digits.empty() && !right_digits.empty();
  return left_power != right_power ? left_power < right_power : left_digits < right_digits;
}

bool is_number(const ExpressionPtr& expression) {
  return expression &&
         (expression->kind == ExpressionKind::number ||
          (expression->kind == ExpressionKind::negate && expression->operands[0]->kind == ExpressionKind::number));
}

NumberLiteral literal(const Expression& number) {
  return number.kind == ExpressionKind::number ? number.number() : number.operands[0]->number();
}

std::string text_of(const Expression& number) {
  return number.kind == ExpressionKind::number ? number.text : "-" + number.operands[0]->text;
}

bool bare(const NumberLiteral& number) { return number.magnitude == 0 && number.unit.empty() && !number.percent; }

bool is_yuan(const NumberLiteral& number) {
  return number.magnitude == 0 && (number.unit == "元" || number.unit == "yuan" || number.unit == "CNY");
}

}  // namespace

Message ends_of_range(std::string_view zh_subject, std::string_view en_subject) {
  return {fmt::format("{}不是范围：范围用“至”连接，两端都包含在内", zh_subject),
          fmt::format("{} is no range: its ends are joined by `to`, both included", en_subject)};
}

std::string range_text(std::string_view low_text, std::string_view high_text, Language language) {
  End low = end_of(low_text), high = end_of(high_text);
  if (low.unit.empty() && !low.zero()) low.unit = high.unit;
  if (high.unit.empty() && !high.zero()) high.unit = low.unit;
  const bool descending = low.negative != high.negative ? high.negative
                          : low.negative                ? is_less(low, high)
                                                        : is_less(high, low);
  if (descending) std::swap(low, high);
  const auto text = [](const End& end) { return fmt::format("{}{}{}", end.negative ? "-" : "", end.number, end.unit); };
  return fmt::format("{}{}{}", text(low), language == Language::chinese ? "至" : " to ", text(high));
}

std::string_view first_token(std::string_view text) {
  constexpr std::size_t most_characters = 12;
  if (text.empty()) return text;
  const Character first = character_at(text, 0);
  std::size_t size = first.size;
  if (!is_word(first.code)) return text.substr(0, size);
  for (std::size_t count = 1; count < most_characters; ++count) {
    const Character next = character_at(text, size);
    if (next.size == 0 || !is_word(next.code)) break;
    size += next.size;
  }
  return text.substr(0, size);
}

Message write_instead(std::string_view text) { return {fmt::format("请写成 {}", text), fmt::format("write {}", text)}; }

std::optional<Message> advice_for(std::string_view text, std::size_t at) {
  const bool twice = text.substr(0, at).ends_with('*') && text.substr(at).starts_with('*');  // 毛利率 ** 2
  text.remove_prefix(at);
  if (text.starts_with('^') || twice)
    return Message{"没有乘方：请写成连乘，例如 毛利率 * 毛利率", "there are no powers: multiply, as in margin * margin"};
  if (!text.starts_with(',')) return std::nullopt;
  return Message{"括号里和冒号后面，列表的各项用“、”隔开，或写在 […] 里",
                 "inside brackets and behind a colon write the list in […], or separate it by 、"};
}

void propose_quotes(const Fragment& cell, const Words& words, Diagnostic& diagnostic) {
  if (cell.text.find_first_of("\"`|") != std::string::npos) return;
  for (const std::string_view quote : {"“", "”", "「", "」"}) {
    if (cell.text.find(quote) != std::string::npos) return;
  }
  const std::size_t at = cell.byte_at(diagnostic.span.begin);
  if (at == cell.text.size() || cell.text[at] != ',') return;
  if (words.is_declared(without_blanks(std::string_view(cell.text).substr(0, at)))) return;
  const std::string written = cell.with_full_width_signs();
  const std::string& text = written.empty() ? cell.text : written;
  const std::string quoted = words.language() == Language::chinese ? "“" + text + "”" : "\"" + text + "\"";
  diagnostic.message = {"结果里的逗号要在引号里", "a comma in a result stands in quotes"};
  diagnostic.advice = Message{fmt::format("如果是文字，请给整格加引号：{}", quoted),
                              fmt::format("if it is a text, quote the whole cell: {}", quoted)};
  diagnostic.fix = Fix{cell.span(), quoted};
}

void check_item(const Item& item, Language language, Diagnostics& diagnostics) {
  if (item.form == Item::Form::value && item.value->kind == ExpressionKind::sum && item.value->more->operators == "-" &&
      is_number(item.value->operands[0]) && is_number(item.value->operands[1])) {
    const std::string low = text_of(*item.value->operands[0]);
    std::string high = text_of(*item.value->operands[1]);
    // 80--89 has a long dash, -20%--10% a negative end.
    if (high.starts_with('-') && !low.starts_with('-')) high.erase(0, 1);
    report(diagnostics, item.span, ends_of_range("减法", "a subtraction"), range_text(low, high, language));
    return;
  }
  if (item.form != Item::Form::range || !is_number(item.lower) || !is_number(item.upper)) return;
  const NumberLiteral lower = literal(*item.lower);
  const NumberLiteral upper = literal(*item.upper);
  if (bare(lower) == bare(upper)) return;
  std::string low = text_of(*item.lower);
  std::string high = text_of(*item.upper);
  const bool low_lacks = bare(lower) && !bare(upper) && !is_yuan(upper) && !end_of(low).zero();
  const bool high_lacks = bare(upper) && (lower.magnitude > 0 || lower.percent) && !end_of(high).zero();
  if (!low_lacks && !high_lacks) return;
  // Points have no unit: 80至不满90分
  const std::string_view unit = low_lacks ? upper.unit : lower.unit;
  if ((low_lacks || high_lacks) && unit == "分" && (low_lacks ? upper : lower).magnitude == 0) {
    std::string& counted = low_lacks ? high : low;
    Expression& end = low_lacks ? *item.upper : *item.lower;
    (end.kind == ExpressionKind::number ? end : *end.operands[0]).quantity.own().unit.clear();
    const std::string typed = counted;
    counted = end_of(counted).negative ? "-" + std::string(end_of(counted).number) : std::string(end_of(counted).number);
    report(diagnostics, item.span,
           {fmt::format("分值不带单位：“{}”写成“{}”", typed, counted),
            fmt::format("points have no unit: `{}` is `{}`", typed, counted)},
           fmt::format("{}{}至{}{}", item.lower_closed ? "" : "超过", low, item.upper_closed ? "" : "不满", high));
    return;
  }
  const std::string with_unit = low_lacks ? high : low;
  std::string& without_unit = low_lacks ? low : high;
  Message message = {fmt::format("“{}”后面缺少与“{}”相同的单位", without_unit, with_unit),
                     fmt::format("`{}` lacks the unit that `{}` has", without_unit, with_unit)};
  without_unit += end_of(with_unit).unit;
  const bool chinese = language == Language::chinese;
  const std::string_view over = item.lower_closed ? "" : chinese ? "超过" : "over ";
  const std::string_view under = item.upper_closed ? "" : chinese ? "不满" : "under ";
  report(diagnostics, item.span, std::move(message),
         fmt::format("{}{}{}{}{}", over, low, chinese ? "至" : " to ", under, high));
}

void check_options(FieldSyntax& field, Language language, Diagnostics& diagnostics) {
  if (field.options.empty()) return;
  Name& first = field.options.front();
  Name& last = field.options.back();
  for (const auto& [open, close] : {std::pair{'(', ')'}, std::pair{'{', '}'}}) {
    const bool around = first.text.starts_with(open) && last.text.ends_with(close) &&
                        (field.options.size() == 1 || first.text.find(close) == std::string::npos);
    if (!around) continue;
    first.text = without_blanks(std::string_view(first.text).substr(1));
    last.text = without_blanks(std::string_view(last.text).substr(0, last.text.size() - 1));
    const bool glued = first.span.begin <= field.type_span.begin + spelling(Keyword::one_of, language).size();
    std::string list(glued ? " " : "");
    for (const Name& option : field.options) {
      if (&option != &first) list += language == Language::chinese ? "、" : ", ";
      list += option.text;
    }
    report(diagnostics, {first.span.file, first.span.begin, last.span.end},
           {"选项直接列出，不加括号", "options are listed without brackets"}, list);
    return;
  }
}

void report_or_suffix(const Item& item, std::string_view value, Span suffix, Language language, Diagnostics& diagnostics) {
  const Message message = {"范围词前面不写“或”", "a limit takes no `or` behind it"};
  if (language == Language::english) {
    report(diagnostics, item.span, message,
           fmt::format("{} {}", spelling(item.lower ? Keyword::at_least : Keyword::at_most, language), value));
    return;
  }
  const std::string word(spelling(item.lower ? Keyword::suffix_at_least : Keyword::suffix_at_most, language));
  const std::string blank = is_number(item.lower) || is_number(item.upper) ? "" : " ";
  diagnostics.push_back(
      {"syntax", Severity::error, suffix, message, write_instead(std::string(value) + blank + word), {}, Fix{suffix, word}});
}

void check_thousands(const Fragment& fragment, std::size_t number, Diagnostics& diagnostics) {
  const std::string_view text = fragment.text;
  const bool behind_comma = number >= 2 && text[number - 1] == ',' && is_digit(static_cast<unsigned char>(text[number - 2]));
  const bool leading_zero = text.substr(number).starts_with('0') && text.substr(number).find_first_not_of(digits) >= 3;
  if (!behind_comma || !leading_zero) return;
  const Span comma = fragment.span(number - 1, number);
  diagnostics.push_back({"syntax",
                         Severity::error,
                         comma,
                         {"这里的逗号用来分隔，不能用作千位分隔符", "a comma separates here, it cannot group thousands"},
                         Message{"请去掉数里的逗号", "write the number without commas"},
                         {},
                         Fix{comma, ""}});
}

}  // namespace fenji::grammar
