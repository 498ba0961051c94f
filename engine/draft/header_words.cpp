#include "engine/draft/header_words.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "engine/columns/cell_text.hpp"
#include "engine/columns/header_name.hpp"
#include "engine/columns/header_unit.hpp"

namespace fenji::draft {

namespace {

using Words = std::span<const std::string_view>;

constexpr auto key_words =
    std::to_array<std::string_view>({"编号", "编码", "代码", "代号", "客户号", "id", "key", "code", "number", "no"});
constexpr auto code_words = std::to_array<std::string_view>(
    {"电话", "手机", "传真",  "身份证", "税号",   "账号", "帐号", "卡号",     "邮编",    "证号", "单号",
     "户号", "工号", "phone", "tel",    "mobile", "fax",  "zip",  "postcode", "account", "sku",  "barcode"});
constexpr auto name_words = std::to_array<std::string_view>(
    {"名称",   "姓名",    "名字",   "全称",        "简称", "户名",   "公司",   "地址",    "备注",    "说明",        "描述",
     "联系",   "负责人",  "决策人", "影响人",      "经理", "业务员", "销售员", "人员",    "邮箱",    "网址",        "微信",
     "网站",   "开户行",  "name",   "address",     "note", "notes",  "remark", "remarks", "comment", "comments",    "contact",
     "person", "manager", "owner",  "salesperson", "rep",  "email",  "mail",   "url",     "website", "description", "maker"});
constexpr auto money_words = std::to_array<std::string_view>(
    {"金额",  "预算",    "价格",  "单价",     "总价", "售价", "收入",   "成本",   "费用",   "资金",
     "资本",  "产值",    "利润",  "营收",     "货款", "回款", "欠款",   "money",  "amount", "budget",
     "price", "revenue", "sales", "turnover", "cost", "fee",  "profit", "income", "spend",  "rmb"});
constexpr auto percent_words = std::to_array<std::string_view>(
    {"占比",       "比例", "比重",  "份额",   "百分", "涨幅",  "增幅",   "同比",     "环比",    "percent",
     "percentage", "pct",  "share", "margin", "rate", "ratio", "growth", "discount", "portion", "proportion"});
constexpr auto other_rates = std::to_array<std::string_view>({"频率", "效率", "汇率", "倍率", "分辨率"});
constexpr auto yes_no_words = std::to_array<std::string_view>(
    {"是否", "有无", "能否", "可否", "与否", "is", "has", "had", "was", "can", "y/n", "flag", "whether"});
constexpr auto yes_no_starts = std::to_array<std::string_view>({"有", "已", "是", "需", "在", "可", "不", "曾"});
constexpr auto date_words = std::to_array<std::string_view>({"日期", "时间", "date", "day", "time", "deadline"});
constexpr auto year_words = std::to_array<std::string_view>({"年度", "年份", "year", "fy"});
constexpr auto count_words =
    std::to_array<std::string_view>({"数量", "次数", "人数", "个数", "天数", "年限", "年龄", "排名", "序号", "订单数", "count",
                                     "quantity", "qty", "orders", "employees", "rank"});

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_ascii_char(char c) { return static_cast<unsigned char>(c) < 0x80; }

std::string lower_case(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

// A Chinese word anywhere; an English one by itself.
bool says(std::string_view header, std::string_view word) {
  for (std::size_t at = header.find(word); at != std::string_view::npos; at = header.find(word, at + 1)) {
    if (!is_ascii_char(word.front())) return true;
    const bool begins = at == 0 || !is_letter(header[at - 1]);
    const std::size_t end = at + word.size();
    if (begins && (end == header.size() || !is_letter(header[end]))) return true;
  }
  return false;
}

bool says_any(std::string_view header, Words words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return says(header, word); });
}

bool starts_with_any(std::string_view header, Words words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return header.starts_with(word); });
}

// The last pair of brackets at the end, of either width: where it opens, npos for none.
std::size_t opening_bracket(std::string_view header) {
  if (!header.ends_with(')') && !header.ends_with("）") && !header.ends_with(']') && !header.ends_with("】"))
    return std::string_view::npos;
  std::size_t last = std::string_view::npos;
  for (const std::string_view opening : {"(", "（", "[", "【"}) {
    const std::size_t at = header.rfind(opening);
    if (at != std::string_view::npos && (last == std::string_view::npos || at > last)) last = at;
  }
  return last;
}

}  // namespace

std::string_view without_brackets(std::string_view header) {
  header = columns::trimmed(header);
  const std::size_t at = opening_bracket(header);
  return at == std::string_view::npos ? header : columns::trimmed(header.substr(0, at));
}

HeaderWords header_words(std::string_view header) {
  header = columns::trimmed(header);
  const std::string text = lower_case(columns::folded(header));
  const std::string inside = columns::header_name(header).bracket;
  std::string bare = lower_case(columns::folded(without_brackets(header)));
  std::replace(bare.begin(), bare.end(), '_', ' ');

  HeaderWords words;
  words.key = says_any(bare, key_words);
  words.code = words.key || says_any(bare, code_words);
  words.count = says_any(bare, count_words) || bare.ends_with("数") || bare.starts_with("number of") || bare.ends_with("次");
  if (words.count) words.key = words.code = false;
  words.names = says_any(bare, name_words) || bare.ends_with("人") || bare.ends_with("员") || bare.ends_with("名");
  words.points = text.find('%') != std::string::npos;
  const bool rate = bare.find("率") != std::string::npos && !says_any(bare, other_rates);
  words.percent = words.points || rate || says_any(bare, percent_words);
  const bool sum = bare.ends_with("额") || bare.ends_with("价") || bare.ends_with("款") || bare.ends_with("费");
  words.money = !words.percent && (sum || says_any(bare, money_words));
  words.yes_no = says_any(bare, yes_no_words) || starts_with_any(bare, yes_no_starts) || inside == "是/否";
  words.date = says_any(bare, date_words) || bare.ends_with("日");
  words.year = std::any_of(year_words.begin(), year_words.end(), [&](std::string_view word) { return bare.ends_with(word); });
  if (columns::is_common_unit(inside)) words.unit = inside;
  return words;
}

}  // namespace fenji::draft
