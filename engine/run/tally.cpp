#include "engine/run/tally.hpp"

#include <algorithm>

namespace fenji::run {
namespace {

void add_counts(std::vector<std::uint64_t>& to, const std::vector<std::uint64_t>& from) {
  for (std::size_t i = 0; i < from.size(); ++i) to[i] += from[i];
}

void keep_least(std::optional<std::uint64_t>& to, const std::optional<std::uint64_t>& from) {
  if (from && (!to || *from < *to)) to = from;
}

}  // namespace

void FirstCell::consider(std::uint64_t at, std::string_view cell) {
  if (at >= record) return;
  record = at;
  text = cell;
}

Tally::Tally(const model::Rules& rules) : missing(rules.fields.size()), fields(rules.fields.size()) {
  for (const model::Gate& gate : rules.gates) failed.emplace_back(gate.elements.size());
  for (const model::OutputColumn& output : rules.outputs) {
    const bool counted = output.definition != model::none && rules.definitions[output.definition].author_named &&
                         rules.definitions[output.definition].type.kind == model::Kind::label;
    labels.emplace_back(counted ? rules.labels_of(rules.definitions[output.definition].type).labels.size() : 0);
  }
  for (const model::Plan& plan : rules.plans) plan_rows.emplace_back(rules.tables[plan.table].rows.size());
  plan_months.resize(rules.plans.size());
  plan_undated.resize(rules.plans.size());
}

void Tally::count_plan(const model::Rules& rules, std::size_t plan, std::uint32_t row, std::optional<model::Day> date) {
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

void Tally::add(const Tally& other) {
  records += other.records;
  for (std::size_t i = 0; i < statuses.size(); ++i) statuses[i] += other.statuses[i];
  for (std::size_t i = 0; i < failed.size(); ++i) add_counts(failed[i], other.failed[i]);
  add_counts(missing, other.missing);
  for (std::size_t i = 0; i < fields.size(); ++i) {
    fields[i].unreadable += other.fields[i].unreadable;
    fields[i].blank += other.fields[i].blank;
    fields[i].first_unreadable.consider(other.fields[i].first_unreadable.record, other.fields[i].first_unreadable.text);
  }
  for (std::size_t i = 0; i < labels.size(); ++i) add_counts(labels[i], other.labels[i]);
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
  keep_least(first_too_long, other.first_too_long);
  odd_quotes += other.odd_quotes;
  keep_least(first_odd_quotes, other.first_odd_quotes);
}

}  // namespace fenji::run
