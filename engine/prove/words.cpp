#include "engine/prove/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "engine/prove/interval.hpp"

namespace fenji::prove {
namespace {

using model::Bound;
using model::Decimal;
using model::Expression;
using model::ExpressionId;
using model::Interval;
using model::Kind;
using model::Operation;
using model::Type;

// Longer expressions are not read in a sentence.
constexpr std::size_t longest_expression = 120;

constexpr std::size_t digits_without_commas = 4;

bool is_chinese(Language language) { return language == Language::chinese; }

std::string with_commas(const std::string& digits) {
  const std::size_t start = digits.starts_with('-') ? 1 : 0;
  const std::size_t end = std::min(digits.find('.'), digits.size());
  if (end - start <= digits_without_commas) return digits;
  std::string words;
  for (std::size_t at = 0; at < digits.size(); ++at) {
    if (at > start && at < end && (end - at) % 3 == 0) words.push_back(',');
    words.push_back(digits[at]);
  }
  return words;
}

// `number` counted in 10^zeros, where that needs fewer characters.
void shorten(std::string& words, Decimal number, int zeros, const char* word, std::size_t width) {
  number = normalized(number);
  const model::Int128 magnitude = number.mantissa < 0 ? -number.mantissa : number.mantissa;
  if (magnitude / model::power_of_ten(number.scale) < model::power_of_ten(zeros)) return;
  Decimal counted{number.mantissa, number.scale};
  for (int i = 0; i < zeros; ++i) {
    if (counted.scale == 0 && counted.mantissa % 10 == 0) {
      counted.mantissa /= 10;
    } else if (++counted.scale > model::max_scale) {
      return;
    }
  }
  const std::string text = to_text(counted);
  if (text.size() + 1 <= width) words = text + word;
}

std::string money_words(Decimal number, Language language) {
  const std::string digits = to_text(number);
  std::string words = with_commas(digits);
  if (!is_chinese(language)) return words;
  shorten(words, number, 4, "万", digits.size());
  const bool counted = words != with_commas(digits);
  shorten(words, number, 8, "亿", counted ? words.size() - 2 : digits.size());
  return words;
}

bool counts_by_one(const Type& type) { return type.kind == Kind::date || (type.kind == Kind::number && type.whole); }

// Between neighbours one apart, the limits that are reached.
Interval with_limits_reached(Interval interval) {
  const auto moved = [](Bound limit, int by) {
    if (limit.closed || limit.value.scale > 0) return limit;
    return Bound{{limit.value.mantissa + by, 0}, true};
  };
  interval.lower = moved(*interval.lower, 1);
  interval.upper = moved(*interval.upper, -1);
  return interval;
}

const char* symbol(Operation operation) {
  switch (operation) {
    case Operation::add:
    case Operation::add_period:
      return " + ";
    case Operation::subtract:
    case Operation::subtract_period:
    case Operation::days_between:
      return " - ";
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
      return nullptr;
  }
}

bool binds_loosely(Operation operation) {
  switch (operation) {
    case Operation::add:
    case Operation::subtract:
    case Operation::add_period:
    case Operation::subtract_period:
    case Operation::days_between:
      return true;
    default:
      return false;
  }
}

std::string joined(const Expression& expression, const char* between, const model::Rules& rules, Language language) {
  const bool tight = expression.operation == Operation::multiply || expression.operation == Operation::divide;
  std::string text;
  for (const ExpressionId operand : expression.operands) {
    const bool takes_away = binds_loosely(expression.operation) && expression.operation != Operation::add;
    const bool later = takes_away && !text.empty();
    const bool bracket = (tight || later) && binds_loosely(rules.expressions[operand].operation);
    const std::string words = expression_words(operand, rules, language);
    if (!text.empty()) text += between;
    text += bracket ? fmt::format("({})", words) : words;
  }
  return text;
}

std::string call(const char* name, const Expression& expression, const model::Rules& rules, Language language) {
  return fmt::format("{}({})", name, joined(expression, ", ", rules, language));
}

std::string unbounded_words(const Expression& expression, const model::Rules& rules, Language language) {
  const bool chinese = is_chinese(language);
  const auto operand = [&] { return expression_words(expression.operands[0], rules, language); };
  switch (expression.operation) {
    case Operation::constant:
      return value_words(expression.constant, expression.type, rules, language);
    case Operation::field:
      return rules.fields[expression.reference].name;
    case Operation::definition:
      return rules.definitions[expression.reference].name;
    case Operation::negate:
      return fmt::format("-{}", operand());
    case Operation::minimum:
      return call(chinese ? "最小" : "min", expression, rules, language);
    case Operation::maximum:
      return call(chinese ? "最大" : "max", expression, rules, language);
    case Operation::round:
      return fmt::format("{}({}, {})", chinese ? "四舍五入" : "round", operand(), expression.digits);
    case Operation::year:
      return call(chinese ? "年份" : "year", expression, rules, language);
    case Operation::full_months:
      return call(chinese ? "满月数" : "full months", expression, rules, language);
    case Operation::full_years:
      return call(chinese ? "满年数" : "full years", expression, rules, language);
    case Operation::all:
      return joined(expression, chinese ? " 且 " : " and ", rules, language);
    case Operation::any:
      return joined(expression, chinese ? " 或 " : " or ", rules, language);
    case Operation::negation:
      return fmt::format("{} ({})", chinese ? "非" : "not", operand());
    case Operation::given:
      return operand() + (chinese ? " 已填" : " given");
    case Operation::within: {
      const std::string test = test_words(*expression.test, rules.expressions[expression.operands[0]].type, rules, language);
      return operand() + (chinese ? " 为 " : " in ") + (test.empty() ? "…" : test);
    }
    default: {
      const char* between = symbol(expression.operation);
      return between == nullptr ? "…" : joined(expression, between, rules, language);
    }
  }
}

}  // namespace

std::string number_words(Decimal number, const Type& type, Language language) {
  if (type.percent) {
    model::Value value;
    value.state = model::State::known;
    value.number = number;
    Type percent;
    percent.percent = true;
    return to_text(value, percent, {}, language);
  }
  if (type.unit.money()) return money_words(number, language);
  const std::string digits = with_commas(to_text(number));
  return digits + model::counted_unit(type.unit, language);
}

std::string day_words(Decimal day) {
  model::Value value;
  value.state = model::State::known;
  value.day = static_cast<model::Day>(day.mantissa / model::power_of_ten(day.scale));
  Type type;
  type.kind = Kind::date;
  return to_text(value, type, {}, Language::english);
}

std::string interval_words(const Interval& given, const Type& type, Language language) {
  const bool chinese = is_chinese(language);
  const bool both = given.lower && given.upper;
  const Interval interval = both && counts_by_one(type) && !is_empty(given) ? with_limits_reached(given) : given;
  const auto words = [&](const Bound& limit) {
    return type.kind == Kind::date ? day_words(limit.value) : number_words(limit.value, type, language);
  };
  if (!interval.lower && !interval.upper) return chinese ? "任何值" : "any value";
  if (!interval.lower) {
    const std::string limit = words(*interval.upper);
    if (!chinese) return (interval.upper->closed ? "at most " : "under ") + limit;
    return interval.upper->closed ? limit + "以下" : "不满" + limit;
  }
  const std::string from = words(*interval.lower);
  if (!interval.upper) {
    if (!chinese) return (interval.lower->closed ? "at least " : "over ") + from;
    return interval.lower->closed ? from + "以上" : "超过" + from;
  }
  if (interval.lower->closed && interval.upper->closed && interval.lower->value == interval.upper->value) return from;
  const std::string to = words(*interval.upper);
  if (!chinese) {
    return fmt::format("{}{} to {}{}", interval.lower->closed ? "" : "over ", from, interval.upper->closed ? "" : "under ", to);
  }
  return fmt::format("{}{}至{}{}", interval.lower->closed ? "" : "超过", from, interval.upper->closed ? "" : "不满", to);
}

std::string value_words(const model::Value& value, const Type& type, const model::Rules& rules, Language language) {
  if (type.kind == Kind::number && !type.quotient) return number_words(value.number, type, language);
  return to_text(value, type, rules, language);
}

std::string code_words(std::uint32_t code, const Type& type, const model::Rules& rules, Language language) {
  model::Value value;
  value.state = model::State::known;
  value.yes = code != 0;
  value.label = code;
  return to_text(value, type, rules, language);
}

std::string test_words(const model::Test& test, const Type& type, const model::Rules& rules, Language language) {
  if (test.any) return is_chinese(language) ? "不限" : "any";
  if (!test.conditions.empty()) return {};
  std::vector<std::string> items;
  for (const Interval& interval : test.intervals) items.push_back(interval_words(interval, type, language));
  for (const std::uint32_t code : test.labels) items.push_back(code_words(code, type, rules, language));
  return listed(items, language);
}

std::string expression_words(ExpressionId id, const model::Rules& rules, Language language) {
  std::string words = unbounded_words(rules.expressions[id], rules, language);
  return words.size() > longest_expression ? "…" : words;
}

std::string listed(const std::vector<std::string>& items, Language language) {
  return fmt::format("{}", fmt::join(items, is_chinese(language) ? "、" : ", "));
}

Type type_in_words(const model::Rules& rules, const model::Table& table, std::size_t column) {
  Type type = rules.expressions[table.subjects[column].expression].type;
  if (!type.quotient || type.percent || !(type.unit == model::Unit{})) return type;
  const auto is_percentage = [&](const std::optional<Bound>& limit) {
    return limit && std::any_of(rules.expressions.begin(), rules.expressions.end(), [&](const Expression& each) {
             return each.operation == Operation::constant && each.type.percent && each.constant.number == limit->value &&
                    limit->value.mantissa != 0;
           });
  };
  // So is one that has no limit but between 0 and 1.
  bool limited = false;
  bool is_share = true;
  for (const model::Row& row : table.rows) {
    if (row.otherwise) continue;
    for (const Interval& interval : row.tests[column].intervals) {
      for (const auto& limit : {interval.lower, interval.upper}) {
        if (!limit || limit->value.mantissa == 0) continue;
        limited = true;
        type.percent = type.percent || is_percentage(limit);
        is_share = is_share && limit->value > Decimal{} && limit->value < Decimal{1, 0};
      }
    }
  }
  type.percent = type.percent || (limited && is_share);
  return type;
}

}  // namespace fenji::prove
