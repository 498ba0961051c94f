#include "grammar/repairs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "grammar/characters.hpp"
#include "grammar/continuation.hpp"
#include "grammar/glued.hpp"
#include "grammar/habits.hpp"
#include "grammar/mistypes.hpp"
#include "grammar/numerals.hpp"

namespace fenji::grammar {
namespace {

constexpr std::string_view digits = "0123456789";

// Longer units are not taken apart: each guess reads the unit once more.
constexpr std::size_t longest_unit = 400;

// Characters of which an end of a range is made.
bool is_end_character(char32_t code) { return is_word(code) || code == '%' || code == '.' || code == '-'; }

std::string_view last_end(std::string_view text) {
  text = without_blanks(text);
  std::size_t begin = text.size();
  while (begin > 0) {
    const std::size_t at = last_character(text.substr(0, begin));
    if (!is_end_character(character_at(text, at).code)) break;
    begin = at;
  }
  return text.substr(begin);
}

std::string_view first_end(std::string_view text) {
  text = without_blanks(text);
  std::size_t end = 0;
  while (end < text.size() && is_end_character(character_at(text, end).code)) end += character_at(text, end).size;
  return text.substr(0, end);
}

// 80~89, 80—89, 80…89
std::size_t dash_size(std::string_view text) {
  for (const std::string_view dash : {"~", "—", "–", "…", "--"}) {
    if (!text.starts_with(dash)) continue;
    std::size_t size = dash.size();
    while (text.substr(size).starts_with(dash)) size += dash.size();
    return size;
  }
  return 0;
}

std::size_t place_in(std::string_view text, std::string_view part) {
  return static_cast<std::size_t>(part.data() - text.data());
}

std::optional<Repair> range_repair(std::string_view text, std::size_t offset, Language language) {
  std::size_t dash = dash_size(text.substr(offset));
  if (dash == 0 && text.substr(0, offset).ends_with('-')) {  // 80-不满90
    --offset;
    dash = 1;
  }
  if (dash == 0) return std::nullopt;
  const std::string_view low = last_end(text.substr(0, offset));
  const std::string_view high = first_end(text.substr(offset + dash));
  if (const std::size_t under = match_spelling(high, Keyword::under, language); under > 0 && !low.empty()) {
    const std::string_view sign = text.substr(offset, dash);
    return Repair{place_in(text, low), place_in(text, high) + high.size(),
                  fmt::format("{}{}{}", low, language == Language::chinese ? "至" : " to ", high),
                  ends_of_range(fmt::format("“{}”", sign), fmt::format("`{}`", sign))};
  }
  if (low.find_first_of(digits) == std::string_view::npos || high.find_first_of(digits) == std::string_view::npos)
    return std::nullopt;
  const std::string_view sign = text.substr(offset, dash);
  return Repair{place_in(text, low), place_in(text, high) + high.size(), range_text(low, high, language),
                ends_of_range(fmt::format("“{}”", sign), fmt::format("`{}`", sign))};
}

// The word at `offset`, with what it is glued to, or the one that ends in front of it, may be glued of several.
std::optional<Repair> blank_repair(std::string_view text, std::size_t offset, const Words& words) {
  const std::string_view before = text.substr(0, offset);
  const std::string_view tail = first_word(text.substr(offset));
  const std::string_view head = tail.empty() ? last_word(without_blanks(before)) : last_word(before);
  const std::size_t begin = head.empty() ? offset : place_in(text, head);
  const std::size_t end = tail.empty() ? begin + head.size() : offset + tail.size();
  const std::string_view glued = text.substr(begin, end - begin);
  const auto is_known = [&](std::string_view name) { return words.is_declared(name); };
  if (is_known(glued)) return std::nullopt;
  auto apart = unglued(glued, words.language(), is_known);
  if (!apart && before.ends_with('%') && is_connecting_word(tail, words.language())) apart = " " + std::string(tail);  // 35%且
  if (!apart) return std::nullopt;
  return Repair{begin, end, *apart, {fmt::format("“{}”里少了空格", glued), fmt::format("a blank is missing in `{}`", glued)}};
}

// The words with blanks between them that end in front of `offset`, with the word there: 价格下限 并且 行业
std::optional<Repair> phrase_repair(std::string_view text, std::size_t offset, const Words& words) {
  std::size_t end = offset + first_word(text.substr(offset)).size();
  std::size_t begin = offset;
  std::optional<Repair> repair;
  const auto is_known = [&](std::string_view name) { return words.is_declared(name); };
  for (int count = 0; count < 6; ++count) {
    std::size_t before = begin;
    while (before > 0 && text[before - 1] == ' ') --before;
    const std::string_view word = last_word(text.substr(0, before));
    if (word.empty() && count > 0) break;
    if (!word.empty()) begin = place_in(text, word);
    const std::string_view phrase = without_blanks(text.substr(begin, end - begin));
    if (auto apart = unglued(phrase, words.language(), is_known)) {
      std::string typed(phrase), blankless = *apart;
      std::erase(typed, ' ');
      std::erase(blankless, ' ');
      Message message = typed == blankless
                            ? Message{fmt::format("“{}”里少了空格", phrase), fmt::format("a blank is missing in `{}`", phrase)}
                            : Message{fmt::format("“{}”看不懂", phrase), fmt::format("`{}` is not understood", phrase)};
      repair = Repair{begin, begin + phrase.size(), std::move(*apart), std::move(message)};
    }
    if (word.empty()) break;
  }
  if (repair) return repair;
  // A word alone, 到 for 至
  std::string_view meant;
  const std::size_t size = match_habit(text.substr(offset), words.language(), meant);
  if (size == 0) return std::nullopt;
  const std::string_view typed = text.substr(offset, size);
  const bool glued = size < text.size() - offset && is_word(character_at(text, offset + size).code);
  return Repair{
      offset,
      offset + size,
      std::string(meant) + (glued ? " " : ""),
      {fmt::format("这里不写“{}”，写“{}”", typed, meant), fmt::format("not `{}` but `{}` stands here", typed, meant)}};
}

// 定级 级别 按 得分 依次判断
std::optional<Repair> colon_repair(std::string_view text, std::size_t offset, const Words& words) {
  std::size_t word = offset;
  while (word < text.size() && (text[word] == ' ' || text[word] == ',' || text[word] == ';' || text[word] == '(')) ++word;
  const std::string_view rest = text.substr(word);
  const std::size_t size =
      std::max(match_spelling(rest, Keyword::first_match, words.language()), words.apart(rest, Keyword::when));
  if (size == 0) return std::nullopt;
  std::size_t begin = offset;
  while (begin > 0 && (text[begin - 1] == ' ' || text[begin - 1] == '(')) --begin;
  const Message message{"这里少了冒号“:”", "a colon `:` is missing here"};
  if (text.substr(word + size) == ")") return Repair{begin, text.size(), fmt::format(": {}", rest.substr(0, size)), message};
  return Repair{begin, word, ": ", message};
}

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

// Collects guesses about one place.
class Guesses {
 public:
  Guesses(std::string_view text, std::size_t offset, const Words& words)
      : text_(text), offset_(offset), words_(words), chinese_(words.language() == Language::chinese) {}

