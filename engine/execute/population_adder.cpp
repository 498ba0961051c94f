#include "engine/execute/population_adder.hpp"

#include <algorithm>

#include "engine/execute/number_runs.hpp"
#include "engine/execute/population_codes.hpp"

namespace fenji::execute {

using model::Int128;
using model::none;
using model::Population;
using model::PopulationId;
using model::Representation;
using model::State;

namespace {

// Groups are looked for so many rows ahead.
constexpr std::size_t ahead = 16;

Int128 number_at(const ResultColumn& column, std::size_t row) {
  return column.representation == Representation::i128 ? column.vector.at<Int128>(row) : column.vector.at<std::int64_t>(row);
}

template <class T>
void append_bytes(const T& value, std::string& text) {
  text.append(reinterpret_cast<const char*>(&value), sizeof value);
}

}  // namespace

Populations::Adder::Adder(Populations& populations, std::uint32_t level)
    : populations_(populations), level_(level), column_of_(populations.rules_.definitions.size(), 0) {
  const std::vector<model::DefinitionId> columns = populations.asked(level);
  for (std::size_t i = 0; i < columns.size(); ++i) column_of_[columns[i]] = i;
  for (PopulationId id = 0; id < populations.found_.size(); ++id) {
    const Found& found = populations.found_[id];
    if (!found.used || populations.rules_.populations[id].level != level) continue;
    const auto same =
        std::find_if(groups_.begin(), groups_.end(), [&](const Groups& groups) { return groups.grouping == found.grouping; });
    Seen& seen = seen_.emplace_back();
    seen.id = id;
    seen.groups = static_cast<std::size_t>(same - groups_.begin());
    if (same == groups_.end()) groups_.emplace_back().grouping = found.grouping;
  }
}

void Populations::Adder::add(std::span<const std::uint64_t> numbers, const BatchResult& result,
                             const std::vector<std::string_view>& keys, const std::vector<std::uint8_t>& left_out) {
  result_ = &result;
  const std::uint32_t results_layer = static_cast<std::uint32_t>(populations_.rules_.gates.size()) + 1;
  passed_.resize(result.rows);
  for (std::size_t row = 0; row < result.rows; ++row) {
    passed_[row] = left_out[row] == 0 && result.layers[row] == results_layer ? 1 : 0;
  }
  for (Groups& groups : groups_) {
    const Grouping& grouping = populations_.groupings_[groups.grouping];
    groups.numbers.assign(result.rows, group_code(outside));
    if (is_new(groups)) {
      find_states(groups);
      find_keys(groups);
    } else {
      for_number_runs(numbers, [&](std::size_t begin, std::size_t end) {
        populations_.read_groups(grouping, numbers[begin], std::span(groups.numbers).subspan(begin, end - begin));
      });
    }
  }
  for (Seen& seen : seen_) find_codes(seen);
  {
    const std::lock_guard lock(populations_.adding_);
    for (Groups& groups : groups_) {
      if (is_new(groups)) number(groups);
    }
    for (const Seen& seen : seen_) add_sums(seen, numbers, keys);
  }
  for_number_runs(numbers, [&](std::size_t begin, std::size_t end) {
    for (const Groups& groups : groups_) {
      const Grouping& grouping = populations_.groupings_[groups.grouping];
      if (!is_new(groups) || !grouping.of_record) continue;
      grouping.of_record->write(numbers[begin], std::span(groups.numbers).subspan(begin, end - begin));
    }
    for (const Seen& seen : seen_) {
      if (!populations_.of_records(seen.id)) continue;
      populations_.found_[seen.id].records->write(numbers[begin], std::span(seen.codes).subspan(begin, end - begin));
    }
  });
}

// A known group is 0 for now.
void Populations::Adder::find_states(Groups& groups) {
  for (std::size_t row = 0; row < groups.numbers.size(); ++row)
    groups.numbers[row] = passed_[row] != 0 ? 0 : groups.numbers[row];
  for (const model::DefinitionId by : populations_.groupings_[groups.grouping].by) {
    const Vector& vector = column(by).vector;
    if (vector.states == nullptr) continue;
    for (std::size_t row = 0; row < groups.numbers.size(); ++row) {
      if (passed_[row] == 0 || vector.states[row] == State::known) continue;
      groups.numbers[row] = group_code(std::max(state_of(groups.numbers[row]), vector.states[row]));
    }
  }
}

void Populations::Adder::find_keys(Groups& groups) {
  const std::vector<model::DefinitionId>& by = populations_.groupings_[groups.grouping].by;
  if (by.empty()) return;
  const std::size_t rows = groups.numbers.size();
  groups.keys.resize(rows);
  groups.hashes.resize(rows);
  const bool is_text = by.size() == 1 && column(by.front()).representation == Representation::text;
  if (is_text) {
    const Vector& vector = column(by.front()).vector;
    for (std::size_t row = 0; row < rows; ++row) {
      groups.keys[row] = is_group(groups.numbers[row]) ? vector.at<std::string_view>(row) : std::string_view();
    }
  } else {
    groups.text.clear();
    groups.ends.clear();
    for (std::size_t row = 0; row < rows; ++row) {
      for (std::size_t i = 0; i < by.size() && is_group(groups.numbers[row]); ++i) append_key(column(by[i]), row, groups.text);
      groups.ends.push_back(groups.text.size());
    }
    for (std::size_t row = 0, begin = 0; row < rows; begin = groups.ends[row++]) {
      groups.keys[row] = std::string_view(groups.text).substr(begin, groups.ends[row] - begin);
    }
  }
  for (std::size_t row = 0; row < rows; ++row) groups.hashes[row] = GroupNumbers::hash(groups.keys[row]);
}

// Different values of a definition have different bytes, none of which begin another's.
void Populations::Adder::append_key(const ResultColumn& column, std::size_t row, std::string& text) const {
  switch (column.representation) {
    case Representation::bits:
      return append_bytes(column.vector.at<std::uint8_t>(row), text);
    case Representation::code:
      return append_bytes(column.vector.at<std::uint32_t>(row), text);
    case Representation::i64:
      return append_bytes(column.vector.at<std::int64_t>(row), text);
    case Representation::i128:
      return append_bytes(column.vector.at<Int128>(row), text);
    default: {
      const std::string_view value = column.vector.at<std::string_view>(row);
      append_bytes(value.size(), text);
      text += value;
    }
  }
}

void Populations::Adder::number(Groups& groups) {
  Grouping& grouping = populations_.groupings_[groups.grouping];
  if (grouping.by.empty()) return;
  const std::size_t rows = groups.numbers.size();
  for (std::size_t row = 0; row < rows; ++row) {
    if (row + ahead < rows) grouping.numbers.prefetch(groups.hashes[row + ahead]);
    if (!is_group(groups.numbers[row])) continue;
    groups.numbers[row] = grouping.numbers.number_of(groups.keys[row], groups.hashes[row]);
    if (grouping.named && grouping.names.size() < grouping.numbers.count()) grouping.names.push_back(name_of(grouping, row));
  }
}

std::string Populations::Adder::name_of(const Grouping& grouping, std::size_t row) const {
  const model::Rules& rules = populations_.rules_;
  std::string name;
  for (const model::DefinitionId by : grouping.by) {
    if (!name.empty()) name += " / ";
    name += model::to_text(value_at(column(by), row), rules.definitions[by].type, rules, rules.language);
  }
  return name;
}

void Populations::Adder::find_codes(Seen& seen) {
  const Population& population = populations_.rules_.populations[seen.id];
  const std::vector<std::uint32_t>& groups = groups_[seen.groups].numbers;
  const auto column_of = [&](model::DefinitionId id) { return id == none ? nullptr : &column(id); };
  const ResultColumn* const argument = column_of(population.argument);
  const ResultColumn* const condition = column_of(population.condition);
  const ResultColumn* const amount = column_of(population.amount);
  seen.codes.assign(groups.size(), number_code(outside));
  seen.left_out = 0;
  for (std::size_t row = 0; row < groups.size(); ++row) {
    // Outside its condition a record takes no part, whatever else is unknown of it.
    if (passed_[row] == 0) continue;
    if (condition != nullptr && condition->vector.known(row) && condition->vector.at<std::uint8_t>(row) == 0) continue;
    State state = state_of(groups[row]);
    for (const ResultColumn* const part : {condition, argument, amount}) {
      if (part != nullptr) state = std::max(state, part->vector.state(row));
    }
    seen.codes[row] = state != State::known ? number_code(state) : argument == nullptr ? 0 : coded(number_at(*argument, row));
    seen.left_out += is_number(seen.codes[row]) ? 0 : 1;
  }
}

void Populations::Adder::add_sums(const Seen& seen, std::span<const std::uint64_t> numbers,
                                  const std::vector<std::string_view>& keys) {
  const Population& population = populations_.rules_.populations[seen.id];
  Found& found = populations_.found_[seen.id];
  found.left_out += seen.left_out;
  if (found.summed != seen.id) return;
  const std::vector<std::uint32_t>& groups = groups_[seen.groups].numbers;
  const std::size_t count = populations_.groupings_[found.grouping].count();
  if (found.sums.size() < count) found.sums.resize(count);
  for (std::size_t row = 0; row < groups.size(); ++row) {
    const std::int64_t code = seen.codes[row];
    if (!is_number(code)) continue;
    Sum& sum = found.sums[groups[row]];
    ++sum.count;
    sum.total += code;
    sum.negative |= code < 0;
  }
  if (population.amount == none) return;
  if (found.amounts.size() < count) found.amounts.resize(count);
  for (std::size_t row = 0; row < groups.size(); ++row) {
    if (!is_number(seen.codes[row])) continue;
    const Int128 said = number_at(column(population.amount), row);
    Amount& amount = found.amounts[groups[row]];
    amount.differ |= amount.known && amount.amount != said;
    amount.amount = said;
    amount.known = true;
    if (found.keys.size() <= numbers[row]) found.keys.resize(numbers[row] + 1);
    found.keys[numbers[row]] = keys[row];
  }
}

}  // namespace fenji::execute
