#include "tests/generate/spell_expression.hpp"

#include <fmt/format.h>

#include <cassert>
#include <map>

#include "tests/generate/names.hpp"
#include "tests/generate/spell_number.hpp"

namespace fenji::generate {

namespace {

// From loose to tight.
enum Level { or_level, and_level, not_level, condition_level, sum_level, product_level, unary_level, primary_level };

Level level_of(const Expression& expression) {
  switch (expression.form) {
    case Form::any:
      return or_level;
    case Form::all:
      return and_level;
    case Form::negation:
      return not_level;
    case Form::compare:
    case Form::within:
    case Form::given:
    case Form::missing:
      return condition_level;
    case Form::sum:
      return sum_level;
    case Form::product:
      return product_level;
    case Form::negate:
      return unary_level;
    default:
      return primary_level;
  }
}

}  // namespace

std::string ExpressionSpeller::spell(const Expression& expression, Place place) {
  in_table_ = place == Place::table;
  return at_level(expression, place == Place::subject ? sum_level : or_level, {place != Place::list, place != Place::head});
}

// A cell that ends with a sign would as a whole be a label.
bool ExpressionSpeller::may_stand_bare(const std::string& word) const {
  const bool is_signed = word.back() == '+' || word.back() == '-' || word.back() == '*';
  return is_plain(word) || (bare_.contains(word) && !(in_table_ && is_signed));
}

std::string ExpressionSpeller::spell_name(const std::string& name) {
  const bool bare = may_stand_bare(name);
  if (bare && !voice_.maybe(5)) return name;
  if (name.find('`') == std::string::npos && voice_.maybe(30)) return "`" + name + "`";
  return "「" + name + "」";
}

std::string ExpressionSpeller::spell_label(const std::string& label) {
  // Quoted or not, such means the same, but leaves other traces in the model.
  const bool is_value = label == "是" || label == "否" || label == "yes" || label == "no" || is_number_like(label);
  if (is_value) return label;
  return may_stand_bare(label) && !voice_.maybe(5) ? label : "「" + label + "」";
}

std::string ExpressionSpeller::spell_text(const std::string& words) {
  return voice_.maybe(40) ? "\"" + words + "\"" : "“" + words + "”";
}

std::string ExpressionSpeller::number(const Expression& expression, Context context, bool magnitudes) {
  return spell_number(voice_, expression, {context.commas && thousands_, magnitudes});
}

std::string ExpressionSpeller::bracketed(const Expression& expression) {
  const std::string opening = voice_.sign("(");
  const std::string inside = at_level(expression, or_level, {false, false});
  return opening + inside + voice_.sign(")");
}

std::string ExpressionSpeller::at_level(const Expression& expression, int least, Context context) {
  const bool superfluous = expression.form != Form::label && voice_.maybe(3);
  if (level_of(expression) < least || superfluous) return bracketed(expression);
  switch (expression.form) {
    case Form::number:
      return number(expression, context, true);
    case Form::date:
      return spell_date(voice_, expression.day);
    case Form::text:
      return spell_text(expression.text);
    case Form::yes_no:
      return std::string(expression.yes ? voice_.choose({"是", "yes"}, {"yes", "是"})
                                        : voice_.choose({"否", "no"}, {"no", "否"}));
    case Form::name:
      return spell_name(expression.text);
    case Form::label:
      return spell_label(expression.text);
    case Form::negate: {
      std::string sign(voice_.choose({"-", "- ", "−"}));
      return sign += at_level(*expression.operands[0], unary_level, context);
    }
    case Form::sum:
    case Form::product:
      return chain(expression, context);
    case Form::compare:
      return comparison(expression, context);
    case Form::all:
    case Form::any:
      return junction(expression, context);
    case Form::negation: {
      std::string word(voice_.say("非", "not"));
      word += breakable;
      return word += at_level(*expression.operands[0], not_level, context);
    }
    case Form::within:
      return list(expression, context);
    case Form::given:
    case Form::missing: {
      std::string text = at_level(*expression.operands[0], sum_level, context);
      text += voice_.blank();
      return text += expression.form == Form::given ? voice_.say("已填", "given") : voice_.say("未填", "missing");
    }
    case Form::minimum:
    case Form::maximum:
    case Form::round:
    case Form::year:
    case Form::full_months:
    case Form::full_years:
    case Form::worst:
    case Form::best:
      return call(expression);
    case Form::as_of:
      return std::string(voice_.say("基准日", "as of"));
    case Form::total:
    case Form::average:
    case Form::share:
    case Form::share_above:
    case Form::rank:
    case Form::percentile:
    case Form::count:
    case Form::apportion:
      return list_call(expression);
  }
  assert(false);
  return {};
}

std::string ExpressionSpeller::chain(const Expression& expression, Context context) {
  const int least = expression.form == Form::sum ? product_level : unary_level;
  std::string text = at_level(*expression.operands[0], least, context);
  for (std::size_t i = 0; i < expression.operators.size(); ++i) {
    text += voice_.blank();
    switch (expression.operators[i]) {
      case '+':
        text += voice_.sign("+");
        break;
      case '-':
        text += voice_.choose({"-", "−"});
        break;
      case '*':
        text += voice_.choose({"*", "×"});
        break;
      default:
        text += voice_.choose({"/", "÷"});
        break;
    }
    text += breakable;
    text += at_level(*expression.operands[i + 1], least, context);
  }
  return text;
}

std::string ExpressionSpeller::junction(const Expression& expression, Context context) {
  const bool all = expression.form == Form::all;
  const std::string_view word = all ? voice_.say("且", "and") : voice_.say("或", "or");
  std::string text;
  for (const ExpressionPtr& operand : expression.operands) {
    if (!text.empty()) {
      text += voice_.blank();
      text += word;
      text += breakable;
    }
    text += at_level(*operand, all ? not_level : and_level, context);
  }
  return text;
}

std::string ExpressionSpeller::comparison(const Expression& expression, Context context) {
  std::string text = at_level(*expression.operands[0], sum_level, context);
  text += voice_.blank();
  const bool words = voice_.maybe(20);
  std::string sign;
  switch (expression.operators[0]) {
    case '=':
      sign = voice_.choose({"=", "==", "＝"});
      break;
    case '#':
      sign = voice_.choose({"≠", "!=", "<>"});
      break;
    case '<':
      sign = words ? voice_.choose({"不满", "低于", "小于"}, {"under"}) : voice_.choose({"<", "＜"});
      break;
    case '>':
      sign = words ? voice_.choose({"超过", "高于", "大于"}, {"over"}) : voice_.choose({">", "＞"});
      break;
    case '{':
      sign = words ? voice_.choose({"不超过", "至多"}, {"at most"}) : voice_.choose({"<=", "≤"});
      break;
    default:
      sign = words ? voice_.choose({"不低于", "不少于", "至少"}, {"at least"}) : voice_.choose({">=", "≥"});
      break;
  }
  text += sign;
  const char last = sign.back();
  const bool by_sign = last == '=' || last == '<' || last == '>';
  text += by_sign ? std::string(1, breakable) : std::string(voice_.blank());
  return text += at_level(*expression.operands[1], sum_level, context);
}

std::string ExpressionSpeller::list(const Expression& expression, Context context) {
  std::string text = at_level(*expression.operands[0], sum_level, context);
  text += voice_.blank();
  text += expression.negated ? voice_.say("不为", "not in") : voice_.say("为", "in");
  text += expression.negated ? ' ' : breakable;
  std::vector<std::string_view> separators = {"、"};
  if (context.list_commas) separators.push_back(", ");
  return text += items(expression.items, separators, {false, context.list_commas});
}

std::string ExpressionSpeller::arguments(const std::vector<ExpressionPtr>& operands) {
  std::string text;
  for (const ExpressionPtr& operand : operands) {
    if (!text.empty()) text += voice_.choose({", ", ",", "、", "，"});
    text += at_level(*operand, or_level, {false, false});
  }
  return text;
}

std::string ExpressionSpeller::call(const Expression& expression) {
  std::string text;
  switch (expression.form) {
    case Form::minimum:
      text = voice_.choose({"最小", "最小值"}, {"min"});
      break;
    case Form::maximum:
      text = voice_.choose({"最大", "最大值"}, {"max"});
      break;
    case Form::round:
      text = voice_.say("四舍五入", "round");
      break;
    case Form::full_months:
      text = voice_.say("满月数", "full months");
      break;
    case Form::full_years:
      text = voice_.say("满年数", "full years");
      break;
    case Form::worst:
      text = voice_.say("最差", "worst");
      break;
    case Form::best:
      text = voice_.say("最好", "best");
      break;
    default:
      text = voice_.say("年份", "year");
      break;
  }
  text += voice_.sign("(");
  text += arguments(expression.operands);
  if (expression.digits) text += fmt::format(", {}", *expression.digits);
  return text += voice_.sign(")");
}

// Commas between the arguments: a list in a condition goes on behind 、, as do the groups.
std::string ExpressionSpeller::list_call(const Expression& expression) {
  static const std::map<Form, std::pair<std::string_view, std::string_view>> words = {
      {Form::total, {"合计", "total"}}, {Form::average, {"平均", "average"}},
      {Form::share, {"占比", "share"}}, {Form::share_above, {"排前累计占比", "share above"}},
      {Form::rank, {"名次", "rank"}},   {Form::percentile, {"百分位", "percentile"}},
      {Form::count, {"计数", "count"}}, {Form::apportion, {"分摊", "apportion"}}};
  const auto& [zh, en] = words.at(expression.form);
  std::string text(voice_.say(zh, en));
  text += voice_.sign("(");
  bool first = true;
  const auto next = [&] {
    if (!first) text += voice_.sign(",") + std::string(1, breakable);
    first = false;
  };
  for (const ExpressionPtr& operand : expression.operands) {
    next();
    text += at_level(*operand, or_level, {false, false});
  }
  if (expression.digits) {
    next();
    text += fmt::format("{}", *expression.digits);
  }
  bool grouped = false;
  for (const ExpressionPtr& group : expression.groups) {
    if (grouped && voice_.maybe(50)) {
      text += "、";
    } else {
      next();
      text += voice_.say("每", "per");
      text += ' ';
    }
    grouped = true;
    text += at_level(*group, sum_level, {false, false});
  }
  return text + voice_.sign(")");
}

}  // namespace fenji::generate
