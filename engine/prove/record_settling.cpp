// Values for numbers that are bound to each other by what is assumed of their sums.
#include <algorithm>

#include "engine/prove/record_search.hpp"

namespace fenji::prove {

using model::State;
using model::Value;

namespace {

using Outcome = RecordSearch::Answer::Outcome;

// A number of so few values is tried in full; of others a few values are.
constexpr int most_in_full = 200;
constexpr int most_tries = 2000;

}  // namespace

std::vector<Identity> RecordSearch::assumed_quantities() const {
  std::vector<Identity> quantities;
  for (const SumRange& assumed : outlook_.assumed()) {
    for (const Term& term : assumed.sum.terms) quantities.push_back(term.quantity);
  }
  std::sort(quantities.begin(), quantities.end());
  quantities.erase(std::unique(quantities.begin(), quantities.end()), quantities.end());
  return quantities;
}

Inequalities RecordSearch::inequalities(const std::vector<Identity>& quantities) {
  Inequalities all(quantities.size());
  const auto place = [&](Identity quantity) {
    return static_cast<std::size_t>(std::lower_bound(quantities.begin(), quantities.end(), quantity) - quantities.begin());
  };
  for (std::size_t i = 0; i < quantities.size(); ++i) {
    const Possible& value = outlook_.value(knowledge_.forms.expression(quantities[i]));
    all.add({{i, {1, 0}}}, value.few ? hull(point(value.numbers.front()), point(value.numbers.back())) : value.range);
  }
  for (const SumRange& assumed : outlook_.assumed()) {
    std::vector<Inequalities::Term> terms;
    for (const Term& term : assumed.sum.terms) terms.push_back({place(term.quantity), term.coefficient});
    all.add(terms, assumed.range);
  }
  return all;
}

bool RecordSearch::can_hold() { return outlook_.assumed().empty() || inequalities(assumed_quantities()).can_hold(); }

Outcome RecordSearch::settle() {
  found_ = natural_record();
  if (outlook_.assumed().empty()) return Outcome::found;
  const std::vector<Identity> quantities = assumed_quantities();
  int tries = most_tries;
  return settle(quantities, 0, inequalities(quantities), tries);
}

Outcome RecordSearch::settle(const std::vector<Identity>& quantities, std::size_t next, const Inequalities& left, int& tries) {
  if (next == quantities.size()) return Outcome::found;
  const model::Expression& quantity = knowledge_.rules.expressions[knowledge_.forms.expression(quantities[next])];
  // What is settled already and no field has a digit or two more than its limits show.
  if (quantity.operation != model::Operation::field) return settle(quantities, next + 1, left, tries);
  const int digits = digits_of(quantity.type);
  const auto range = left.range_of(next, digits);
  if (!range) return Outcome::never;
  const Granularity grid = Grid{{1, digits}, {}};
  std::vector<Value> values;
  const auto propose = [&](const Interval& within) {
    Value value = natural_value(quantity.reference, within);
    if (value.state == State::known && outlook_.admits(quantity.reference, as_decimal(value, quantity.type)))
      values.push_back(std::move(value));
  };
  const Value alone = natural_value(quantity.reference);
  if (alone.state == State::known && contains(*range, as_decimal(alone, quantity.type))) values.push_back(alone);
  propose(*range);
  // The least that is possible leaves others no room; round numbers do.
  for (const int zeros : {2, 4, 6, 0}) {
    const Decimal round{model::power_of_ten(zeros), 0};
    if (contains(*range, round)) propose(point(round));
  }
  bool in_full = range->lower && range->upper;
  if (in_full) {
    std::optional<Decimal> each = range->lower->value;
    for (int count = 0; each && count < most_in_full; ++count) {
      propose(point(*each));
      each = least({Bound{*each, false}, range->upper}, grid);
    }
    in_full = !each;
  }
  for (const auto& limit : {range->lower, range->upper}) {
    if (limit && !in_full) propose(point(limit->value));
  }
  for (const Value& value : values) {
    if (--tries < 0) return Outcome::undecided;
    Inequalities fixed = left;
    fixed.add({{next, {1, 0}}}, point(as_decimal(value, quantity.type)));
    found_[quantity.reference] = value;
    const Outcome outcome = settle(quantities, next + 1, fixed, tries);
    if (outcome != Outcome::never) return outcome;
  }
  return in_full ? Outcome::never : Outcome::undecided;
}

}  // namespace fenji::prove
