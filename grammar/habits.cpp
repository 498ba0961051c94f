#include "grammar/habits.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "grammar/characters.hpp"
#include "grammar/suggest.hpp"

namespace fenji::grammar {
namespace {

using K = Keyword;

constexpr std::array chinese_words = {
    Habit{"并且", "且"},       Habit{"而且", "且"},       Habit{"同时", "且"},       Habit{"以及", "且"},
    Habit{"和", "且"},         Habit{"与", "且"},         Habit{"或者", "或"},       Habit{"或以上", "以上"},
    Habit{"或以下", "以下"},   Habit{"及其以上", "以上"}, Habit{"及其以下", "以下"}, Habit{"不是", "不为"},
    Habit{"不属于", "不为"},   Habit{"不在", "不为"},     Habit{"不包括", "不为"},   Habit{"不等于", "≠"},
    Habit{"等于", "="},        Habit{"大于等于", ">="},   Habit{"大于或等于", ">="}, Habit{"不小于", "不低于"},
    Habit{"小于等于", "<="},   Habit{"小于或等于", "<="}, Habit{"不大于", "不超过"}, Habit{"不多于", "不超过"},
    Habit{"不高于", "不超过"}, Habit{"多于", "超过"},     Habit{"多过", "超过"},     Habit{"超出", "超过"},
    Habit{"少于", "不满"},     Habit{"不足", "不满"},     Habit{"未满", "不满"},     Habit{"不到", "不满"},
    Habit{"达到", "不低于"},   Habit{"属于", "为"},       Habit{"包括", "为"},       Habit{"是", "为"},
    Habit{"不为空", "已填"},   Habit{"不空", "已填"},     Habit{"非空", "已填"},     Habit{"已填写", "已填"},
    Habit{"有值", "已填"},     Habit{"为空", "未填"},     Habit{"未填写", "未填"},   Habit{"没填", "未填"},
    Habit{"不", "非"},         Habit{"到", "至"},         Habit{"减去", "-"},        Habit{"减", "-"},
    Habit{"加上", "+"},        Habit{"加", "+"},          Habit{"乘以", "×"},        Habit{"乘", "×"},
    Habit{"除以", "÷"},        Habit{"x", "×"},           Habit{"己上", "以上"},     Habit{"已上", "以上"},
    Habit{"己下", "以下"},     Habit{"已下", "以下"},
};

constexpr std::array english_words = {
    Habit{"is not", "!="},
    Habit{"is equal to", "="},
    Habit{"equal to", "="},
    Habit{"is either", "in"},
    Habit{"either", "in"},
    Habit{"is no less than", "at least"},
    Habit{"is not less than", "at least"},
    Habit{"is not below", "at least"},
    Habit{"not below", "at least"},
    Habit{"is not under", "at least"},
    Habit{"not under", "at least"},
    Habit{"atleast", "at least"},
    Habit{"minimum of", "at least"},
    Habit{"is no more than", "at most"},
    Habit{"is not more than", "at most"},
    Habit{"is not above", "at most"},
    Habit{"not above", "at most"},
    Habit{"not over", "at most"},
    Habit{"not exceeding", "at most"},
    Habit{"does not exceed", "at most"},
    Habit{"is up to", "at most"},
    Habit{"atmost", "at most"},
    Habit{"maximum of", "at most"},
    Habit{"is above", "over"},
    Habit{"is below", "under"},
    Habit{"is greater than or equal to", ">="},
    Habit{"is less than or equal to", "<="},
    Habit{"not blank", "given"},
    Habit{"not empty", "given"},
    Habit{"not missing", "given"},
    Habit{"is filled", "given"},
    Habit{"is filled in", "given"},
    Habit{"filled in", "given"},
    Habit{"has a value", "given"},
    Habit{"is not given", "missing"},
    Habit{"not given", "missing"},
    Habit{"up to under", "to under"},
    Habit{"less than or equal", "<="},
    Habit{"is", "="},
    Habit{"equals", "="},
    Habit{"is one of", "in"},
    Habit{"is in", "in"},
    Habit{"is not in", "not in"},
    Habit{"greater than", "over"},
    Habit{"more than", "over"},
    Habit{"above", "over"},
    Habit{"exceeds", "over"},
    Habit{"less than", "under"},
    Habit{"fewer than", "under"},
    Habit{"below", "under"},
    Habit{"no less than", "at least"},
    Habit{"not less than", "at least"},
    Habit{"no more than", "at most"},
    Habit{"not more than", "at most"},
    Habit{"up to", "at most"},
    Habit{"greater than or equal to", ">="},
    Habit{"less than or equal to", "<="},
    Habit{"is not empty", "given"},
    Habit{"is given", "given"},
    Habit{"filled", "given"},
    Habit{"is empty", "missing"},
    Habit{"is missing", "missing"},
    Habit{"is blank", "missing"},
    Habit{"is not blank", "given"},
    Habit{"is not missing", "given"},
    Habit{"is at least", "at least"},
    Habit{"is at most", "at most"},
    Habit{"is over", "over"},
    Habit{"is under", "under"},
    Habit{"is more than", "over"},
    Habit{"is less than", "under"},
    Habit{"is greater than", "over"},
    Habit{"greater or equal", ">="},
    Habit{"less or equal", "<="},
    Habit{"greater than or equal", ">="},
    Habit{"until", "to"},
    Habit{"through", "to"},
    Habit{"minus", "-"},
    Habit{"plus", "+"},
    Habit{"times", "*"},
    Habit{"x", "*"},
    Habit{"divided by", "/"},
};

struct Synonym {
  Keyword keyword;
  std::string_view word;
};

constexpr std::array chinese_synonyms = {
    Synonym{K::rules, "规定"},
    Synonym{K::rules, "政策"},
    Synonym{K::parameters, "常量"},
    Synonym{K::fields, "列"},
    Synonym{K::fields, "栏目"},
    Synonym{K::eligibility, "准入"},
    Synonym{K::eligibility, "准入要素"},
    Synonym{K::eligibility, "资格条件"},
    Synonym{K::scorecard, "评分"},
    Synonym{K::scorecard, "打分表"},
    Synonym{K::bands, "分段"},
    Synonym{K::grade, "评级"},
    Synonym{K::grade, "级别"},
    Synonym{K::scale, "等级顺序"},
    Synonym{K::plan, "拜访计划"},
    Synonym{K::examples, "例子"},
    Synonym{K::examples, "例"},
    Synonym{K::examples, "举例"},
    Synonym{K::examples, "样例"},
    Synonym{K::output, "结果"},
    Synonym{K::owner, "制定人"},
    Synonym{K::owner, "制定部门"},
    Synonym{K::approval, "审批"},
    Synonym{K::approval, "批准人"},
    Synonym{K::notes, "说明"},
    Synonym{K::notes, "注"},
    Synonym{K::applies_to, "适用范围"},
    Synonym{K::applies_to, "适用对象"},
    Synonym{K::applies_to, "适用于"},
    Synonym{K::effective, "生效期"},
    Synonym{K::effective, "生效日期"},
    Synonym{K::effective, "有效期限"},
    Synonym{K::extends, "继承"},
    Synonym{K::text, "文字"},
    Synonym{K::text, "字符"},
    Synonym{K::text, "字符串"},
    Synonym{K::yes_no, "是/否"},
    Synonym{K::yes_no, "布尔"},
    Synonym{K::yes_no, "是非"},
    Synonym{K::one_of, "单选"},
    Synonym{K::one_of, "下拉"},
    Synonym{K::one_of, "列表"},
    Synonym{K::one_of, "枚举"},
    Synonym{K::money, "钱"},
    Synonym{K::money, "货币"},
    Synonym{K::money, "人民币"},
    Synonym{K::percent, "百分率"},
    Synonym{K::percent, "比例"},
    Synonym{K::percent, "%"},
    Synonym{K::number, "数字"},
    Synonym{K::number, "数值"},
    Synonym{K::number, "小数"},
    Synonym{K::number, "数量"},
    Synonym{K::whole_number, "整型"},
    Synonym{K::whole_number, "年份"},
    Synonym{K::whole_number, "年度"},
    Synonym{K::date, "时间"},
    Synonym{K::key, "唯一"},
    Synonym{K::key, "主键"},
    Synonym{K::key, "编号"},
    Synonym{K::optional, "可空"},
    Synonym{K::optional, "可为空"},
    Synonym{K::optional, "选填"},
    Synonym{K::optional, "可以不填"},
    Synonym{K::optional, "非必填"},
    Synonym{K::blank_means, "空白为"},
    Synonym{K::blank_means, "空白按"},
    Synonym{K::blank_means, "空白算"},
    Synonym{K::blank_means, "默认"},
    Synonym{K::also, "别名"},
    Synonym{K::also, "也叫"},
    Synonym{K::on, "根据"},
    Synonym{K::on, "依据"},
    Synonym{K::on, "按照"},
    Synonym{K::on, "依"},
    Synonym{K::first_match, "逐行判断"},
    Synonym{K::first_match, "先到先得"},
    Synonym{K::first_match, "从上到下"},
    Synonym{K::first_match, "自上而下"},
    Synonym{K::first_match, "从上往下"},
    Synonym{K::first_match, "按顺序判断"},
    Synonym{K::first_match, "顺序判断"},
    Synonym{K::first_match, "依次"},
    Synonym{K::first_match, "取第一个"},
    Synonym{K::when, "只当"},
    Synonym{K::when, "如果"},
    Synonym{K::when, "当"},
    Synonym{K::all_of, "都满足"},
    Synonym{K::all_of, "同时满足"},
    Synonym{K::all_of, "所有满足"},
    Synonym{K::any_of, "任意满足"},
    Synonym{K::any_of, "满足任一"},
    Synonym{K::all_of, "满足全部"},
    Synonym{K::at_least_of, "至少"},
    Synonym{K::at_least_of, "满足"},
    Synonym{K::any, "任意"},
    Synonym{K::any, "全部"},
    Synonym{K::any, "所有"},
    Synonym{K::any, "均可"},
    Synonym{K::any, "/"},
    Synonym{K::any, "*"},
    Synonym{K::any, "无限制"},
    Synonym{K::otherwise, "其他"},
    Synonym{K::otherwise, "其它"},
    Synonym{K::otherwise, "否则"},
    Synonym{K::otherwise, "其余情况"},
    Synonym{K::otherwise, "其它情况"},
    Synonym{K::otherwise, "其他情况"},
    Synonym{K::otherwise, "剩余"},
    Synonym{K::otherwise, "剩下"},
    Synonym{K::otherwise, "余下"},
    Synonym{K::otherwise, "其余的"},
    Synonym{K::otherwise, "其他的"},
    Synonym{K::none, "没有"},
    Synonym{K::none, "0"},
    Synonym{K::none, "/"},
    Synonym{K::none, "不拜访"},
    Synonym{K::none, "不联络"},
    Synonym{K::year, "年"},
    Synonym{K::round, "取整"},
    Synonym{K::round, "舍入"},
    Synonym{K::total, "sum"},
    Synonym{K::total, "sumif"},
    Synonym{K::count, "countif"},
    Synonym{K::average, "avg"},
    Synonym{K::average, "averageif"},
    Synonym{K::full_years, "datedif"},
    Synonym{K::total, "求和"},
    Synonym{K::total, "总和"},
    Synonym{K::total, "总计"},
    Synonym{K::total, "加总"},
    Synonym{K::total, "总额"},
    Synonym{K::count, "个数"},
    Synonym{K::count, "条数"},
    Synonym{K::count, "计算个数"},
    Synonym{K::count, "数"},
    Synonym{K::average, "平均值"},
    Synonym{K::average, "均值"},
    Synonym{K::average, "平均数"},
    Synonym{K::share, "占比例"},
    Synonym{K::share, "份额"},
    Synonym{K::share, "占"},
    Synonym{K::share_above, "累计占比"},
    Synonym{K::share_above, "累计份额"},
    Synonym{K::rank, "排名"},
    Synonym{K::rank, "排序"},
    Synonym{K::rank, "位次"},
    Synonym{K::percentile, "百分位数"},
    Synonym{K::percentile, "百分比排名"},
    Synonym{K::apportion, "分配"},
    Synonym{K::apportion, "摊分"},
    Synonym{K::apportion, "分解"},
    Synonym{K::apportion, "按比例分配"},
    Synonym{K::full_years, "周年"},
    Synonym{K::full_years, "年数"},
    Synonym{K::full_years, "整年数"},
    Synonym{K::full_months, "月数"},
    Synonym{K::full_months, "整月数"},
    Synonym{K::minimum, "取小"},
    Synonym{K::minimum, "最少"},
    Synonym{K::maximum, "取大"},
    Synonym{K::maximum, "最多"},
};

constexpr std::array english_synonyms = {
    Synonym{K::rules, "policy"},
    Synonym{K::parameters, "constants"},
    Synonym{K::parameters, "params"},
    Synonym{K::fields, "columns"},
    Synonym{K::scale, "order"},
    Synonym{K::eligibility, "eligible"},
    Synonym{K::scorecard, "score card"},
    Synonym{K::examples, "tests"},
    Synonym{K::output, "results"},
    Synonym{K::notes, "comment"},
    Synonym{K::applies_to, "applies"},
    Synonym{K::applies_to, "apply to"},
    Synonym{K::effective, "valid"},
    Synonym{K::extends, "inherits"},
    Synonym{K::text, "string"},
    Synonym{K::yes_no, "boolean"},
    Synonym{K::yes_no, "bool"},
    Synonym{K::yes_no, "yes or no"},
    Synonym{K::yes_no, "yes no"},
    Synonym{K::yes_no, "y/n"},
    Synonym{K::yes_no, "yes / no"},
    Synonym{K::one_of, "choice"},
    Synonym{K::one_of, "options"},
    Synonym{K::one_of, "choice of"},
    Synonym{K::money, "amount"},
    Synonym{K::money, "currency"},
    Synonym{K::percent, "percentage"},
    Synonym{K::percent, "%"},
    Synonym{K::number, "decimal"},
    Synonym{K::number, "float"},
    Synonym{K::number, "numeric"},
    Synonym{K::whole_number, "integer"},
    Synonym{K::whole_number, "int"},
    Synonym{K::whole_number, "whole numbers"},
    Synonym{K::whole_number, "whole"},
    Synonym{K::key, "id"},
    Synonym{K::key, "unique"},
    Synonym{K::key, "primary key"},
    Synonym{K::key, "unique key"},
    Synonym{K::key, "unique id"},
    Synonym{K::key, "identifier"},
    Synonym{K::optional, "may be empty"},
    Synonym{K::optional, "may be blank"},
    Synonym{K::optional, "can be empty"},
    Synonym{K::optional, "can be blank"},
    Synonym{K::optional, "not required"},
    Synonym{K::optional, "not mandatory"},
    Synonym{K::optional, "nullable"},
    Synonym{K::blank_means, "blank is"},
    Synonym{K::blank_means, "default"},
    Synonym{K::also, "alias"},
    Synonym{K::on, "by"},
    Synonym{K::on, "per"},
    Synonym{K::on, "of"},
    Synonym{K::on, "for"},
    Synonym{K::first_match, "in order"},
    Synonym{K::first_match, "first"},
    Synonym{K::first_match, "first row"},
    Synonym{K::first_match, "first hit"},
    Synonym{K::first_match, "top down"},
    Synonym{K::first_match, "top to bottom"},
    Synonym{K::when, "if"},
    Synonym{K::when, "only if"},
    Synonym{K::all_of, "all"},
    Synonym{K::all_of, "every"},
    Synonym{K::all_of, "each of"},
    Synonym{K::any_of, "any"},
    Synonym{K::any_of, "one of"},
    Synonym{K::any, "all"},
    Synonym{K::any, "/"},
    Synonym{K::any, "*"},
    Synonym{K::otherwise, "else"},
    Synonym{K::otherwise, "other"},
    Synonym{K::otherwise, "others"},
    Synonym{K::otherwise, "rest"},
    Synonym{K::otherwise, "the rest"},
    Synonym{K::otherwise, "all others"},
    Synonym{K::otherwise, "default"},
    Synonym{K::half_year, "half year"},
    Synonym{K::half_year, "half a year"},
    Synonym{K::half_year, "6 months"},
    Synonym{K::half_year, "six months"},
    Synonym{K::none, "no"},
    Synonym{K::none, "0"},
    Synonym{K::none, "/"},
    Synonym{K::minimum, "minimum"},
    Synonym{K::maximum, "maximum"},
    Synonym{K::total, "sum"},
    Synonym{K::total, "add up"},
    Synonym{K::count, "number of"},
    Synonym{K::count, "count of"},
    Synonym{K::average, "avg"},
    Synonym{K::average, "mean"},
    Synonym{K::share, "proportion"},
    Synonym{K::share, "percentage of"},
    Synonym{K::share_above, "cumulative share"},
    Synonym{K::share_above, "running share"},
    Synonym{K::rank, "ranking"},
    Synonym{K::rank, "position"},
    Synonym{K::percentile, "percentile rank"},
    Synonym{K::percentile, "quantile"},
    Synonym{K::apportion, "allocate"},
    Synonym{K::apportion, "distribute"},
    Synonym{K::apportion, "split"},
    Synonym{K::apportion, "prorate"},
    Synonym{K::full_years, "years"},
    Synonym{K::full_years, "years since"},
    Synonym{K::full_years, "years between"},
    Synonym{K::full_months, "months"},
    Synonym{K::full_months, "months since"},
    Synonym{K::full_months, "months between"},
    Synonym{K::minimum, "smallest"},
    Synonym{K::minimum, "least"},
    Synonym{K::maximum, "largest"},
    Synonym{K::maximum, "greatest"},
};

Language other(Language language) { return language == Language::chinese ? Language::english : Language::chinese; }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool starts_with_letters(std::string_view text, std::string_view start) {
  return text.size() >= start.size() && same_letters(text.substr(0, start.size()), start);
}

std::vector<Habit> all_habits(Language language) {
  std::vector<Habit> habits;
  if (language == Language::chinese)
    habits.assign(chinese_words.begin(), chinese_words.end());
  else
    habits.assign(english_words.begin(), english_words.end());
  for (const KeywordEntry& entry : all_keywords()) {
    if (entry.group != KeywordGroup::condition && entry.group != KeywordGroup::range) continue;
    const std::string_view own = spelling(entry.keyword, language);
    if (own.empty()) continue;
    for (const std::string_view foreign : entry.in(other(language))) habits.push_back({foreign, own});
    for (const std::string_view capital : entry.in(language)) habits.push_back({capital, own});
  }
  return habits;
}

bool in_group(Keyword keyword, std::initializer_list<KeywordGroup> groups) {
  return std::find(groups.begin(), groups.end(), entry(keyword).group) != groups.end();
}

struct TypedWord {
  Synonym synonym;
  bool own = false;  // a spelling of the language, which is a slip with other letters only
};

// By their first letter.
using TypedWords = std::array<std::vector<TypedWord>, 256>;

TypedWords all_typed_words(Language language) {
  TypedWords words;
  const auto add = [&](Keyword keyword, std::string_view word, bool own) {
    words[static_cast<unsigned char>(lower(word[0]))].push_back({{keyword, word}, own});
  };
  for (const KeywordEntry& entry : all_keywords()) {
    if (entry.in(language).empty()) continue;
    for (const std::string_view foreign : entry.in(other(language))) add(entry.keyword, foreign, false);
    for (const std::string_view capital : entry.in(language)) add(entry.keyword, capital, true);
  }
  const auto synonyms =
      language == Language::chinese ? std::span<const Synonym>(chinese_synonyms) : std::span<const Synonym>(english_synonyms);
  for (const Synonym& synonym : synonyms) add(synonym.keyword, synonym.word, false);
  return words;
}

const TypedWords& typed_words(Language language) {
  static const TypedWords chinese = all_typed_words(Language::chinese);
  static const TypedWords english = all_typed_words(Language::english);
  return language == Language::chinese ? chinese : english;
}

}  // namespace

bool same_letters(std::string_view left, std::string_view right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(), [](char a, char b) { return lower(a) == lower(b); });
}

