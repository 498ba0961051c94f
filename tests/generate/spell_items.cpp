// Lists and condition cells.
#include <algorithm>
#include <cassert>

#include "tests/generate/names.hpp"
#include "tests/generate/spell_expression.hpp"
#include "tests/generate/spell_number.hpp"

namespace fenji::generate {

namespace {

constexpr int sum_level = 4;

// What a comparison word may touch, and a suffix follow: a digit or sign; names stand apart.
bool is_literal(const Expression& expression) {
  if (expression.form == Form::negate) return expression.operands[0]->form == Form::number;
  return expression.form == Form::number || expression.form == Form::date;
}

bool starts_like_a_number(const std::string& text) {
  return !text.empty() && ((text[0] >= '0' && text[0] <= '9') || text[0] == '-');
}

// Beside one with 万 another one would seem to lack it: 200至400万. 0 lacks nothing.
bool is_bare_number(const ExpressionPtr& limit) {
  const Expression& number = limit->form == Form::negate ? *limit->operands[0] : *limit;
  return number.form == Form::number && number.number.mantissa != 0 && number.type.unit.plain() && !number.type.percent;
}

bool is_plain_item(const Item& item) { return item.form == Item::Form::value; }

}  // namespace

std::string ExpressionSpeller::items(const std::vector<Item>& items, std::vector<std::string_view> separators,
                                     Context context) {
  const bool values = std::all_of(items.begin(), items.end(), is_plain_item);
  const bool labels =
      values && std::all_of(items.begin(), items.end(), [](const Item& item) { return item.value->form == Form::label; });
  // Two values in square brackets are a range, unless they are labels.
  if (values && (items.size() > 2 || (items.size() == 2 && labels)) && voice_.maybe(15)) return bracketed_values(items);
  std::string text;
  for (const Item& each : items) {
    if (!text.empty()) text += separators[voice_.below(separators.size())];
    text += item(each, context);
  }
  return text;
}

std::string ExpressionSpeller::bracketed_values(const std::vector<Item>& items) {
  std::string text = voice_.sign("[");
  for (const Item& each : items) {
    if (&each != &items.front()) text += voice_.choose({"、", ", ", ","});
    text += at_level(*each.value, 0, {false, false});
  }
  return text += voice_.sign("]");
}

std::string ExpressionSpeller::item(const Item& item, Context context) {
  switch (item.form) {
    case Item::Form::value: {
      const std::string_view sign = voice_.maybe(5) ? "= " : "";
      return std::string(sign) + at_level(*item.value, sum_level, context);
    }
    case Item::Form::not_equal: {
      const std::string_view sign = voice_.choose({"≠ ", "!= ", "<> ", "≠"});
      return std::string(sign) + at_level(*item.value, sum_level, context);
    }
    case Item::Form::range:
      return range(item, context);
  }
  assert(false);
  return {};
}

std::string ExpressionSpeller::limit(const ExpressionPtr& expression, Context context, bool magnitudes) {
  if (magnitudes || !is_literal(*expression) || expression->form == Form::date)
    return at_level(*expression, sum_level, context);
  if (expression->form == Form::number) return number(*expression, context, false);
  return "-" + number(*expression->operands[0], context, false);
}

std::string ExpressionSpeller::range(const Item& item, Context context) {
  if (!item.lower || !item.upper) {
    const bool lower = item.lower != nullptr;
    return one_sided(lower ? item.lower : item.upper, lower, lower ? item.lower_closed : item.upper_closed, context);
  }
  const Form form = item.lower->form;
  const bool ordered = form != Form::label && form != Form::text && form != Form::yes_no;
  return ordered && voice_.maybe(20) ? interval(item) : two_sided(item, context);
}

std::string ExpressionSpeller::one_sided(const ExpressionPtr& limit_of, bool lower, bool closed, Context context) {
  const std::string text = limit(limit_of, context, true);
  const std::size_t way = voice_.maybe(60) ? voice_.below(3) : 0;
  if (way == 2) {
    const std::string_view sign =
        lower ? (closed ? voice_.choose({">=", "≥"}) : ">") : (closed ? voice_.choose({"<=", "≤"}) : "<");
    std::string signed_text(sign);
    if (voice_.maybe(50)) signed_text += ' ';
    return signed_text + text;
  }
  const bool has_suffix = closed || lower;
  const bool usual_suffix = closed;
  if (voice_.chinese() && has_suffix && (usual_suffix == (way == 0))) {
    std::string_view suffix = "以外";
    if (closed) suffix = lower ? voice_.choose({"以上", "及以上"}) : voice_.choose({"以下", "以内", "及以下", "及以内"});
    const bool glued = is_literal(*limit_of) && !voice_.maybe(10);
    return text + (glued ? "" : " ") + std::string(suffix);
  }
  std::string word;
  if (lower)
    word =
        closed ? voice_.choose({"不低于", "不少于", "至少"}, {"at least"}) : voice_.choose({"超过", "高于", "大于"}, {"over"});
  else
    word = closed ? voice_.choose({"不超过", "至多"}, {"at most"}) : voice_.choose({"不满", "低于", "小于"}, {"under"});
  const bool glued = voice_.chinese() && starts_like_a_number(text) && !voice_.maybe(10);
  return word + (glued ? "" : " ") + text;
}

std::string ExpressionSpeller::two_sided(const Item& item, Context context) {
  const bool both_bare = is_bare_number(item.lower) && is_bare_number(item.upper);
  const std::string lower = limit(item.lower, context, !both_bare);
  const std::string upper = limit(item.upper, context, !both_bare);
  std::string text;
  if (!item.lower_closed) {
    text = voice_.choose({"超过", "高于", "大于"}, {"over"});
    if (!voice_.chinese() || !starts_like_a_number(lower)) text += ' ';
  } else if (voice_.maybe(5)) {
    text = voice_.choose({"不低于 ", "至少 "}, {"at least "});
  }
  text += lower;
  if (!voice_.chinese() || !is_literal(*item.lower) || voice_.maybe(20)) text += ' ';
  text += voice_.say("至", "to");
  const std::string under(item.upper_closed ? "" : voice_.choose({"不满", "低于", "小于"}, {"under"}));
  const bool touches = voice_.chinese() && starts_like_a_number(upper);
  // Behind a name 至 stands apart on both sides.
  if (!touches || !is_literal(*item.lower)) text += ' ';
  text += under;
  if (!under.empty() && !touches) text += ' ';
  return text + upper;
}

std::string ExpressionSpeller::interval(const Item& item) {
  std::string text = voice_.sign(item.lower_closed ? "[" : "(");
  text += at_level(*item.lower, 0, {false, false});
  // Behind a bracket that may be any bracket, digits on both sides of a comma would be those of one number.
  text += item.lower_closed ? voice_.choose({", ", ",", "，"}) : ", ";
  text += at_level(*item.upper, 0, {false, false});
  return text += voice_.sign(item.upper_closed ? "]" : ")");
}

std::string ExpressionSpeller::spell(const Cell& cell) {
  if (cell.any) return std::string(voice_.choose({"不限", "-", "—"}, {"any", "-", "—"}));
  if (cell.otherwise) return std::string(voice_.say("其余", "otherwise"));
  std::vector<std::string_view> separators = {"、", ", ", voice_.say(" 或 ", " or ")};
  in_table_ = true;
  const bool one_label = cell.items.size() == 1 && is_plain_item(cell.items[0]) && cell.items[0].value->form == Form::label;
  if (one_label && bare_.contains(cell.items[0].value->text)) return cell.items[0].value->text;
  return items(cell.items, separators, {true, true});
}

std::string ExpressionSpeller::spell(const Result& result, bool labels_only) {
  if (result.expression) return spell(*result.expression, Place::table);
  in_table_ = true;
  // Signs behind a label make it one only where the cell holds nothing else.
  const char last = result.label.back();
  const bool is_signed = last == '+' || last == '-' || last == '*';
  if (is_signed || (labels_only && is_number_like(result.label))) return result.label;
  const bool digits = result.label.find_first_not_of("0123456789") == std::string::npos;
  return digits ? "「" + result.label + "」" : spell_label(result.label);
}

std::string ExpressionSpeller::spell_bounds(const Item& item, bool commas) {
  in_table_ = false;
  return range(item, {commas, true});
}

}  // namespace fenji::generate
