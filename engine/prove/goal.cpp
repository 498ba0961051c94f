#include "engine/prove/goal.hpp"

#include <algorithm>

namespace fenji::prove {

using model::Kind;
using model::State;

namespace {

using Demand = Requirement::Kind;

Requirement of_kind(Demand kind, std::uint32_t first, std::uint32_t second = 0) {
  Requirement requirement;
  requirement.kind = kind;
  requirement.first = first;
  requirement.second = second;
  return requirement;
}

// A requirement is met or it is not: what is undecided does not meet it.
Possible closed(const Possible& met) { return truth(met.can_be_yes(), !met.is_yes(), 0); }

Possible is_state(const Possible& value, State state) {
  return truth(value.can_be(state), (value.states & ~bit(state)) != 0, 0);
}

// Labels of different sets are the same where their words are.
Possible differ_in_words(const Possible& left, const std::vector<std::string>& left_words, const Possible& right,
                         const std::vector<std::string>& right_words, bool both) {
  bool meet = false;
  bool part = false;
  for (const std::uint32_t a : left.codes) {
    for (const std::uint32_t b : right.codes) (left_words[a] == right_words[b] ? meet : part) = true;
  }
  return truth(part, meet || !both, 0);
}

Possible differ(const Possible& left, const Possible& right, Kind kind) {
  if (!left.can_be(State::known) || !right.can_be(State::known)) return truth(false, true, 0);
  const bool both = left.is_known() && right.is_known();
  if (is_single(left, kind) && is_single(right, kind) && both) {
    const bool same = left.codes == right.codes && left.yes == right.yes && left.no == right.no &&
                      left.numbers == right.numbers && left.texts == right.texts;
    return truth(!same, same, 0);
  }
  bool meet = true;
  if (kind == Kind::yes_no) {
    meet = (left.yes && right.yes) || (left.no && right.no);
  } else if (kind == Kind::number || kind == Kind::date) {
    meet = !is_empty(intersection(left.range, right.range));
  }
  return truth(true, !both || meet, 0);
}

}  // namespace

Requirement require_yes(model::ExpressionId condition) { return of_kind(Demand::yes, condition); }
Requirement require_no(model::ExpressionId condition) { return of_kind(Demand::no, condition); }
Requirement require_layer(std::uint32_t layer) { return of_kind(Demand::layer, layer); }
Requirement require_row(Demand kind, model::TableId table, std::uint32_t row) { return of_kind(kind, table, row); }
Requirement require_uncovered(model::TableId table) { return of_kind(Demand::uncovered, table); }
Requirement require_label(model::DefinitionId definition, std::uint32_t label) {
  return of_kind(Demand::label, definition, label);
}
Requirement require_state(model::ExpressionId expression, State state) {
  Requirement requirement = of_kind(Demand::has_state, expression);
  requirement.state = state;
  return requirement;
}
Requirement require_body_state(model::DefinitionId definition, State state) {
  Requirement requirement = of_kind(Demand::body_state, definition);
  requirement.state = state;
  return requirement;
}

Goal circumstances_of(const model::Definition& definition) {
  Goal goal{require_layer(definition.layer)};
  if (definition.when != model::none) goal.push_back(require_yes(definition.when));
  return goal;
}

Goal circumstances_of(const model::Rules& rules, model::TableId table) {
  std::optional<std::uint32_t> layer;
  std::optional<model::ExpressionId> when;
  bool same = true;
  for (const model::Definition& definition : rules.definitions) {
    if (definition.table != table) continue;
    layer = std::min(layer.value_or(definition.layer), definition.layer);
    same = same && (!when || *when == definition.when);
    when = definition.when;
  }
  Goal goal{require_layer(layer.value_or(0))};
  if (same && when && *when != model::none) goal.push_back(require_yes(*when));
  return goal;
}

Possible judge(Outlook& outlook, const Requirement& requirement) {
  const model::Rules& rules = outlook.knowledge().rules;
  switch (requirement.kind) {
    case Demand::yes:
      return closed(outlook.value(requirement.first));
    case Demand::no: {
      const Possible& value = outlook.value(requirement.first);
      return truth(value.can_be_no(), !value.is_no(), 0);
    }
    case Demand::in_values:
      return outlook.within(requirement.sum, requirement.intervals);
    case Demand::with_codes: {
      const Possible& value = outlook.value(requirement.first);
      bool inside = false;
      bool outside = !value.is_known();
      for (const std::uint32_t code : codes_of(value, rules.expressions[requirement.first].type.kind)) {
        const bool met = std::find(requirement.codes.begin(), requirement.codes.end(), code) != requirement.codes.end();
        (met ? inside : outside) = true;
      }
      return truth(inside && value.can_be(State::known), outside, 0);
    }
    case Demand::with_text: {
      const Possible& value = outlook.value(requirement.first);
      bool inside = value.other_texts;
      bool outside = !value.is_known() || value.other_texts;
      for (const std::string& text : value.texts) {
        const bool met = std::find(requirement.texts.begin(), requirement.texts.end(), text) != requirement.texts.end();
        (met ? inside : outside) = true;
      }
      return truth(inside, outside, 0);
    }
    case Demand::fits:
      return closed(outlook.fit(requirement.first, requirement.second));
    case Demand::misses: {
      const Possible& fit = outlook.fit(requirement.first, requirement.second);
      return truth(fit.can_be_no(), !fit.is_no(), 0);
    }
    case Demand::has_state:
      return is_state(outlook.value(requirement.first), requirement.state);
    case Demand::fires:
      return closed(outlook.fires(requirement.first, requirement.second));
    case Demand::uncovered:
      return closed(outlook.uncovered(requirement.first));
    case Demand::label: {
      const Possible& value = outlook.value_of(requirement.first);
      const bool found = std::binary_search(value.codes.begin(), value.codes.end(), requirement.second);
      return truth(found && value.can_be(State::known), !value.is_known() || !found || value.codes.size() > 1, 0);
    }
    case Demand::body_state:
      return is_state(outlook.body(requirement.first), requirement.state);
    case Demand::known: {
      const Possible& value = outlook.value_of(requirement.first);
      return truth(value.can_be(State::known), !value.is_known(), 0);
    }
    case Demand::lacks: {
      const Possible& value = outlook.value_of(requirement.first);
      return truth(!value.is_known(), value.can_be(State::known), 0);
    }
    case Demand::layer:
      return closed(outlook.reaches(requirement.first));
    case Demand::differs: {
      const Possible& left = outlook.value_of(requirement.first);
      const Possible& right = outlook.value_of(requirement.second);
      const model::Type& type = rules.definitions[requirement.first].type;
      const model::Type& other = rules.definitions[requirement.second].type;
      if (type.kind != Kind::label) return differ(left, right, type.kind);
      if (!left.can_be(State::known) || !right.can_be(State::known)) return truth(false, true, 0);
      return differ_in_words(left, rules.labels_of(type).labels, right, rules.labels_of(other).labels,
                             left.is_known() && right.is_known());
    }
  }
  return truth(true, true, 0);
}

std::optional<model::FieldId> open_field(Outlook& outlook, const Requirement& requirement) {
  switch (requirement.kind) {
    case Demand::yes:
    case Demand::no:
    case Demand::has_state:
    case Demand::with_codes:
    case Demand::with_text:
      return outlook.open_field(requirement.first);
    case Demand::in_values:
      return outlook.open_field_of_sum(requirement.sum, requirement.intervals);
    case Demand::fits:
    case Demand::misses:
      return outlook.open_field_of_fit(requirement.first, requirement.second);
    case Demand::fires:
      if (const auto field = outlook.open_field_of_fit(requirement.first, requirement.second)) return field;
      return outlook.open_field_of_table(requirement.first);
    case Demand::uncovered:
      return outlook.open_field_of_table(requirement.first);
    case Demand::label:
    case Demand::known:
    case Demand::lacks:
    case Demand::body_state:
      return outlook.open_field_of(requirement.first);
    case Demand::layer:
      return outlook.open_field_of_layer(requirement.first);
    case Demand::differs:
      if (const auto field = outlook.open_field_of(requirement.first)) return field;
      return outlook.open_field_of(requirement.second);
  }
  return {};
}

namespace {

bool holds(Record& record, const Knowledge& knowledge, const Requirement& requirement) {
  const model::Rules& rules = knowledge.rules;
  const auto is = [&](model::ExpressionId condition, bool yes) {
    const model::Value value = record.value(condition);
    return value.state == State::known && value.yes == yes;
  };
  switch (requirement.kind) {
    case Demand::yes:
      return is(requirement.first, true);
    case Demand::no:
      return is(requirement.first, false);
    case Demand::fits:
      return record.row_fits(requirement.first, requirement.second);
    case Demand::fires:
      return record.row_fits(requirement.first, requirement.second) &&
             (rules.tables[requirement.first].policy == model::HitPolicy::unique ||
              record.fitting_row(requirement.first) == requirement.second);
    case Demand::label: {
      const model::Value value = record.definition(requirement.first);
      return value.state == State::known && value.label == requirement.second;
    }
    case Demand::layer: {
      if (requirement.first > 0 && rules.applies != model::none && !is(rules.applies, true)) return false;
      for (std::size_t number = 0; number + 1 < requirement.first && number < rules.gates.size(); ++number) {
        const model::Gate& gate = rules.gates[number];
        const std::size_t needed = gate.mode == model::Gate::Mode::all ? gate.elements.size() : gate.at_least;
        const auto met = std::count_if(gate.elements.begin(), gate.elements.end(),
                                       [&](const model::Element& element) { return is(element.condition, true); });
        if (static_cast<std::size_t>(met) < needed) return false;
      }
      return true;
    }
    case Demand::misses:
      return record.row_misses(requirement.first, requirement.second);
    case Demand::uncovered: {
      const std::size_t rows = rules.tables[requirement.first].rows.size();
      for (std::uint32_t row = 0; row < rows; ++row) {
        if (!record.row_misses(requirement.first, row)) return false;
      }
      return true;
    }
    case Demand::in_values: {
      Decimal total = requirement.sum.constant;
      for (const Term& term : requirement.sum.terms) {
        const model::ExpressionId expression = knowledge.forms.expression(term.quantity);
        const model::Value value = record.value(expression);
        if (value.state != State::known) return false;
        const auto exact = value.denominator == Decimal{1, 0}
                               ? std::optional(as_decimal(value, rules.expressions[expression].type))
                               : divide_exact(value.number, value.denominator, model::max_scale);
        const auto part = exact ? multiply(*exact, term.coefficient) : std::nullopt;
        const auto next = part ? add(total, *part) : std::nullopt;
        if (!next) return false;
        total = normalized(*next);
      }
      return std::any_of(requirement.intervals.begin(), requirement.intervals.end(),
                         [&](const Interval& interval) { return contains(interval, total); });
    }
    case Demand::with_codes: {
      const model::Value value = record.value(requirement.first);
      const bool label = rules.expressions[requirement.first].type.kind == Kind::label;
      const std::uint32_t code = label ? value.label : std::uint32_t{value.yes};
      return value.state == State::known &&
             std::find(requirement.codes.begin(), requirement.codes.end(), code) != requirement.codes.end();
    }
    case Demand::with_text: {
      const model::Value value = record.value(requirement.first);
      return value.state == State::known &&
             std::find(requirement.texts.begin(), requirement.texts.end(), value.text) != requirement.texts.end();
    }
    case Demand::known:
      return record.definition(requirement.first).state == State::known;
    case Demand::lacks:
      return record.definition(requirement.first).state != State::known && !record.gave_up();
    case Demand::differs: {
      const model::Value left = record.definition(requirement.first);
      const model::Value right = record.definition(requirement.second);
      if (left.state != State::known || right.state != State::known) return false;
      const model::Type& type = rules.definitions[requirement.first].type;
      if (type.kind == Kind::label) {
        const model::Type& other = rules.definitions[requirement.second].type;
        return rules.labels_of(type).labels[left.label] != rules.labels_of(other).labels[right.label];
      }
      const auto order = order_of(left, right, type);
      return order && *order != 0;
    }
    default:
      return false;  // of states that this evaluation does not tell apart
  }
}

}  // namespace

bool holds(Record& record, const Knowledge& knowledge, const Goal& goal) {
  return std::all_of(goal.begin(), goal.end(),
                     [&](const Requirement& requirement) { return holds(record, knowledge, requirement); });
}

}  // namespace fenji::prove
