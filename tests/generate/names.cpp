#include "tests/generate/names.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace fenji::generate {

namespace {

using Words = std::vector<std::string_view>;

const Words plain_names = {
    "销售额",      "毛利率",      "订单数",       "合作年限",    "回款天数",   "采购量",        "信用额度", "增长率",
    "份额",        "评分",        "等级",         "类别",        "潜力",       "需求",          "预算",     "区域",
    "行业",        "渠道",        "annual sales", "margin",      "orders",     "credit limit",  "growth",   "volume",
    "x1",          "key_account", "年度 目标",    "Größe",       "надёжность", "売上高",        "不满意度", "超过期",
    "以上级别",    "至尊度",      "为民指数",     "非标比",      "且慢度",     "invalid share", "overdue",  "underlying",
    "order value", "notional",    "tonnage",      "online rate", "分值",       "年份",          "最大",     "金额",
    "日期",        "版本",        "上门",         "points",      "year",       "max",           "money",    "version",
    "on_site",     "四舍五入",    "无效",         "万元户数"};
// Declared, they win over the words in them.
const Words odd_names = {"增长(同比)", "A/B 测试", "R&D 投入",       "得分+", "毛利-净",  "sales in total",
                         "更新 为 准", "cost / t", "ready to renew", "a*b",   "买 或 租", "at least once",
                         "it's late",  "x.y",      "价格~量"};
const Words quoted_names = {"50/50", "“引”号", "(旧) 值", "3M公司数", "销售:净额", "a=b",    "甲、乙合计",
                            "x|y",   "#号",    "-负值",   "[区间]",   "12:34",     "2026年", "如\"果\""};

const Words reserved = {"and",   "or",   "not",  "in",     "given",  "missing", "to",     "on",   "per",      "over",
                        "under", "at",   "且",   "或",     "非",     "为",      "不为",   "已填", "未填",     "按",
                        "与",    "每",   "至",   "不低于", "不少于", "至少",    "不超过", "至多", "超过",     "高于",
                        "大于",  "不满", "低于", "小于",   "以上",   "及以上",  "以下",   "以内", "及以下",   "及以内",
                        "以外",  "是",   "否",   "yes",    "no",     "不限",    "any",    "其余", "otherwise"};

const std::vector<std::vector<std::string>> label_families = {
    {"A", "B", "C", "D", "E", "F"},
    {"甲", "乙", "丙", "丁"},
    {"优", "良", "中", "差"},
    {"A+", "A", "A-", "B+", "B", "C*"},
    {"gold", "silver", "bronze"},
    {"key account", "joint venture", "other customer"},
    {"5星", "4星", "3星", "2星", "1星"},
    {"世界500强", "中国500强", "500强", "中小 企业"},
    {"甲(一)", "甲(二)", "乙(一)", "VIP/大客户"},
    {"高", "中", "低", "极低"},
    {"上门", "电话", "周", "版本"},
    {"不满意", "超过预期", "至少一次", "非常好"},
};
// As options, or where everything in the column is a label.
const std::vector<std::vector<std::string>> value_like_families = {
    {"1", "2", "3", "4"},         {"否", "区域", "公司", "无"},     {"是", "否", "未知"},
    {"none", "one", "no", "yes"}, {"50%档", "20%档", "A:1", "A=2"},
};

bool is_letter(unsigned char byte) { return byte >= 0x80 || std::isalnum(byte) != 0 || byte == '_'; }

bool holds_any(std::string_view text, const Words& parts) {
  return std::any_of(parts.begin(), parts.end(),
                     [&](std::string_view part) { return text.find(part) != std::string_view::npos; });
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

bool is_plain(std::string_view name) {
  static const Words signs = {"、", "。", "“", "”", "‘", "’", "「", "」", "×", "÷", "≥", "≤", "≠", "−", "…", "—", "–"};
  if (name.empty() || name.front() == ' ' || name.back() == ' ' || holds_any(name, signs)) return false;
  while (!name.empty()) {
    const std::string_view word = name.substr(0, name.find(' '));
    const bool is_word = !word.empty() && !is_digit(word[0]) &&
                         std::all_of(word.begin(), word.end(), [](char c) { return is_letter(static_cast<unsigned char>(c)); });
    if (!is_word || std::find(reserved.begin(), reserved.end(), word) != reserved.end()) return false;
    name.remove_prefix(std::min(name.size(), word.size() + 1));
  }
  return true;
}

bool can_stand_bare(std::string_view name) {
  static const Words ends = {":", "=", "|", ",", "、", "#", "\"",   "`",    "「",   "」",
                             "“", "”", "<", ">", "[",  "]", " 按 ", " on ", " 每 ", " per "};
  if (name.empty() || is_digit(name[0]) || name[0] == '-' || name[0] == '(') return false;
  return !holds_any(name, ends);
}

bool is_number_like(std::string_view label) {
  const std::size_t digits = std::min(label.find_first_not_of("0123456789"), label.size());
  return digits > 0 && std::all_of(label.begin() + static_cast<std::ptrdiff_t>(digits), label.end(),
                                   [](char c) { return is_letter(static_cast<unsigned char>(c)); });
}

std::string NameSource::fresh(Style style) {
  const std::size_t kind = random_.weighted({80, 14, style == Style::bare ? 0 : 6});
  std::string name;
  do {
    name = random_.pick(kind == 0 ? plain_names : kind == 1 ? odd_names : quoted_names);
  } while (style == Style::bare && !can_stand_bare(name));
  const std::string base = name;
  for (int count = 2; labels_.contains(name) || !names_.insert(name).second; ++count) name = base + std::to_string(count);
  return name;
}

std::vector<std::string> NameSource::labels(std::size_t most, bool results) {
  std::vector<std::string> labels =
      random_.chance(results ? 0 : 25) ? random_.pick(value_like_families) : random_.pick(label_families);
  const auto count = static_cast<std::size_t>(random_.between(2, static_cast<int>(std::min(most, labels.size()))));
  while (labels.size() > count) labels.erase(labels.begin() + static_cast<std::ptrdiff_t>(random_.below(labels.size())));
  // A label that is a name as well would be that name in a result.
  for (std::string& label : labels) {
    while (names_.contains(label)) label += "级";
    labels_.insert(label);
  }
  return labels;
}

std::string NameSource::raw_text() {
  static const Words words = {"政府客户", "grading", "2026.1",   "（试行）", "A：B", "“引号”", "a#b",
                              "x = y",    "|",       "「草案」", "50%",      "、",   "，"};
  std::string text;
  const int count = random_.between(1, 4);
  for (int i = 0; i < count; ++i) {
    if (i > 0 && random_.chance(60)) text += ' ';
    text += random_.pick(words);
  }
  return text;
}

std::string NameSource::quoted_text() {
  static const Words words = {"每周电话一次", "，", "phone weekly", "A",   "B",    "#1", "|",
                              "：",           "'",  "「注」",       "50%", "ＡＢ", " ",  "放弃"};
  std::string text;
  const int count = random_.between(0, 4);
  for (int i = 0; i < count; ++i) text += random_.pick(words);
  return text;
}

}  // namespace fenji::generate
