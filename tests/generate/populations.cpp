#include "tests/generate/populations.hpp"

#include <utility>

#include "tests/generate/conditions.hpp"
#include "tests/generate/expressions.hpp"

namespace fenji::generate {

using model::Kind;

namespace {

// Of an argument or weight.
constexpr int most_places = model::percent_scale;
constexpr int deepest = 2;

bool may_look_at_list(const Draft& draft) {
  return draft.list_functions != Draft::ListFunctions::none && draft.nested_list_functions < deepest;
}

ExpressionPtr random_argument(Draft& draft, const Quantity& wanted, int depth) {
  Random& random = draft.random;
  ExpressionPtr number = random_number(draft, wanted, random.chance(60) ? 0 : depth - 1);
  // Most lists have no negative sales.
  if (random.chance(30)) number = least_or_greatest(Form::maximum, {std::move(number), literal({0, 0})});
  return with_places(draft, std::move(number), most_places);
}

ExpressionPtr random_restriction(Draft& draft) { return draft.random.chance(30) ? random_condition(draft, 1) : nullptr; }

ExpressionPtr random_group(Draft& draft) {
  Random& random = draft.random;
  ExpressionPtr found;
  switch (random.weighted({40, 20, 20, 8, 6, 6})) {
    case 0:
      found = random_label(draft);
      break;
    case 1:
      found = random_yes_no(draft);
      break;
    case 2:
      found = draft.any_known([](const Known& known) { return known.type.kind == Kind::text; });
      break;
    case 3:
      found = draft.any_known([](const Known& known) { return known.type.kind == Kind::date; });
      break;
    case 4:
      return random_number(draft, random_quantity(draft), random.between(0, 1));
    default:
      break;
  }
  return found ? found : random_condition(draft, 0);
}

std::vector<ExpressionPtr> random_groups(Draft& draft) {
  std::vector<ExpressionPtr> groups;
  if (draft.list_functions != Draft::ListFunctions::all || draft.random.chance(55)) return groups;
  const int count = draft.random.chance(75) ? 1 : 2;
  for (int i = 0; i < count; ++i) groups.push_back(random_group(draft));
  return groups;
}

ExpressionPtr of_list(Draft& draft, Form form, const Quantity& wanted, int depth) {
  ++draft.nested_list_functions;
  ExpressionPtr number = form == Form::count ? nullptr : random_argument(draft, wanted, depth);
  ExpressionPtr condition = random_restriction(draft);
  std::vector<ExpressionPtr> groups = random_groups(draft);
  --draft.nested_list_functions;
  draft.of_list = true;
  return generate::of_list(form, std::move(number), std::move(condition), std::move(groups));
}

ExpressionPtr random_apportion(Draft& draft, const Quantity& wanted, int depth) {
  Random& random = draft.random;
  ++draft.nested_list_functions;
  std::vector<ExpressionPtr> groups = random_groups(draft);
  ExpressionPtr amount;
  switch (random.weighted({50, 30, 20})) {
    case 0:
      amount = random_literal(draft, wanted);
      break;
    case 1:
      // What the group has, given out anew.
      amount = generate::of_list(Form::total, random_argument(draft, wanted, depth), nullptr, groups);
      break;
    default:
      amount = random_number(draft, wanted, 0);
      break;
  }
  ExpressionPtr weight = random_argument(draft, random_quantity(draft), depth);
  std::optional<int> digits;
  if (random.chance(70)) digits = random.between(0, model::number_scale);
  --draft.nested_list_functions;
  draft.of_list = true;
  return apportioned(std::move(amount), std::move(weight), digits, std::move(groups));
}

// The same for all records of a group: totals, counts, averages and constants.
ExpressionPtr group_number(Draft& draft, const Quantity& wanted) {
  Random& random = draft.random;
  const auto part = [&]() -> ExpressionPtr {
    if (can_be_written(wanted.unit) && random.chance(15)) return random_literal(draft, wanted);
    if (wanted.unit.plain() && !wanted.percent && random.chance(50)) return of_list(draft, Form::count, wanted, 1);
    return of_list(draft, Form::total, wanted, 1);
  };
  ExpressionPtr first = part();
  if (random.chance(30)) return sum({std::move(first), part()}, random.chance(50) ? "+" : "-");
  if (random.chance(20)) return product({std::move(first), literal({random.between(1, 150), 2})}, "*");
  return first;
}

ExpressionPtr portfolio_condition(Draft& draft) {
  Random& random = draft.random;
  const Quantity wanted = random_quantity(draft);
  const bool average = random.chance(25);
  ExpressionPtr left = average ? of_list(draft, Form::average, wanted, 1) : group_number(draft, wanted);
  // A check that asks nothing of the list has no groups.
  if (left->constant) left = of_list(draft, Form::count, wanted, 1);
  ExpressionPtr right =
      random.chance(60) && can_be_written(wanted.unit) ? random_literal(draft, wanted) : group_number(draft, wanted);
  if (!may_meet(*left, *right) || !may_meet(*right, *left)) right = literal({0, 0});
  constexpr std::string_view signs = "<{>}=#";
  ExpressionPtr made = compare(std::move(left), signs[random.below(signs.size())], std::move(right));
  if (!random.chance(15)) return made;
  return random.chance(50) ? negation(std::move(made))
                           : joined(random.chance(50) ? Form::all : Form::any, {made, portfolio_condition(draft)});
}

}  // namespace

ExpressionPtr random_list_number(Draft& draft, const Quantity& wanted, int depth) {
  Random& random = draft.random;
  if (!may_look_at_list(draft) || !can_be_written(wanted.unit)) return nullptr;
  const int plain = wanted.unit.plain() && !wanted.percent ? 1 : 0;
  switch (random.weighted({40, 25, plain * 30, plain * 30, 15})) {
    case 0:
      return of_list(draft, Form::total, wanted, depth);
    case 1:
      return random_apportion(draft, wanted, depth);
    case 2:
      return of_list(draft, Form::count, wanted, depth);
    case 3:
      return of_list(draft, Form::rank, random_quantity(draft), depth);
    default:
      return rounded(of_list(draft, Form::average, wanted, depth), random.between(0, 8));
  }
}

ExpressionPtr random_list_ratio(Draft& draft, int depth) {
  Random& random = draft.random;
  if (!may_look_at_list(draft)) return nullptr;
  constexpr Form forms[] = {Form::average, Form::share, Form::share_above, Form::share_above, Form::percentile};
  const Form form = random.pick(forms);
  return of_list(draft, form, random_quantity(draft), depth);
}

void add_portfolio(Draft& draft) {
  Random& random = draft.random;
  Portfolio portfolio;
  portfolio.name = draft.names.fresh(NameSource::Style::any);
  const int groups = random.between(0, 2);
  for (int i = 0; i < groups; ++i) portfolio.groups.push_back(random_group(draft));
  draft.list_functions = Draft::ListFunctions::without_groups;
  const int checks = random.between(1, 3);
  for (int i = 0; i < checks; ++i)
    portfolio.checks.push_back({draft.names.fresh(NameSource::Style::any), portfolio_condition(draft)});
  draft.list_functions = Draft::ListFunctions::all;
  draft.of_list = false;
  draft.description.blocks.push_back(std::move(portfolio));
}

}  // namespace fenji::generate
