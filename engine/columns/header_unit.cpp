#include "engine/columns/header_unit.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>

#include "engine/columns/cell_text.hpp"
#include "grammar/magnitude.hpp"

namespace fenji::columns {
namespace {

using Says = HeaderUnit::Says;
using Words = std::span<const std::string_view>;

constexpr auto units = std::to_array<std::string_view>(
    {"元",   "年", "月",   "个月", "周",   "天",     "日",     "季度", "季",    "小时", "分钟", "吨",  "公斤",
     "千克", "克", "斤",   "件",   "个",   "台",     "套",     "箱",   "人",    "户",   "次",   "家",  "平方米",
     "㎡",   "米", "公里", "千米", "升",   "立方米", "瓶",     "盒",   "项",    "条",   "张",   "门",  "份",
     "辆",   "只", "桶",   "袋",   "包",   "卷",     "间",     "亩",   "公顷",  "单",   "笔",   "批",  "位",
     "名",   "岁", "点",   "美元", "欧元", "日元",   "港元",   "USD",  "EUR",   "yuan", "CNY",  "RMB", "kg",
     "t",    "km", "m",    "m2",   "pcs",  "month",  "months", "year", "years", "days", "weeks"});

// Small letters, without blanks.
constexpr auto marks = std::to_array<std::string_view>(
    {"必填", "必填项", "选填", "可选", "可不填", "可空", "非必填", "required", "mandatory", "optional"});
constexpr auto yes_no_hints = std::to_array<std::string_view>(
    {"是/否", "是否", "是、否", "是或否", "有/无", "y/n", "yes/no", "yesorno", "true/false", "1/0", "0/1", "√/×"});
constexpr auto date_words =
    std::to_array<std::string_view>({"date", "yyyy", "yy", "mm", "dd", "y", "m", "d", "日期", "年", "月", "日"});
constexpr auto points_words = std::to_array<std::string_view>({"%", "百分比", "百分数", "百分点", "percent", "pct"});
constexpr auto fraction_words = std::to_array<std::string_view>({"小数", "fraction", "decimal"});
constexpr auto currency_words = std::to_array<std::string_view>({"人民币", "rmb", "cny", "yuan", "¥", "元"});
// Units that no field of a rule file has, but headers do.
constexpr auto other_units = std::to_array<std::string_view>({"%", "‰", "usd", "eur", "美金", "英镑", "gbp", "hkd", "jpy"});

struct EnglishMagnitude {
  std::string_view word;
  int power;
};
constexpr auto english_magnitudes = std::to_array<EnglishMagnitude>({{"thousand", 3},
                                                                     {"thousands", 3},
                                                                     {"k", 3},
                                                                     {"'000", 3},
                                                                     {"000", 3},
                                                                     {"million", 6},
                                                                     {"millions", 6},
                                                                     {"mn", 6},
                                                                     {"m", 6},
                                                                     {"billion", 9},
                                                                     {"billions", 9},
                                                                     {"bn", 9}});

bool is_one_of(std::string_view word, Words words) { return std::find(words.begin(), words.end(), word) != words.end(); }

std::string compact(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c != ' ' && c != '\t') result += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return result;
}

// yyyy-mm-dd, 年/月/日.
bool is_date_hint(std::string_view text) {
  while (!text.empty()) {
    const auto word =
        std::find_if(date_words.begin(), date_words.end(), [&](std::string_view each) { return text.starts_with(each); });
    if (word == date_words.end()) return false;
    text.remove_prefix(word->size());
    text.remove_prefix(std::min(text.find_first_not_of("-/."), text.size()));
  }
  return true;
}

// 1, 10, 1,000 …: which power of ten.
std::optional<int> power_of(std::string_view digits) {
  std::string plain;
  for (const char c : digits) {
    if (c != ',') plain += c;
  }
  const bool power = plain.size() > 1 && plain[0] == '1' && plain.find_first_not_of('0', 1) == plain.npos;
  return power && plain.size() <= 13 ? std::optional(static_cast<int>(plain.size()) - 1) : std::nullopt;
}

// 万元, 人民币千元, CNY million, ¥10,000: the power of ten of one; nothing: no money.
std::optional<int> money_power(std::string_view bracket) {
  const std::string text = compact(bracket);
  std::string_view rest = text;
  bool currency = false;
  const auto take_currency = [&] {
    for (const std::string_view word : currency_words) {
      const bool front = rest.starts_with(word), back = rest.ends_with(word);
      if (!front && !back) continue;
      if (front) rest.remove_prefix(word.size());
      if (back && !front) rest.remove_suffix(word.size());
      while (!rest.empty() && std::string_view(",:/ ").find(rest.front()) != std::string_view::npos) rest.remove_prefix(1);
      while (!rest.empty() && std::string_view(",:/ ").find(rest.back()) != std::string_view::npos) rest.remove_suffix(1);
      currency = true;
      return true;
    }
    return false;
  };
  while (take_currency()) {
  }
  if (rest.empty()) return currency ? std::optional(0) : std::nullopt;
  for (const EnglishMagnitude& magnitude : english_magnitudes) {
    // `m` and `k` alone may be anything.
    if (rest == magnitude.word && (currency || magnitude.word.size() > 1)) return magnitude.power;
  }
  if (const auto power = power_of(rest)) return power;
  std::string_view word = rest;
  const int power = grammar::take_magnitude(word);
  return power > 0 && word.empty() ? std::optional(power) : std::nullopt;
}

HeaderUnit as_unit(int power) {
  HeaderUnit unit;
  unit.says = Says::unit;
  unit.bare_number_means = {model::power_of_ten(power), 0};
  return unit;
}

HeaderUnit of(Says says) {
  HeaderUnit unit;
  unit.says = says;
  return unit;
}

bool is_some_unit(std::string_view bracket) {
  return is_common_unit(bracket) || is_one_of(compact(bracket), other_units) || money_power(bracket).has_value();
}

HeaderUnit percent_unit(std::string_view bracket) {
  HeaderUnit unit = as_unit(0);
  const std::string text = compact(bracket);
  if (is_one_of(text, points_words)) {
    unit.percent_cells = model::Field::PercentCells::points;
  } else if (is_one_of(text, fraction_words)) {
    unit.percent_cells = model::Field::PercentCells::fraction;
  } else {
    unit = of(is_some_unit(bracket) ? Says::misfit : Says::unknown);
  }
  return unit;
}

HeaderUnit number_unit(std::string_view bracket, const model::Type& type) {
  if (type.unit.money()) {
    if (const auto power = money_power(bracket)) return as_unit(*power);
    return of(is_some_unit(bracket) ? Says::misfit : Says::unknown);
  }
  // A unit may itself begin with 万.
  if (model::parse_unit(std::string(bracket)) == type.unit && !type.unit.plain()) return as_unit(0);
  std::string_view rest = bracket;
  const int power = grammar::take_magnitude(rest);
  const bool counted = type.unit.plain() ? rest.empty() || (is_common_unit(rest) && !money_power(rest))
                                         : rest.empty() || model::parse_unit(std::string(rest)) == type.unit;
  if (counted && !(type.unit.plain() && is_one_of(compact(rest), other_units))) return as_unit(power);
  return of(is_some_unit(bracket) ? Says::misfit : Says::unknown);
}

}  // namespace