std::span<const Habit> expression_habits(Language language) {
  static const std::vector<Habit> chinese = all_habits(Language::chinese);
  static const std::vector<Habit> english = all_habits(Language::english);
  return language == Language::chinese ? chinese : english;
}

std::size_t match_habit(std::string_view text, Language language, std::string_view& meant) {
  std::size_t longest = 0;
  for (const Habit& habit : expression_habits(language)) {
    if (habit.typed.size() <= longest || !starts_with_letters(text, habit.typed)) continue;
    const bool letters = static_cast<unsigned char>(habit.typed.back()) < 0x80;
    const char32_t next = character_at(text, habit.typed.size()).code;
    if (letters && next < 0x80 && is_word(next) && !is_digit(next)) continue;
    longest = habit.typed.size();
    meant = habit.meant;
  }
  return longest;
}

std::size_t match_synonym(std::string_view text, std::initializer_list<KeywordGroup> groups, Language language,
                          std::string_view& meant) {
  if (text.empty()) return 0;
  std::size_t longest = 0;
  for (const TypedWord& word : typed_words(language)[static_cast<unsigned char>(lower(text[0]))]) {
    const std::string_view typed = word.synonym.word;
    if (typed.size() <= longest || !starts_with_letters(text, typed) || !in_group(word.synonym.keyword, groups)) continue;
    if (word.own && text.starts_with(typed)) continue;
    const char32_t next = character_at(text, typed.size()).code;
    if (is_word(next) && !is_digit(next)) continue;
    longest = typed.size();
    meant = spelling(word.synonym.keyword, language);
  }
  return longest;
}

std::optional<std::string_view> synonym(std::string_view word, KeywordGroup group, Language language) {
  std::string_view meant;
  const std::size_t size = match_synonym(word, {group}, language, meant);
  return size > 0 && size == word.size() ? std::optional(meant) : std::nullopt;
}

std::optional<std::string_view> meant_spelling(std::string_view word, std::initializer_list<KeywordGroup> groups,
                                               Language language) {
  std::string_view meant;
  const std::size_t size = match_synonym(word, groups, language, meant);
  if (size > 0 && size == word.size()) return meant;
  std::vector<std::string_view> known;
  for (const KeywordEntry& entry : all_keywords()) {
    if (!in_group(entry.keyword, groups)) continue;
    for (const std::string_view spelling : entry.in(language)) known.push_back(spelling);
  }
  const auto similar = closest(word, known);
  return similar && *similar != word ? similar : std::nullopt;
}

}  // namespace fenji::grammar
