#include "tests/generate/numbers.hpp"

#include <array>
#include <string_view>
#include <utility>

#include "tests/generate/dates.hpp"
#include "tests/generate/expressions.hpp"
#include "tests/generate/populations.hpp"

namespace fenji::generate {

using model::Decimal;

namespace {

using Texts = std::vector<std::string_view>;

// Percentages as such: 35 for 35%.
const Texts percentages = {"0",  "1",  "3",  "5",   "10",  "12.5", "20", "33.333333", "35",  "50",    "70",
                           "80", "95", "99", "100", "150", "0.5",  "-3", "-10",       "-20", "-3.01", "-100"};
const Texts plain = {"0",  "1",    "2",  "3",   "5",   "7",    "10",  "12",   "60", "70",  "79.5",
                     "80", "89.5", "90", "100", "120", "2026", "0.5", "1.05", "-1", "-2.5"};
const Texts money = {"0",       "0.01",      "50",        "100",     "1000",    "10000",   "100000",
                     "500000",  "1000000",   "1500000",   "1995000", "2000000", "4000000", "7995000",
                     "8000000", "120000000", "999999.99", "-1",      "-50000"};
const Texts amounts = {"0", "1", "2", "3", "5", "12", "30", "60", "90", "365", "4999", "5000", "50000", "0.5", "2.5", "-1"};
// Their reciprocals have few decimal places, or no end.
const Texts divisors = {"2", "4", "5", "8", "10", "100", "0.5", "0.25", "3", "7", "12", "1.5"};

Decimal decimal(std::string_view digits) { return *model::parse_decimal(digits); }

// What arithmetic takes out of 128 bits sooner or later.
Decimal large_value(Draft& draft) {
  Random& random = draft.random;
  constexpr int greatest_power = 36;
  model::Int128 mantissa = model::power_of_ten(random.between(12, greatest_power));
  switch (random.below(4)) {
    case 0:
      mantissa -= 1;
      break;
    case 1:
      mantissa += random.between(1, 9);
      break;
    case 2:
      mantissa = model::int128_max / random.between(1, 7);
      break;
    default:
      break;
  }
  if (random.chance(30)) mantissa = -mantissa;
  return {mantissa, random.chance(70) ? 0 : random.between(1, 8)};
}

ExpressionPtr leaf(Draft& draft, const Quantity& wanted) {
  if (draft.random.chance(75) || !can_be_written(wanted.unit)) {
    const auto found = draft.any_known(
        [&](const Known& known) { return known.is_number() && !known.type.quotient && known.type.unit == wanted.unit; });
    if (found) return found;
  }
  return random_literal(draft, wanted);
}

// A plain number among money, and 0 among anything.
ExpressionPtr bare_literal(Draft& draft, const Quantity& wanted) {
  return literal(wanted.unit.money() ? random_value(draft, wanted) : Decimal{0, 0});
}

ExpressionPtr random_sum(Draft& draft, const Quantity& wanted, int depth) {
  Random& random = draft.random;
  const int count = random.weighted({6, 3, 1}) == 0 ? 2 : random.between(3, 4);
  const int bare = !wanted.unit.plain() && random.chance(15) ? random.between(0, count - 1) : -1;
  std::vector<ExpressionPtr> operands;
  std::string signs;
  for (int i = 0; i < count; ++i) {
    if (i > 0) signs += random.chance(60) ? '+' : '-';
    Quantity each = wanted;
    if (wanted.unit.plain() && random.chance(30)) each.percent = !each.percent;
    operands.push_back(i == bare ? bare_literal(draft, wanted) : random_number(draft, each, depth - 1));
  }
  return sum(std::move(operands), std::move(signs));
}

// A number whose unit makes `other` into `wanted`: 元/吨 for 吨 and 元. Null where no such can be written.
ExpressionPtr cofactor(Draft& draft, const model::Unit& wanted, const model::Unit& other, int depth) {
  const model::Unit unit = model::quotient(wanted, other);
  return can_be_written(unit) ? random_number(draft, {unit, false}, depth) : nullptr;
}

ExpressionPtr random_multiplication(Draft& draft, const Quantity& wanted, int depth) {
  Random& random = draft.random;
  const int most_factors = draft.options.near_overflow ? 5 : 3;
  std::vector<ExpressionPtr> factors{random_number(draft, wanted, depth - 1)};
  const auto unit = random.chance(25) && !draft.units.empty() ? std::optional(random.pick(draft.units)) : std::nullopt;
  const auto other = unit ? cofactor(draft, wanted.unit, *unit, depth - 1) : nullptr;
  if (other) factors = {random_number(draft, {*unit, false}, depth - 1), other};
  const int count = random.between(2, most_factors);
  while (factors.size() < static_cast<std::size_t>(count)) {
    const bool percent = random.chance(50);
    factors.push_back(random_number(draft, {{}, percent}, depth - 1));
  }
  random.shuffle(factors);
  int places = 0;
  for (ExpressionPtr& factor : factors) {
    factor = with_places(draft, factor, model::max_scale - places);
    places += factor->type.scale;
  }
  return product(factors, std::string(factors.size() - 1, '*'));
}

// The quotient, or nothing where the dividend has so many decimal places that a constant divisor would give too many.
ExpressionPtr division(Draft& draft, ExpressionPtr dividend, ExpressionPtr divisor) {
  constexpr int most_of_reciprocal = 3;
  if (divisor->constant) {
    const Quantity quantity = quantity_of(divisor->type);
    Decimal value = decimal(draft.random.pick(divisors));
    if (quantity.percent) value.scale += 2;
    divisor = literal(value, quantity.unit, quantity.percent);
  }
  return product({with_places(draft, std::move(dividend), model::max_scale - most_of_reciprocal - 2), std::move(divisor)}, "/");
}

ExpressionPtr random_division(Draft& draft, const Quantity& wanted, int depth) {
  Random& random = draft.random;
  ExpressionPtr divided;
  if (random.chance(50)) {
    const ExpressionPtr dividend = random_number(draft, wanted, depth - 1);
    divided = division(draft, dividend, random_literal(draft, {}));
  } else {
    const Quantity by = random_quantity(draft);
    const ExpressionPtr dividend = random_number(draft, {model::product(wanted.unit, by.unit), false}, depth - 1);
    divided = division(draft, dividend, random_number(draft, by, depth - 1));
  }
  if (!divided->type.quotient) return divided;
  return rounded(divided, random.between(0, 8));
}

ExpressionPtr random_choice(Draft& draft, const Quantity& wanted, int depth) {
  Random& random = draft.random;
  const Form form = random.chance(50) ? Form::minimum : Form::maximum;
  std::vector<ExpressionPtr> operands{random_number(draft, wanted, depth - 1)};
  const int more = random.between(0, 3);
  for (int i = 0; i < more; ++i) {
    ExpressionPtr operand = random_number(draft, wanted, depth - 1);
    if (may_meet(*operands.front(), *operand)) operands.push_back(std::move(operand));
  }
  return least_or_greatest(form, std::move(operands));
}

}  // namespace

Quantity random_quantity(Draft& draft) {
  const std::size_t unit = draft.random.weighted({30, 25, 30, draft.units.empty() ? 0 : 15});
  switch (unit) {
    case 0:
      return {};
    case 1:
      return {{}, true};
    case 2:
      return {model::money_unit(), false};
    default:
      return {draft.random.pick(draft.units), false};
  }
}

Quantity quantity_of(const model::Type& type) { return {type.unit, type.percent}; }

Decimal usual_value(Draft& draft, const Quantity& wanted) {
  Random& random = draft.random;
  if (random.chance(20)) {
    const int digits = random.between(-200000, 2000000);
    return model::normalized({digits, random.between(0, wanted.percent ? 6 : 4)});
  }
  const Texts& from = wanted.percent ? percentages : wanted.unit.plain() ? plain : wanted.unit.money() ? money : amounts;
  const Decimal value = decimal(random.pick(from));
  return wanted.percent ? Decimal{value.mantissa, value.scale + 2} : value;
}

Decimal random_value(Draft& draft, const Quantity& wanted) {
  if (!draft.options.near_overflow || !draft.random.chance(12)) return usual_value(draft, wanted);
  const Decimal value = large_value(draft);
  return wanted.percent ? Decimal{value.mantissa, value.scale + 2} : value;
}

ExpressionPtr random_literal(Draft& draft, const Quantity& wanted) {
  return literal(random_value(draft, wanted), wanted.unit, wanted.percent);
}

ExpressionPtr with_places(Draft& draft, ExpressionPtr number, int places) {
  if (number->type.scale <= places) return number;
  return rounded(std::move(number), draft.random.between(0, std::min(places, 4)));
}

ExpressionPtr random_number(Draft& draft, const Quantity& wanted, int depth) {
  Random& random = draft.random;
  if (depth <= 0) return leaf(draft, wanted);
  switch (random.weighted({20, 20, 16, 10, 10, 10, 5, wanted.unit.plain() && !wanted.percent ? 5 : 0,
                           wanted.unit.plain() || wanted.unit.money() ? 0 : 20, 6})) {
    case 1:
      return random_sum(draft, wanted, depth);
    case 2:
      return random_multiplication(draft, wanted, depth);
    case 3:
      return random_division(draft, wanted, depth);
    case 4:
      return random_choice(draft, wanted, depth);
    case 5: {
      const ExpressionPtr operand = random_number(draft, wanted, depth - 1);
      const int digits = random.between(0, 6);
      return rounded(operand, random.chance(15) ? std::nullopt : std::optional(digits));
    }
    case 6:
      return negate(random_number(draft, wanted, depth - 1));
    case 7: {
      const auto day = draft.any_known([](const Known& known) { return known.type.kind == model::Kind::date; });
      if (day) return year_of(day);
      break;
    }
    case 8: {
      const ExpressionPtr counted = random_date_count(draft);
      if (counted->type.unit == wanted.unit) return counted;
      break;
    }
    case 9:
      if (auto found = random_list_number(draft, wanted, depth)) return found;
      break;
    default:
      break;
  }
  return leaf(draft, wanted);
}

ExpressionPtr random_ratio(Draft& draft, int depth) {
  Random& random = draft.random;
  if (random.chance(30)) {
    if (auto found = draft.any_known([](const Known& known) { return known.is_number() && known.type.quotient; })) return found;
  }
  if (random.chance(20)) {
    if (auto found = random_list_ratio(draft, depth)) return found;
  }
  const Quantity above = random_quantity(draft);
  const Quantity below = random.chance(70) ? above : random_quantity(draft);
  const ExpressionPtr dividend = random_number(draft, above, depth - 1);
  return division(draft, dividend, random_number(draft, below, depth - 1));
}

}  // namespace fenji::generate
