#include "engine/explain/values.hpp"

#include <fmt/format.h>

#include <string_view>

#include "engine/columns/quotable.hpp"

namespace fenji::explain {

namespace {

std::string limit_words(const model::Bound& bound, const model::Type& type, const model::Rules& rules) {
  model::Value value;
  value.state = model::State::known;
  value.number = normalized(bound.value);
  value.day = static_cast<model::Day>(normalized(bound.value).mantissa);
  model::Type decimal = type;
  decimal.quotient = false;
  return shown(value, decimal, rules);
}

}  // namespace

std::string shown(const model::Value& value, const model::Type& type, const model::Rules& rules) {
  return columns::quotable(model::to_text(value, type, rules, rules.language));
}

std::string interval_words(const model::Interval& interval, const model::Type& type, const model::Rules& rules) {
  const bool chinese = rules.language == Language::chinese;
  const auto words = [&](const model::Bound& bound) { return limit_words(bound, type, rules); };
  if (!interval.lower && !interval.upper) return chinese ? "不限" : "any";
  if (!interval.upper) {
    const std::string from = words(*interval.lower);
    if (!interval.lower->closed) return (chinese ? "超过" : "over ") + from;
    return chinese ? from + "以上" : "at least " + from;
  }
  const std::string to = words(*interval.upper);
  if (!interval.lower) {
    if (!interval.upper->closed) return (chinese ? "不满" : "under ") + to;
    return chinese ? to + "以下" : "at most " + to;
  }
  const std::string from = words(*interval.lower);
  if (interval.lower->closed && interval.upper->closed && interval.lower->value == interval.upper->value) return from;
  const std::string_view over = interval.lower->closed ? "" : chinese ? "超过" : "over ";
  const std::string_view under = interval.upper->closed ? "" : chinese ? "不满" : "under ";
  return fmt::format("{}{}{}{}{}", over, from, chinese ? "至" : " to ", under, to);
}

}  // namespace fenji::explain
