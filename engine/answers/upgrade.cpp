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

void sort_by_effort(std::vector<Change>& changes) {
  std::stable_sort(changes.begin(), changes.end(),
                   [](const Change& left, const Change& right) { return left.effort() < right.effort(); });
}

std::int64_t Change::effort() const {
  std::int64_t total = 0;
  for (const Step& step : steps) total += step.size.effort;
  return total;
}

UpgradeSearch::UpgradeSearch(const model::Rules& rules, model::Day as_of)
    : rules_(rules), as_of_(as_of), scope_(rules), needed_(rules.fields.size(), false), grading_(rules.fields.size(), false) {
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
  explain::Needs of_outputs(rules, no_record);
  for (const model::OutputColumn& output : rules.outputs) {
    if (output.definition != model::none) of_outputs.add_definition(output.definition);
  }
  for (FieldId id = 0; id < rules.fields.size(); ++id) {
    const model::Field& field = rules.fields[id];
    needed_[id] = needs.field(id);
    grading_[id] = of_grade.field(id);
    if (of_outputs.field(id) && field.population != model::none) outputs_of_the_whole_list_ = true;
    if (field.fixed || field.key || field.population != model::none) continue;
    if (needed_[id]) {
      changeable_.push_back(id);
    } else if (of_outputs.field(id)) {
      of_others_.push_back(id);
    }
  }
  demand_.judge = [this] { return judge(); };
  demand_.note_turning_points = [this] { note_turning_points(); };
  demand_.one_rank = [this] { return scope_.outlook().value_of(result_).codes.size() == 1; };
  demand_.rank = [this](const std::vector<Value>& record) { return rank(record); };
}

// All but the changes. The scope holds the record where something can be bettered.
Upgrades UpgradeSearch::begin(const std::vector<Value>& fields, const execute::Evaluation& evaluation) {
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
  if (!upgrades.label && outputs_of_the_whole_list_) upgrades.holds_populations = true;
  return upgrades;
}

void UpgradeSearch::note_not_enough(FieldId field, Upgrades& upgrades) const {
  if (!upgrades.label || grading_[field]) upgrades.not_enough.push_back(field);
}

Upgrades UpgradeSearch::singles(const std::vector<Value>& fields, const execute::Evaluation& evaluation) {
  Upgrades upgrades = begin(fields, evaluation);
  if (upgrades.standing != Upgrades::Standing::open) return upgrades;
  NearestSearch search(scope_, demand_, as_of_);
  for (const FieldId id : changeable_) {
    const NearestSearch::Answer answer = search.nearest(id, scope_.present());
    if (!answer.decided) {
      upgrades.undecided.push_back(id);
    } else if (!answer.value) {
      note_not_enough(id, upgrades);
    } else {
      upgrades.singles.push_back(change_to({step_to(id, *answer.value, answer.any)}));
    }
  }
  sort_by_effort(upgrades.singles);
  return upgrades;
}

std::optional<Ways::Way> UpgradeSearch::way_to(FieldId field, const std::optional<Value>& to) const {
  if (!to) return std::nullopt;
  return Ways::Way{*to, change_to({step_to(field, *to, false)}).label};
}

Ways UpgradeSearch::ways(const std::vector<Value>& fields, const execute::Evaluation& evaluation) {
  Ways ways;
  ways.rest = begin(fields, evaluation);
  if (ways.rest.standing != Upgrades::Standing::open) return ways;
  NearestSearch search(scope_, demand_, as_of_);
  for (const FieldId id : changeable_) {
    const model::Kind kind = rules_.fields[id].type.kind;
    Ways::OfField found;
    found.field = id;
    if (kind == model::Kind::number || kind == model::Kind::date) {
      found.any = search.any_will_do(id, scope_.present());
      const NearestSearch::Sides sides = search.sides(id, scope_.present());
      ways.decided = ways.decided && sides.decided;
      found.up = way_to(id, sides.up);
      found.down = way_to(id, sides.down);
    } else {
      const NearestSearch::Answer answer = search.nearest(id, scope_.present());
      ways.decided = ways.decided && answer.decided;
      found.any = answer.any;
      found.choice = way_to(id, answer.value);
    }
    if (!ways.decided) return ways;
    if (!found.up && !found.down && !found.choice) {
      note_not_enough(id, ways.rest);
    } else {
      ways.fields.push_back(std::move(found));
    }
  }
  return ways;
}

Upgrades UpgradeSearch::singles(const std::vector<Value>& fields, const Ways& ways) const {
  Upgrades upgrades = ways.rest;
  for (const Ways::OfField& each : ways.fields) {
    const auto far = [&](const Ways::Way& way) {
      return distance(fields[each.field], way.to, rules_.fields[each.field].type, as_of_);
    };
    const std::optional<Ways::Way>* way = each.choice ? &each.choice : each.up ? &each.up : &each.down;
    if (each.up && each.down) {
      const model::Int128 up = far(*each.up).steps, down = far(*each.down).steps;
      // As near, the better grade.
      if (down < up || (down == up && each.down->label < each.up->label)) way = &each.down;
    }
    upgrades.singles.push_back({{{each.field, (*way)->to, far(**way), each.any}}, (*way)->label});
  }
  sort_by_effort(upgrades.singles);
  return upgrades;
}

Step UpgradeSearch::step_to(FieldId field, const Value& to, bool any) const {
  return {field, to, distance(scope_.present()[field], to, rules_.fields[field].type, as_of_), any};
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
