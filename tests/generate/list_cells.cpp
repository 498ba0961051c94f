#include "tests/generate/list_cells.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "tests/generate/list_spelling.hpp"

namespace fenji::generate {

using model::Decimal;
using model::Kind;

namespace {

// Of a mantissa in a cell.
constexpr int most_digits = 18;

using Texts = std::vector<std::string_view>;

const Texts broken_numbers = {"abc",
                              "1e5",
                              "inf",
                              "nan",
                              "NaN",
                              "--5",
                              "+-5",
                              "1,00,000",
                              "0,500",
                              "1,0000",
                              ",5",
                              ".5",
                              "5.",
                              "5 6",
                              "1.2.3",
                              "三万",
                              "#REF!",
                              "-",
                              "+",
                              "5kg",
                              "0x10",
                              "5元元",
                              "$5",
                              "5,",
                              "1，23",
                              "5万万",
                              "％",
                              "%",
                              "5%%",
                              "5‰",
                              "12-3",
                              "１．",
                              "0.1234567890123456789012345",
                              "99999999999999999999",
                              "-1000000000000",
                              "1 000",
                              "待定",
                              "/",
                              "¥",
                              "5¥"};
const Texts broken_dates = {"2026-02-30", "2026-13-01", "2026-00-10",       "2025-02-29", "26-1-1",   "2026.3.1",    "2026-3",
                            "20260301",   "03/01/2026", "2026-03-01 00:00", "2026年3月",  "2026/3-1", "2026-003-01", "明天",
                            "0000-01-01", "45000",      "2026-1-32",        "12026-1-1"};
const Texts broken_yes_no = {"maybe", "2", "-", "是否", "yess", "真", "T", "F", "on", "无", "?", "0.0", "01"};
const Texts broken_labels = {"？", "n/a", "A++", "甲乙", "option", "0", "ａ?", "#N/A"};
const Texts broken_bytes = {"\xFF", "\xC3(", "\xE4\xB8", "\xF0\x9F\x98", "\xED\xA0\x80", "\x80", "\xC0\xAF", "A\xFE"};
const Texts blanks = {"", " ", "\t", "　", "\u00A0", "  \t ", "\r\n", "\n"};
const Texts words = {"张三", "Acme, Inc.", "他说“好”", "a \"quoted\" word", "两\n行", "A", "=1+1", "x|y", "1,234", "ＡＢ",
                     "-",    "0",          "否",       "缺\r\n行",          "a\"b"};

Decimal at_scale(Decimal value, int scale) {
  if (const auto exact = model::rescaled(value, scale)) return *exact;
  return model::rounded(value, scale).value_or(Decimal{0, scale});
}

}  // namespace

// At a limit, one step beside it, at the sum or difference of two, or anywhere.
Decimal CellSource::number(Random& random, const model::Type& type) const {
  const std::vector<Decimal>& limits = limits_.numbers_of(type.unit);
  const int scale = type.scale;
  if (options_.extreme && random.chance(15)) {
    const model::Int128 mantissa = model::power_of_ten(most_digits) - random.between(0, 4);
    return {random.chance(50) ? mantissa : -mantissa, scale};
  }
  if (limits.empty() || random.chance(12)) {
    const model::Int128 power = model::power_of_ten(random.between(0, std::min(11, most_digits - 1 - scale)));
    return {power * random.between(-3, 9) + random.between(0, 99), random.between(0, scale)};
  }
  Decimal value = random.pick(limits);
  if (random.chance(15)) {
    const Decimal other = random.pick(limits);
    const auto both = random.chance(50) ? model::add(value, other) : model::subtract(value, other);
    value = both.value_or(value);
  }
  value = at_scale(value, scale);
  // A limit at the end of the range stays where it is.
  const auto move = [&value](model::Int128 step) {
    model::Int128 moved = 0;
    if (!model::add_overflows(value.mantissa, step, moved)) value.mantissa = moved;
  };
  switch (random.weighted({50, 20, 15, 15})) {
    case 1:
      move(random.chance(50) ? 1 : -1);
      break;
    case 2: {
      const model::Int128 step = model::power_of_ten(std::max(0, scale - 2));
      move(random.chance(50) ? step : -step);
      break;
    }
    case 3:
      move(model::power_of_ten(scale) * random.between(-5, 5));
      break;
    default:
      break;
  }
  return value;
}

model::Day CellSource::day(Random& random) const {
  if (limits_.days.empty() || random.chance(25)) {
    const int year = random.chance(90) ? random.between(2023, 2028) : random.between(1, 9999);
    const int month = random.between(1, 12);
    return model::day_from_civil(year, month, random.between(1, 28));
  }
  const model::Day limit = random.pick(limits_.days);
  const model::Day day = limit + random.between(-1, 1);
  return std::clamp(day, model::day_from_civil(1, 1, 1), model::day_from_civil(9999, 12, 31));
}

std::string CellSource::text(Random& random) const {
  if (!limits_.texts.empty() && random.chance(40)) return random.pick(limits_.texts);
  std::string text(random.pick(words));
  if (options_.tidy) return fmt::format("客户{}", random.between(1, 99));
  return text;
}

std::string CellSource::readable(Random& random, const model::Field& field) const {
  const bool tidy = options_.tidy;
  std::string cell;
  switch (field.type.kind) {
    case Kind::number: {
      Decimal value = number(random, field.type);
      // Another one where it would lie out of bounds, mostly.
      for (int tries = 0; tries < 3 && field.bounds && !model::contains(*field.bounds, value); ++tries)
        value = number(random, field.type);
      cell = number_cell(random, value, field, tidy);
      break;
    }
    case Kind::date:
      cell = date_cell(random, day(random), tidy);
      break;
    case Kind::yes_no: {
      const bool yes = random.chance(50);
      cell = yes_no_cell(random, yes, tidy);
      break;
    }
    case Kind::label:
      cell = random.pick(rules_.labels_of(field.type).labels);
      break;
    case Kind::text:
      return text(random);
  }
  return tidy ? cell : disguised(random, std::move(cell));
}

std::string CellSource::unreadable(Random& random, const model::Field& field) const {
  if (options_.broken_bytes && random.chance(25)) return std::string(random.pick(broken_bytes));
  switch (field.type.kind) {
    case Kind::number:
      return std::string(random.pick(broken_numbers));
    case Kind::date:
      return std::string(random.pick(broken_dates));
    case Kind::yes_no:
      return std::string(random.pick(broken_yes_no));
    case Kind::label:
      return std::string(random.pick(broken_labels));
    case Kind::text:
      break;
  }
  return text(random);
}

std::string CellSource::blank(Random& random) const { return options_.tidy ? std::string() : std::string(random.pick(blanks)); }

std::string CellSource::cell(Random& random, const model::Field& field) const {
  if (random.chance(options_.blank_percent)) return blank(random);
  if (random.chance(options_.unreadable_percent)) return unreadable(random, field);
  return readable(random, field);
}

}  // namespace fenji::generate
