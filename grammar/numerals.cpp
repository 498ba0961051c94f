#include "grammar/numerals.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "grammar/characters.hpp"

namespace fenji::grammar {
namespace {

int digit_value(char32_t code) {
  constexpr std::u32string_view digits = U"零一二三四五六七八九";
  if (code == U'两') return 2;
  const std::size_t at = digits.find(code);
  return at == std::u32string_view::npos ? -1 : static_cast<int>(at);
}

int unit_value(char32_t code) { return code == U'十' ? 10 : code == U'百' ? 100 : code == U'千' ? 1000 : 0; }

// 一千五百 up to 9999, and where it ends; 0 bytes for none.
std::size_t small_numeral(std::string_view text, int& value) {
  std::size_t at = 0;
  int pending = -1;
  value = 0;
  while (true) {
    const Character character = character_at(text, at);
    if (character.size == 0) break;
    if (const int digit = digit_value(character.code); digit >= 0) {
      if (pending > 0) return 0;
      pending = digit;
    } else if (const int unit = unit_value(character.code); unit > 0) {
      value += unit * (pending < 0 ? 1 : pending);
      pending = -1;
    } else {
      break;
    }
    at += character.size;
  }
  if (pending > 0) value += pending;
  return value > 9999 ? 0 : at;
}

std::size_t number_size(std::string_view text) {
  const std::size_t size = text.find_first_not_of("0123456789.");
  return size == std::string_view::npos ? text.size() : size;
}

// The digits at `at`, at most `most` of them; -1 for none.
int take_digits(std::string_view text, std::size_t& at, std::size_t most) {
  int value = -1;
  for (std::size_t count = 0; count < most && at < text.size() && text[at] >= '0' && text[at] <= '9'; ++count, ++at)
    value = (value < 0 ? 0 : value * 10) + (text[at] - '0');
  return value;
}

bool take_sign(std::string_view text, std::size_t& at, std::initializer_list<std::string_view> signs) {
  for (const std::string_view sign : signs) {
    if (!text.substr(at).starts_with(sign)) continue;
    at += sign.size();
    return true;
  }
  return false;
}

std::size_t match_date(std::string_view text, std::string& day) {
  std::size_t at = 0;
  const int year = take_digits(text, at, 4);
  if (at != 4 || year < 1900) return 0;
  const bool signs = take_sign(text, at, {"/", ".", "-", "年"});
  const int month = take_digits(text, at, 2);
  if (signs && !take_sign(text, at, {"/", ".", "-", "月"})) return 0;
  const std::size_t before_day = at;
  const int number = take_digits(text, at, 2);
  if (!signs && (at != 8 || before_day != 6)) return 0;
  take_sign(text, at, {"日", "号"});
  if (month < 1 || month > 12 || number < 1 || number > 31) return 0;
  if (at < text.size() && is_digit(static_cast<unsigned char>(text[at]))) return 0;
  day = fmt::format("{:04}-{:02}-{:02}", year, month, number);
  return at;
}

constexpr std::array months = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};

// January or Jan, with its number; 0 bytes for none.
std::size_t month_name(std::string_view text, int& month) {
  const std::size_t size = std::min(text.find_first_of(" ,.0123456789"), text.size());
  if (size < 3 || size > 9) return 0;
  for (std::size_t i = 0; i < months.size(); ++i) {
    const std::string_view name = months[i];
    bool same = true;
    for (std::size_t at = 0; at < name.size(); ++at) same = same && (text[at] | 0x20) == name[at];
    if (!same) continue;
    month = static_cast<int>(i) + 1;
    return size;
  }
  return 0;
}

// Jan 1, 2026; 1 January 2026; 31/12/2026 where the day cannot be taken for the month.
std::size_t match_english_date(std::string_view text, std::string& day) {
  std::size_t at = 0;
  int month = 0, number = -1;
  const auto blanks = [&] {
    while (at < text.size() && (text[at] == ' ' || text[at] == ',' || text[at] == '.')) ++at;
  };
  if (const std::size_t size = month_name(text, month); size > 0) {
    at = size;
    blanks();
    number = take_digits(text, at, 2);
    take_sign(text, at, {"st", "nd", "rd", "th"});
  } else {
    number = take_digits(text, at, 2);
    if (number < 0) return 0;
    if (take_sign(text, at, {"/"})) {
      const int second = take_digits(text, at, 2);
      if (!take_sign(text, at, {"/"}) || (number <= 12 && second <= 12 && number != second)) return 0;
      month = number > 12 ? second : number;
      number = number > 12 ? number : second;
    } else {
      take_sign(text, at, {"st", "nd", "rd", "th"});
      blanks();
      const std::size_t name = month_name(text.substr(at), month);
      if (name == 0) return 0;
      at += name;
    }
  }
  blanks();
  const std::size_t before_year = at;
  const int year = take_digits(text, at, 4);
  if (at - before_year != 4 || year < 1900 || month < 1 || month > 12 || number < 1 || number > 31) return 0;
  day = fmt::format("{:04}-{:02}-{:02}", year, month, number);
  return at;
}

std::size_t match_any_date(std::string_view text, std::string& day) {
  const std::size_t size = match_date(text, day);
  return size > 0 ? size : match_english_date(text, day);
}

}  // namespace

std::size_t match_numeral(std::string_view text, std::string& digits) {
  constexpr std::string_view percent = "百分之";
  if (text.starts_with(percent)) {
    const std::string_view rest = text.substr(percent.size());
    int value = 0;
    if (const std::size_t size = number_size(rest); size > 0) {
      digits = std::string(rest.substr(0, size)) + "%";
      return percent.size() + size;
    }
    const std::size_t size = small_numeral(rest, value);
    digits = fmt::format("{}%", value);
    return size == 0 ? 0 : percent.size() + size;
  }
  int value = 0;
  std::size_t size = small_numeral(text, value);
  if (size == 0) return 0;
  digits = std::to_string(value);
  for (const std::string_view magnitude : {"万", "亿"}) {
    if (!text.substr(size).starts_with(magnitude)) continue;
    digits += magnitude;
    size += magnitude.size();
    break;
  }
  if (text.substr(size).starts_with("元")) {
    digits += "元";
    size += std::string_view("元").size();
  }
  return size;
}

std::optional<std::string> date_meant(std::string_view text) {
  std::string day;
  text = without_blanks(text);
  return !text.empty() && match_any_date(text, day) == text.size() ? std::optional(day) : std::nullopt;
}

std::optional<DaysMeant> days_meant(std::string_view text) {
  constexpr std::array starts = {"from ", "From ", "自", "从", "由"};
  constexpr std::array links = {"至", "到", "to", "until", "till", "through", "-", "~", "—", "–", "起"};
  const auto skip = [&](const auto& words) {
    for (bool found = true; found;) {
      while (text.starts_with(' ')) text.remove_prefix(1);
      found = false;
      for (const std::string_view word : words) {
        if (!text.starts_with(word)) continue;
        text.remove_prefix(word.size());
        found = true;
        break;
      }
    }
  };
  DaysMeant days;
  text = without_blanks(text);
  skip(starts);
  const std::size_t first = match_any_date(text, days.first);
  if (first == 0) return std::nullopt;
  text.remove_prefix(first);
  skip(links);
  for (const std::string_view end : {"止", "为止"}) {
    if (text.ends_with(end)) text.remove_suffix(end.size());
  }
  if (text.empty() || match_any_date(text, days.last) != text.size()) return std::nullopt;
  return days;
}

}  // namespace fenji::grammar
