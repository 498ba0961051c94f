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
constexpr int most_tries = 1000;
constexpr int most_guesses = 200;

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

// What a number is chosen first may leave no digits for the others; each is tried as the first.
Outcome RecordSearch::settle() {
  found_ = natural_record();
  if (outlook_.assumed().empty()) return Outcome::found;
  const std::vector<Identity> quantities = assumed_quantities();
  const Inequalities all = inequalities(quantities);
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < quantities.size(); ++i) order.push_back(i);
  for (std::size_t first = 0; first < order.size(); ++first) {
    int tries = most_tries;
    const Outcome outcome = settle(quantities, order, 0, all, tries);
    if (outcome != Outcome::undecided) return outcome;
    std::rotate(order.begin(), order.begin() + 1, order.end());
  }
  return Outcome::undecided;
}

Outcome RecordSearch::settle(const std::vector<Identity>& quantities, const std::vector<std::size_t>& order, std::size_t at,
                             const Inequalities& left, int& tries) {
  if (at == order.size()) return Outcome::found;
  const std::size_t next = order[at];
  const model::Expression& quantity = knowledge_.rules.expressions[knowledge_.forms.expression(quantities[next])];
  // What is settled already and no field has a digit or two more than its limits show.
  if (quantity.operation != model::Operation::field) return settle(quantities, order, at + 1, left, tries);
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
  // The least that is possible leaves others no digits; what a list would hold, and round numbers, do.
  const Value alone = natural_value(quantity.reference);
  const bool fits = alone.state == State::known && contains(*range, as_decimal(alone, quantity.type));
  const bool telling = fits && as_decimal(alone, quantity.type) >= Decimal{model::power_of_ten(2), 0};
  if (telling) values.push_back(alone);
  for (const int zeros : {6, 4, 2, 0}) {
    const Decimal round{model::power_of_ten(zeros), 0};
    if (contains(*range, round)) propose(point(round));
  }
  if (fits && !telling) values.push_back(alone);
  propose(*range);
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
    const Outcome outcome = settle(quantities, order, at + 1, fixed, tries);
    if (outcome != Outcome::never) return outcome;
  }
  return in_full ? Outcome::never : Outcome::undecided;
}

bool RecordSearch::guess(const Goal& goal) {
  FieldValues values = natural_record();
  Record record(knowledge_.rules);
  const auto choose = [&](model::FieldId field, Value value) {
    values[field] = std::move(value);
    record.choose(field, values[field]);
  };
  for (model::FieldId field = 0; field < values.size(); ++field) record.choose(field, values[field]);
  std::uint64_t random = 1;
  const auto up_to = [&](std::size_t count) {
    random = random * 6364136223846793005u + 1442695040888963407u;
    return static_cast<std::size_t>(random >> 33) % count;
  };
  for (int tried = 0; tried < most_guesses; ++tried) {
    if (holds(record, knowledge_, goal)) {
      found_ = std::move(values);
      return true;
    }
    for (model::FieldId field = 0; field < values.size(); ++field) {
      const FieldChoices& choices = fields_[field];
      if (choices.values.size() > 1 && up_to(3) == 0) {
        const Value& value = choices.values[up_to(choices.values.size())];
        if (!stands_for_other_texts(value)) choose(field, value);
      }
      if (choices.spans.empty() || up_to(3) != 0) continue;
      const Interval& span = choices.spans[up_to(choices.spans.size())];
      const Decimal size{model::power_of_ten(static_cast<int>(up_to(10))), 0};
      if (contains(span, size)) choose(field, natural_value(field, point(size)));
    }
  }
  return false;
}

}  // namespace fenji::prove