  std::vector<Repair> found;

  void add(std::size_t begin, std::size_t end, std::string text, Message message, bool whole = true) {
    found.push_back({begin, end, std::move(text), std::move(message), whole});
  }

  // => for >=, && for 且
  void signs() {
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
    const std::array habits = {Habit{"=>", ">="},        Habit{"=<", "<="},       Habit{">=", ">="},
                               Habit{"<=", "<="},        Habit{"!=", "!="},       Habit{"=!", "!="},
                               Habit{"><", "!="},        Habit{">==", ">="},      Habit{"<==", "<="},
                               Habit{"===", "="},        Habit{"==", "="},        Habit{":=", "="},
                               Habit{"&&", logical_and}, Habit{"&", logical_and}, Habit{"||", logical_or},
                               Habit{"|", logical_or},   Habit{"!", logical_not}};
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

  // ￥100万
  void currency() {
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

  // A quotation in ‘…’ or '…', brackets 【…】 and {…}
  void pairs() {
    struct Pair {
      std::string_view open, close, better_open, better_close;
    };
    const Pair all[] = {{"‘", "’", chinese_ ? "“" : "\"", chinese_ ? "”" : "\""},
                        {"'", "'", chinese_ ? "“" : "\"", chinese_ ? "”" : "\""},
                        {"【", "】", "[", "]"},
                        {"【", "】", "(", ")"},
                        {"{", "}", "(", ")"},
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

  void brackets() {
    std::vector<std::size_t> open;
    for (std::size_t at = 0; at < offset_; ++at) {
      if (text_[at] == '(' || text_[at] == '[') open.push_back(at);
      if ((text_[at] == ')' || text_[at] == ']') && !open.empty()) open.pop_back();
    }
    if (open.empty()) return;
    const std::string_view sign = text_[open.back()] == '(' ? ")" : "]";
    const std::size_t at = behind_blanks_back(text_, offset_);
    add(at, at, std::string(sign),
        {fmt::format("括号没有闭合，这里少了“{}”", sign),
         fmt::format("the bracket is not closed, `{}` is missing here", sign)});
    // (制造、贸易) for [制造、贸易]
    const std::size_t close = text_.find(')', offset_);
    if (text_[open.back()] != '(' || close == std::string_view::npos) return;
    const std::string inside(text_.substr(open.back() + 1, close - open.back() - 1));
    add(open.back(), close + 1, "[" + inside + "]", is_wrong("(…)", "[…]"));
  }

  // A separator of the wrong kind, or one too many.
  void separators() {
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

  void one_too_many() {
    if (offset_ >= text_.size()) return;
    const std::size_t size = character_at(text_, offset_).size;
    const std::string_view sign = text_.substr(offset_, size);
    const bool between_words = offset_ > 0 && offset_ + size < text_.size() && text_[offset_ - 1] != ' ' &&
                               is_word(character_at(text_, offset_ + size).code);
    const bool operation = size == 1 && offset_ > 0 && std::string_view("+-*/<>=").find(sign) != std::string_view::npos;
    if (!is_word(character_at(text_, offset_).code) && !operation) {
      add(offset_, offset_ + size, "", is_too_many(sign));
      if (between_words) add(offset_, offset_ + size, " ", is_too_many(sign));
    }
    const std::string_view word = first_word(text_.substr(offset_));
    const std::size_t before = behind_blanks_back(text_, offset_);
    if (!word.empty() && last_word(text_.substr(0, before)) == word) add(before, offset_ + word.size(), "", is_too_many(word));
  }

  // 20% 以上 behind a comparison sign
  void suffix_too_many() {
    const std::string_view rest = text_.substr(offset_);
    for (const Keyword keyword : {Keyword::suffix_at_least, Keyword::suffix_at_most}) {
      const std::size_t size = match_spelling(rest, keyword, words_.language());
      if (size > 0) add(behind_blanks_back(text_, offset_), offset_ + size, "", is_too_many(rest.substr(0, size)));
    }
  }

  void lost_colon() {
    for (const std::string_view sign : {";", "=", "|"}) lost_colon(sign);
    for_each_blank([this](std::size_t at) {
      if (text_[at - 1] != ',') add(at, at + 1, ": ", {"这里少了冒号“:”", "a colon `:` is missing here"});
    });
    lost_colon(",");
  }

  void lost_colon(std::string_view sign) {
    const std::size_t at = text_.find(sign);
    if (at == std::string_view::npos || at == 0) return;
    const bool comparison = sign == "=" && (std::string_view("<>!=").find(text_[at - 1]) != std::string_view::npos ||
                                            text_.substr(at + 1).starts_with('>') || text_.substr(at + 1).starts_with('='));
    if (comparison) return;
    const std::size_t begin = behind_blanks_back(text_, at);
    const std::size_t end = at + sign.size() + (text_.substr(at + sign.size()).starts_with(' ') ? 1 : 0);
    add(begin, end, ": ", is_wrong(sign, ":"));
  }

  void lost_sign() {
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

  void lost_on() {
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
    // 加成: 按 销售额
    if (offset_ < text_.size() && text_[offset_] == ':') add(offset_, offset_ + 1, "", is_too_many(":"));
  }

  // Types, clauses, modifiers and periods in other words, or glued to what follows.
  void keywords(Wanted wanted) {
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

  void missing_type() {
    const std::string type(spelling(Keyword::one_of, words_.language()));
    const std::string_view rest = text_.substr(offset_);
    if (rest.find("、") != std::string_view::npos || rest.find(',') != std::string_view::npos)
      add(offset_, offset_, type + " ",
          {fmt::format("这里少了类型“{}”", type), fmt::format("the type `{}` is missing here", type)});
  }

  // 选项制造, 半年上门
  void glued_behind(KeywordGroup group) {
    const std::string_view rest = text_.substr(offset_);
    std::size_t size = 0;
    for (const KeywordEntry& entry : all_keywords()) {
      if (entry.group == group) size = std::max(size, match_spelling(rest, entry.keyword, words_.language()));
    }
    if (size == 0 || size >= rest.size() || !is_word(character_at(rest, size).code)) return;
    const std::size_t word = first_word(rest).size();
    const std::string_view glued = rest.substr(0, word);
    add(offset_, offset_ + word, fmt::format("{} {}", rest.substr(0, size), glued.substr(size)),
        {fmt::format("“{}”里少了空格", glued), fmt::format("a blank is missing in `{}`", glued)});
  }

  // 空白视作 0; 文本 可不填
  void clauses() {
    const std::size_t before = behind_blanks_back(text_, offset_);
    if (text_.substr(0, before).find(':') == std::string_view::npos) return;
    const std::size_t comma = text_.substr(0, before).rfind(',');
    if (comma != std::string_view::npos) clause_word(std::min(text_.find_first_not_of(' ', comma + 1), text_.size()));
    if (offset_ < text_.size() && before < offset_) add(before, offset_, ", ", is_missing(","));
    for_each_blank([this](std::size_t blank) {
      const std::string_view rest = text_.substr(blank + 1);
      for (const Keyword keyword : {Keyword::key, Keyword::optional, Keyword::blank_means, Keyword::also}) {
        if (match_spelling(rest, keyword, words_.language()) > 0 && text_[blank - 1] != ',')
          add(blank, blank + 1, ", ", is_missing(","));
      }
    });
  }

  void clause_word(std::size_t begin) {
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

  // 吨/月 in brackets
  void brackets_around() {
    if (offset_ >= text_.size() || text_[offset_] != '(') return;
    const std::size_t close = text_.find(')', offset_);
    if (close == std::string_view::npos) return;
    const std::string_view inside = without_blanks(text_.substr(offset_ + 1, close - offset_ - 1));
    // 200万以下(不含) is 不满200万.
    if (inside == "不含") {
      const std::string_view limit = without_blanks(text_.substr(0, offset_));
      for (const Habit& suffix : {Habit{"以下", "不满"}, Habit{"以上", "超过"}}) {
        if (!limit.ends_with(suffix.typed)) continue;
        const std::string better = fmt::format("{}{}", suffix.meant, limit.substr(0, limit.size() - suffix.typed.size()));
        add(0, close + 1, better, is_wrong(text_.substr(0, close + 1), better));
      }
      return;
    }
    if (inside == "含") return add(offset_, close + 1, "", is_too_many("(含)"));
    add(offset_, close + 1, std::string(inside), is_too_many("()"));
  }

  void dates() {
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

  // 50万以上80万以下, >=200万 且 <400万, 200万<=x<400万
  void two_limits() {
    struct Limit {
      bool lower = false, closed = true;
      std::string_view value;
    };
    std::vector<Limit> limits;
    std::string_view rest = text_;
    const auto skip = [&] {
      bool skipped = true;
      while (skipped) {
        skipped = false;
        for (const std::string_view word : {" ", ",", "、", "且", "至", "并且", "and ", "&&", "&"}) {
          if (!rest.starts_with(word)) continue;
          rest.remove_prefix(word.size());
          skipped = true;
        }
      }
    };
    const auto value = [&] {
      std::size_t size = rest.starts_with('-') ? 1 : 0;
      const std::size_t number = rest.find_first_not_of("0123456789.,", size);
      if (number == size) return std::string_view{};
      size = number == std::string_view::npos ? rest.size() : number;
      if (rest.substr(size).starts_with('%')) ++size;
      for (const std::string_view unit : {"万元", "亿元", "万", "亿", "元"}) {
        if (!rest.substr(size).starts_with(unit)) continue;
        size += unit.size();
        break;
      }
      const std::string_view taken = rest.substr(0, size);
      rest.remove_prefix(size);
      return taken;
    };
    const auto prefix = [&](Limit& limit) {
      struct Word {
        std::string_view word;
        bool lower, closed;
      };
      for (const Word& word :
           {Word{">=", true, true},    {"≥", true, true},      {"<=", false, true},      {"≤", false, true},
            {">", true, false},        {"<", false, false},    {"不低于", true, true},   {"不少于", true, true},
            {"至少", true, true},      {"超过", true, false},  {"大于", true, false},    {"高于", true, false},
            {"不满", false, false},    {"小于", false, false}, {"低于", false, false},   {"不超过", false, true},
            {"at least ", true, true}, {"over ", true, false}, {"under ", false, false}, {"at most ", false, true}}) {
        if (!rest.starts_with(word.word)) continue;
        rest.remove_prefix(word.word.size());
        while (rest.starts_with(' ')) rest.remove_prefix(1);
        limit.lower = word.lower;
        limit.closed = word.closed;
        return true;
      }
      return false;
    };
    for (int i = 0; i < 2; ++i) {
      Limit limit;
      skip();
      const bool before = prefix(limit);
      limit.value = value();
      if (limit.value.empty()) return;
      if (!before) {
        const bool lower = i == 0;
        while (rest.starts_with(' ')) rest.remove_prefix(1);
        limit.lower = lower;
        bool suffix = false;
        for (const std::string_view word : {"及以上", "以上", "及以下", "以下", "以内"}) {
          if (!rest.starts_with(word) || (word.ends_with("上") != lower)) continue;
          rest.remove_prefix(word.size());
          suffix = true;
          break;
        }
        // 200万<=x<400万: the sign behind the first limit looks the other way.
        if (!suffix) {
          if (i != 0) return;
          for (const auto& [sign, closed] : {std::pair<std::string_view, bool>{"<=", true}, {"≤", true}, {"<", false}}) {
            if (!rest.starts_with(sign)) continue;
            rest.remove_prefix(sign.size());
            while (rest.starts_with(' ')) rest.remove_prefix(1);
            rest.remove_prefix(first_word(rest).size());
            limit.closed = closed;
            suffix = true;
            break;
          }
          if (!suffix) return;
        }
      }
      limits.push_back(limit);
    }
    if (!without_blanks(rest).empty() || limits[0].lower == limits[1].lower) return;
    const Limit& low = limits[limits[0].lower ? 0 : 1];
    const Limit& high = limits[limits[0].lower ? 1 : 0];
    add(0, text_.size(),
        fmt::format("{}{}{}{}{}",
                    low.closed ? ""
                    : chinese_ ? "超过"
                               : "over ",
                    low.value, chinese_ ? "至" : " to ",
                    high.closed ? ""
                    : chinese_  ? "不满"
                                : "under ",
                    high.value),
        {"两个界限合写成一个范围", "two limits are written as one range"});
  }

 private:
  // At most a few: each is a guess.
  template <typename Take>
  void for_each_blank(Take take) {
    std::size_t count = 0;
    for (std::size_t at = text_.find(' '); at != std::string_view::npos && count < 8; at = text_.find(' ', at + 1), ++count) {
      if (at > 0) take(at);
    }
  }

  // `word` in place of bytes [begin, end), with a blank where it would touch its neighbours.
  std::string apart(std::size_t begin, std::size_t end, std::string_view word) const {
    const bool before = begin > 0 && text_[begin - 1] != ' ';
    const bool behind = end < text_.size() && text_[end] != ' ';
    return fmt::format("{}{}{}", before ? " " : "", word, behind ? " " : "");
  }

  std::string_view text_;
  std::size_t offset_;
  const Words& words_;
  bool chinese_;
};

}  // namespace

std::vector<Repair> possible_repairs(std::string_view text, std::size_t offset, Wanted wanted, const Words& words) {
  Guesses guesses(text, offset, words);
  std::vector<Repair>& repairs = guesses.found;
  if (auto repair = range_repair(text, offset, words.language())) repairs.push_back(std::move(*repair));
  if (auto repair = colon_repair(text, offset, words)) repairs.push_back(std::move(*repair));
  if (text.size() > longest_unit) {
    if (auto repair = blank_repair(text, offset, words)) repairs.push_back(std::move(*repair));
    return repairs;
  }
  if (wanted == Wanted::colon) guesses.lost_colon();
  if (wanted == Wanted::sign) guesses.lost_sign();
  if (wanted == Wanted::on) guesses.lost_on();
  guesses.dates();
  guesses.two_limits();
  guesses.signs();
  guesses.currency();
  guesses.pairs();
  if (wanted == Wanted::type || wanted == Wanted::modifier || wanted == Wanted::period) guesses.keywords(wanted);
  if (wanted == Wanted::type) guesses.missing_type();
  if (auto repair = blank_repair(text, offset, words)) repairs.push_back(std::move(*repair));
  if (auto repair = phrase_repair(text, offset, words)) repairs.push_back(std::move(*repair));
  guesses.brackets();
  guesses.brackets_around();
  guesses.separators();
  guesses.one_too_many();
  guesses.suffix_too_many();
  guesses.clauses();
  return repairs;
}

}  // namespace fenji::grammar
