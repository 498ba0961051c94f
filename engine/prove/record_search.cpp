#include "engine/prove/record_search.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "engine/prove/division.hpp"
#include "engine/prove/natural.hpp"

namespace fenji::prove {

using model::FieldId;
using model::Kind;
using model::State;
using model::Value;

namespace {

using Outcome = RecordSearch::Answer::Outcome;

constexpr int deepest = 400;

// Most steps take less work (Outlook::work_since()); one that takes more counts as several, so that steps bound the time.
constexpr std::uint64_t work_of_a_step = 2'000;

std::vector<FieldChoices> choices_of_all(const Knowledge& knowledge) {
  Choices choices(knowledge);
  choices.everything_matters();
  return choices.fields({});
}

bool is_ordered(const model::Type& type) { return type.kind == Kind::number || type.kind == Kind::date; }

Value from_decimal(Decimal number, const model::Type& type) {
  Value value;
  value.state = State::known;
  if (type.kind == Kind::date) {
    value.day = static_cast<model::Day>(rescaled(number, 0)->mantissa);
  } else {
    value.number = number;
  }
  return value;
}

// Where two values count as the same: what a blank cell means is compared too.
bool same(const Value& left, const Value& right, const model::Type& type) {
  if (left.state != State::known || right.state != State::known) return left.state == right.state;
  const auto order = order_of(left, right, type);
  return order && *order == 0;
}

std::vector<FieldValues> values_in_examples(const model::Rules& rules) {
  std::vector<FieldValues> shown(rules.fields.size());
  for (const model::Example& example : rules.examples) {
    for (const model::ExampleCell& cell : example.inputs) {
      const bool known = cell.field != model::none && !cell.absent && cell.value.state == State::known;
      if (known) shown[cell.field].push_back(cell.value);
    }
  }
  for (FieldId field = 0; field < shown.size(); ++field) {
    const model::Type& type = rules.fields[field].type;
    if (!is_ordered(type)) continue;
    FieldValues& values = shown[field];
    std::vector<std::pair<Decimal, std::size_t>> places;
    for (std::size_t place = 0; place < values.size(); ++place) places.emplace_back(as_decimal(values[place], type), place);
    std::sort(places.begin(), places.end(), [](const auto& left, const auto& right) {
      const auto order = left.first <=> right.first;
      return order != 0 ? order < 0 : left.second < right.second;
    });
    const auto again = std::unique(places.begin(), places.end(),
                                   [](const auto& left, const auto& right) { return left.first == right.first; });
    places.erase(again, places.end());
    std::sort(places.begin(), places.end(), [](const auto& left, const auto& right) { return left.second < right.second; });
    FieldValues once;
    for (const auto& [number, place] : places) once.push_back(std::move(values[place]));
    values = std::move(once);
  }
  return shown;
}

// One of an example, if it has such; else one that looks like an example.
std::string other_text(const model::Rules& rules, const FieldChoices& choices, const FieldValues& shown) {
  const model::Field& field = rules.fields[choices.field];
  if (field.type.kind != Kind::text) return {};
  std::unordered_set<std::string_view> named;
  for (const Value& value : choices.values) named.insert(value.text);
  for (const Value& value : shown) {
    if (!value.text.empty() && !named.contains(value.text)) return value.text;
  }
  const bool chinese = rules.language == Language::chinese;
  std::string text = field.key ? (chinese ? "例1" : "example-1") : (chinese ? "示例" : "example");
  while (named.contains(text)) text += "1";
  return text;
}

// The value to start from: what an empty cell means, else what an example has, else the first.
std::uint32_t preferred_of(const model::Rules& rules, const FieldChoices& choices, const FieldValues& shown) {
  const model::Field& field = rules.fields[choices.field];
  const auto place_of = [&](const Value& value) -> std::optional<std::uint32_t> {
    for (std::uint32_t cell = 0; cell < choices.values.size(); ++cell) {
      if (cell < choices.spans.size() ? contains(choices.spans[cell], as_decimal(value, field.type))
                                      : same(choices.values[cell], value, field.type)) {
        return cell;
      }
    }
    return {};
  };
  if (field.blank_means && field.blank_means->state == State::known) {
    if (const auto cell = place_of(*field.blank_means)) return *cell;
  }
  for (const Value& value : shown) {
    if (const auto place = place_of(value)) return *place;
  }
  if (!is_ordered(field.type)) return 0;
  // Of the cells of numbers the one whose natural value has the fewest digits.
  std::uint32_t best = 0;
  const auto digits = [&](std::uint32_t cell) {
    const int count = significant_digits(as_decimal(choices.values[cell], field.type));
    return is_point(choices.spans[cell]) ? count + 1 : count;
  };
  for (std::uint32_t cell = 1; cell < choices.spans.size() && field.type.kind == Kind::number; ++cell) {
    if (digits(cell) < digits(best)) best = cell;
  }
  // The first day of the calendar stands alone, as a limit.
  while (field.type.kind == Kind::date && best + 1 < choices.spans.size() && is_point(choices.spans[best])) ++best;
  return best;
}

}  // namespace

RecordSearch::RecordSearch(const Knowledge& knowledge)
    : knowledge_(knowledge),
      fields_(choices_of_all(knowledge)),
      shown_(values_in_examples(knowledge.rules)),
      outlook_(knowledge, fields_) {
  for (const FieldChoices& choices : fields_) {
    preferred_.push_back(preferred_of(knowledge.rules, choices, shown_[choices.field]));
    other_texts_.push_back(other_text(knowledge.rules, choices, shown_[choices.field]));
  }
}

RecordSearch::Answer RecordSearch::find(const Goal& goal, Budget& budget) {
  Outcome outcome = divide(goal, budget, 0);
  if (outcome == Outcome::undecided && guess(goal)) outcome = Outcome::found;
  return {outcome, outcome == Outcome::found ? std::move(found_) : FieldValues{}};
}

std::optional<FieldValues> RecordSearch::with_values(const std::vector<std::pair<FieldId, Value>>& values, const Goal& goal) {
  FieldValues record = natural_record();
  for (const auto& [field, value] : values) record[field] = value;
  Record tried(knowledge_.rules);
  for (FieldId field = 0; field < record.size(); ++field) tried.choose(field, record[field]);
  return holds(tried, knowledge_, goal) ? std::optional(std::move(record)) : std::nullopt;
}

Outcome RecordSearch::divide(const Goal& goal, Budget& budget, int depth) {
  // What the last step has cost is known now.
  budget -= 1 + static_cast<Budget>(outlook_.work_since() / work_of_a_step);
  if (budget < 0 || depth > deepest) return Outcome::undecided;
  const Requirement* open = nullptr;
  for (const Requirement& requirement : goal) {
    const Possible met = judge(outlook_, requirement);
    if (!met.can_be_yes()) return Outcome::never;
    if (open == nullptr && !met.is_yes()) open = &requirement;
  }
  if (open == nullptr) return settle();
  std::optional<FieldId> field;
  outlook_.forget_turning_points();
  for (const Requirement& requirement : goal) {
    if (judge(outlook_, requirement).is_yes()) continue;
    field = open_field(outlook_, requirement);
    if (field || outlook_.open_sum()) break;
  }
  if (outlook_.open_sum()) return divide_sum(OpenSum(*outlook_.open_sum()), goal, budget, depth);
  return field ? divide_field(*field, goal, budget, depth) : Outcome::undecided;
}

Outcome RecordSearch::divide_sum(const OpenSum& question, const Goal& goal, Budget& budget, int depth) {
  // The part that natural values lie in comes first.
  Decimal natural;
  for (const Term& term : question.sum.terms) {
    const model::Expression& quantity = knowledge_.rules.expressions[knowledge_.forms.expression(term.quantity)];
    if (quantity.operation != model::Operation::field) continue;
    const auto part = multiply(as_decimal(natural_value(quantity.reference), quantity.type), term.coefficient);
    natural = part ? add(natural, *part).value_or(natural) : natural;
  }
  std::vector<Interval> parts = question.parts;
  std::stable_partition(parts.begin(), parts.end(), [](const Interval& part) { return !is_point(part); });
  std::stable_partition(parts.begin(), parts.end(), [&](const Interval& part) { return contains(part, natural); });
  bool undecided = false;
  for (const Interval& part : parts) {
    outlook_.assume({question.sum, part});
    const Outcome outcome = can_hold() ? divide(goal, budget, depth + 1) : Outcome::never;
    outlook_.retract();
    if (outcome == Outcome::found) return outcome;
    undecided = undecided || outcome == Outcome::undecided;
    if (budget < 0) break;
  }
  return undecided ? Outcome::undecided : Outcome::never;
}

Outcome RecordSearch::divide_field(FieldId field, const Goal& goal, Budget& budget, int depth) {
  const FieldRange whole = outlook_.range(field);
  const std::vector<FieldRange> parts = divided(outlook_, field, preferred_[field]);
  if (parts.empty()) return Outcome::undecided;
  bool undecided = false;
  for (const FieldRange& part : parts) {
    outlook_.set(field, part);
    const Outcome outcome = can_hold() ? divide(goal, budget, depth + 1) : Outcome::never;
    if (outcome == Outcome::found) {
      outlook_.set(field, whole);
      return outcome;
    }
    undecided = undecided || outcome == Outcome::undecided;
    if (budget < 0) break;
  }
  outlook_.set(field, whole);
  return undecided ? Outcome::undecided : Outcome::never;
}

FieldValues RecordSearch::natural_record() const {
  FieldValues record;
  for (FieldId field = 0; field < fields_.size(); ++field) record.push_back(natural_value(field));
  return record;
}

Value RecordSearch::natural_value(FieldId id, const Interval& within) const {
  const model::Field& field = knowledge_.rules.fields[id];
  const auto is_inside = [&](const Value& value) {
    return value.state == State::known && contains(within, as_decimal(value, field.type));
  };
  if (field.blank_means && is_inside(*field.blank_means)) return *field.blank_means;
  for (const Value& value : shown_[id]) {
    if (is_inside(value)) return value;
  }
  const Granularity grid = grid_of(field.type);
  const auto number = field.type.kind == Kind::date ? natural_day(within) : natural_number(within, grid, field.type.percent);
  return number ? from_decimal(*number, field.type) : Value{};
}

Value RecordSearch::natural_value(FieldId id) const {
  const FieldChoices& choices = fields_[id];
  const FieldRange& range = outlook_.range(id);
  const model::Field& field = knowledge_.rules.fields[id];
  if (choices.values.empty()) return {};
  const std::uint32_t preferred = preferred_[id];
  std::uint32_t cell = preferred >= range.cells.first && preferred <= range.cells.last ? preferred : range.cells.first;
  if (is_ordered(field.type) && cell < choices.spans.size()) {
    Value value = natural_value(id, range.part ? *range.part : choices.spans[cell]);
    return value.state == State::known ? value : choices.values[cell];
  }
  Value value = choices.values[cell];
  if (field.type.kind == Kind::text && stands_for_other_texts(value)) value.text = other_texts_[id];
  return value;
}

}  // namespace fenji::prove
