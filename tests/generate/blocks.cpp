#include "tests/generate/blocks.hpp"

#include <utility>

#include "tests/generate/columns.hpp"
#include "tests/generate/conditions.hpp"
#include "tests/generate/dates.hpp"
#include "tests/generate/expressions.hpp"
#include "tests/generate/numbers.hpp"
#include "tests/generate/results.hpp"
#include "tests/generate/tables.hpp"

namespace fenji::generate {

using model::Decimal;
using model::Kind;

namespace {

constexpr int block_depth = 3;

ExpressionPtr random_value_expression(Draft& draft) {
  Random& random = draft.random;
  const int depth = random.between(1, block_depth);
  ExpressionPtr made;
  switch (random.weighted({52, 20, 12, 3, 3, 4, 3, 3})) {
    case 1:
      return random_condition(draft, depth);
    case 2:
      return random_ratio(draft, depth);
    case 3:
      return draft.random.chance(50) ? random_date(draft) : random_date_count(draft);
    case 4:
      return random_text(draft);
    case 5:
      made = random_label(draft);
      break;
    case 6:
      return yes_no(random.chance(50));
    case 7:
      return random_literal(draft, random_quantity(draft));
    default:
      break;
  }
  return made ? made : random_number(draft, random_quantity(draft), depth);
}

// Percentages that sum to 100.
std::vector<Decimal> weights(Draft& draft, std::size_t count) {
  Random& random = draft.random;
  const int scale = random.weighted({70, 20, 10}) == 0 ? 0 : random.between(1, 3);
  const int whole = static_cast<int>(model::power_of_ten(scale + 2));
  std::vector<Decimal> found;
  int left = whole;
  for (std::size_t i = count; i > 1; --i) {
    const int most = left - static_cast<int>(i) + 1;
    const int part = random.chance(50) ? std::min(most, whole / static_cast<int>(count)) : random.between(1, most);
    found.push_back({part, scale});
    left -= part;
  }
  found.push_back({left, scale});
  random.shuffle(found);
  return found;
}

}  // namespace

void add_derived(Draft& draft) {
  Derived derived{draft.names.fresh(NameSource::Style::any), random_value_expression(draft)};
  draft.define(derived.name, derived.value->type);
  draft.description.blocks.push_back(std::move(derived));
}

void add_chain(Draft& draft, int length) {
  Random& random = draft.random;
  const Quantity quantity = random_quantity(draft);
  ExpressionPtr last = random_number(draft, quantity, 1);
  bool of_list = draft.of_list;
  for (int i = 0; i < length; ++i) {
    const ExpressionPtr other = random_number(draft, quantity, 0);
    ExpressionPtr next;
    switch (random.weighted({50, 20, 20, 10})) {
      case 0:
        next = sum({last, other}, random.chance(50) ? "+" : "-");
        break;
      case 1:
        next = may_meet(*last, *other) ? least_or_greatest(Form::maximum, {last, other}) : last;
        break;
      case 2:
        next = sum({last, last, other}, "-+");
        break;
      default:
        next = negate(last);
        break;
    }
    Derived derived{draft.names.fresh(NameSource::Style::any), next};
    last = name(derived.name, next->type);
    of_list = draft.of_list = of_list || draft.of_list;
    draft.define(derived.name, next->type);
    draft.description.blocks.push_back(std::move(derived));
  }
}

void add_bands(Draft& draft) {
  Random& random = draft.random;
  Bands bands;
  bands.grade = random.chance(40);
  bands.subject = random_subject(draft, 2);
  Column column = random_column(draft, bands.subject, random.chance(10) ? 12 : 6);
  bands.modifiers.first_match = column.first_match;
  bands.modifiers.when = random_when(draft);
  const std::size_t results = random.weighted({75, 15, 10}) == 0 ? 1 : static_cast<std::size_t>(random.between(2, 4));
  const bool headed = results > 1 || random.chance(15);
  bands.name = draft.names.fresh(headed ? NameSource::Style::bare : NameSource::Style::any);
  std::vector<std::pair<std::string, model::Type>> made_types;
  for (Cell& cell : column.cells) bands.rows.push_back({std::move(cell), {}});
  for (std::size_t i = 0; i < results; ++i) {
    const std::string name = !headed || (i == 0 && random.chance(40)) ? bands.name : draft.names.fresh(NameSource::Style::bare);
    if (headed) bands.results.push_back(name);
    ResultColumn made = random_results(draft, bands.rows.size(), bands.grade && i == 0);
    for (std::size_t row = 0; row < bands.rows.size(); ++row) bands.rows[row].results.push_back(std::move(made.cells[row]));
    made_types.emplace_back(name, made.type);
  }
  // A result is known to others only, not to the table that gives it.
  draft.define(made_types);
  draft.description.blocks.push_back(std::move(bands));
}

void add_scorecard(Draft& draft) {
  Random& random = draft.random;
  Scorecard scorecard;
  scorecard.name = draft.names.fresh(NameSource::Style::any);
  scorecard.modifiers.first_match = random.chance(40);
  scorecard.modifiers.when = random_when(draft);
  const auto rows = static_cast<std::size_t>(random.between(2, 6));
  const auto criteria = static_cast<std::size_t>(random.between(2, 5));
  const std::vector<Decimal> parts = weights(draft, criteria);
  scorecard.rows.resize(rows);
  for (std::size_t i = 0; i < criteria; ++i) {
    ExpressionPtr subject;
    std::vector<Cell> cells;
    while (cells.empty()) {
      subject = random_subject(draft, 1);
      cells = column_of(draft, subject, rows, scorecard.modifiers.first_match);
    }
    scorecard.criteria.push_back({subject, parts[i]});
    for (std::size_t row = 0; row < rows; ++row) scorecard.rows[row].cells.push_back(std::move(cells[row]));
  }
  Quantity quantity;
  if (random.chance(20)) quantity = random_quantity(draft);
  const bool constants = random.chance(80);
  constexpr int most_places = model::max_scale - 5;
  std::vector<ExpressionPtr> column;
  for (std::size_t row = 0; row < rows; ++row) {
    ExpressionPtr points = literal({static_cast<int>(100 - 10 * row), 0}, quantity.unit, quantity.percent);
    if (!constants)
      points = with_places(draft, random_number(draft, quantity, 1), most_places);
    else if (random.chance(20))
      points = literal(usual_value(draft, quantity), quantity.unit, quantity.percent);
    column.push_back(std::move(points));
  }
  const model::Type type = reconcile(draft, column);
  for (std::size_t row = 0; row < rows; ++row) scorecard.rows[row].points = column[row];
  std::vector<ExpressionPtr> weighted;
  for (const Criterion& criterion : scorecard.criteria) {
    weighted.push_back(product({name({}, type), literal({criterion.weight.mantissa, criterion.weight.scale + 2})}, "*"));
  }
  draft.define(scorecard.name, sum(weighted, std::string(weighted.size() - 1, '+'))->type);
  draft.description.blocks.push_back(std::move(scorecard));
}

}  // namespace fenji::generate
