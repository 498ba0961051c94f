#include "tests/generate/dates.hpp"

#include <array>
#include <string_view>

#include "tests/generate/expressions.hpp"
#include "tests/generate/numbers.hpp"

namespace fenji::generate {

namespace {

constexpr std::array<std::string_view, 4> period_units = {"日", "周", "月", "年"};

// A whole number of days, weeks, months or years.
ExpressionPtr random_period(Draft& draft) {
  Random& random = draft.random;
  const auto has_unit = [](const Known& known) {
    if (!known.is_number() || known.type.quotient || known.type.unit.factors.size() != 1) return false;
    const auto& [name, power] = known.type.unit.factors[0];
    return power == 1 && std::find(period_units.begin(), period_units.end(), name) != period_units.end();
  };
  if (random.chance(25)) {
    if (auto known = draft.any_known(has_unit)) return known->type.whole ? known : rounded(std::move(known), 0);
  }
  if (random.chance(10)) return days_between(simple_date(draft), simple_date(draft));
  const model::Unit unit = model::parse_unit(std::string(random.pick(period_units)));
  const int count = random.chance(80) ? random.between(0, 40) : random.between(-12, 100'000);
  return literal({count, 0}, unit);
}

}  // namespace

model::Day random_day(Draft& draft) {
  Random& random = draft.random;
  const int year = random.between(2024, 2027);
  switch (random.below(4)) {
    case 0:
      return model::day_from_civil(year, 1, 1);
    case 1:
      return model::day_from_civil(year, 12, 31);
    case 2:
      return model::day_from_civil(2024, 2, 29);
    default: {
      const int month = random.between(1, 12);
      return model::day_from_civil(year, month, random.between(1, 28));
    }
  }
}

ExpressionPtr simple_date(Draft& draft) {
  if (draft.random.chance(60)) {
    if (auto found = draft.any_known([](const Known& known) { return known.type.kind == model::Kind::date; })) return found;
  }
  return draft.random.chance(15) ? as_of() : date(random_day(draft));
}

ExpressionPtr random_date(Draft& draft) {
  ExpressionPtr found = simple_date(draft);
  while (draft.random.chance(35)) found = shifted(std::move(found), draft.random.chance(60) ? '+' : '-', random_period(draft));
  return found;
}

ExpressionPtr random_date_count(Draft& draft) {
  Random& random = draft.random;
  const ExpressionPtr first = random_date(draft);
  switch (random.below(3)) {
    case 0:
      return days_between(first, random_date(draft));
    default: {
      const Form form = random.chance(50) ? Form::full_months : Form::full_years;
      return full_count(form, first, random.chance(40) ? nullptr : random_date(draft));
    }
  }
}

}  // namespace fenji::generate
