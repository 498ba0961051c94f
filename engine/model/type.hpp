// Stage: model. Kinds and units of values, decided before the first record is read.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "grammar/diagnostics/source.hpp"

namespace fenji::model {

enum class Kind : std::uint8_t { yes_no, number, date, label, text };

// A product of powers such as 吨/月 = 吨^1 月^-1, sorted by name, no power of zero. No factor: a plain number or a percentage.
// Built-in units are named 元 年 月 周 日; other spellings of them never occur here.
struct Unit {
  std::vector<std::pair<std::string, int>> factors;

  bool plain() const { return factors.empty(); }
  bool money() const { return factors.size() == 1 && factors[0].first == "元" && factors[0].second == 1; }
  bool operator==(const Unit&) const = default;
};

Unit money_unit();
Unit product(const Unit& left, const Unit& right);
Unit quotient(const Unit& left, const Unit& right);
// `吨/月` or `年` as an author writes it: words joined by `/` and `*` or `·`, read from the left, blanks around them trimmed;
// 元 yuan CNY, 年 year years, 个月 月 month months, 周 week weeks, 天 日 day days are the built-in units, any other word is a
// unit of its own to the letter. No word at all: a plain number.
Unit parse_unit(const std::string& text);
// Reads back as the same unit: `吨/月`, `米·米`, `1/月`; empty for a plain number.
std::string to_text(const Unit& unit);

// As it follows a number: `吨/月`, `个月`; ` years`, ` 吨/month` with a blank in front.
std::string counted_unit(const Unit& unit, Language language, bool one = false);

// Decimal places that cells of each kind are kept with; reading a cell refuses what has more (whole numbers: none).
inline constexpr int money_scale = 6;
inline constexpr int number_scale = 6;
inline constexpr int percent_scale = 8;  // 12.345678% has eight as a fraction

struct Type {
  Kind kind = Kind::number;
  // Numbers only:
  Unit unit;
  bool percent = false;   // shown as 35%; its unit is plain
  bool whole = false;     // no decimal places by declaration: neighbours are one apart
  bool quotient = false;  // an exact fraction that is no decimal: it may be compared or rounded, nothing else
  int scale = 0;          // decimal places of its mantissa in every evaluator (0 where `quotient`)
  // Labels only: index into Rules::label_sets.
  std::uint32_t labels = 0;

  bool operator==(const Type&) const = default;
};

}  // namespace fenji::model
