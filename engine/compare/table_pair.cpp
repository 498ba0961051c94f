#include "engine/compare/table_pair.hpp"

#include <algorithm>

namespace fenji::compare {

void PairCounts::add(const PairCounts& other) {
  records += other.records;
  changed += other.changed;
  differences += other.differences;
  transitions.resize(std::max(transitions.size(), other.transitions.size()));
  for (std::size_t i = 0; i < other.transitions.size(); ++i) transitions[i].add(other.transitions[i]);
  alone.resize(std::max(alone.size(), other.alone.size()));
  for (std::size_t i = 0; i < other.alone.size(); ++i) alone[i] += other.alone[i];
}

std::vector<std::size_t> count_pair(const std::vector<ComparedColumn>& columns, const CellAt& before, const CellAt& after,
                                    PairCounts& counts) {
  counts.transitions.resize(columns.size());
  ++counts.records;
  std::vector<std::size_t> differing;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const std::string old_cell = before(columns[i].before);
    const std::string new_cell = after(columns[i].after);
    if (columns[i].counted) counts.transitions[i].count(old_cell, new_cell);
    if (old_cell != new_cell) differing.push_back(i);
  }
  if (!differing.empty()) ++counts.changed;
  counts.differences += differing.size();
  return differing;
}

void report(const std::vector<ComparedColumn>& columns, const std::vector<std::vector<std::string>>& orders,
            const PairCounts& counts, Comparison& comparison) {
  comparison.records = counts.records;
  comparison.changed = counts.changed;
  comparison.differences = counts.differences;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    comparison.columns.push_back(columns[i].name);
    if (!columns[i].counted || i >= counts.transitions.size()) continue;
    Transitions transitions = counts.transitions[i].transitions(columns[i].name, orders[i]);
    const auto place = columns[i].status ? comparison.transitions.begin() : comparison.transitions.end();
    comparison.transitions.insert(place, std::move(transitions));
  }
  for (std::size_t i = 0; i < comparison.changes.size() && i < counts.alone.size(); ++i) {
    comparison.changes[i].alone = counts.alone[i];
  }
}

std::vector<ComparedColumn> common_columns(const TableHeader& before, const TableHeader& after, const std::string& key,
                                           Comparison& comparison) {
  std::vector<ComparedColumn> columns;
  const auto result = [&](const TableHeader& header, std::size_t place) {
    return place != header.status && place != header.notes && header.names[place] != key;
  };
  const auto place_in = [&](const TableHeader& header, const std::string& name) {
    for (std::size_t place = 0; place < header.names.size(); ++place) {
      if (result(header, place) && header.names[place] == name) return place;
    }
    return header.names.size();
  };
  for (std::size_t place = 0; place < after.names.size(); ++place) {
    if (!result(after, place) || place_in(after, after.names[place]) != place) continue;
    const std::size_t other = place_in(before, after.names[place]);
    if (other == before.names.size()) {
      comparison.only_after.push_back(after.names[place]);
    } else {
      columns.push_back({after.names[place], other, place, false, false});
    }
  }
  for (std::size_t place = 0; place < before.names.size(); ++place) {
    if (result(before, place) && place_in(after, before.names[place]) == after.names.size()) {
      comparison.only_before.push_back(before.names[place]);
    }
  }
  if (before.status < before.names.size() && after.status < after.names.size()) {
    columns.push_back({after.names[after.status], before.status, after.status, true, true});
  }
  return columns;
}

}  // namespace fenji::compare
