#include "engine/lists/workbook/number_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <iterator>
#include <optional>

namespace fenji::lists {
namespace {

constexpr int significant_digits = 15;
constexpr int worked_out_digits = 13;
constexpr int most_places = 6;
constexpr int greatest_exponent = 400;

// mantissa * 10^exponent; zero is 0 * 10^0, else the mantissa does not end in 0.
struct Decimal {
  bool negative = false;
  std::uint64_t mantissa = 0;
  int exponent = 0;

  void normalise() {
    if (mantissa == 0) {
      negative = false;
      exponent = 0;
    }
    while (mantissa != 0 && mantissa % 10 == 0) {
      mantissa /= 10;
      ++exponent;
    }
  }
  // Half up, away from zero.
  void round_to_places(int places) {
    for (bool up = false; exponent < -places; ++exponent) {
      up = mantissa % 10 >= 5;
      mantissa /= 10;
      if (exponent + 1 == -places && up) ++mantissa;
    }
    normalise();
  }
};

// Only for choosing among the looks of a format.
double approximate(const Decimal& value) {
  const double size = static_cast<double>(value.mantissa) * std::pow(10.0, value.exponent);
  return value.negative ? -size : size;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view without_blanks(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

struct Parsed {
  Decimal value;            // 15 significant digits
  bool whole = false;       // digits alone
  std::string_view digits;  // where whole: without sign and leading zeros
};

std::optional<Parsed> parse(std::string_view text) {
  Parsed parsed;
  Decimal& value = parsed.value;
  std::size_t at = 0;
  if (at < text.size() && (text[at] == '-' || text[at] == '+')) value.negative = text[at++] == '-';
  const std::size_t begin = at;
  int taken = 0;
  bool point = false, any = false;
  for (; at < text.size(); ++at) {
    if (text[at] == '.' && !point) {
      point = true;
      continue;
    }
    if (!is_digit(text[at])) break;
    any = true;
    if (taken == 0 && text[at] == '0') {
      if (point) --value.exponent;
      continue;
    }
    if (taken <= significant_digits) {  // one more, which rounds
      value.mantissa = value.mantissa * 10 + static_cast<std::uint64_t>(text[at] - '0');
      if (point) --value.exponent;
      ++taken;
    } else if (!point) {
      ++value.exponent;
    }
  }
  if (!any) return std::nullopt;
  parsed.whole = at == text.size() && !point;
  if (parsed.whole) {
    parsed.digits = text.substr(begin);
    parsed.digits.remove_prefix(std::min(parsed.digits.find_first_not_of('0'), parsed.digits.size() - 1));
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && text[at] == '+') ++at;
    int exponent = 0;
    const auto [end, error] = std::from_chars(text.data() + at, text.data() + text.size(), exponent);
    if (error != std::errc{} || exponent > greatest_exponent || exponent < -greatest_exponent) return std::nullopt;
    value.exponent += exponent;
    at = static_cast<std::size_t>(end - text.data());
  }
  if (at != text.size()) return std::nullopt;
  if (taken > significant_digits) {
    value.mantissa = (value.mantissa + 5) / 10;
    ++value.exponent;
  }
  value.normalise();
  if (value.mantissa != 0 && (value.exponent > greatest_exponent || value.exponent < -greatest_exponent)) return std::nullopt;
  return parsed;
}

void append_decimal(const Decimal& value, std::string& out) {
  if (value.negative) out += '-';
  const fmt::format_int written(value.mantissa);
  const std::string_view digits(written.data(), written.size());
  const int point = static_cast<int>(digits.size()) + value.exponent;
  if (value.exponent >= 0) {
    out.append(digits).append(static_cast<std::size_t>(value.exponent), '0');
  } else if (point > 0) {
    out.append(digits, 0, static_cast<std::size_t>(point)).append(1, '.').append(digits, static_cast<std::size_t>(point));
  } else {
    out.append("0.").append(static_cast<std::size_t>(-point), '0').append(digits);
  }
}

// Days and seconds of a date that is no later than 9999.
struct Moment {
  std::int64_t days = 0;
  std::int64_t seconds = 0;  // of the day
};

std::optional<Moment> moment_of(Decimal value) {
  constexpr std::int64_t last_day = 2'958'465;  // 9999-12-31 from 1900
  constexpr std::int64_t day_seconds = 86'400;
  constexpr int places = 12;
  if (value.negative || static_cast<int>(fmt::format_int(value.mantissa).size()) + value.exponent > 7) return std::nullopt;
  value.round_to_places(places);
  std::uint64_t scale = 1, whole = value.mantissa;
  for (int i = value.exponent; i > 0; --i) whole *= 10;
  for (int i = value.exponent; i < 0; ++i) scale *= 10;
  Moment moment{static_cast<std::int64_t>(whole / scale), 0};
  moment.seconds = static_cast<std::int64_t>((whole % scale * day_seconds + scale / 2) / scale);
  moment.days += moment.seconds / day_seconds;
  moment.seconds %= day_seconds;
  if (moment.days > last_day) return std::nullopt;
  return moment;
}

void append_two_digits(unsigned number, std::string& out) {
  out += static_cast<char>('0' + number / 10 % 10);
  out += static_cast<char>('0' + number % 10);
}

void append_clock(std::int64_t seconds, std::string& out) {
  if (seconds >= 100 * 3600) {
    fmt::format_to(std::back_inserter(out), "{}", seconds / 3600);
  } else {
    append_two_digits(static_cast<unsigned>(seconds / 3600), out);
  }
  out += ':';
  append_two_digits(static_cast<unsigned>(seconds / 60 % 60), out);
  if (seconds % 60 == 0) return;
  out += ':';
  append_two_digits(static_cast<unsigned>(seconds % 60), out);
}

// As Excel counts, which takes 1900 for a leap year, and shows what is no day: 1900-01-00, 1900-02-29.
bool append_day(std::int64_t days, bool from_1904, bool year_alone, std::string& out) {
  using namespace std::chrono;
  if (!from_1904 && (days == 0 || days == 60)) {
    out += year_alone ? "1900" : days == 0 ? "1900-01-00" : "1900-02-29";
    return true;
  }
  const sys_days base = from_1904 ? sys_days{1904y / January / 1} : sys_days{1899y / December / (days < 60 ? 31 : 30)};
  const year_month_day date = base + std::chrono::days{days};
  if (date.year() > 9999y) return false;
  const auto year = static_cast<unsigned>(static_cast<int>(date.year()));
  append_two_digits(year / 100, out);
  append_two_digits(year % 100, out);
  if (year_alone) return true;
  out += '-';
  append_two_digits(static_cast<unsigned>(date.month()), out);
  out += '-';
  append_two_digits(static_cast<unsigned>(date.day()), out);
  return true;
}

// False where the value is no date: it is shown as a number then.
bool append_date(const Decimal& value, NumberKind kind, bool from_1904, std::string& out) {
  const auto moment = moment_of(value);
  if (!moment) return false;
  if (kind == NumberKind::elapsed) {
    append_clock(moment->days * 86'400 + moment->seconds, out);
    return true;
  }
  if (kind != NumberKind::time) {
    if (!append_day(moment->days, from_1904, kind == NumberKind::year, out)) return false;
    if (kind != NumberKind::date_time || moment->seconds == 0) return true;
    out += ' ';
  }
  append_clock(moment->seconds, out);
  return true;
}

}  // namespace

bool NumberTexts::append(std::string_view number, const NumberFormat& format, std::string& out) {
  const auto parsed = parse(without_blanks(number));
  if (!parsed) return false;
  Decimal value = parsed->value;
  const NumberLook look = format.look(format.uniform() ? 0 : approximate(value));
  switch (look.kind) {
    case NumberKind::number:
    case NumberKind::percent:
    case NumberKind::padded:
      break;
    default:
      if (append_date(value, look.kind, dates_from_1904, out)) return true;
  }
  const bool percent = look.kind == NumberKind::percent;
  // Fewer digits would be less than 10^15 whatever they are.
  if (value.exponent >= 0 && static_cast<int>(fmt::format_int(value.mantissa).size()) + value.exponent > significant_digits) {
    ++lost_digits;
  }
  if (parsed->whole && !percent) {
    if (value.negative) out += '-';
    if (look.kind == NumberKind::padded && parsed->digits.size() < look.zeros) {
      out.append(look.zeros - parsed->digits.size(), '0');
    }
    out += parsed->digits;
    return true;
  }
  if (percent && value.mantissa != 0) value.exponent += 2;
  if (value.exponent < -most_places && value.mantissa >= 1'000'000'000'000) {
    static_assert(worked_out_digits == 13, "the mantissa has as many digits");
    value.round_to_places(most_places);
    ++rounded;
  }
  append_decimal(value, out);
  if (percent) out += '%';
  return true;
}

void append_iso_date(std::string_view date, std::string& out) {
  date = without_blanks(date);
  const std::size_t letter = date.find('T');
  out += date.substr(0, letter);
  if (letter == date.npos) return;
  std::string_view time = date.substr(letter + 1);
  if (time.ends_with('Z')) time.remove_suffix(1);
  if (const std::size_t point = time.find('.'); point != time.npos && time.find_first_not_of('0', point + 1) == time.npos) {
    time = time.substr(0, point);
  }
  if (time.size() == 8 && time.ends_with(":00")) time.remove_suffix(3);
  if (time == "00:00") return;
  if (letter > 0) out += ' ';
  out += time;
}

}  // namespace fenji::lists
