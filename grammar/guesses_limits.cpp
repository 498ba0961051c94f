// Two limits for one range.
#include "grammar/guesses.hpp"

#include <algorithm>
#include <optional>
#include <span>

#include "grammar/characters.hpp"
#include "grammar/habits.hpp"

namespace fenji::grammar {

// 销售额 介于 100万 和 200万 之间, sales between 1 and 2
void Guesses::between() {
  const auto behind = [&](std::initializer_list<std::string_view> words, std::size_t from, std::size_t& size) {
    std::size_t nearest = std::string_view::npos;
    for (const std::string_view word : words) {
      const std::size_t at = text_.find(word, from);
      if (at >= nearest) continue;
      nearest = at;
      size = word.size();
    }
    return nearest;
  };
  std::size_t start_size = 0, middle_size = 0, end_size = 0;
  const std::size_t start = chinese_ ? behind({"介于", "在"}, 0, start_size) : behind({" between "}, 0, start_size);
  if (start == std::string_view::npos || start == 0) return;
  const std::size_t low = start + start_size;
  const std::size_t middle =
      chinese_ ? behind({"和", "与", "到", "至", "~"}, low, middle_size) : behind({" and "}, low, middle_size);
  if (middle == std::string_view::npos) return;
  const std::size_t high = middle + middle_size;
  std::size_t end = chinese_ ? behind({"之间", "之內", "之内"}, high, end_size) : behind({" and ", " or "}, high, end_size);
  if (end == std::string_view::npos) {
    end = text_.size();
    end_size = 0;
  }
  const std::string_view lower = without_blanks(text_.substr(low, middle - low));
  const std::string_view upper = without_blanks(text_.substr(high, end - high));
  const auto is_number = [](std::string_view text) {
    const std::string_view digits = text.substr(text.starts_with('-') ? 1 : 0);
    return !digits.empty() && digits[0] >= '0' && digits[0] <= '9';
  };
  if (!is_number(lower) || !is_number(upper)) return;
  std::size_t begin = behind_blanks_back(text_, start);
  if (text_.substr(0, begin).ends_with(" is")) begin = behind_blanks_back(text_, begin - 2);
  const std::size_t to = chinese_ ? end + end_size : end;
  const std::string range =
      fmt::format(" {} {}{}{}", spelling(Keyword::in, words_.language()), lower, chinese_ ? "至" : " to ", upper);
  add(begin, to, range + (chinese_ && to < text_.size() && text_[to] != ' ' ? " " : ""),
      {"在两个数之间写成一个范围，两端都包含在内", "between two numbers is written as one range, both ends included"}, false);
}

// 交期 20天至60天, margin 20% and above
void Guesses::lost_in() {
  const std::string_view range = text_.substr(offset_);
  const bool is_number = !range.empty() && is_digit(static_cast<unsigned char>(range[range.starts_with('-') ? 1 : 0]));
  const std::size_t begin = behind_blanks_back(text_, offset_);
  if (!is_number || begin == 0 || !is_word(character_at(text_, last_character(text_.substr(0, begin))).code)) return;
  const auto speaks_of = [&](Keyword keyword) { return range.find(spelling(keyword, words_.language())) != range.npos; };
  if (!speaks_of(Keyword::to) && !speaks_of(Keyword::suffix_at_least) && !speaks_of(Keyword::suffix_at_most) &&
      !speaks_of(Keyword::suffix_over)) {
    return;
  }
  add(begin, offset_, apart(begin, offset_, spelling(Keyword::in, words_.language())),
      {"范围前面少了“为”", "`in` is missing in front of the range"});
}

// 50万以上80万以下, >=200万 且 <400万, 200万<=x<400万
void Guesses::two_limits() {
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

std::optional<Repair> range_in_words(std::string_view text, const Words& words) {
  constexpr std::size_t longest_cell = 80;
  const bool words_apart = text.find(' ') != std::string_view::npos;
  if (words.language() != Language::english || text.size() > longest_cell || !words_apart) return std::nullopt;
  const auto is_number = [](std::string_view rest) {
    if (rest.starts_with('-')) rest.remove_prefix(1);
    return !rest.empty() && is_digit(static_cast<unsigned char>(rest[0]));
  };
  // All that is mended has a number in it, but for the sign in front of a name.
  if (!text.starts_with('>') && text.find_first_of("0123456789") == std::string_view::npos) return std::nullopt;
  // A number first and last, as most ranges have them: only what stands between may be meant otherwise.
  const bool ends_in_digit = is_digit(static_cast<unsigned char>(text.back()));
  const bool odd_inside = text.find("up to") != std::string_view::npos || text.find("to <") != std::string_view::npos;
  if (is_number(text) && ends_in_digit && !odd_inside) return std::nullopt;
  std::string better(text);
  const auto replace = [&](std::string_view typed, std::string_view meant) {
    const std::size_t at = better.find(typed);
    if (at == std::string::npos || at == 0 || !is_number(std::string_view(better).substr(at + typed.size()))) return;
    better.replace(at, typed.size(), meant);
  };
  replace(" up to under ", " to under ");
  replace(" up to ", " to ");
  replace(" to < ", " to under ");
  replace(" to <", " to under ");
  const bool to = better.find(" to ") != std::string::npos;
  static constexpr Habit fronts[] = {Habit{"up to ", "at most "},         Habit{"no more than ", "at most "},
                                     Habit{"not more than ", "at most "}, Habit{"maximum ", "at most "},
                                     Habit{"max ", "at most "},           Habit{"atmost ", "at most "},
                                     Habit{"no less than ", "at least "}, Habit{"not less than ", "at least "},
                                     Habit{"minimum ", "at least "},      Habit{"min ", "at least "},
                                     Habit{"atleast ", "at least "},      Habit{"more than ", "over "},
                                     Habit{"greater than ", "over "},     Habit{"above ", "over "},
                                     Habit{"exceeding ", "over "},        Habit{"less than ", "under "},
                                     Habit{"fewer than ", "under "},      Habit{"below ", "under "}};
  for (const Habit& front : is_number(better) ? std::span<const Habit>() : fronts) {
    if (better.starts_with(front.typed) && is_number(std::string_view(better).substr(front.typed.size()))) {
      better.replace(0, front.typed.size(), front.meant);
      break;
    }
  }
  constexpr std::string_view from = "from ", between = "between ", both = " and ", greater = "> ";
  if (better.starts_with(from) && is_number(std::string_view(better).substr(from.size())))
    better.replace(0, from.size(), to ? "" : "at least ");
  if (to && better.starts_with(greater) && is_number(std::string_view(better).substr(greater.size())))
    better.replace(0, greater.size(), "over ");
  const std::size_t middle = better.find(both);
  if (better.starts_with(between) && middle != std::string::npos &&
      is_number(std::string_view(better).substr(middle + both.size()))) {
    better.replace(middle, both.size(), " to ");
    better.erase(0, between.size());
  }
  static constexpr Habit tails[] = {
      Habit{" and above", "at least "}, Habit{" and over", "at least "}, Habit{" and up", "at least "},
      Habit{" and more", "at least "},  Habit{" or above", "at least "}, Habit{" or higher", "at least "},
      Habit{" or over", "at least "},   Habit{" and below", "at most "}, Habit{" and under", "at most "},
      Habit{" and less", "at most "},   Habit{" or below", "at most "},  Habit{" or lower", "at most "}};
  for (const Habit& tail : is_number(better) && !to ? tails : std::span<const Habit>()) {
    if (!better.ends_with(tail.typed)) continue;
    better.resize(better.size() - tail.typed.size());
    better.insert(0, tail.meant);
    break;
  }
  if (better == text) return std::nullopt;
  const Message message = is_wrong(text, better);
  return Repair{0, text.size(), std::move(better), message, true};
}

}  // namespace fenji::grammar
