#include "engine/answers/upgrade.hpp"

#include <algorithm>

#include "engine/answers/grades.hpp"
#include "engine/explain/needs.hpp"
#include "engine/prove/connection.hpp"

namespace fenji::answers {

using execute::Status;
using model::FieldId;
using model::State;
using model::Value;
using prove::Possible;

namespace {

// Of one field, so many stops are tried with each other field.
constexpr std::size_t most_stops = 24;

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

// The least effort first, as they stand where it is the same.
void sort_by_effort(std::vector<Change>& changes) {
  std::stable_sort(changes.begin(), changes.end(),
                   [](const Change& left, const Change& right) { return left.effort() < right.effort(); });
}

}  // namespace

std::int64_t Change::effort() const {
  std::int64_t total = 0;
  for (const Step& step : steps) total += step.size.effort;
  return total;
}

UpgradeSearch::UpgradeSearch(const model::Rules& rules)
    : rules_(rules), scope_(rules), needed_(rules.fields.size(), false), grading_(rules.fields.size(), false) {
  const std::vector<model::DefinitionId> grades = grade_results(rules);
  if (grades.empty() || !rules.labels_of(rules.definitions[grades[0]].type).ordered) return;
  result_ = grades[0];
  const execute::Record no_record;
  explain::Needs needs(rules, no_record);
  if (rules.applies != model::none) needs.add_expression(rules.applies);
  for (const model::Gate& gate : rules.gates) {
    for (const model::Element& element : gate.elements) needs.add_expression(element.condition);
  }
  needs.add_definition(result_);
  explain::Needs of_grade(rules, no_record);
  of_grade.add_definition(result_);
  for (FieldId id = 0; id < rules.fields.size(); ++id) {
    const model::Field& field = rules.fields[id];
    needed_[id] = needs.field(id);
    grading_[id] = of_grade.field(id);
    if (needed_[id] && !field.fixed && !field.key && field.population == model::none) changeable_.push_back(id);
  }
  demand_.judge = [this] { return judge(); };
  demand_.note_turning_points = [this] { note_turning_points(); };
  demand_.rank = [this](const std::vector<Value>& record) { return rank(record); };
}

Upgrades UpgradeSearch::singles(const std::vector<Value>& fields, const execute::Evaluation& evaluation) {
  Upgrades upgrades;
  if (result_ == model::none) return upgrades;
  upgrades.result = result_;
  upgrades.standing = Upgrades::Standing::not_graded;
  const auto labels = static_cast<std::uint32_t>(rules_.labels_of(rules_.definitions[result_].type).labels.size());
  if (evaluation.status == Status::rated && shows(evaluation, rules_, result_)) {
    upgrades.label = evaluation.definitions[result_].value.label;
  } else if (evaluation.status != Status::ineligible) {
    return upgrades;
  }
  below_ = upgrades.label.value_or(labels);
  upgrades.standing = below_ == 0 ? Upgrades::Standing::best : Upgrades::Standing::open;
  if (below_ == 0) return upgrades;
  scope_.take(fields);
  for (FieldId id = 0; id < rules_.fields.size(); ++id) {
    if (!needed_[id]) continue;
    if (rules_.fields[id].population != model::none) upgrades.holds_populations = true;
    if (rules_.fields[id].fixed) upgrades.fixed.push_back(id);
  }
  NearestSearch search(scope_, demand_);
  for (const FieldId id : changeable_) {
    scope_.set(id, scope_.anything(id));
    const NearestSearch::Answer answer = search.nearest(id, scope_.present());
    if (!answer.decided) {
      upgrades.undecided.push_back(id);
    } else if (!answer.value) {
      if (!upgrades.label || grading_[id]) upgrades.not_enough.push_back(id);
    } else {
      const Distance size = distance(fields[id], *answer.value, rules_.fields[id].type);
      upgrades.singles.push_back(change_to({{id, *answer.value, size}}));
    }
  }
  sort_by_effort(upgrades.singles);
  return upgrades;
}

void UpgradeSearch::add_pairs(Upgrades& upgrades) {
  if (upgrades.standing != Upgrades::Standing::open) return;
  std::vector<Change> pairs;
  NearestSearch search(scope_, demand_);
  for (std::size_t first = 0; first < changeable_.size(); ++first) {
    for (std::size_t second = first + 1; second < changeable_.size(); ++second) {
      upgrades.all_pairs_tried = search.looks() < most_looks_at_pairs;
      if (!upgrades.all_pairs_tried) break;
      for (Change& pair : pairs_of(search, changeable_[first], changeable_[second])) pairs.push_back(std::move(pair));
    }
  }
  std::vector<Change> kept;
  for (const Change& pair : pairs) {
    const auto worse = [&](const Change& other) { return dominates(other, pair); };
    const bool repeated = std::any_of(kept.begin(), kept.end(), [&](const Change& other) { return same_size(other, pair); });
    if (repeated || std::any_of(pairs.begin(), pairs.end(), worse)) continue;
    if (std::any_of(upgrades.singles.begin(), upgrades.singles.end(), worse)) continue;
    kept.push_back(pair);
  }
  sort_by_effort(kept);
  upgrades.more_pairs = kept.size() > most_pairs;
  if (upgrades.more_pairs) kept.resize(most_pairs);
  upgrades.pairs = std::move(kept);
}

// One field goes from stop to stop, the other as far as it must. Where limits alone tell the values of one apart, that one goes
// by stops, and nothing is missed; else each of them does by turns.
std::vector<Change> UpgradeSearch::pairs_of(NearestSearch& search, FieldId first, FieldId second) {
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
    for (const Value& stop : search.stops(by_stops, most_stops)) {
      std::vector<Value> record = present;
      record[by_stops] = stop;
      if (rank(record)) continue;  // it does it alone
      scope_.hold(by_stops, record[by_stops]);
      const NearestSearch::Answer answer = search.nearest(far, record);
      if (answer.value) {
        std::vector<Step> steps{{by_stops, stop, distance(present[by_stops], stop, rules_.fields[by_stops].type)},
                                {far, *answer.value, distance(present[far], *answer.value, rules_.fields[far].type)}};
        if (steps[0].field > steps[1].field) std::swap(steps[0], steps[1]);
        found.push_back(change_to(std::move(steps)));
      }
      scope_.hold(by_stops);
      scope_.hold(far);
    }
  }
  return found;
}

