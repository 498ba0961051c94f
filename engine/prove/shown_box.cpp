#include "engine/prove/shown_box.hpp"

#include <algorithm>

#include "engine/prove/phrases.hpp"

namespace fenji::prove {
namespace {

using model::Operation;
using model::State;
using Reach = Witness::Reach;

// The field that an axis is, if it is one as it stands.
std::optional<model::FieldId> field_of(const Knowledge& knowledge, const Axis& axis) {
  if (axis.kind == Axis::Kind::ordered) {
    const bool lone =
        axis.sum.terms.size() == 1 && axis.sum.constant.mantissa == 0 && axis.sum.terms[0].coefficient == Decimal{1, 0};
    if (!lone) return {};
    const auto& quantity = knowledge.rules.expressions[knowledge.forms.expression(axis.sum.terms[0].quantity)];
    return quantity.operation == Operation::field ? std::optional(quantity.reference) : std::nullopt;
  }
  const auto& expression = knowledge.rules.expressions[axis.expression];
  return expression.operation == Operation::field ? std::optional(expression.reference) : std::nullopt;
}

model::Value value_on(const Axis& axis, const AxisValue& shown) {
  model::Value value;
  value.state = State::known;
  switch (axis.type.kind) {
    case model::Kind::number:
      value.number = shown.number;
      break;
    case model::Kind::date:
      value.day = static_cast<model::Day>(rescaled(shown.number, 0).value_or(Decimal{}).mantissa);
      break;
    case model::Kind::yes_no:
      value.yes = shown.code == 1;
      break;
    case model::Kind::label:
      value.label = shown.code;
      break;
    case model::Kind::text:
      value.text = shown.code < axis.texts.size() ? axis.texts[shown.code] : "…";
      break;
  }
  return value;
}

std::optional<Requirement> inside(const Axis& axis, const CellSet& cells) {
  Requirement requirement;
  if (axis.kind == Axis::Kind::ordered) {
    requirement.kind = Requirement::Kind::in_values;
    requirement.sum = axis.sum;
    for (const CellRange& range : cells) requirement.intervals.push_back(interval_of(axis, range));
    return requirement;
  }
  requirement.first = axis.expression;
  for (const CellRange& range : cells) {
    for (std::uint32_t cell = range.first; cell <= range.last; ++cell) {
      if (axis.kind == Axis::Kind::coded) {
        requirement.codes.push_back(axis.codes[cell]);
      } else if (axis.codes[cell] < axis.texts.size()) {
        requirement.texts.push_back(axis.texts[axis.codes[cell]]);
      } else {
        return {};  // any other text
      }
    }
  }
  requirement.kind = axis.kind == Axis::Kind::coded ? Requirement::Kind::with_codes : Requirement::Kind::with_text;
  return requirement;
}

// What the axes show of a record; a quotient that no decimal is with so many digits.
std::optional<AxisValue> seen(Record& record, const Knowledge& knowledge, const Axis& axis, int digits) {
  if (axis.kind == Axis::Kind::ordered) {
    Decimal total = axis.sum.constant;
    bool rounded = false;
    for (const Term& term : axis.sum.terms) {
      const model::ExpressionId expression = knowledge.forms.expression(term.quantity);
      const model::Value value = record.value(expression);
      if (value.state != State::known) return {};
      std::optional<Decimal> number = as_decimal(value, knowledge.rules.expressions[expression].type);
      if (!(value.denominator == Decimal{1, 0})) {
        number = divide_exact(value.number, value.denominator, model::max_scale);
        rounded = rounded || !number;
        if (!number) number = divide_rounded(value.number, value.denominator, digits);
      }
      const auto part = number ? multiply(*number, term.coefficient) : std::nullopt;
      const auto next = part ? add(total, *part) : std::nullopt;
      if (!next) return {};
      total = normalized(*next);
    }
    return AxisValue{total, 0, rounded};
  }
  const model::Value value = record.value(axis.expression);
  if (value.state != State::known) return {};
  if (axis.kind == Axis::Kind::coded) {
    return AxisValue{{}, axis.type.kind == model::Kind::yes_no ? std::uint32_t{value.yes} : value.label};
  }
  const auto text = std::find(axis.texts.begin(), axis.texts.end(), value.text);
  return AxisValue{{}, static_cast<std::uint32_t>(text - axis.texts.begin())};
}

}  // namespace

std::optional<Evidence> find_in_box(TableProof& proof, const Box& box, const Goal& wanted, Witness& witness) {
  const Knowledge& knowledge = proof.knowledge();
  const auto& axes = proof.space.axes();
  Goal goal = circumstances_of(proof.rules(), proof.id);
  goal.insert(goal.end(), wanted.begin(), wanted.end());
  std::vector<std::pair<model::FieldId, model::Value>> direct;
  bool all_fields = true;
  Goal exact = goal;
  Goal anywhere = goal;
  bool computed = false;
  for (std::size_t number = 0; number < box.size(); ++number) {
    if (!proof.space.restricts(box[number], number)) continue;
    const Axis& axis = axes[number];
    const auto field = field_of(knowledge, axis);
    computed = computed || (!field && axis.kind == Axis::Kind::ordered);
    all_fields = all_fields && field;
    if (field) direct.emplace_back(*field, value_on(axis, witness.values[number]));
    const auto requirement = inside(axis, box[number]);
    if (requirement) anywhere.push_back(*requirement);
    const auto cell = axis.kind == Axis::Kind::ordered ? axis.cell_at(witness.values[number].number) : std::nullopt;
    if (cell) {
      Requirement at = *requirement;
      at.intervals = {point(witness.values[number].number)};
      exact.push_back(std::move(at));
    } else if (requirement) {
      exact.push_back(*requirement);
    }
  }
  if (all_fields && witness.reach == Reach::possible) {
    if (auto record = proof.whole.search.with_values(direct, goal)) return Evidence{std::move(*record), std::move(goal)};
  }
  if (witness.reach == Reach::possible && computed) {
    RecordSearch::Answer answer = proof.whole.find(exact);
    if (answer.found()) return Evidence{std::move(answer.record), std::move(exact)};
  }
  RecordSearch::Answer answer = proof.whole.find(anywhere);
  if (answer.never() && witness.reach != Reach::unattained) witness.reach = Reach::impossible;
  // What no search could show is not told as if it had been.
  if (!answer.found() && !answer.never() && witness.reach == Reach::possible) witness.reach = Reach::unclear;
  if (!answer.found()) return {};
  witness.reach = Reach::possible;
  Record record(proof.rules());
  for (model::FieldId field = 0; field < answer.record.size(); ++field) record.choose(field, answer.record[field]);
  for (std::size_t number = 0; number < box.size(); ++number) {
    for (int digits = 4; digits <= 16; digits += 2) {
      const auto value = seen(record, knowledge, axes[number], digits);
      if (value) witness.values[number] = *value;
      const auto cell = value && value->rounded ? axes[number].cell_at(value->number) : std::nullopt;
      if (!cell || contains(box[number], *cell)) break;
    }
  }
  return Evidence{std::move(answer.record), std::move(anywhere)};
}

}  // namespace fenji::prove
