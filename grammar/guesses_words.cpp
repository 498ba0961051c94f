// Keywords, types, colons, money and dates in other words.
#include "grammar/guesses.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include "grammar/characters.hpp"
#include "grammar/habits.hpp"
#include "grammar/numerals.hpp"

namespace fenji::grammar {
namespace {

// What may stand behind the type of a field; those without a value first.
constexpr std::array clause_keywords = {Keyword::key, Keyword::optional, Keyword::fixed, Keyword::blank_means, Keyword::also};
constexpr std::size_t clauses_without_value = 3;

std::size_t match_clause(std::string_view text, Language language) {
  std::size_t size = 0;
  for (const Keyword keyword : clause_keywords) size = std::max(size, match_spelling(text, keyword, language));
  return size;
}

}  // namespace

// ￥100万, CNY 100,000
void Guesses::currency() {
  for (const std::string_view sign : {"CNY", "RMB", "￥", "¥", "人民币"}) {
    const std::size_t at = text_.find(sign);
    if (at == std::string_view::npos || (at > 0 && is_word(character_at(text_, last_character(text_.substr(0, at))).code)))
      continue;
    std::size_t begin = at + sign.size();
    while (begin < text_.size() && text_[begin] == ' ') ++begin;
    const std::size_t end = std::min(text_.find_first_not_of("0123456789.", begin), text_.size());
    if (end == begin || (end < text_.size() && text_[end] != ' ' && text_[end] != ',' && text_[end] != ')')) continue;
    const std::string better = fmt::format("{}{}", text_.substr(begin, end - begin), chinese_ ? "元" : " yuan");
    add(at, end, better, is_wrong(text_.substr(at, end - at), better));
  }
  for (const std::string_view sign : {"￥", "¥", "$"}) {
    if (!text_.substr(offset_).starts_with(sign)) continue;
    const std::size_t begin = offset_ + sign.size();
    std::size_t end = std::min(text_.find_first_not_of("0123456789.", begin), text_.size());
    for (const std::string_view magnitude : {"万", "亿"}) {
      if (text_.substr(end).starts_with(magnitude)) end += magnitude.size();
    }
    if (end == begin || sign == "$") continue;
    const std::string better = fmt::format("{}{}", text_.substr(begin, end - begin), chinese_ ? "元" : " yuan");
    add(offset_, end, better, is_wrong(text_.substr(offset_, end - offset_), better));
  }
}

void Guesses::lost_colon() {
  for (const std::string_view sign : {";", "=", "|"}) lost_colon(sign);
  for_each_blank([this](std::size_t at) {
    if (text_[at - 1] != ',') add(at, at + 1, ": ", {"这里少了冒号“:”", "a colon `:` is missing here"});
  });
  lost_colon(",");
}

void Guesses::lost_colon(std::string_view sign) {
  const std::size_t at = text_.find(sign);
  if (at == std::string_view::npos || at == 0) return;
  const bool comparison = sign == "=" && (std::string_view("<>!=").find(text_[at - 1]) != std::string_view::npos ||
                                          text_.substr(at + 1).starts_with('>') || text_.substr(at + 1).starts_with('='));
  if (comparison) return;
  const std::size_t begin = behind_blanks_back(text_, at);
  const std::size_t end = at + sign.size() + (text_.substr(at + sign.size()).starts_with(' ') ? 1 : 0);
  add(begin, end, ": ", is_wrong(sign, ":"));
}

void Guesses::lost_sign() {
  std::size_t at = std::min(text_.find_first_of(":;,"), text_.find("=="));
  if (at != std::string_view::npos && at > 0) {
    std::size_t end = text_.find_first_not_of(" :;,=", at);
    if (end == std::string_view::npos) end = text_.size();
    const std::size_t begin = behind_blanks_back(text_, at);
    add(begin, end, " = ", is_wrong(without_blanks(text_.substr(at, end - at)), "="));
  }
  for_each_blank([this](std::size_t blank) {
    const std::string_view rest = text_.substr(blank + 1);
    for (const std::string_view word : {"为", "是", "等于", "is", "as", "equals"}) {
      if (rest.starts_with(word) && rest.substr(word.size()).starts_with(' '))
        add(blank, blank + 1 + word.size() + 1, " = ", is_wrong(word, "="));
    }
  });
  for_each_blank([this](std::size_t blank) { add(blank, blank + 1, " = ", is_missing("=")); });
}

void Guesses::lost_on() {
  const std::string on(spelling(Keyword::on, words_.language()));
  for_each_blank([&](std::size_t blank) {
    const std::string_view rest = text_.substr(blank + 1);
    const Message message{fmt::format("“{}”前后少了空格", on), fmt::format("a blank is missing beside `{}`", on)};
    if (rest.starts_with(on) && chinese_) add(blank + 1, blank + 1 + on.size(), on + " ", message);
    if (text_.substr(0, blank).ends_with(on) && chinese_) add(blank - on.size(), blank, " " + on, message);
  });
  for_each_blank([&](std::size_t blank) {
    std::string_view meant;
    const std::size_t size = match_synonym(text_.substr(blank + 1), {KeywordGroup::modifier}, words_.language(), meant);
    if (size == 0 || meant != on) return;
    const std::size_t end = blank + 1 + size;
    add(blank + 1, end, on + (text_.substr(end).starts_with(' ') ? "" : " "), is_wrong(text_.substr(blank + 1, size), on));
  });
  for_each_blank([&](std::size_t blank) { add(blank, blank + 1, " " + on + " ", is_missing(on)); });
  // 加成: 按 销售额; 级别: 得分
  if (offset_ < text_.size() && text_[offset_] == ':') {
    add(offset_, offset_ + 1, "", is_too_many(":"));
    add(offset_, offset_ + 1, apart(offset_, offset_ + 1, on), is_wrong(":", on));
  }
}

// Words that begin in front of the place and go on behind it: name is not empty
void Guesses::words_around() {
  std::size_t begin = offset_;
  for (int count = 0; count < 3 && begin > 0; ++count) {
    const std::string_view word = last_word(text_.substr(0, behind_blanks_back(text_, begin)));
    if (word.empty()) return;
    begin = static_cast<std::size_t>(word.data() - text_.data());
    std::string_view meant;
    const std::size_t size = match_habit(text_.substr(begin), words_.language(), meant);
    if (begin + size > offset_) {
      add(begin, begin + size, apart(begin, begin + size, meant), is_wrong(text_.substr(begin, size), meant), false);
      return;
    }
  }
}

// Types, clauses, modifiers and periods in other words, or glued to what follows.
void Guesses::keywords(Wanted wanted) {
  std::size_t begin = offset_;
  const std::string_view rest = text_.substr(offset_);
  const auto group = wanted == Wanted::modifier ? KeywordGroup::modifier
                     : wanted == Wanted::period ? KeywordGroup::plan
                                                : KeywordGroup::field;
  std::string_view meant;
  const std::size_t synonym = match_synonym(rest, {group}, words_.language(), meant);
  if (synonym < first_word(rest).size()) glued_behind(group);
  if (const std::size_t size = synonym; size > 0) {
    return add(begin, begin + size, std::string(meant), is_wrong(rest.substr(0, size), meant), wanted != Wanted::modifier);
  }
  const auto consider = [&](std::size_t end) {
    const std::string_view word = without_blanks(text_.substr(begin, end - begin));
    if (word.empty()) return;
    if (const auto similar = meant_spelling(word, {group}, words_.language()))
      add(begin, begin + word.size(), std::string(*similar),
          {fmt::format("不认识的“{}”", word), fmt::format("unknown `{}`", word)}, false);
  };
  consider(begin + first_word(rest).size());
  consider(std::min(text_.find_first_of(",:", begin), text_.size()));
}

// 100k yuan, 100 000 yuan, 负3%
void Guesses::numbers() {
  constexpr std::string_view digits = "0123456789";
  constexpr std::string_view negative = "负";
  for (std::size_t at = text_.find(negative); at != std::string_view::npos; at = text_.find(negative, at + 1)) {
    const std::size_t end = at + negative.size();
    if (end < text_.size() && digits.find(text_[end]) != std::string_view::npos)
      add(at, end, "-",
          is_wrong(text_.substr(at, text_.find_first_not_of(digits, end) - at),
                   fmt::format("-{}", text_.substr(end, text_.find_first_not_of(digits, end) - end))),
          false);
  }
  // The number that ends in front of the place, or begins there.
  std::size_t begin = offset_;
  while (begin > 0 && (text_[begin - 1] == ' ' || text_[begin - 1] == 'k' || text_[begin - 1] == 'm' ||
                       digits.find(text_[begin - 1]) != std::string_view::npos))
    --begin;
  begin = std::min(text_.find_first_not_of(' ', begin), text_.size());
  std::size_t end = std::min(text_.find_first_not_of(digits, begin), text_.size());
  if (end == begin) return;
  std::string number(text_.substr(begin, end - begin));
  for (const auto& [letter, noughts] : {std::pair{'k', "000"}, std::pair{'m', "000000"}}) {
    const bool alone = end + 1 >= text_.size() || text_[end + 1] == ' ';
    if (end < text_.size() && text_[end] == letter && alone) {
      add(begin, end + 1, number + noughts, is_wrong(text_.substr(begin, end + 1 - begin), number + noughts));
      return;
    }
  }
  // Groups of three digits with blanks between them.
  const std::size_t first = end;
  while (text_.substr(end).starts_with(' ') && text_.substr(end + 1, 3).find_first_not_of(digits) == std::string_view::npos &&
         text_.size() >= end + 4 && (end + 4 == text_.size() || digits.find(text_[end + 4]) == std::string_view::npos)) {
    number += text_.substr(end + 1, 3);
    end += 4;
  }
  if (end > first) add(begin, end, number, is_wrong(text_.substr(begin, end - begin), number));
}

// 毛利率 = 5%至10%, 行业 = 制造、贸易
void Guesses::equal_to_several() {
  const std::string_view rest = text_.substr(offset_);
  // What has a sign of its own is another condition: 类型 = 甲, 行业 = 乙
  const std::string_view list = rest.substr(0, std::min(rest.find(spelling(Keyword::logical_and, words_.language())),
                                                        rest.find(spelling(Keyword::logical_or, words_.language()))));
  const bool condition = list.find_first_of("=<>") != std::string_view::npos;
  const bool several = rest.starts_with(spelling(Keyword::to, words_.language())) ||
                       ((rest.starts_with("、") || rest.starts_with(',')) && !condition);
  if (!several) return;
  const std::string_view in = spelling(Keyword::in, words_.language());
  const std::string_view before = text_.substr(0, offset_);
  const std::size_t sign = before.rfind('=');
  const std::size_t is = chinese_ ? std::string_view::npos : before.rfind(" is ");
  if (is != std::string_view::npos && (sign == std::string_view::npos || is > sign))
    return add(is, is + 4, fmt::format(" {} ", in), is_wrong("is", in), false);
  if (sign == std::string_view::npos || sign == 0 || before.find('(', sign) != std::string_view::npos) return;
  // Behind the sign of a definition stands an expression, no option.
  const std::string_view first = without_blanks(before.substr(sign + 1));
  const bool to = rest.starts_with(spelling(Keyword::to, words_.language()));
  if (!to && (first.empty() || is_digit(static_cast<unsigned char>(first[0])) ||
              first.find(fmt::format(" {}", in)) != std::string_view::npos))
    return;
  if (std::string_view("<>!=:").find(text_[sign - 1]) != std::string_view::npos) return;
  add(sign, sign + 1, apart(sign, sign + 1, in), is_wrong("=", in), false);
}

void Guesses::missing_type() {
  const std::string type(spelling(Keyword::one_of, words_.language()));
  const std::string_view rest = text_.substr(offset_);
  if (rest.find("、") != std::string_view::npos || rest.find(',') != std::string_view::npos)
    add(offset_, offset_, type + " ",
        {fmt::format("这里少了类型“{}”", type), fmt::format("the type `{}` is missing here", type)});
}

// 选项制造, 半年上门
void Guesses::glued_behind(KeywordGroup group) {
  const std::string_view rest = text_.substr(offset_);
  std::size_t size = 0;
  for (const KeywordEntry& entry : all_keywords()) {
    if (entry.group == group) size = std::max(size, match_spelling(rest, entry.keyword, words_.language()));
  }
  if (size == 0 || size >= rest.size() || !is_word(character_at(rest, size).code)) return;
  // The keyword may be of several words itself: one ofA
  const std::string_view behind = first_word(rest.substr(size));
  const std::string_view glued = rest.substr(0, size + behind.size());
  add(offset_, offset_ + glued.size(), fmt::format("{} {}", rest.substr(0, size), behind),
      {fmt::format("“{}”里少了空格", glued), fmt::format("a blank is missing in `{}`", glued)});
}

// 客户编号 文本 唯一编号
void Guesses::field_without_signs() {
  for_each_blank([this](std::size_t blank) {
    std::string_view rest = text_.substr(blank + 1);
    std::size_t type = 0;
    for (const KeywordEntry& entry : all_keywords()) {
      if (entry.group == KeywordGroup::field) type = std::max(type, match_spelling(rest, entry.keyword, words_.language()));
    }
    if (type == 0 || text_[blank - 1] == ':') return;
    std::string better = ": ";
    better += rest.substr(0, type);
    rest.remove_prefix(type);
    bool clause = false;
    while (rest.starts_with(' ')) {
      const std::size_t size = match_clause(rest.substr(1), words_.language());
      if (size == 0) break;
      clause = true;
      better += ", ";
      better += rest.substr(1, size);
      rest.remove_prefix(1 + size);
    }
    if (clause)
      add(blank, text_.size(), better + std::string(rest),
          {"名称后面少了冒号“:”，各项之间少了逗号", "a colon `:` is missing behind the name, and commas between the rest"});
  });
}

// optional text
void Guesses::clause_before_type() {
  const std::string_view rest = text_.substr(offset_);
  for (const Keyword keyword : std::span(clause_keywords).first(clauses_without_value)) {
    const std::size_t size = match_spelling(rest, keyword, words_.language());
    if (size == 0 || !rest.substr(size).starts_with(' ')) continue;
    const std::string_view type = without_blanks(rest.substr(size));
    const std::string better = fmt::format("{}, {}", type, rest.substr(0, size));
    add(offset_, text_.size(), better, is_wrong(rest, better));
  }
}

// 空白 = 0
void Guesses::blank_clause(std::size_t begin) {
  constexpr std::array blanks = {"空白值", "空白", "空值", "为空", "空", "blanks", "blank", "empty"};
  constexpr std::array links = {"视作", "视同", "当作", "当成",  "算作", "作为", "按", "算",       "为",
                                "是",   "=",    ":",    "means", "mean", "is",   "as", "counts as"};
  std::string_view rest = text_.substr(begin);
  const auto take = [&](const auto& words) {
    for (const std::string_view word : words) {
      if (!rest.starts_with(word)) continue;
      rest.remove_prefix(word.size());
      while (rest.starts_with(' ')) rest.remove_prefix(1);
      return true;
    }
    return false;
  };
  if (!take(blanks) || !take(links) || rest.empty()) return;
  const std::string_view value = rest.substr(0, rest.find(','));
  const std::string better = fmt::format("{} {}", spelling(Keyword::blank_means, words_.language()), value);
  const std::size_t end = text_.size() - rest.size() + value.size();
  add(begin, end, better, is_wrong(text_.substr(begin, end - begin), better));
}

// 空白视作 0; 文本 可不填
void Guesses::clauses() {
  const std::size_t before = behind_blanks_back(text_, offset_);
  if (text_.substr(0, before).find(':') == std::string_view::npos) return;
  const std::size_t comma = text_.substr(0, before).rfind(',');
  if (comma != std::string_view::npos) {
    const std::size_t clause = std::min(text_.find_first_not_of(' ', comma + 1), text_.size());
    blank_clause(clause);
    clause_word(clause);
  }
  if (offset_ < text_.size() && before < offset_) add(before, offset_, ", ", is_missing(","));
  for_each_blank([this](std::size_t blank) {
    const std::string_view rest = text_.substr(blank + 1);
    if (match_clause(rest, words_.language()) > 0 && text_[blank - 1] != ',') add(blank, blank + 1, ", ", is_missing(","));
  });
}

void Guesses::clause_word(std::size_t begin) {
  const std::string_view rest = text_.substr(begin);
  std::string_view meant;
  std::size_t size = match_synonym(rest, {KeywordGroup::field}, words_.language(), meant);
  if (size == 0) {
    const std::string_view word = first_word(rest);
    const auto similar = meant_spelling(word, {KeywordGroup::field}, words_.language());
    if (!similar) return;
    size = word.size();
    meant = *similar;
  }
  add(begin, begin + size, std::string(meant), is_wrong(rest.substr(0, size), meant));
}

void Guesses::dates() {
  if (const auto days = days_meant(text_)) {
    const std::string_view to = spelling(Keyword::to, words_.language());
    add(0, text_.size(), fmt::format("{} {} {}", days->first, to, days->last),
        {"日期写成 2026-01-31 这样，用“至”连接", "days are written like 2026-01-31, with `to` between them"});
  }
  constexpr std::string_view signs = "0123456789./-";
  std::size_t begin = offset_, end = offset_;
  while (begin > 0 && signs.find(text_[begin - 1]) != std::string_view::npos) --begin;
  while (end < text_.size() && signs.find(text_[end]) != std::string_view::npos) ++end;
  for (const std::string_view sign : {"年", "月", "日", "号"}) {
    if (text_.substr(end).starts_with(sign)) end += sign.size();
  }
  const std::string_view day = text_.substr(begin, end - begin);
  if (const auto meant = date_meant(day); meant && *meant != day) add(begin, end, *meant, is_wrong(day, *meant), false);
}

}  // namespace fenji::grammar
