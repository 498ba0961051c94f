#include "engine/run/tally.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace fenji::run {
namespace {

using model::Int128;

constexpr Int128 greatest_summand = Int128{1} << 90;

void add_counts(std::vector<std::uint64_t>& to, const std::vector<std::uint64_t>& from) {
  for (std::size_t i = 0; i < from.size(); ++i) to[i] += from[i];
}

void keep_least(std::optional<std::uint64_t>& to, const std::optional<std::uint64_t>& from) {
  if (from && (!to || *from < *to)) to = from;
}

// Whether every record of a group has the same: made of totals, counts and constants alone.
bool is_of_group(const model::Rules& rules, model::ExpressionId id) {
  if (id == model::none) return false;
  std::vector<model::ExpressionId> open{id};
  std::set<model::DefinitionId> seen;  // a value may stand in many others
  while (!open.empty()) {
    const model::Expression& node = rules.expressions[open.back()];
    open.pop_back();
    if (node.operation == model::Operation::definition) {
      const model::Definition& definition = rules.definitions[node.reference];
      if (definition.expression == model::none) return false;
      if (seen.insert(node.reference).second) open.push_back(definition.expression);
    }
    if (node.operation == model::Operation::field) {
      const model::PopulationId population = rules.fields[node.reference].population;
      if (population == model::none) return false;
      if (rules.populations[population].function >= model::PopulationFunction::larger_total) return false;
    }
    open.insert(open.end(), node.operands.begin(), node.operands.end());
    open.insert(open.end(), node.test->conditions.begin(), node.test->conditions.end());
  }
  return true;
}

bool is_apportioned(const model::Rules& rules, const model::Definition& definition) {
  if (definition.expression == model::none) return false;
  const model::Expression& node = rules.expressions[definition.expression];
  if (node.operation != model::Operation::field) return false;
  const model::PopulationId population = rules.fields[node.reference].population;
  return population != model::none && rules.populations[population].function == model::PopulationFunction::apportion;
}

}  // namespace

void FirstCell::consider(std::uint64_t at, std::string_view cell) {
  if (at >= record) return;
  record = at;
  text = cell;
}

void Sum::add(model::Decimal value, std::uint64_t count) {
  records += count;
  too_large = too_large || value.mantissa > greatest_summand || value.mantissa < -greatest_summand;
  if (too_large) return;
  total.scale = value.scale;
  total.mantissa += value.mantissa * static_cast<Int128>(count);
}

void Sum::add(const Sum& other) {
  records += other.records;
  too_large = too_large || other.too_large;
  total.scale = std::max(total.scale, other.total.scale);
  total.mantissa += other.total.mantissa;
}

Summed summed(const model::Rules& rules, std::size_t output) {
  const model::DefinitionId id = rules.outputs[output].definition;
  if (id == model::none) return Summed::no;
  const model::Definition& definition = rules.definitions[id];
  if (!definition.author_named || definition.type.kind != model::Kind::number || definition.type.quotient) return Summed::no;
  if (is_apportioned(rules, definition)) return Summed::part;
  const bool counts = definition.type.unit.money() || is_penalty(rules, output);
  return counts && !is_of_group(rules, definition.expression) ? Summed::amount : Summed::no;
}

bool counts_labels(const model::Rules& rules, std::size_t output) {
  const model::DefinitionId id = rules.outputs[output].definition;
  return id != model::none && rules.definitions[id].author_named && rules.definitions[id].type.kind == model::Kind::label;
}

bool is_penalty(const model::Rules& rules, std::size_t output) {
  const model::OutputColumn& column = rules.outputs[output];
  return column.definition != model::none && rules.definitions[column.definition].type.kind == model::Kind::number &&
         (column.name == "罚款" || column.name == "penalty");
}

Counts::Counts(const model::Rules& rules)
    : missing(rules.fields.size()),
      unreadable(rules.fields.size()),
      fields(rules.fields.size()),
      sums(rules.outputs.size()),
      plan_months(rules.plans.size()),
      plan_undated(rules.plans.size()) {
  for (const model::Gate& gate : rules.gates) failed.emplace_back(gate.elements.size());
  for (std::size_t output = 0; output < rules.outputs.size(); ++output) {
    const model::DefinitionId id = rules.outputs[output].definition;
    labels.emplace_back(counts_labels(rules, output) ? rules.labels_of(rules.definitions[id].type).labels.size() : 0);
  }
  for (const model::Plan& plan : rules.plans) plan_rows.emplace_back(rules.tables[plan.table].rows.size());
}

