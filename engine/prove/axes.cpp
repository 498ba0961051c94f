#include "engine/prove/axes.hpp"

#include <algorithm>

#include "engine/prove/words.hpp"

namespace fenji::prove {
namespace {

using model::Expression;
using model::ExpressionId;
using model::Kind;
using model::Operation;

// Conditions nested deeper than this, through definitions, are left undecided.
constexpr int deepest = 1000;

// 1 / value, where that is a decimal.
std::optional<Decimal> reciprocal(Decimal value) {
  const Decimal one{1, 0};
  const auto quotient = divide_rounded(one, value, model::max_scale);
  if (!quotient) return {};
  const auto back = multiply(*quotient, value);
  return back && *back == one ? std::optional(normalized(*quotient)) : std::nullopt;
}

Operation mirrored(Operation operation) {
  switch (operation) {
    case Operation::less:
      return Operation::greater;
    case Operation::less_equal:
      return Operation::greater_equal;
    case Operation::greater:
      return Operation::less;
    case Operation::greater_equal:
      return Operation::less_equal;
    default:
      return operation;
  }
}

// The numbers that stand in `operation` to `limit`; not_equal reads as equal.
Interval related(Operation operation, Decimal limit) {
  switch (operation) {
    case Operation::less:
      return {{}, Bound{limit, false}};
    case Operation::less_equal:
      return {{}, Bound{limit, true}};
    case Operation::greater:
      return {Bound{limit, false}, {}};
    case Operation::greater_equal:
      return {Bound{limit, true}, {}};
    default:
      return point(limit);
  }
}

// A sum with the first coefficient made 1, and how it is seen from there. Where no decimal makes it 1, such a sum shares an
// axis only with its like.
struct UnitSum {
  std::string key;
  View view;
};

UnitSum unit_sum(const LinearSum& sum) {
  const Decimal first = sum.terms.front().coefficient;
  const auto inverse = reciprocal(first);
  LinearSum unit{sum.terms, {}};
  bool exact = inverse.has_value();
  for (Term& term : unit.terms) {
    const auto coefficient = exact ? multiply(term.coefficient, *inverse) : std::nullopt;
    exact = coefficient.has_value();
    if (exact) term.coefficient = normalized(*coefficient);
  }
  if (!exact) return {key_of(LinearSum{sum.terms, {}}), {0, {1, 0}, {1, 0}, sum.constant}};
  return {key_of(unit), {0, first, *inverse, sum.constant}};
}

bool is_number_or_date(const model::Type& type) { return type.kind == Kind::number || type.kind == Kind::date; }

}  // namespace

std::optional<Decimal> View::value(Decimal on_axis) const {
  const auto scaled = multiply(on_axis, factor);
  const auto sum = scaled ? add(*scaled, offset) : std::nullopt;
  return sum ? std::optional(normalized(*sum)) : std::nullopt;
}

std::optional<Interval> View::on_axis(const Interval& interval) const {
  if (is_empty(interval)) return interval;
  const Decimal shift{-offset.mantissa, offset.scale};
  const Interval result = scaled(sum(interval, point(shift)), inverse);
  const auto limits = [](const Interval& of) { return int{of.lower.has_value()} + int{of.upper.has_value()}; };
  return limits(result) == limits(interval) ? std::optional(result) : std::nullopt;
}

void Axes::introduce(const model::Subject& subject) {
  const ExpressionId id = subject.expression;
  const Expression& expression = at(id);
  const bool plain =
      expression.operation == Operation::field || (expression.operation == Operation::definition &&
                                                   knowledge_.rules.definitions[expression.reference].table != model::none);
  if (is_number_or_date(expression.type)) {
    const LinearSum& sum = knowledge_.forms.sum(id);
    if (!sum.is_constant()) number_view(sum, id, subject.name);
  } else if (expression.type.kind == Kind::label || (expression.type.kind == Kind::yes_no && plain)) {
    coded_axis(id, Axis::Kind::coded, subject.name);
  } else if (expression.type.kind == Kind::text) {
    coded_axis(id, Axis::Kind::text, subject.name);
  }
}

Formula Axes::test(ExpressionId subject, const model::Test& test) {
  if (test.any) return constant(true);
  std::vector<Formula> items;
  if (!test.intervals.empty()) items.push_back(test_of_number(subject, test.intervals));
  if (!test.labels.empty()) items.push_back(test_of_codes(subject, Codes(test.labels.begin(), test.labels.end())));
  for (const ExpressionId item : test.conditions) items.push_back(condition(item));
  return any_of(std::move(items));
}

Formula Axes::condition(ExpressionId id) {
  if (depth_ > deepest) return undecided();
  ++depth_;
  Formula result;
  const Expression& expression = at(id);
  switch (expression.operation) {
    case Operation::constant:
      result = expression.constant.state == model::State::known ? constant(expression.constant.yes) : undecided();
      break;
    case Operation::definition: {
      const model::Definition& definition = knowledge_.rules.definitions[expression.reference];
      const bool says_all = definition.expression != model::none && definition.when == model::none;
      result = says_all ? condition(definition.expression) : opaque(id);
      break;
    }
    case Operation::all:
    case Operation::any: {
      std::vector<Formula> parts;
      for (const ExpressionId operand : expression.operands) parts.push_back(condition(operand));
      result = expression.operation == Operation::all ? all_of(std::move(parts)) : any_of(std::move(parts));
      break;
    }
    case Operation::negation:
      result = prove::negation(condition(expression.operands[0]));
      break;
    case Operation::within:
      result = test(expression.operands[0], *expression.test);
      break;
    case Operation::equal:
    case Operation::not_equal:
    case Operation::less:
    case Operation::less_equal:
    case Operation::greater:
    case Operation::greater_equal: {
      const bool unequal = expression.operation == Operation::not_equal;
      if (is_number_or_date(at(expression.operands[0]).type)) {
        result = comparison_of_numbers(expression);
      } else if (unequal || expression.operation == Operation::equal) {
        result = equality(expression.operands[0], expression.operands[1], id);
      } else {
        result = opaque(id);
      }
      if (unequal) result = prove::negation(std::move(result));
      break;
    }
    default:
      result = opaque(id);
  }
  --depth_;
  return result;
}

Formula Axes::test_of_number(ExpressionId subject, const std::vector<Interval>& intervals) {
  std::vector<Formula> items;
  for (const Interval& interval : intervals) {
    items.push_back(number_atom(knowledge_.forms.sum(subject), interval, subject, {}));
  }
  const bool one_axis = std::all_of(items.begin(), items.end(), [&](const Formula& item) {
    return item.kind == Formula::Kind::atom && item.axis == items.front().axis;
  });
  if (!one_axis) return any_of(std::move(items));
  Formula result = std::move(items.front());
  for (auto item = items.begin() + 1; item != items.end(); ++item) result.intervals.push_back(item->intervals.front());
  return result;
}

Formula Axes::test_of_codes(ExpressionId subject, const Codes& codes) {
  if (at(subject).type.kind == Kind::yes_no) {
    std::vector<Formula> items;
    for (const std::uint32_t code : codes) {
      Formula met = condition(subject);
      items.push_back(code != 0 ? std::move(met) : prove::negation(std::move(met)));
    }
    return any_of(std::move(items));
  }
  const auto axis = coded_axis(subject, Axis::Kind::coded, {});
  if (!axis) return undecided();
  Formula atom;
  atom.kind = Formula::Kind::atom;
  atom.axis = *axis;
  atom.codes = codes;
  return atom;
}

Formula Axes::comparison_of_numbers(const Expression& comparison) {
  const LinearSum& left = knowledge_.forms.sum(comparison.operands[0]);
  const LinearSum& right = knowledge_.forms.sum(comparison.operands[1]);
  if (right.is_constant()) {
    return number_atom(left, related(comparison.operation, right.constant), comparison.operands[0], {});
  }
  if (left.is_constant()) {
    return number_atom(right, related(mirrored(comparison.operation), left.constant), comparison.operands[1], {});
  }
  auto difference = NormalForms::difference(left, right);
  if (!difference) return undecided();
  const Decimal limit{-difference->constant.mantissa, difference->constant.scale};
  difference->constant = {};
  const std::string name = expression_words(comparison.operands[0], knowledge_.rules, knowledge_.rules.language) + " - " +
                           expression_words(comparison.operands[1], knowledge_.rules, knowledge_.rules.language);
  return number_atom(*difference, related(comparison.operation, limit), model::none, name);
}

Formula Axes::equality(ExpressionId left, ExpressionId right, ExpressionId whole) {
  if (knowledge_.forms.identity(left) == knowledge_.forms.identity(right)) return constant(true);
  if (at(left).operation == Operation::constant) std::swap(left, right);
  const Kind kind = at(left).type.kind;
  if (kind == Kind::yes_no) {
    const Formula a = condition(left);
    const Formula b = condition(right);
    return any_of({all_of({a, b}), all_of({prove::negation(a), prove::negation(b)})});
  }
  if (at(right).operation != Operation::constant) return opaque(whole);
  const model::Value& value = at(right).constant;
  if (at(left).operation == Operation::constant) {
    return constant(kind == Kind::label ? at(left).constant.label == value.label : at(left).constant.text == value.text);
  }
  return kind == Kind::label ? test_of_codes(left, {value.label}) : text_equality(left, value.text);
}

Formula Axes::text_equality(ExpressionId subject, const std::string& text) {
  const auto axis = coded_axis(subject, Axis::Kind::text, {});
  if (!axis) return undecided();
  Formula atom;
  atom.kind = Formula::Kind::atom;
  atom.axis = *axis;
  atom.codes = {code_of_text(*axis, text)};
  return atom;
}

std::uint32_t Axes::code_of_text(std::uint32_t axis, const std::string& text) {
  std::vector<std::string>& texts = axes_[axis].texts;
  const auto [found, added] = text_codes_[axis].emplace(text, static_cast<std::uint32_t>(texts.size()));
  if (added) texts.push_back(text);
  return found->second;
}

// A condition whose truth is taken as it comes.
Formula Axes::opaque(ExpressionId condition) {
  const auto axis = coded_axis(condition, Axis::Kind::coded, {});
  if (!axis) return undecided();
  Formula atom;
  atom.kind = Formula::Kind::atom;
  atom.axis = *axis;
  atom.codes = {1};
  return atom;
}

Formula Axes::number_atom(const LinearSum& sum, const Interval& interval, ExpressionId expression, const std::string& name) {
  if (sum.is_constant()) return constant(contains(interval, sum.constant));
  const auto view = number_view(sum, expression, name);
  const auto on_axis = view ? view->on_axis(interval) : std::nullopt;
  if (!on_axis) return undecided();
  Formula atom;
  atom.kind = Formula::Kind::atom;
  atom.axis = view->axis;
  atom.intervals = {*on_axis};
  return atom;
}

std::optional<View> Axes::number_view(const LinearSum& sum, ExpressionId expression, const std::string& name) {
  const auto cached = expression == model::none ? views_.end() : views_.find(knowledge_.forms.identity(expression));
  if (cached != views_.end()) return cached->second;
  const UnitSum unit = unit_sum(sum);
  std::optional<View> view;
  if (by_terms_.contains(unit.key)) {
    view = known_view(sum);
  } else if (accepting_) {
    View axis = unit.view;
    axis.axis = new_axis(sum, expression, name);
    by_terms_.emplace(unit.key, axis);
    view = View{axis.axis, {1, 0}, {1, 0}, {}};
  }
  if (view && expression != model::none) views_.emplace(knowledge_.forms.identity(expression), *view);
  return view;
}

// Where the axis is a × unit sum + b and the number c × unit sum + d, the number is c/a × axis + d - c/a × b.
std::optional<View> Axes::known_view(const LinearSum& sum) const {
  const UnitSum unit = unit_sum(sum);
  const auto known = by_terms_.find(unit.key);
  if (known == by_terms_.end()) return {};
  const View& axis = known->second;
  const auto factor = multiply(unit.view.factor, axis.inverse);
  const auto inverse = multiply(unit.view.inverse, axis.factor);
  const auto shift = factor ? multiply(*factor, axis.offset) : std::nullopt;
  const auto offset = shift ? subtract(unit.view.offset, *shift) : std::nullopt;
  if (!offset || !inverse) return {};
  return View{axis.axis, normalized(*factor), normalized(*inverse), normalized(*offset)};
}

std::uint32_t Axes::new_axis(const LinearSum& sum, ExpressionId expression, const std::string& name) {
  Axis axis;
  axis.kind = Axis::Kind::ordered;
  axis.sum = sum;
  axis.expression = expression;
  axis.grid = knowledge_.ranges.grid(sum);
  axis.name = name.empty() ? expression_words(expression, knowledge_.rules, knowledge_.rules.language) : name;
  if (expression != model::none) {
    axis.type = at(expression).type;
    axis.fields = knowledge_.dependencies.of(expression);
  } else {
    axis.type = at(knowledge_.forms.expression(sum.terms.front().quantity)).type;
    if (axis.type.kind == Kind::date) {
      axis.type = {};
      axis.type.whole = true;
    }
    for (const Term& term : sum.terms) {
      axis.fields = united(axis.fields, knowledge_.dependencies.of(knowledge_.forms.expression(term.quantity)));
    }
  }
  axes_.push_back(std::move(axis));
  return static_cast<std::uint32_t>(axes_.size() - 1);
}

std::optional<std::uint32_t> Axes::coded_axis(ExpressionId expression, Axis::Kind kind, const std::string& name) {
  const Identity identity = knowledge_.forms.identity(expression);
  if (const auto known = by_identity_.find(identity); known != by_identity_.end()) return known->second;
  if (!accepting_) return {};
  Axis axis;
  axis.kind = kind;
  axis.type = at(expression).type;
  axis.expression = expression;
  axis.fields = knowledge_.dependencies.of(expression);
  axis.name = name.empty() ? expression_words(expression, knowledge_.rules, knowledge_.rules.language) : name;
  if (kind == Axis::Kind::coded) axis.codes = knowledge_.ranges.codes(expression);
  axes_.push_back(std::move(axis));
  const auto number = static_cast<std::uint32_t>(axes_.size() - 1);
  by_identity_.emplace(identity, number);
  return number;
}

void Axes::cut(const std::vector<const Formula*>& formulas) {
  std::vector<std::vector<Decimal>> limits(axes_.size());
  const auto note = [&](std::uint32_t axis, const Interval& interval) {
    if (interval.lower) limits[axis].push_back(interval.lower->value);
    if (interval.upper) limits[axis].push_back(interval.upper->value);
  };
  for (const Formula* formula : formulas) {
    for_each_atom(*formula, [&](const Formula& atom) {
      for (const Interval& interval : atom.intervals) note(atom.axis, interval);
    });
  }
  for (std::uint32_t number = 0; number < axes_.size(); ++number) {
    Axis& axis = axes_[number];
    if (axis.kind == Axis::Kind::ordered) {
      const Intervals domain = knowledge_.ranges.values(axis.sum);
      for (const Interval& piece : domain) note(number, piece);
      axis.cut(std::move(limits[number]), domain);
    } else if (axis.kind == Axis::Kind::text) {
      const auto possible = knowledge_.ranges.texts(axis.expression);
      std::vector<bool> is_possible(axis.texts.size(), !possible);
      for (const std::string& text : possible.value_or(std::vector<std::string>{})) {
        const std::uint32_t code = code_of_text(number, text);
        is_possible.resize(axis.texts.size(), false);
        is_possible[code] = true;
      }
      for (std::uint32_t code = 0; code < axis.texts.size(); ++code) {
        if (is_possible[code]) axis.codes.push_back(code);
      }
      if (!possible) axis.codes.push_back(static_cast<std::uint32_t>(axis.texts.size()));
    }
  }
}

std::optional<View> Axes::view(ExpressionId subject) const {
  if (is_number_or_date(at(subject).type)) {
    const LinearSum& sum = knowledge_.forms.sum(subject);
    return sum.is_constant() ? std::nullopt : known_view(sum);
  }
  const auto known = by_identity_.find(knowledge_.forms.identity(subject));
  return known == by_identity_.end() ? std::nullopt : std::optional(View{known->second, {1, 0}, {1, 0}, {}});
}

}  // namespace fenji::prove
