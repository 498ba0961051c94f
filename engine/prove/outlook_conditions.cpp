// What conditions can be.
#include "engine/prove/outlook.hpp"

#include <algorithm>
#include <tuple>

#include "engine/prove/connection.hpp"
#include "engine/prove/date_ranges.hpp"

namespace fenji::prove {

using model::Expression;
using model::ExpressionId;
using model::FieldId;
using model::Kind;
using model::Operation;
using model::State;

Possible Outlook::logic(const Expression& expression) {
  switch (expression.operation) {
    case Operation::given: {
      const FieldId field = at(expression.operands[0]).reference;
      if (const model::Value* const exact = ranges_[field].exact) {
        if (exact->state == State::invalid) return without_value(bit(State::invalid));
        return truth(!exact->blank, exact->blank, 0);
      }
      const FieldChoices& choices = fields_[field];
      if (choices.values.empty()) return truth(true, true, 0);
      const CellRange cells = ranges_[field].cells;
      const bool can_be_blank = choices.values[cells.last].blank;
      return truth(!can_be_blank || cells.first < cells.last, can_be_blank, 0);
    }
    case Operation::within:
      return test(*expression.test, expression.operands[0]);
    case Operation::negation:
      return negated(value(expression.operands[0]));
    default: {
      Connection parts(expression.operation == Operation::all);
      for (const ExpressionId operand : expression.operands) {
        parts.add(value(operand));
        if (parts.is_decided()) break;
      }
      return parts.result();
    }
  }
}

namespace {

struct Signs {
  bool negative = false, zero = false, positive = false;
};

Signs signs_of(const Possible& value) {
  Signs signs;
  if (!value.can_be(State::known)) return signs;
  if (value.few) {
    for (const Decimal& number : value.numbers) {
      (number.mantissa < 0 ? signs.negative : number.mantissa > 0 ? signs.positive : signs.zero) = true;
    }
    return signs;
  }
  signs.negative = !value.range.lower || value.range.lower->value.mantissa < 0;
  signs.positive = !value.range.upper || value.range.upper->value.mantissa > 0;
  signs.zero = contains(value.range, Decimal{});
  return signs;
}

// Both ascending; one of them mostly holds a single text.
bool share_one(const std::vector<std::string>& left, const std::vector<std::string>& right) {
  const auto& [few, many] = left.size() < right.size() ? std::tie(left, right) : std::tie(right, left);
  return std::any_of(few.begin(), few.end(),
                     [&many = many](const std::string& text) { return std::binary_search(many.begin(), many.end(), text); });
}

Signs flipped(Signs signs) { return {signs.positive, signs.zero, signs.negative}; }

Possible truth_of(Operation operation, Signs signs, States states) {
  switch (operation) {
    case Operation::equal:
      return truth(signs.zero, signs.negative || signs.positive, states);
    case Operation::not_equal:
      return truth(signs.negative || signs.positive, signs.zero, states);
    case Operation::less:
      return truth(signs.negative, signs.zero || signs.positive, states);
    case Operation::less_equal:
      return truth(signs.negative || signs.zero, signs.positive, states);
    case Operation::greater:
      return truth(signs.positive, signs.zero || signs.negative, states);
    default:
      return truth(signs.positive || signs.zero, signs.negative, states);
  }
}

}  // namespace

// Of numbers and dates. A quotient is brought to its denominator.
Possible Outlook::order_of_numbers(ExpressionId left, ExpressionId right, Operation operation) {
  const Expression* const quotient = quotient_of(left);
  const Expression* const other = quotient_of(right);
  const States states = joined(value(left).states, value(right).states);
  if ((states & known_only) == 0) return without_value(states);
  if (quotient == nullptr && other == nullptr) {
    const auto difference = NormalForms::difference(knowledge_.forms.sum(left), knowledge_.forms.sum(right));
    if (!difference) return truth(true, true, states);
    const Possible distance = of_sum(*difference);
    return truth_of(operation, signs_of(distance), states | distance.states);
  }
  const Possible minus_one = one_number(Decimal{-1, 0});
  const auto top = [&](const Expression* of, ExpressionId plain) {
    return of != nullptr ? value(of->operands[0]) : value(plain);
  };
  const auto below = [&](const Expression* of) { return of != nullptr ? value(of->operands[1]) : one_number(Decimal{1, 0}); };
  Possible distance;
  const LinearSum* const constant = other == nullptr ? &knowledge_.forms.sum(right) : nullptr;
  if (quotient != nullptr && constant != nullptr && constant->is_constant()) {
    const auto taken = NormalForms::scaled(knowledge_.forms.sum(quotient->operands[1]), constant->constant);
    const auto difference = taken ? NormalForms::difference(knowledge_.forms.sum(quotient->operands[0]), *taken) : std::nullopt;
    if (!difference) return truth(true, true, states);
    distance = of_sum(*difference);
  } else {
    distance =
        prove::sum(product(top(quotient, left), below(other)), product(product(top(other, right), below(quotient)), minus_one));
  }
  const Signs denominators = signs_of(product(below(quotient), below(other)));
  const Signs signs = signs_of(distance);
  Signs total;
  if (denominators.positive) total = signs;
  if (denominators.negative) {
    const Signs turned = flipped(signs);
    total = {total.negative || turned.negative, total.zero || turned.zero, total.positive || turned.positive};
  }
  return truth_of(operation, total, states);
}

Possible Outlook::comparison(const Expression& expression) {
  const ExpressionId left = expression.operands[0];
  const ExpressionId right = expression.operands[1];
  const Kind kind = at(left).type.kind;
  if (kind == Kind::number || kind == Kind::date) return order_of_numbers(left, right, expression.operation);
  const Possible& a = value(left);
  const Possible& b = value(right);
  const States states = joined(a.states, b.states);
  if ((states & known_only) == 0) return without_value(states);
  const bool same = knowledge_.forms.identity(left) == knowledge_.forms.identity(right);
  Signs signs;
  if (same) {
    signs.zero = true;
  } else if (kind == Kind::text) {
    signs.zero = share_one(a.texts, b.texts) || (b.other_texts && !a.texts.empty());
    signs.zero = signs.zero || (a.other_texts && (b.other_texts || !b.texts.empty()));
    const bool one_each = a.texts.size() == 1 && b.texts.size() == 1 && !a.other_texts && !b.other_texts;
    // What stands for any other text is none of those that the rules name.
    if (a.other_texts != b.other_texts && a.texts.empty() != b.texts.empty()) {
      const bool apart = (a.texts.empty() && !b.other_texts) || (b.texts.empty() && !a.other_texts);
      signs.zero = signs.zero && !apart;
    }
    signs.negative = signs.positive = !(one_each && signs.zero);
  } else {
    const Codes right_codes = codes_of(b, kind);
    for (const std::uint32_t code : codes_of(a, kind)) {
      for (const std::uint32_t with : right_codes)
        (code < with ? signs.negative : code > with ? signs.positive : signs.zero) = true;
    }
  }
  return truth_of(expression.operation, signs, states);
}

Possible Outlook::test_of_quotient(const Expression& quotient, const Interval& interval) {
  const Possible& denominator = value(quotient.operands[1]);
  const Signs below = signs_of(denominator);
  Connection parts(true);
  for (const bool lower : {true, false}) {
    const auto& bound = lower ? interval.lower : interval.upper;
    if (!bound) continue;
    const auto taken = NormalForms::scaled(knowledge_.forms.sum(quotient.operands[1]), bound->value);
    const auto difference = taken ? NormalForms::difference(knowledge_.forms.sum(quotient.operands[0]), *taken) : std::nullopt;
    if (!difference || (below.negative && below.positive)) {
      parts.add(truth(true, true, 0));
      continue;
    }
    Signs signs = signs_of(of_sum(*difference));
    if (below.negative) signs = flipped(signs);
    const Operation operation = lower ? (bound->closed ? Operation::greater_equal : Operation::greater)
                                      : (bound->closed ? Operation::less_equal : Operation::less);
    parts.add(truth_of(operation, signs, 0));
  }
  return parts.result();
}

Possible Outlook::test(const model::Test& test, ExpressionId subject) {
  if (test.any) return truth(true, false, 0);
  Connection items(false);
  if (!test.intervals.empty()) {
    const Possible& number = value(subject);
    const Expression* const quotient = quotient_of(subject);
    if (!number.can_be(State::known)) {
      items.add(without_value(number.states));
    } else if (quotient != nullptr) {
      // However the limits are met: where it has no value, by a divisor of 0 say, nothing is decided.
      Connection met(false);
      for (const Interval& interval : test.intervals) met.add(test_of_quotient(*quotient, interval));
      items.add(truth(met.result().can_be_yes(), met.result().can_be_no(), number.states));
    } else if (number.few) {
      bool inside = false;
      bool outside = false;
      for (const Decimal& each : number.numbers) {
        const bool met = std::any_of(test.intervals.begin(), test.intervals.end(),
                                     [&](const Interval& interval) { return contains(interval, each); });
        (met ? inside : outside) = true;
      }
      items.add(truth(inside, outside, number.states));
    } else {
      bool inside = false;
      for (const Interval& interval : test.intervals) inside = inside || !is_empty(intersection(interval, number.range));
      const Intervals all = united(test.intervals);
      const bool outside =
          std::none_of(all.begin(), all.end(), [&](const Interval& interval) { return includes(interval, number.range); });
      items.add(truth(inside, outside, number.states));
    }
  }
  if (!test.labels.empty()) {
    const Possible& label = value(subject);
    bool inside = false;
    bool outside = false;
    for (const std::uint32_t code : codes_of(label, at(subject).type.kind)) {
      const bool met = std::find(test.labels.begin(), test.labels.end(), code) != test.labels.end();
      (met ? inside : outside) = true;
    }
    items.add(label.can_be(State::known) ? truth(inside, outside, label.states) : without_value(label.states));
  }
  for (const ExpressionId condition : test.conditions) {
    if (items.is_decided()) break;
    items.add(value(condition));
  }
  return items.result();
}

}  // namespace fenji::prove
