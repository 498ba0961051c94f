#include "tests/generate/list_spelling.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "tests/generate/voice.hpp"

namespace fenji::generate {

using model::Decimal;

namespace {

// The value in units of 10^power.
std::optional<Decimal> in_powers(Decimal value, int power) {
  value = model::normalized(value);
  if (value.scale + power > model::max_scale) return std::nullopt;
  return model::normalized({value.mantissa, value.scale + power});
}

// `digits` have no sign.
std::string with_commas(std::string digits) {
  const std::size_t whole = std::min(digits.find('.'), digits.size());
  for (std::size_t place = whole; place > 3; place -= 3) digits.insert(place - 3, ",");
  return digits;
}

std::string varied_digits(Random& random, const Decimal& magnitude, bool tidy) {
  std::string digits = model::to_text(magnitude);
  if (tidy) return digits;
  if (random.chance(25)) return with_commas(std::move(digits));
  if (random.chance(10)) digits += digits.find('.') == std::string::npos ? ".00" : "0";
  if (random.chance(4)) digits.insert(0, "00");
  return digits;
}

int power_of(const Decimal& bare_number_means) {
  int power = 0;
  while (power < 12 && model::power_of_ten(power) < bare_number_means.mantissa) ++power;
  return power;
}

struct Written {
  Decimal value;            // what stands before the unit
  std::string_view before;  // a sign of its own
  std::string after;
};

Written percentage(Random& random, Decimal value, const model::Field& field, bool tidy) {
  using Cells = model::Field::PercentCells;
  const bool bare = field.percent_cells != Cells::with_sign && (tidy || random.chance(70));
  if (bare && field.percent_cells == Cells::fraction) return {value, "", ""};
  const Decimal points = model::multiply(value, {100, 0}).value_or(value);
  if (bare) return {points, "", ""};
  return {points, "", tidy || random.chance(85) ? "%" : random.chance(50) ? " %" : "％"};
}

Written quantity(Random& random, Decimal value, const model::Field& field, bool tidy) {
  const int power = power_of(field.bare_number_means);
  const std::string unit = model::to_text(field.type.unit);
  const std::string gap = tidy || random.chance(85) ? "" : " ";
  if (!tidy) {
    switch (random.weighted({55, 15, 6, 14, field.type.unit.money() ? 10 : 0})) {
      case 1:
        if (const auto shorter = in_powers(value, 4)) return {*shorter, "", "万" + (random.chance(50) ? unit : "")};
        break;
      case 2:
        if (const auto shorter = in_powers(value, 8)) return {*shorter, "", "亿" + (random.chance(50) ? unit : "")};
        break;
      case 3:
        return {value, "", gap + unit};
      case 4:
        return {value, random.chance(50) ? "¥" : "￥", ""};
      default:
        break;
    }
  }
  if (power == 0) return {value, "", ""};
  if (const auto shorter = in_powers(value, power)) return {*shorter, "", ""};
  return {value, "", unit};
}

}  // namespace

std::string number_cell(Random& random, Decimal value, const model::Field& field, bool tidy) {
  value = model::normalized(value);
  const Written written = field.type.percent ? percentage(random, value, field, tidy) : quantity(random, value, field, tidy);
  Decimal magnitude = model::normalized(written.value);
  const bool negative = magnitude.mantissa < 0;
  if (negative) magnitude.mantissa = -magnitude.mantissa;
  const std::string_view sign = negative ? "-" : !tidy && random.chance(5) ? "+" : "";
  const std::string digits = varied_digits(random, magnitude, tidy);
  const bool sign_first = written.before.empty() || random.chance(50);
  std::string cell(sign_first ? sign : written.before);
  cell += sign_first ? written.before : sign;
  return cell + digits + written.after;
}

std::string date_cell(Random& random, model::Day day, bool tidy) {
  int year = 0, month = 0, day_of_month = 0;
  model::civil_from_day(day, year, month, day_of_month);
  switch (tidy ? 0 : random.below(5)) {
    case 1:
      return fmt::format("{:04}/{}/{}", year, month, day_of_month);
    case 2:
      return fmt::format("{:04}年{}月{}日", year, month, day_of_month);
    case 3:
      return fmt::format("{:04}-{}-{}", year, month, day_of_month);
    case 4:
      return fmt::format("{:04}年{:02}月{:02}日", year, month, day_of_month);
    default:
      return fmt::format("{:04}-{:02}-{:02}", year, month, day_of_month);
  }
}

std::string yes_no_cell(Random& random, bool yes, bool tidy) {
  static const std::vector<std::string_view> yes_words = {"是",   "Y",    "y", "yes", "Yes", "YES", "true",
                                                          "True", "TRUE", "1", "√",   "✓",   "✔",   "yEs"};
  static const std::vector<std::string_view> no_words = {"否",    "N",     "n", "no", "No", "NO", "false",
                                                         "False", "FALSE", "0", "×",  "✗",  "✘",  "fALSE"};
  if (tidy) return yes ? "是" : "否";
  return std::string(random.pick(yes ? yes_words : no_words));
}

std::string disguised(Random& random, std::string cell) {
  if (random.chance(6)) cell = Voice::full_width(cell);
  switch (random.weighted({88, 4, 3, 2, 2, 1})) {
    case 1:
      return " " + cell;
    case 2:
      return cell + "  ";
    case 3:
      return "　" + cell + "　";
    case 4:
      return "\t" + cell + "\u00A0";
    case 5:
      return cell + "\n";
    default:
      return cell;
  }
}

}  // namespace fenji::generate
