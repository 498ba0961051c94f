#include <algorithm>
#include <iterator>

#include "engine/answers/upgrade.hpp"

namespace fenji::answers {

using model::FieldId;
using model::State;
using model::Value;

namespace {

// Of one field, so many stops are tried with each other field: of a number or a date, and of what is chosen.
constexpr std::size_t most_places = 24;
constexpr std::size_t most_choices = 250;

constexpr std::int64_t most_looks_at_pairs = 200'000;

// Whether `left` asks no more of any field than `right`, so that nobody needs `right`.
bool dominates(const Change& left, const Change& right) {
  bool less = left.steps.size() < right.steps.size();
  for (const Step& step : left.steps) {
    const auto same =
        std::find_if(right.steps.begin(), right.steps.end(), [&](const Step& other) { return other.field == step.field; });
    if (same == right.steps.end() || step.size.steps > same->size.steps) return false;
    less = less || step.size.steps < same->size.steps;
  }
  return less;
}

bool same_size(const Change& left, const Change& right) {
  return std::equal(left.steps.begin(), left.steps.end(), right.steps.begin(), right.steps.end(),
                    [](const Step& a, const Step& b) { return a.field == b.field && a.size.steps == b.size.steps; });
}

}  // namespace

void UpgradeSearch::add_pairs(Upgrades& upgrades) {
  if (upgrades.standing != Upgrades::Standing::open) return;
  std::vector<FieldId> fields = changeable_;
  // What has a grade has all other results, too.
  if (!upgrades.label) fields.insert(fields.end(), of_others_.begin(), of_others_.end());
  std::sort(fields.begin(), fields.end());
  std::vector<Change> pairs;
  NearestSearch search(scope_, demand_, as_of_);
  for (std::size_t first = 0; first < fields.size(); ++first) {
    for (std::size_t second = first + 1; second < fields.size(); ++second) {
      if (!needed_[fields[first]] && !needed_[fields[second]]) continue;
      upgrades.all_pairs_tried = upgrades.all_pairs_tried && search.looks() < most_looks_at_pairs;
      if (search.looks() >= most_looks_at_pairs) break;
      std::vector<Change> found = pairs_of(search, upgrades, fields[first], fields[second]);
      std::move(found.begin(), found.end(), std::back_inserter(pairs));
    }
    if (search.stops(fields[first]).size() > most_stops_of(fields[first])) upgrades.all_pairs_tried = false;
  }
  std::vector<Change> kept;
  for (const Change& pair : pairs) {
    const auto worse = [&](const Change& other) { return dominates(other, pair); };
    const bool repeated = std::any_of(kept.begin(), kept.end(), [&](const Change& other) { return same_size(other, pair); });
    if (repeated || std::any_of(pairs.begin(), pairs.end(), worse)) continue;
    if (std::any_of(upgrades.singles.begin(), upgrades.singles.end(), worse)) continue;
    const auto is_open = [&](const Step& step) { return !scope_.choices(step.field).exhaustive; };
    if (std::all_of(pair.steps.begin(), pair.steps.end(), is_open)) upgrades.other_mixtures = true;
    kept.push_back(pair);
  }
  sort_by_effort(kept);
  upgrades.more_pairs = kept.size() > most_pairs;
  if (upgrades.more_pairs) kept.resize(most_pairs);
  upgrades.pairs = std::move(kept);
}

// Numbers and dates of the rules that the field can hold, each once.
std::vector<Value> UpgradeSearch::constants_of(const model::Field& field) const {
  std::vector<Value> found;
  const auto add = [&](const Value& value, const model::Type& type) {
    const bool alike = type.kind == field.type.kind && type.unit == field.type.unit && type.percent == field.type.percent;
    if (!alike || value.state != State::known || type.quotient) return;
    Value held = value;
    if (type.kind == model::Kind::number) {
      const auto scaled = model::rescaled(value.number, field.type.scale);
      if (!scaled || (field.bounds && !model::contains(*field.bounds, *scaled))) return;
      held.number = *scaled;
    } else if (type.kind != model::Kind::date) {
      return;
    }
    const auto same = [&](const Value& other) { return other.number == held.number && other.day == held.day; };
    if (std::none_of(found.begin(), found.end(), same)) found.push_back(std::move(held));
  };
  for (const model::Expression& expression : rules_.expressions) {
    if (expression.operation == model::Operation::constant) add(expression.constant, expression.type);
  }
  for (const model::Parameter& parameter : rules_.parameters) add(parameter.value, parameter.type);
  return found;
}

std::size_t UpgradeSearch::most_stops_of(FieldId field) const {
  return scope_.choices(field).spans.empty() ? most_choices : most_places;
}

// The nearest ones. Where the rules tell apart more than ranges of the field's values, also what the rules name of its kind,
// and some of the way where it can do the whole way alone.
std::vector<Value> UpgradeSearch::stops_of(const NearestSearch& search, const Upgrades& upgrades, FieldId field) const {
  std::vector<Value> stops = search.stops(field);
  if (!scope_.choices(field).exhaustive) {
    const std::vector<Value> named = constants_of(rules_.fields[field]);
    stops.insert(stops.end(), named.begin(), named.end());
    std::stable_sort(stops.begin(), stops.end(), [&](const Value& left, const Value& right) {
      return step_to(field, left, false).size.steps < step_to(field, right, false).size.steps;
    });
  }
  stops.resize(std::min(stops.size(), most_stops_of(field)));
  if (scope_.choices(field).exhaustive) return stops;
  for (const Change& single : upgrades.singles) {
    if (single.steps[0].field != field) continue;
    if (auto middle = search.half_way(field, single.steps[0].to)) stops.push_back(std::move(*middle));
  }
  return stops;
}

// One field goes from stop to stop, the other as far as it must. Where limits alone tell the values of one apart, that one goes
// by stops, and nothing is missed; else each of them does by turns.
std::vector<Change> UpgradeSearch::pairs_of(NearestSearch& search, const Upgrades& upgrades, FieldId first, FieldId second) {
  std::vector<Change> found;
  const std::vector<Value>& present = scope_.present();
  std::vector<std::pair<FieldId, FieldId>> orders;
  if (scope_.choices(first).exhaustive) {
    orders = {{first, second}};
  } else if (scope_.choices(second).exhaustive) {
    orders = {{second, first}};
  } else {
    orders = {{first, second}, {second, first}};
  }
  for (const auto& [by_stops, far] : orders) {
    for (const Value& stop : stops_of(search, upgrades, by_stops)) {
      std::vector<Value> record = present;
      record[by_stops] = stop;
      if (rank(record)) continue;  // it does it alone
      scope_.hold(by_stops, record[by_stops]);
      const NearestSearch::Answer answer = search.nearest(far, record);
      if (answer.value) {
        scope_.hold(far, *answer.value);
        record[far] = *answer.value;
        if (!scope_.choices(by_stops).exhaustive) tighten(search, by_stops, far, record);
        std::vector<Step> steps{step_to(by_stops, record[by_stops], search.any_will_do(by_stops, record)),
                                step_to(far, record[far], answer.any)};
        if (steps[0].field > steps[1].field) std::swap(steps[0], steps[1]);
        found.push_back(change_to(std::move(steps)));
      }
      scope_.hold(by_stops);
      scope_.hold(far);
    }
  }
  return found;
}

// A stop may be more than the other field's value asks for, and that one then more than what is left of the stop.
void UpgradeSearch::tighten(NearestSearch& search, FieldId by_stops, FieldId far, std::vector<Value>& record) {
  constexpr int most_rounds = 4;
  const auto nearer = [&](FieldId field, FieldId other) {
    scope_.hold(other, record[other]);
    const auto size = [&](const Value& to) { return step_to(field, to, false).size.steps; };
    std::vector<Value> from = record;
    from[field] = scope_.present()[field];
    const NearestSearch::Answer answer = search.nearest(field, from);
    scope_.hold(field, record[field]);
    if (!answer.value || size(*answer.value) >= size(record[field])) return false;
    record[field] = *answer.value;
    return true;
  };
  for (int round = 0; round < most_rounds && nearer(by_stops, far) && nearer(far, by_stops);) ++round;
  scope_.hold(by_stops, record[by_stops]);
  scope_.hold(far, record[far]);
}

}  // namespace fenji::answers