void Counts::count_plan(const model::Rules& rules, std::size_t plan, std::uint32_t row, std::optional<model::Day> date) {
  ++plan_rows[plan][row];
  const model::Plan& planned = rules.plans[plan];
  if (planned.window_field == model::none) return;
  if (!date) {
    ++plan_undated[plan];
    return;
  }
  int year = 0, month = 0, day = 0;
  model::civil_from_day(*date, year, month, day);
  const std::int32_t last = 12 * year + month - 1;
  for (std::int32_t before = 1; before <= static_cast<std::int32_t>(planned.window_months); ++before) {
    std::vector<std::uint64_t>& rows = plan_months[plan][last - before];
    rows.resize(plan_rows[plan].size());
    ++rows[row];
  }
}

void Counts::count_reason(const execute::Reason& reason, std::uint64_t count) {
  switch (reason.kind) {
    case execute::Reason::Kind::failed:
      failed[reason.first][reason.second] += count;
      break;
    case execute::Reason::Kind::missing:
      missing[reason.first] += count;
      break;
    case execute::Reason::Kind::unreadable:
      unreadable[reason.first] += count;
      break;
    case execute::Reason::Kind::out_of_range:
    case execute::Reason::Kind::uncovered:
    case execute::Reason::Kind::contradiction:
    case execute::Reason::Kind::undetermined:
      faults[reason] += count;
      break;
  }
}

void Counts::add(const Counts& other) {
  records += other.records;
  for (std::size_t i = 0; i < statuses.size(); ++i) statuses[i] += other.statuses[i];
  for (std::size_t i = 0; i < failed.size(); ++i) add_counts(failed[i], other.failed[i]);
  add_counts(missing, other.missing);
  add_counts(unreadable, other.unreadable);
  for (const auto& [reason, count] : other.faults) faults[reason] += count;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    fields[i].unreadable += other.fields[i].unreadable;
    fields[i].blank += other.fields[i].blank;
  }
  for (std::size_t i = 0; i < labels.size(); ++i) add_counts(labels[i], other.labels[i]);
  for (std::size_t i = 0; i < sums.size(); ++i) sums[i].add(other.sums[i]);
  for (std::size_t i = 0; i < plan_rows.size(); ++i) add_counts(plan_rows[i], other.plan_rows[i]);
  for (std::size_t i = 0; i < plan_months.size(); ++i) {
    for (const auto& [month, rows] : other.plan_months[i]) {
      std::vector<std::uint64_t>& to = plan_months[i][month];
      to.resize(rows.size());
      add_counts(to, rows);
    }
  }
  add_counts(plan_undated, other.plan_undated);
  too_long += other.too_long;
}

Counts* GroupedCounts::group(const std::string& key, const model::Rules& rules) {
  const auto found = groups.find(key);
  if (found != groups.end()) return &found->second;
  too_many = too_many || groups.size() == most_groups;
  return too_many ? nullptr : &groups.emplace(key, Counts(rules)).first->second;
}

void GroupedCounts::add(const GroupedCounts& other) {
  too_many = too_many || other.too_many;
  for (const auto& [key, counts] : other.groups) {
    const auto [found, added] = groups.emplace(key, counts);
    if (!added) found->second.add(counts);
  }
  too_many = too_many || groups.size() > most_groups;
}

Tally::Tally(const model::Rules& rules, const std::vector<Grouping>& groupings)
    : Counts(rules), first_unreadable(rules.fields.size()) {
  for (const Grouping& by : groupings) grouped.push_back({by, {}, false});
}

void Tally::add(const Tally& other) {
  Counts::add(other);
  for (std::size_t i = 0; i < first_unreadable.size(); ++i) {
    first_unreadable[i].consider(other.first_unreadable[i].record, other.first_unreadable[i].text);
  }
  keep_least(first_too_long, other.first_too_long);
  odd_quotes += other.odd_quotes;
  keep_least(first_odd_quotes, other.first_odd_quotes);
  for (std::size_t i = 0; i < grouped.size(); ++i) grouped[i].add(other.grouped[i]);
}

std::vector<Message> Tally::problems() const {
  std::vector<Message> problems;
  for (const GroupedCounts& each : grouped) {
    if (!each.too_many) continue;
    problems.push_back(
        {fmt::format("“{}”有 {} 个以上不同的值，太多了：--by 请换一个取值少的", each.by.name, most_groups),
         fmt::format("`{}` has more than {} different values: give --by one that has fewer", each.by.name, most_groups)});
  }
  return problems;
}

}  // namespace fenji::run
