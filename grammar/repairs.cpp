#include "grammar/repairs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "grammar/characters.hpp"
#include "grammar/continuation.hpp"
#include "grammar/glued.hpp"
#include "grammar/guesses.hpp"
#include "grammar/habits.hpp"
#include "grammar/mistypes.hpp"

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
  if (text.starts_with('+')) text.remove_prefix(1);
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
  // 400万—800万以下: the dash says that it is a range, whose upper end is included.
  for (const std::string_view suffix : {"及以下", "以下", "以内"}) {
    if (!high.ends_with(suffix) || low.find_first_of(digits) == std::string_view::npos) continue;
    const std::string_view sign = text.substr(offset, dash);
    return Repair{place_in(text, low), place_in(text, high) + high.size(),
                  range_text(low, high.substr(0, high.size() - suffix.size()), language),
                  ends_of_range(fmt::format("“{}”", sign), fmt::format("`{}`", sign))};
  }
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

}  // namespace

std::vector<Repair> possible_clauses(std::string_view text, std::size_t end, const Words& words) {
  Guesses guesses(text, end, words);
  if (text.size() <= longest_unit) guesses.clauses();
  return std::move(guesses.found);
}

std::vector<Repair> possible_repairs(std::string_view text, std::size_t offset, Wanted wanted, const Words& words) {
  Guesses guesses(text, offset, words);
  std::vector<Repair>& repairs = guesses.found;
  if (auto repair = range_repair(text, offset, words.language())) repairs.push_back(std::move(*repair));
  if (auto repair = colon_repair(text, offset, words)) repairs.push_back(std::move(*repair));
  if (text.size() > longest_unit) {
    if (auto repair = blank_repair(text, offset, words)) repairs.push_back(std::move(*repair));
    return repairs;
  }
  if (wanted == Wanted::colon) {
    guesses.field_without_signs();
    guesses.lost_colon();
  }
  if (wanted == Wanted::sign) guesses.lost_sign();
  if (wanted == Wanted::on) guesses.lost_on();
  guesses.dates();
  guesses.two_limits();
  guesses.between();
  guesses.equal_to_several();
  guesses.signs();
  guesses.currency();
  guesses.numbers();
  guesses.pairs();
  if (wanted == Wanted::type || wanted == Wanted::modifier || wanted == Wanted::period) guesses.keywords(wanted);
  if (wanted == Wanted::type) {
    guesses.clause_before_type();
    guesses.missing_type();
  }
  guesses.words_around();
  if (auto repair = blank_repair(text, offset, words)) repairs.push_back(std::move(*repair));
  if (auto repair = phrase_repair(text, offset, words)) repairs.push_back(std::move(*repair));
  guesses.brackets();
  guesses.brackets_around();
  guesses.separators();
  guesses.one_too_many();
  guesses.suffix_too_many();
  guesses.lost_in();
  guesses.clauses();
  return repairs;
}

}  // namespace fenji::grammar
