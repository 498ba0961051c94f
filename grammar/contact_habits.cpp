#include "grammar/contact_habits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "grammar/characters.hpp"
#include "grammar/habits.hpp"
#include "grammar/keywords.hpp"
#include "grammar/numerals.hpp"

namespace fenji::grammar {
namespace {

constexpr std::array periods = {Keyword::half_year, Keyword::quarter,     Keyword::month,
                                Keyword::week,      Keyword::year_period, Keyword::day};

struct Contact {
  std::string count, period;
  bool changed = false;  // from the notation of the language
};

void skip_blanks(std::string_view& text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
}

bool take(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word)) return false;
  text.remove_prefix(word.size());
  skip_blanks(text);
  return true;
}

std::string take_number(std::string_view& text, Contact& contact) {
  const std::size_t size = std::min(text.find_first_not_of("0123456789"), text.size());
  std::string number(text.substr(0, size));
  if (size == 0) {
    std::string digits;
    const std::size_t numeral = match_numeral(text, digits);
    if (numeral == 0 || digits.find_first_not_of("0123456789") != std::string::npos) return {};
    text.remove_prefix(numeral);
    contact.changed = true;
    number = digits;
  } else {
    text.remove_prefix(size);
  }
  skip_blanks(text);
  return number;
}

// 1-2次; in English 1-2, 1-2 times, once, twice
bool take_count(std::string_view& text, Language language, Contact& contact) {
  std::string_view rest = text;
  const bool english = language == Language::english;
  if (english && (take(rest, "once") || take(rest, "twice"))) {
    contact.count = text.starts_with("once") ? "1" : "2";
    contact.changed = true;
    text = rest;
    return true;
  }
  std::string count = take_number(rest, contact);
  if (count.empty()) return false;
  for (const std::string_view sign : {"-", "~", "–", "至", "到", "to "}) {
    if (!take(rest, sign)) continue;
    contact.changed = contact.changed || sign == "到";
    const std::string high = take_number(rest, contact);
    if (high.empty()) return false;
    count += "-" + high;
    break;
  }
  if (english) {
    for (const std::string_view word : {"times", "time", "visits", "visit", "calls", "x"}) {
      if (take(rest, word)) contact.changed = true;
    }
  } else if (!take(rest, "次")) {
    if (take(rest, "回") || take(rest, "遍"))
      contact.changed = true;
    else
      return false;
  }
  contact.count = count;
  text = rest;
  return true;
}

bool take_period(std::string_view& text, Language language, Contact& contact) {
  for (const Keyword period : periods) {
    const std::size_t size = match_spelling(text, period, language);
    if (size == 0) continue;
    const std::string_view behind = text.substr(size);
    if (language == Language::english && is_word(character_at(behind, 0).code)) continue;
    contact.period = spelling(period, language);
    text.remove_prefix(size);
    skip_blanks(text);
    return true;
  }
  return false;
}

// 上门/电话 and the like
std::string action_meant(std::string_view action, Language language) {
  const bool chinese = language == Language::chinese;
  const std::string both(spelling(Keyword::on_site_or_phone, language));
  std::string tight(action);
  std::erase(tight, ' ');
  if (chinese) {
    for (const std::string_view typed : {"电话或上门", "上门/电话", "电话/上门", "上门和电话", "上门或电话"}) {
      if (tight == typed) return both;
    }
  }
  for (const std::string_view typed : {"by phone or on site", "on site/by phone", "on site or phone", "phone or on site"}) {
    if (!chinese && action == typed) return both;
  }
  for (const Keyword keyword : {Keyword::on_site_or_phone, Keyword::on_site, Keyword::phone}) {
    const Language other = chinese ? Language::english : Language::chinese;
    if (same_letters(action, spelling(keyword, other)) || same_letters(action, spelling(keyword, language)))
      return std::string(spelling(keyword, language));
  }
  if (!chinese && (action == "phone" || action == "by telephone")) return std::string(spelling(Keyword::phone, language));
  if (!chinese && (action == "onsite" || action == "on-site")) return std::string(spelling(Keyword::on_site, language));
  return std::string(action);
}

// One contact; nothing where it is neither a frequency nor a known action.
std::optional<Contact> contact_of(std::string_view& text, Language language) {
  Contact contact;
  std::string_view rest = text;
  const auto each = [&] {
    for (const std::string_view word : {"每个", "每", "every ", "each "}) {
      if (take(rest, word)) return true;
    }
    return false;
  };
  if (each() || language == Language::chinese) {
    std::string_view behind = rest;
    if (take_period(behind, language, contact) && take_count(behind, language, contact)) {
      contact.changed = true;
      text = behind;
      return contact;
    }
    rest = text;
    contact = Contact{};
  }
  if (!take_count(rest, language, contact)) return std::nullopt;
  bool joined = false;
  for (const std::string_view sign : {"/", "\\", "per ", "a ", "an ", "in a ", "、", ","}) {
    if (!take(rest, sign)) continue;
    joined = true;
    contact.changed = contact.changed || (sign != "/" && sign != "per ");
    break;
  }
  if (each()) {
    joined = true;
    contact.changed = true;
  }
  if (!joined || !take_period(rest, language, contact)) return std::nullopt;
  text = rest;
  return contact;
}

std::string one_contact(std::string_view text, Language language) {
  std::string_view action = text;
  const auto contact = contact_of(action, language);
  if (!contact) return action_meant(text, language);
  std::string made = language == Language::chinese ? fmt::format("{}次/{}", contact->count, contact->period)
                                                   : fmt::format("{} per {}", contact->count, contact->period);
  const std::string meant = action_meant(action, language);
  if (!contact->changed && meant == action) return std::string(text);
  if (!meant.empty()) made += " " + meant;
  return made;
}

}  // namespace

std::string contacts_meant(std::string_view cell, Language language) {
  std::string all;
  bool changed = false;
  for (std::string_view rest = cell; !rest.empty();) {
    const std::size_t pause = rest.find("、");
    const std::size_t end = std::min<std::size_t>({pause, rest.find(','), rest.size()});
    const std::size_t size = end == rest.size() ? 0 : end == pause ? std::string_view("、").size() : 1;
    const std::string_view typed = without_blanks(rest.substr(0, end));
    const std::string meant = one_contact(typed, language);
    changed = changed || meant != typed;
    all += meant;
    all += rest.substr(end, size);
    if (size == 1) all += ' ';
    rest.remove_prefix(end + size);
  }
  return changed ? all : std::string();
}

}  // namespace fenji::grammar
