#include "engine/answers/possible_results.hpp"

#include <algorithm>

#include "engine/answers/grades.hpp"
#include "engine/explain/needs.hpp"
#include "engine/prove/division.hpp"

namespace fenji::answers {

using execute::Reason;
using execute::Status;
using model::FieldId;
using model::State;
using prove::Possible;

namespace {

// Looks at a set of records; what takes more is not decided.
constexpr std::int64_t most_looks = 3000;
constexpr int deepest = 400;
// Of one field, which are tried to see which narrows most.
constexpr std::uint32_t most_ranges = 40;

Standing of_status(Status status) { return {true, static_cast<std::uint32_t>(status)}; }

void add_undecided(prove::States states, std::set<Standing>& standings) {
  if (states & prove::bit(State::invalid)) standings.insert(of_status(Status::invalid));
  if (states & prove::bit(State::missing)) standings.insert(of_status(Status::incomplete));
  if (states & prove::bit(State::uncovered)) standings.insert(of_status(Status::uncovered));
}

bool includes(const std::set<Standing>& outer, const std::set<Standing>& inner) {
  return std::includes(outer.begin(), outer.end(), inner.begin(), inner.end());
}

}  // namespace

bool PossibleSearch::Look::certain() const {
  return std::all_of(standings.begin(), standings.end(), [](const auto& each) { return each.size() == 1; });
}

PossibleSearch::PossibleSearch(const model::Rules& rules) : rules_(rules), scope_(rules), grades_(grade_results(rules)) {}

PossibleResults PossibleSearch::results(const std::vector<model::Value>& fields, const execute::Evaluation& evaluation) {
  PossibleResults results;
  if (grades_.empty() || (evaluation.status != Status::incomplete && evaluation.status != Status::invalid)) return results;
  results.asked = true;
  scope_.take(fields);
  open_ = waits_for(evaluation);
  opened_ = {open_.begin(), open_.end()};
  for (const FieldId field : open_) results.needed.emplace_back(field, fields[field].state);
  for (const FieldId field : open_) scope_.set(field, scope_.anything(field));
  const Found found = find();
  const bool waits = std::any_of(found.standings.begin(), found.standings.end(),
                                 [](const auto& each) { return each.contains(of_status(Status::incomplete)); });
  results.decided = !found.undecided && !waits && !moves_the_whole_list();
  for (std::size_t grade = 0; grade < grades_.size(); ++grade)
    results.grades.push_back({grades_[grade], found.standings[grade]});
  if (results.decided && open_.size() > 1) results.first = narrowest(found);
  return results;
}

// Whether a cell that is open, filled in, could change a value that comes from the whole list and a result hangs on: as its
// argument, or by letting the record count.
bool PossibleSearch::moves_the_whole_list() const {
  const execute::Record no_record;
  explain::Needs of_grades(rules_, no_record);
  for (const model::DefinitionId grade : grades_) of_grades.add_definition(grade);
  explain::Needs of_gates(rules_, no_record);
  if (rules_.applies != model::none) of_gates.add_expression(rules_.applies);
  for (const model::Gate& gate : rules_.gates) {
    for (const model::Element& element : gate.elements) of_gates.add_expression(element.condition);
  }
  return std::any_of(rules_.populations.begin(), rules_.populations.end(), [&](const model::Population& population) {
    if (!of_grades.field(population.field)) return false;
    return std::any_of(opened_.begin(), opened_.end(), [&](FieldId field) {
      return of_gates.field(field) ||
             std::find(population.cells.begin(), population.cells.end(), field) != population.cells.end();
    });
  });
}

PossibleSearch::Found PossibleSearch::find() {
  Found found;
  found.standings.resize(grades_.size());
  found.budget = most_looks;
  divide(found, 0);
  return found;
}

void PossibleSearch::divide(Found& found, int depth) {
  if (--found.budget < 0 || depth > deepest) {
    found.undecided = true;
    return;
  }
  const Look seen = look();
  bool known = true;
  for (std::size_t grade = 0; grade < grades_.size(); ++grade)
    known = known && includes(found.standings[grade], seen.standings[grade]);
  if (known) return;
  if (seen.certain()) {
    const execute::Evaluation shown = evaluate(rules_, scope_.sample());
    const std::vector<FieldId> named = waits_for(shown);
    if (!named.empty()) return fill_in(named, found, depth);
    if (seen.standings == standings_of(shown)) return add(found, seen.standings);
  }
  prove::Outlook& outlook = scope_.outlook();
  outlook.forget_turning_points();
  const auto field = open_field(found);
  if (!field) {  // one record is left
    const execute::Evaluation shown = evaluate(rules_, scope_.sample());
    const std::vector<FieldId> named = waits_for(shown);
    return named.empty() ? add(found, standings_of(shown)) : fill_in(named, found, depth);
  }
  const prove::FieldRange whole = outlook.range(*field);
  const std::vector<prove::FieldRange> parts = prove::divided(outlook, *field, 0);
  found.undecided = found.undecided || parts.empty();
  for (const prove::FieldRange& part : parts) {
    outlook.set(*field, part);
    divide(found, depth + 1);
    if (found.undecided) break;
  }
  outlook.set(*field, whole);
}

// Layer by layer, as a status is found.
PossibleSearch::Look PossibleSearch::look() {
  prove::Outlook& outlook = scope_.outlook();
  Look seen;
  seen.standings.resize(grades_.size());
  const auto passes = [&](const Possible& layer, Status otherwise) {
    std::set<Standing> stopped;
    if (layer.can_be_no()) stopped.insert(of_status(otherwise));
    add_undecided(layer.states, stopped);
    for (auto& each : seen.standings) each.insert(stopped.begin(), stopped.end());
    return layer.can_be_yes();
  };
  if (rules_.applies != model::none && !passes(outlook.value(rules_.applies), Status::not_applicable)) return seen;
  for (std::uint32_t gate = 0; gate < rules_.gates.size(); ++gate) {
    if (!passes(outlook.passes(gate), Status::ineligible)) return seen;
  }
  for (std::size_t grade = 0; grade < grades_.size(); ++grade) {
    const Possible& value = outlook.value_of(grades_[grade]);
    std::set<Standing>& standings = seen.standings[grade];
    add_undecided(value.states, standings);
    if (value.can_be(State::not_applicable)) standings.insert(of_status(Status::not_applicable));
    if (!value.can_be(State::known)) continue;
    for (const std::uint32_t code : value.codes) standings.insert({false, code});
  }
  return seen;
}

std::optional<FieldId> PossibleSearch::open_field(const Found& found) {
  prove::Outlook& outlook = scope_.outlook();
  if (const auto field = outlook.open_field_of_layer(static_cast<std::uint32_t>(rules_.gates.size()) + 1)) return field;
  const Look seen = look();
  for (std::size_t grade = 0; grade < grades_.size(); ++grade) {
    if (includes(found.standings[grade], seen.standings[grade])) continue;
    if (const auto field = outlook.open_field_of(grades_[grade])) return field;
  }
  for (const FieldId field : open_) {
    if (holds_several(field)) return field;
  }
  return {};
}

bool PossibleSearch::holds_several(FieldId id) const {
  const prove::FieldRange& range = scope_.outlook().range(id);
  const model::Type& type = rules_.fields[id].type;
  if (range.exact != nullptr || scope_.choices(id).values.empty()) return false;
  if (range.cells.first < range.cells.last) return true;
  const bool ordered = type.kind == model::Kind::number || type.kind == model::Kind::date;
  return ordered && range.cells.first < scope_.choices(id).spans.size() && !prove::is_point(scope_.outlook().span(id));
}

void PossibleSearch::add(Found& found, const std::vector<std::set<Standing>>& standings) const {
  for (std::size_t grade = 0; grade < grades_.size(); ++grade)
    found.standings[grade].insert(standings[grade].begin(), standings[grade].end());
}

// The cells that the notes name, but for those that are let go already.
std::vector<FieldId> PossibleSearch::waits_for(const execute::Evaluation& evaluation) const {
  std::vector<FieldId> named;
  for (const Reason& reason : evaluation.reasons) {
    if (reason.kind != Reason::Kind::missing && reason.kind != Reason::Kind::unreadable) continue;
    const bool held = scope_.outlook().range(reason.first).exact != nullptr;
    if (held && rules_.fields[reason.first].population == model::none) named.push_back(reason.first);
  }
  std::sort(named.begin(), named.end());
  return named;
}

void PossibleSearch::fill_in(const std::vector<FieldId>& fields, Found& found, int depth) {
  const std::vector<FieldId> before = open_;
  open_.insert(open_.end(), fields.begin(), fields.end());
  opened_.insert(fields.begin(), fields.end());
  for (const FieldId field : fields) scope_.set(field, scope_.anything(field));
  divide(found, depth + 1);
  for (const FieldId field : fields) scope_.hold(field);
  open_ = before;
}

std::vector<std::set<Standing>> PossibleSearch::standings_of(const execute::Evaluation& evaluation) const {
  const bool behind_gates = evaluation.layer > rules_.gates.size();
  std::vector<std::set<Standing>> standings;
  for (const model::DefinitionId grade : grades_) {
    const model::Value& value = evaluation.definitions[grade].value;
    Standing shown = of_status(evaluation.status);
    if (behind_gates) {
      if (value.state == State::known) shown = {false, value.label};
      if (value.state == State::not_applicable) shown = of_status(Status::not_applicable);
      if (value.state == State::uncovered) shown = of_status(Status::uncovered);
      if (value.state == State::missing) shown = of_status(Status::incomplete);
      if (value.state == State::invalid) shown = of_status(Status::invalid);
    }
    standings.push_back({shown});
  }
  return standings;
}

FieldId PossibleSearch::narrowest(const Found& all) {
  const auto size = [](const Found& found) {
    std::uint64_t left = 0;
    for (const auto& each : found.standings) left += each.size();
    return left;
  };
  const std::uint64_t whole = size(all);
  FieldId best = model::none;
  std::uint64_t best_worst = 0, best_sum = 0, best_count = 1;
  for (const FieldId field : open_) {
    const prove::FieldRange range = scope_.anything(field);
    if (scope_.choices(field).values.empty()) continue;
    const std::uint32_t count = range.cells.last - range.cells.first + 1;
    const std::uint32_t tried = std::min(count, most_ranges);
    std::uint64_t worst = 0, sum = 0;
    bool told = true;
    for (std::uint32_t i = 0; i < tried && told; ++i) {
      const std::uint32_t cell = range.cells.first + static_cast<std::uint32_t>(std::uint64_t{i} * count / tried);
      prove::FieldRange part;
      part.cells = {cell, cell};
      scope_.set(field, part);
      const Found found = find();
      told = !found.undecided;
      worst = std::max(worst, size(found));
      sum += size(found);
    }
    scope_.set(field, range);
    if (!told || sum == whole * tried) continue;
    if (best == model::none || worst < best_worst || (worst == best_worst && sum * best_count < best_sum * tried)) {
      best = field;
      best_worst = worst;
      best_sum = sum;
      best_count = tried;
    }
  }
  return best;
}

}  // namespace fenji::answers