Change UpgradeSearch::change_to(std::vector<Step> steps) const {
  std::vector<Value> record = scope_.present();
  for (const Step& step : steps) record[step.field] = step.to;
  const execute::Evaluation evaluation = evaluate(rules_, std::move(record));
  return {std::move(steps), evaluation.definitions[result_].value.label};
}

Possible UpgradeSearch::judge() {
  prove::Outlook& outlook = scope_.outlook();
  prove::Connection demands(true);
  if (rules_.applies != model::none) demands.add(outlook.value(rules_.applies));
  for (std::uint32_t gate = 0; gate < rules_.gates.size() && !demands.is_decided(); ++gate) demands.add(outlook.passes(gate));
  if (demands.is_decided()) return demands.result();
  const Possible& grade = outlook.value_of(result_);
  bool better = false;
  bool not_better = !grade.is_known();
  for (const std::uint32_t code : grade.codes) (code < below_ ? better : not_better) = true;
  demands.add(prove::truth(better && grade.can_be(State::known), not_better, 0));
  for (const model::OutputColumn& output : rules_.outputs) {
    if (output.definition == model::none || demands.is_decided()) continue;
    const prove::States settled = prove::known_only | prove::bit(State::not_applicable);
    const prove::States states = outlook.value_of(output.definition).states;
    demands.add(prove::truth((states & settled) != 0, (states & ~settled) != 0, 0));
  }
  const Possible met = demands.result();
  return prove::truth(met.can_be_yes(), !met.is_yes(), 0);
}

void UpgradeSearch::note_turning_points() {
  prove::Outlook& outlook = scope_.outlook();
  (void)outlook.open_field_of_layer(static_cast<std::uint32_t>(rules_.gates.size()) + 1);
  (void)outlook.open_field_of(result_);
  for (const model::OutputColumn& output : rules_.outputs) {
    if (output.definition != model::none) (void)outlook.open_field_of(output.definition);
  }
}

std::optional<std::uint32_t> UpgradeSearch::rank(const std::vector<Value>& record) const {
  const execute::Evaluation evaluation = evaluate(rules_, record);
  if (evaluation.status != Status::rated || !shows(evaluation, rules_, result_)) return std::nullopt;
  const std::uint32_t label = evaluation.definitions[result_].value.label;
  if (label >= below_) return std::nullopt;
  return below_ - label;
}

}  // namespace fenji::answers
