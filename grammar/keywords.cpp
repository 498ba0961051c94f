#include "grammar/keywords.hpp"

#include <algorithm>
#include <cassert>

namespace fenji::grammar {
namespace {

using K = Keyword;
using G = KeywordGroup;

// In the order of the enumeration, so that a keyword is its own index.
std::vector<KeywordEntry> make_table() {
  return {
      {K::rules, G::block, {"规则"}, {"rules"}},
      {K::parameters, G::block, {"参数"}, {"parameters"}},
      {K::fields, G::block, {"字段"}, {"fields"}},
      {K::scale, G::block, {"级别顺序"}, {"scale"}},
      {K::eligibility, G::block, {"准入条件"}, {"eligibility"}},
      {K::scorecard, G::block, {"评分表"}, {"scorecard"}},
      {K::bands, G::block, {"分档"}, {"bands"}},
      {K::grade, G::block, {"定级"}, {"grade"}},
      {K::matrix, G::block, {"矩阵"}, {"matrix"}},
      {K::table, G::block, {"对照表"}, {"table"}},
      {K::classify, G::block, {"分类"}, {"classify"}},
      {K::plan, G::block, {"计划"}, {"plan"}},
      {K::portfolio, G::block, {"汇总检查"}, {"portfolio"}},
      {K::examples, G::block, {"示例"}, {"examples"}},
      {K::output, G::block, {"输出"}, {"output"}},
      {K::version, G::header_line, {"版本"}, {"version"}},
      {K::owner, G::header_line, {"制定"}, {"owner"}},
      {K::approval, G::header_line, {"批准"}, {"approval"}},
      {K::notes, G::header_line, {"备注"}, {"notes"}},
      {K::applies_to, G::header_line, {"适用"}, {"applies to"}},
      {K::effective, G::header_line, {"有效期"}, {"effective"}},
      {K::extends, G::header_line, {"沿用"}, {"extends"}},
      {K::text, G::field, {"文本"}, {"text"}},
      {K::yes_no, G::field, {"是否"}, {"yes/no"}},
      {K::one_of, G::field, {"选项"}, {"one of"}},
      {K::money, G::field, {"金额"}, {"money"}},
      {K::percent, G::field, {"百分比"}, {"percent"}},
      {K::percent_in_points, G::field, {"按百分数"}, {"in points"}},
      {K::percent_as_fraction, G::field, {"按小数"}, {"as fraction"}},
      {K::number, G::field, {"数"}, {"number"}},
      {K::whole_number, G::field, {"整数"}, {"whole number"}},
      {K::date, G::field, {"日期"}, {"date"}},
      {K::key, G::field, {"唯一编号"}, {"key"}},
      {K::optional, G::field, {"可不填"}, {"optional"}},
      {K::fixed, G::field, {"固定"}, {"fixed"}},
      {K::blank_means, G::field, {"空白视为"}, {"blank means"}},
      {K::also, G::field, {"又称"}, {"also"}},
      {K::on, G::modifier, {"按"}, {"on"}},
      {K::axis_and, G::modifier, {"与"}, {"and"}},
      {K::per, G::modifier, {"每"}, {"per"}},
      {K::first_match, G::modifier, {"依次判断"}, {"first match"}},
      {K::window, G::modifier, {"在"}, {"within"}},
      {K::before, G::modifier, {"前"}, {"before"}},
      {K::when, G::modifier, {"仅当"}, {"when"}},
      {K::all_of, G::modifier, {"全部满足"}, {"all of"}},
      {K::any_of, G::modifier, {"任一满足"}, {"any of"}},
      {K::at_least_of, G::modifier, {"至少满足"}, {"at least"}},
      {K::items_of, G::modifier, {"项"}, {"of"}},
      {K::logical_and, G::condition, {"且"}, {"and"}},
      {K::logical_or, G::condition, {"或"}, {"or"}},
      {K::logical_not, G::condition, {"非"}, {"not"}},
      {K::in, G::condition, {"为"}, {"in"}},
      {K::not_in, G::condition, {"不为"}, {"not in"}},
      {K::given, G::condition, {"已填"}, {"given"}},
      {K::missing, G::condition, {"未填"}, {"missing"}},
      {K::as_of, G::value, {"基准日"}, {"as of"}},
      {K::at_least, G::range, {"不低于", "不少于", "至少"}, {"at least"}},
      {K::at_most, G::range, {"不超过", "至多"}, {"at most"}},
      {K::over, G::range, {"超过", "高于", "大于"}, {"over"}},
      {K::under, G::range, {"不满", "低于", "小于"}, {"under"}},
      {K::suffix_at_least, G::range, {"以上", "及以上"}, {}},
      {K::suffix_at_most, G::range, {"以下", "以内", "及以下", "及以内"}, {}},
      {K::suffix_over, G::range, {"以外"}, {}},
      {K::to, G::range, {"至"}, {"to"}},
      {K::any, G::cell, {"不限"}, {"any"}},
      {K::otherwise, G::cell, {"其余"}, {"otherwise"}},
      {K::none, G::cell, {"无"}, {"none"}},
      {K::points, G::cell, {"分值"}, {"points"}},
      {K::status, G::cell, {"状态"}, {"status"}},
      {K::times, G::plan, {"次"}, {}},
      {K::per_period, G::plan, {}, {"per"}},
      {K::day, G::plan, {"天", "日"}, {"day", "days"}},
      {K::week, G::plan, {"周", "个周", "星期", "个星期"}, {"week", "weeks"}},
      {K::month, G::plan, {"月", "个月"}, {"month", "months"}},
      {K::quarter, G::plan, {"季度", "季", "个季度"}, {"quarter", "quarters"}},
      {K::half_year, G::plan, {"半年", "个半年"}, {"half-year", "half-years"}},
      {K::year_period, G::plan, {"年"}, {"year", "years"}},
      {K::on_site, G::plan, {"上门"}, {"on site"}},
      {K::phone, G::plan, {"电话"}, {"by phone"}},
      {K::on_site_or_phone, G::plan, {"上门或电话"}, {"on site or by phone"}},
      {K::year, G::function, {"年份"}, {"year"}},
      {K::full_years, G::function, {"满年数"}, {"full years"}},
      {K::full_months, G::function, {"满月数"}, {"full months"}},
      {K::minimum, G::function, {"最小", "最小值"}, {"min"}},
      {K::maximum, G::function, {"最大", "最大值"}, {"max"}},
      {K::round, G::function, {"四舍五入"}, {"round"}},
      {K::worst, G::function, {"最差"}, {"worst"}},
      {K::best, G::function, {"最好"}, {"best"}},
      {K::total, G::function, {"合计"}, {"total"}},
      {K::count, G::function, {"计数"}, {"count"}},
      {K::average, G::function, {"平均"}, {"average"}},
      {K::share, G::function, {"占比"}, {"share"}},
      {K::share_above, G::function, {"排前累计占比"}, {"share above"}},
      {K::rank, G::function, {"名次"}, {"rank"}},
      {K::percentile, G::function, {"百分位"}, {"percentile"}},
      {K::apportion, G::function, {"分摊"}, {"apportion"}},
  };
}

const std::vector<KeywordEntry>& table() {
  static const std::vector<KeywordEntry> entries = make_table();
  return entries;
}

std::size_t match_one(std::string_view text, std::string_view spelling) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < spelling.size(); ++i) {
    if (at >= text.size()) return 0;
    if (spelling[i] == ' ') {
      const std::size_t first = at;
      while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
      if (at == first) return 0;
    } else if (text[at++] != spelling[i]) {
      return 0;
    }
  }
  return at;
}

}  // namespace

std::span<const KeywordEntry> all_keywords() { return table(); }

const KeywordEntry& entry(Keyword keyword) {
  const KeywordEntry& found = table()[static_cast<std::size_t>(keyword)];
  assert(found.keyword == keyword);
  return found;
}

std::string_view spelling(Keyword keyword, Language language) {
  const auto& spellings = entry(keyword).in(language);
  return spellings.empty() ? std::string_view{} : spellings.front();
}

std::optional<Keyword> find_keyword(std::string_view word, KeywordGroup group, Language language) {
  for (const KeywordEntry& candidate : table()) {
    if (candidate.group != group) continue;
    const auto& spellings = candidate.in(language);
    if (std::find(spellings.begin(), spellings.end(), word) != spellings.end()) return candidate.keyword;
  }
  return std::nullopt;
}

std::size_t match_spelling(std::string_view text, Keyword keyword, Language language) {
  std::size_t longest = 0;
  for (const std::string_view spelling : entry(keyword).in(language)) {
    // Most texts begin otherwise.
    if (!text.empty() && text.front() == spelling.front()) longest = std::max(longest, match_one(text, spelling));
  }
  return longest;
}

}  // namespace fenji::grammar
