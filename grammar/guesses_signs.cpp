// Signs, brackets, quotes and separators.
#include "grammar/guesses.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "grammar/characters.hpp"
#include "grammar/habits.hpp"

namespace fenji::grammar {

std::size_t behind_blanks_back(std::string_view text, std::size_t at) {
  while (at > 0 && text[at - 1] == ' ') --at;
  return at;
}

Message is_missing(std::string_view sign) {
  return {fmt::format("这里少了“{}”", sign), fmt::format("`{}` is missing here", sign)};
}
Message is_wrong(std::string_view typed, std::string_view meant) {
  return {fmt::format("这里不写“{}”，写“{}”", typed, meant), fmt::format("not `{}` but `{}` stands here", typed, meant)};
}
Message is_too_many(std::string_view sign) {
  return {fmt::format("多了“{}”", sign), fmt::format("`{}` is one too many", sign)};
}

void Guesses::add(std::size_t begin, std::size_t end, std::string text, Message message, bool whole) {
  found.push_back({begin, end, std::move(text), std::move(message), whole});
}

// `word` in place of bytes [begin, end), with a blank where it would touch its neighbours.
std::string Guesses::apart(std::size_t begin, std::size_t end, std::string_view word) const {
  const bool before = begin > 0 && text_[begin - 1] != ' ';
  const bool behind = end < text_.size() && text_[end] != ' ';
  return fmt::format("{}{}{}", before ? " " : "", word, behind ? " " : "");
}

// => for >=, && for 且
void Guesses::signs() {
  constexpr std::string_view all = "=<>!&|:";
  const auto is_sign = [&](std::size_t at) { return at < text_.size() && all.find(text_[at]) != std::string_view::npos; };
  std::size_t begin = offset_, end = offset_;
  while (begin > 0 && (is_sign(begin - 1) || (text_[begin - 1] == ' ' && begin > 1 && is_sign(begin - 2)))) --begin;
  while (is_sign(end) || (end < text_.size() && text_[end] == ' ' && end > begin && is_sign(end + 1))) ++end;
  std::string run(text_.substr(begin, end - begin));
  std::erase(run, ' ');
  const std::string_view logical_and = spelling(Keyword::logical_and, words_.language());
  const std::string_view logical_or = spelling(Keyword::logical_or, words_.language());
  const std::string_view logical_not = spelling(Keyword::logical_not, words_.language());
  const std::array habits = {Habit{"=>", ">="},        Habit{"=<", "<="},       Habit{">=", ">="},       Habit{"<=", "<="},
                             Habit{"!=", "!="},        Habit{"=!", "!="},       Habit{"><", "!="},       Habit{">==", ">="},
                             Habit{"<==", "<="},       Habit{"===", "="},       Habit{"==", "="},        Habit{":=", "="},
                             Habit{"&&", logical_and}, Habit{"&", logical_and}, Habit{"||", logical_or}, Habit{"|", logical_or},
                             Habit{"!", logical_not}};
  // What stands apart may be two signs: x = !y
  const bool split = text_.substr(begin, end - begin).find(' ') != std::string_view::npos;
  if (split && run.ends_with('!') && run.size() == 2) {
    const std::size_t sign = text_.rfind('!', end - 1);
    add(sign, sign + 1, std::string(logical_not) + " ", is_wrong("!", logical_not), false);
  }
  for (const Habit& habit : habits) {
    if (run == habit.typed)
      add(begin, end, apart(begin, end, habit.meant), is_wrong(text_.substr(begin, end - begin), habit.meant), false);
  }
  constexpr std::array other_signs = {Habit{"≧", ">="}, Habit{"≦", "<="}, Habit{"》", ">"}, Habit{"《", "<"},
                                      Habit{"—", "-"},  Habit{"–", "-"},  Habit{"‘", "“"},  Habit{"’", "”"}};
  for (const Habit& habit : other_signs) {
    if (text_.substr(offset_).starts_with(habit.typed))
      add(offset_, offset_ + habit.typed.size(), std::string(habit.meant), is_wrong(habit.typed, habit.meant), false);
  }
}

// A quotation in ‘…’ or '…', brackets 【…】 and {…}
void Guesses::pairs() {
  struct Pair {
    std::string_view open, close, better_open, better_close;
  };
  const Pair all[] = {{"‘", "’", chinese_ ? "“" : "\"", chinese_ ? "”" : "\""},
                      {"'", "'", chinese_ ? "“" : "\"", chinese_ ? "”" : "\""},
                      {"【", "】", "[", "]"},
                      {"【", "】", "(", ")"},
                      {"{", "}", "(", ")"},
                      {"[", "]", "(", ")"},
                      {"『", "』", "「", "」"}};
  const std::string_view rest = text_.substr(offset_);
  for (const Pair& pair : all) {
    if (!rest.starts_with(pair.open)) continue;
    const std::size_t close = rest.find(pair.close, pair.open.size());
    if (close == std::string_view::npos) continue;
    const std::string_view inside = rest.substr(pair.open.size(), close - pair.open.size());
    add(offset_, offset_ + close + pair.close.size(), fmt::format("{}{}{}", pair.better_open, inside, pair.better_close),
        is_wrong(fmt::format("{}…{}", pair.open, pair.close), fmt::format("{}…{}", pair.better_open, pair.better_close)),
        false);
  }
}

void Guesses::brackets() {
  std::vector<std::size_t> open;
  for (std::size_t at = 0; at < offset_; ++at) {
    if (text_[at] == '(' || text_[at] == '[') open.push_back(at);
    if ((text_[at] == ')' || text_[at] == ']') && !open.empty()) open.pop_back();
  }
  if (open.empty()) return;
  const std::string_view sign = text_[open.back()] == '(' ? ")" : "]";
  const std::size_t at = behind_blanks_back(text_, offset_);
  add(at, at, std::string(sign),
      {fmt::format("括号没有闭合，这里少了“{}”", sign), fmt::format("the bracket is not closed, `{}` is missing here", sign)});
  // (制造、贸易) for [制造、贸易]
  const std::size_t close = text_.find(')', offset_);
  if (text_[open.back()] != '(' || close == std::string_view::npos) return;
  const std::string inside(text_.substr(open.back() + 1, close - open.back() - 1));
  add(open.back(), close + 1, "[" + inside + "]", is_wrong("(…)", "[…]"));
}

// A separator of the wrong kind, or one too many.
void Guesses::separators() {
  const std::string_view rest = text_.substr(offset_);
  const std::string_view sign = rest.substr(0, character_at(rest, 0).size);
  if (rest.empty()) {
    const std::size_t end = behind_blanks_back(text_, text_.size());
    for (const std::string_view last : {",", "、"}) {
      if (text_.substr(0, end).ends_with(last)) add(end - last.size(), end, "", is_too_many(last));
    }
    return;
  }
  if (sign != "," && sign != ";" && sign != "。" && sign != "、" && sign != "/" && sign != "." && sign != "|") return;
  const std::size_t end = offset_ + sign.size();
  const std::string_view left = text_.substr(0, behind_blanks_back(text_, offset_));
  if (left.ends_with(',') || left.ends_with("、") || left.ends_with(';')) return add(offset_, end, "", is_too_many(sign));
  if (without_blanks(text_.substr(end)).empty())
    return add(behind_blanks_back(text_, offset_), text_.size(), "", is_too_many(sign));
  const std::string_view before = text_.substr(0, offset_);
  const bool in_call = std::count(before.begin(), before.end(), '(') > std::count(before.begin(), before.end(), ')');
  if (in_call && sign != ",") add(offset_, end, ",", is_wrong(sign, ","));
  if (sign != "、") add(offset_, end, chinese_ ? "、" : ",", is_wrong(sign, chinese_ ? "、" : ","));
  if (sign != ",") add(offset_, end, ",", is_wrong(sign, ","));
  const std::string_view word = spelling(Keyword::logical_and, words_.language());
  add(offset_, end, apart(offset_, end, word), is_wrong(sign, word));
}

void Guesses::one_too_many() {
  if (offset_ >= text_.size()) return;
  const std::size_t size = character_at(text_, offset_).size;
  const std::string_view sign = text_.substr(offset_, size);
  const bool between_words = offset_ > 0 && offset_ + size < text_.size() && text_[offset_ - 1] != ' ' &&
                             is_word(character_at(text_, offset_ + size).code);
  const bool operation = size == 1 && offset_ > 0 && std::string_view("+-*/<>=").find(sign) != std::string_view::npos;
  if (sign == "^") return;
  if (!is_word(character_at(text_, offset_).code) && !operation) {
    // The keyword of the block stands in front: 定级：客户级别
    const bool glues = offset_ == 0 && sign == ":" && !text_.substr(size).starts_with(' ');
    add(offset_, offset_ + size, glues ? " " : "", is_too_many(sign));
    if (between_words) add(offset_, offset_ + size, " ", is_too_many(sign));
  }
  const std::string_view word = first_word(text_.substr(offset_));
  const std::size_t before = behind_blanks_back(text_, offset_);
  if (!word.empty() && last_word(text_.substr(0, before)) == word) add(before, offset_ + word.size(), "", is_too_many(word));
}

// 20% 以上 behind a comparison sign
void Guesses::suffix_too_many() {
  const std::string_view rest = text_.substr(offset_);
  for (const Keyword keyword : {Keyword::suffix_at_least, Keyword::suffix_at_most}) {
    const std::size_t size = match_spelling(rest, keyword, words_.language());
    if (size > 0) add(behind_blanks_back(text_, offset_), offset_ + size, "", is_too_many(rest.substr(0, size)));
  }
}

// 吨/月 in brackets
void Guesses::brackets_around() {
  if (offset_ >= text_.size() || text_[offset_] != '(') return;
  const std::size_t close = text_.find(')', offset_);
  if (close == std::string_view::npos) return;
  const std::string_view inside = without_blanks(text_.substr(offset_ + 1, close - offset_ - 1));
  const std::string_view to_word = spelling(Keyword::to, words_.language());
  if (inside == "不含" || inside == "不包含" || inside == "excluded" || inside == "exclusive" || inside == "not included") {
    const std::string_view limit = without_blanks(text_.substr(0, offset_));
    const std::size_t middle = limit.find(to_word);
    // 400万至800万(不含) is 400万至不满800万, 400万(不含)至800万 is 超过400万至800万.
    if (middle != std::string_view::npos) {
      const std::size_t upper = limit.find_first_not_of(' ', middle + to_word.size());
      if (upper == std::string_view::npos || match_spelling(limit.substr(upper), Keyword::under, words_.language()) > 0) return;
      const std::string better = fmt::format("{}{}{}{}", limit.substr(0, upper), spelling(Keyword::under, words_.language()),
                                             chinese_ ? "" : " ", limit.substr(upper));
      return add(0, close + 1, better, is_wrong(text_.substr(0, close + 1), better), false);
    }
    const std::size_t behind = text_.find_first_not_of(' ', close + 1);
    if (behind != std::string_view::npos && text_.substr(behind).starts_with(to_word)) {
      const std::string better = fmt::format("{}{}{}", spelling(Keyword::over, words_.language()), chinese_ ? "" : " ", limit);
      return add(0, close + 1, better, is_wrong(text_.substr(0, close + 1), better), false);
    }
    // 200万以下(不含) is 不满200万.
    for (const Habit& suffix : {Habit{"以下", "不满"}, Habit{"以上", "超过"}}) {
      if (!limit.ends_with(suffix.typed)) continue;
      const std::string better = fmt::format("{}{}", suffix.meant, limit.substr(0, limit.size() - suffix.typed.size()));
      add(0, close + 1, better, is_wrong(text_.substr(0, close + 1), better));
    }
    return;
  }
  if (inside == "含" || inside == "包含" || inside == "included" || inside == "inclusive")
    return add(offset_, close + 1, "", is_too_many(fmt::format("({})", inside)));
  for (const std::string_view unit : {"元", "万元", "亿元", "千元", "百万元", "人民币", "yuan", "CNY", "RMB", "%", "百分比"}) {
    if (inside == unit)
      add(behind_blanks_back(text_, offset_), close + 1, "",
          {fmt::format("这里不写单位“{}”：单位写在数后面，例如 10万元", inside),
           fmt::format("the unit `{}` does not stand here: it stands behind a number, as in 100,000 yuan", inside)});
  }
  add(offset_, close + 1, std::string(inside), is_too_many("()"));
}

}  // namespace fenji::grammar