bool is_common_unit(std::string_view unit) {
  if (unit.empty()) return false;
  while (true) {
    const std::size_t end = std::min(unit.find('/'), unit.size());
    std::string_view word = unit.substr(0, end);
    if (std::find(units.begin(), units.end(), word) == units.end()) {
      if (grammar::take_magnitude(word) == 0) return false;
      if (std::find(units.begin(), units.end(), word) == units.end()) return false;
    }
    if (end == unit.size()) return true;
    unit.remove_prefix(end + 1);
  }
}

bool is_money_unit(std::string_view unit) {
  grammar::take_magnitude(unit);
  return model::parse_unit(std::string(unit)).money();
}

HeaderUnit header_unit(std::string_view bracket, const model::Field& field) {
  const std::string text = compact(bracket);
  if (text.empty() || is_one_of(text, marks)) return {};
  switch (field.type.kind) {
    case model::Kind::number:
      return field.type.percent ? percent_unit(bracket) : number_unit(bracket, field.type);
    case model::Kind::yes_no:
      if (is_one_of(text, yes_no_hints)) return {};
      break;
    case model::Kind::date:
      if (is_date_hint(text)) return {};
      break;
    case model::Kind::label:
    case model::Kind::text:
      break;
  }
  return of(Says::unknown);
}

}  // namespace fenji::columns
