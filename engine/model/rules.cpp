#include "engine/model/rules.hpp"

#include <fmt/format.h>

#include <array>
#include <cassert>
#include <cstddef>
#include <string_view>

namespace fenji::model {

namespace {

// Decimal places of a quotient where it is shown.
constexpr int shown_places = 6;

struct Word {
  std::string_view zh;
  std::string_view en;

  std::string_view in(Language language) const { return language == Language::chinese ? zh : en; }
};

// By Contact::Period; the Chinese of more than one takes a classifier where the noun asks for it: 2个月, but 2周.
struct PeriodWords {
  Word one;
  Word several;
};
constexpr std::array period_words = {
    PeriodWords{{"天", "day"}, {"天", "days"}},
    PeriodWords{{"周", "week"}, {"周", "weeks"}},
    PeriodWords{{"月", "month"}, {"个月", "months"}},
    PeriodWords{{"季度", "quarter"}, {"个季度", "quarters"}},
    PeriodWords{{"半年", "half-year"}, {"个半年", "half-years"}},
    PeriodWords{{"年", "year"}, {"年", "years"}},
};

// By Contact::Action, those with words of their own.
constexpr std::array action_words = {Word{"", ""}, Word{"上门", "on site"}, Word{"电话", "by phone"},
                                     Word{"上门或电话", "on site or by phone"}};

std::string text_of(const Contact& contact, Language language) {
  const bool chinese = language == Language::chinese;
  const std::string_view action = contact.action == Contact::Action::other
                                      ? std::string_view{contact.other_action}
                                      : action_words[static_cast<std::size_t>(contact.action)].in(language);
  if (contact.maximum == 0) return std::string(action);
  std::string text = fmt::format("{}", contact.minimum);
  if (contact.maximum != contact.minimum) text += fmt::format("-{}", contact.maximum);
  text += chinese ? "次/" : " per ";
  const PeriodWords& period = period_words[static_cast<std::size_t>(contact.period)];
  if (contact.periods == 1) {
    text += period.one.in(language);
  } else {
    text += fmt::format("{}{}{}", contact.periods, chinese ? "" : " ", period.several.in(language));
  }
  if (!action.empty()) (text += ' ') += action;
  return text;
}

std::string percent_text(Decimal value) {
  if (value.scale >= 2) return to_text(Decimal{value.mantissa, value.scale - 2}) + '%';
  // Written as digits, since a hundred times the mantissa may pass 128 bits.
  std::string digits = to_text(Decimal{value.mantissa, 0});
  if (value.mantissa != 0) digits.append(static_cast<std::size_t>(2 - value.scale), '0');
  return digits + '%';
}

std::string number_text(Decimal value, const Type& type) { return type.percent ? percent_text(value) : to_text(value); }

std::string quotient_text(Decimal numerator, Decimal denominator, const Type& type) {
  const int places = type.percent ? shown_places + 2 : shown_places;
  if (const auto exact = divide_exact(numerator, denominator, places)) return number_text(*exact, type);
  if (const auto near = divide_rounded(numerator, denominator, places)) return "≈" + number_text(*near, type);
  return to_text(numerator) + " / " + to_text(denominator);  // too great for a decimal
}

std::string day_text(Day day) {
  int year = 0;
  int month = 0;
  int day_of_month = 0;
  civil_from_day(day, year, month, day_of_month);
  return fmt::format("{:04}-{:02}-{:02}", year, month, day_of_month);
}

}  // namespace

bool contains(const Interval& interval, Decimal value) {
  if (interval.lower) {
    const auto order = compare(value, interval.lower->value);
    if (order < 0 || (order == 0 && !interval.lower->closed)) return false;
  }
  if (interval.upper) {
    const auto order = compare(value, interval.upper->value);
    if (order > 0 || (order == 0 && !interval.upper->closed)) return false;
  }
  return true;
}

std::string to_text(const Contacts& contacts, Language language) {
  const bool chinese = language == Language::chinese;
  if (contacts.empty()) return chinese ? "无" : "none";
  std::string text;
  for (const Contact& contact : contacts) {
    if (!text.empty()) text += chinese ? "、" : ", ";
    text += text_of(contact, language);
  }
  return text;
}

std::string to_text(const Value& value, const Type& type, const Rules& rules, Language language) {
  if (value.state != State::known) return {};
  switch (type.kind) {
    case Kind::yes_no:
      if (language == Language::chinese) return value.yes ? "是" : "否";
      return value.yes ? "yes" : "no";
    case Kind::number:
      return type.quotient ? quotient_text(value.number, value.denominator, type) : number_text(value.number, type);
    case Kind::date:
      return day_text(value.day);
    case Kind::label:
      assert(value.label < rules.labels_of(type).labels.size());
      return rules.labels_of(type).labels[value.label];
    case Kind::text:
      return value.text;
  }
  assert(false);
  return {};
}

}  // namespace fenji::model
