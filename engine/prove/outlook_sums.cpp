// What sums of several fields can be, and what is assumed of them.
#include <algorithm>

#include "engine/prove/outlook.hpp"

namespace fenji::prove {

using model::Kind;
using model::Operation;
using model::State;

namespace {

// `factor` times the other sum, constants apart; nothing where they are not proportional or the factor is no decimal.
std::optional<Decimal> factor_of(const LinearSum& sum, const LinearSum& other) {
  if (sum.terms.size() != other.terms.size()) return {};
  const Decimal first = sum.terms.front().coefficient;
  const Decimal other_first = other.terms.front().coefficient;
  for (std::size_t i = 0; i < sum.terms.size(); ++i) {
    if (sum.terms[i].quantity != other.terms[i].quantity) return {};
    const auto left = multiply(sum.terms[i].coefficient, other_first);
    const auto right = multiply(other.terms[i].coefficient, first);
    if (!left || !right || *left != *right) return {};
  }
  const auto factor = divide_rounded(first, other_first, model::max_scale);
  const auto back = factor ? multiply(normalized(*factor), other_first) : std::nullopt;
  return back && *back == first ? std::optional(normalized(*factor)) : std::nullopt;
}

}  // namespace

void Outlook::touch(const LinearSum& sum) {
  for (const Term& term : sum.terms) {
    for (const model::FieldId field : knowledge_.dependencies.of(knowledge_.forms.expression(term.quantity)))
      note_change(field);
  }
}

void Outlook::assume(SumRange range) {
  touch(range.sum);
  assumed_.push_back(std::move(range));
}

void Outlook::retract() {
  touch(assumed_.back().sum);
  assumed_.pop_back();
}

Possible Outlook::of_sum(const LinearSum& sum) {
  Possible total = one_number(sum.constant);
  for (const Term& term : sum.terms) {
    const Possible part = product(value(knowledge_.forms.expression(term.quantity)), one_number(term.coefficient));
    work_ += std::min(std::max<std::size_t>(total.numbers.size() * part.numbers.size(), 1), most_pairs);
    total = prove::sum(total, part);
  }
  if (sum.terms.size() > 1 && !assumed_.empty()) narrow(total, sum);
  return total;
}

void Outlook::narrow(Possible& total, const LinearSum& sum) const {
  for (const SumRange& assumed : assumed_) {
    const auto factor = factor_of(sum, assumed.sum);
    if (!factor) continue;
    const Interval range = intersection(total.range, prove::sum(scaled(assumed.range, *factor), point(sum.constant)));
    if (is_empty(range)) continue;
    total.range = range;
    if (is_point(range)) {
      total.few = true;
      total.numbers = {range.lower->value};
    } else if (total.few) {
      std::erase_if(total.numbers, [&](const Decimal& each) { return !contains(range, each); });
    }
  }
}

// Worth dividing by what it is where several numbers in it are open and all of them are fields.
void Outlook::note_open_sum(const LinearSum& sum) {
  if (open_sum_ || sum.terms.size() < 2) return;
  std::size_t open = 0;
  for (const Term& term : sum.terms) {
    const model::ExpressionId id = knowledge_.forms.expression(term.quantity);
    const Possible& each = value(id);
    if (!each.is_known()) return;
    if (is_single(each, at(id).type.kind)) continue;
    if (at(id).operation != Operation::field) return;
    ++open;
  }
  if (open < 2) return;
  const LinearSum terms{sum.terms, {}};
  const Interval range = of_sum(terms).range;
  const Granularity grid = knowledge_.ranges.grid(terms);
  const Decimal limit{-sum.constant.mantissa, sum.constant.scale};
  OpenSum question{terms, {}};
  for (const Interval& part : {Interval{{}, Bound{limit, false}}, point(limit), Interval{Bound{limit, false}, {}}}) {
    Interval inside = intersection(range, part);
    if (is_empty(inside) || !holds_value(inside, grid)) continue;
    // No value of the sum lies between its grid's.
    if (inside.lower && grid) inside.lower = Bound{least(inside, grid).value_or(inside.lower->value), true};
    if (inside.upper && grid) inside.upper = Bound{greatest(inside, grid).value_or(inside.upper->value), true};
    question.parts.push_back(inside);
  }
  if (question.parts.size() > 1) open_sum_ = std::move(question);
}

Possible Outlook::within(const LinearSum& sum, const Intervals& intervals) {
  const model::Expression* const quotient =
      sum.terms.size() == 1 ? quotient_of(knowledge_.forms.expression(sum.terms[0].quantity)) : nullptr;
  const Possible value = of_sum(sum);
  if (!value.can_be(State::known)) return truth(false, true, 0);
  bool inside = false;
  bool outside = (value.states & ~known_only) != 0;
  if (quotient != nullptr && !value.few && sum.constant.mantissa == 0 && sum.terms[0].coefficient == Decimal{1, 0}) {
    bool all = false;
    for (const Interval& each : intervals) {
      const Possible met = test_of_quotient(*quotient, each);
      inside = inside || met.can_be_yes();
      all = all || met.is_yes();
    }
    return truth(inside, outside || !all, 0);
  }
  if (value.few) {
    for (const Decimal& number : value.numbers) {
      const bool met =
          std::any_of(intervals.begin(), intervals.end(), [&](const Interval& each) { return contains(each, number); });
      (met ? inside : outside) = true;
    }
  } else {
    for (const Interval& each : intervals) inside = inside || !is_empty(intersection(each, value.range));
    outside = outside || std::none_of(intervals.begin(), intervals.end(),
                                      [&](const Interval& each) { return includes(each, value.range); });
  }
  return truth(inside, outside, 0);
}

std::optional<model::FieldId> Outlook::open_field_of_sum(const LinearSum& sum, const Intervals& intervals) {
  for (const Interval& interval : intervals) {
    for (const auto& bound : {interval.lower, interval.upper}) {
      const auto distance = bound ? NormalForms::difference(sum, LinearSum{{}, bound->value}) : std::nullopt;
      if (distance) note_turning_point(*distance);
    }
  }
  if (sum.terms.size() == 1) {
    const model::ExpressionId id = knowledge_.forms.expression(sum.terms[0].quantity);
    if (quotient_of(id) != nullptr && sum.constant.mantissa == 0 && sum.terms[0].coefficient == Decimal{1, 0})
      note_turning_points(id, intervals);
  }
  for (const Term& term : sum.terms) {
    if (const auto field = open_field(knowledge_.forms.expression(term.quantity))) return field;
  }
  return {};
}

}  // namespace fenji::prove
