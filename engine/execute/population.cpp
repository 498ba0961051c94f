#include "engine/execute/population.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "engine/execute/population_codes.hpp"
#include "engine/execute/scattered_values.hpp"
#include "engine/execute/sorted_entries.hpp"
#include "engine/graph/lower.hpp"

namespace fenji::execute {

using model::Int128;
using model::none;
using model::Population;
using model::PopulationFunction;
using model::PopulationId;
using model::State;
using model::Value;

namespace {

// Records that are read at a time.
constexpr std::size_t piece = 2048;

// 64-bit numbers in their order as numbers without a sign.
std::uint64_t ascending(std::int64_t value) { return static_cast<std::uint64_t>(value) ^ std::uint64_t{1} << 63; }
std::int64_t from_ascending(std::uint64_t order) { return static_cast<std::int64_t>(order ^ std::uint64_t{1} << 63); }

}  // namespace

Populations::Populations(const model::Rules& rules, std::unique_ptr<SpillRoom> room, PopulationMemory memory)
    : rules_(rules),
      room_(room != nullptr ? std::move(room) : memory_room()),
      memory_(memory),
      found_(rules.populations.size()) {
  for (PopulationId id = 0; id < rules.populations.size(); ++id) {
    const Population& population = rules.populations[id];
    if (!rules.fields[population.field].used) continue;
    found_[id].used = true;
    found_[id].grouping = find_grouping(population.groups, population.level);
    found_[id].summed = summed_by(id);
    if (of_records(id)) {
      found_[id].records = std::make_unique<RecordValues<std::int64_t>>(*room_, memory.kept, number_code(State::missing));
    }
    levels_ = std::max(levels_, population.level);
  }
}

Populations::~Populations() = default;

bool Populations::of_records(PopulationId id) const {
  return rules_.populations[id].function >= PopulationFunction::larger_total;
}

PopulationId Populations::summed_by(PopulationId id) const {
  const Population& population = rules_.populations[id];
  if (of_records(id)) return population.function == PopulationFunction::apportion ? id : none;
  for (PopulationId other = 0; other < id; ++other) {
    const Population& same = rules_.populations[other];
    if (found_[other].used && !of_records(other) && same.level == population.level && same.argument == population.argument &&
        same.condition == population.condition && same.groups == population.groups) {
      return other;
    }
  }
  return id;
}

std::size_t Populations::find_grouping(const std::vector<model::DefinitionId>& by, std::uint32_t level) {
  const auto found = std::find_if(groupings_.begin(), groupings_.end(), [&](const Grouping& each) { return each.by == by; });
  const auto place = static_cast<std::size_t>(found - groupings_.begin());
  if (found == groupings_.end()) {
    Grouping& grouping = groupings_.emplace_back();
    grouping.by = by;
    grouping.level = level;
    grouping.named = std::any_of(rules_.portfolios.begin(), rules_.portfolios.end(),
                                 [&](const model::Portfolio& portfolio) { return portfolio.groups == by; });
    if (by.empty()) {
      grouping.names = {""};
    } else {
      grouping.of_record = std::make_unique<RecordValues<std::uint32_t>>(*room_, memory_.kept, group_code(outside));
    }
  }
  groupings_[place].level = std::min(groupings_[place].level, level);
  return place;
}

std::vector<model::DefinitionId> Populations::asked(std::uint32_t level) const {
  std::vector<model::DefinitionId> ids;
  for (PopulationId id = 0; id < found_.size(); ++id) {
    const Population& population = rules_.populations[id];
    if (!found_[id].used || population.level != level) continue;
    for (const model::DefinitionId part : {population.argument, population.condition, population.amount}) {
      if (part != none) ids.push_back(part);
    }
    ids.insert(ids.end(), population.groups.begin(), population.groups.end());
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

model::Rules Populations::rules_of_pass(std::uint32_t level) const {
  model::Rules rules = rules_;
  rules.outputs.clear();
  rules.plans.clear();
  rules.examples.clear();
  for (const model::DefinitionId id : asked(level)) {
    model::OutputColumn column;
    column.name = rules.definitions[id].name;
    column.definition = id;
    rules.outputs.push_back(std::move(column));
  }
  for (model::Field& field : rules.fields) field.used = false;
  for (const graph::Step& step : graph::lower(rules).steps) {
    if (step.operation == graph::Operation::field || step.operation == graph::Operation::given) {
      rules.fields[step.reference].used = true;
    }
  }
  return rules;
}

void Populations::read_groups(const Grouping& grouping, std::uint64_t first, std::span<std::uint32_t> groups) const {
  if (grouping.of_record == nullptr) {
    std::fill(groups.begin(), groups.end(), 0U);
  } else {
    grouping.of_record->read(first, groups);
  }
}

// Records by group and, within it, by their arguments: entries in ascending order, those that take part.
class Populations::Sorting {
 public:
  // The greatest argument first, or the least.
  Sorting(const Populations& populations, PopulationId id, bool descending)
      : flip_(descending ? ~std::uint64_t{0} : 0),
        entries_(*populations.room_, populations.memory_.sorted, populations.found_[id].records->size()) {
    const Found& found = populations.found_[id];
    const Grouping& grouping = populations.groupings_[found.grouping];
    std::array<std::int64_t, piece> codes{};
    std::array<std::uint32_t, piece> groups{};
    for (std::uint64_t first = 0; first < found.records->size(); first += piece) {
      const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(piece, found.records->size() - first));
      found.records->read(first, std::span(codes).first(count));
      populations.read_groups(grouping, first, std::span(groups).first(count));
      for (std::size_t i = 0; i < count; ++i) {
        if (!is_number(codes[i]) || !is_group(groups[i])) continue;
        entries_.add({ascending(codes[i]) ^ flip_, groups[i], static_cast<std::uint32_t>(first + i)});
      }
    }
  }

  // Calls `receive` with each entry and its argument.
  template <class Receive>
  void take(const Receive& receive) {
    entries_.take([&](const Entry& entry) { receive(entry, from_ascending(entry.order ^ flip_)); });
  }

 private:
  const std::uint64_t flip_;
  SortedEntries entries_;
};

void Populations::solve_ranks(PopulationId id) {
  const PopulationFunction function = rules_.populations[id].function;
  Sorting sorting(*this, id, function != PopulationFunction::smaller_count);
  ScatteredValues results(*found_[id].records, *room_, memory_.sorted);
  std::uint32_t group = none;
  std::uint64_t order = 0;
  std::uint64_t before = 0;  // entries of the group
  Int128 sum = 0;            // of their arguments
  std::int64_t result = 0;   // of this entry and those that are equal
  sorting.take([&](const Entry& entry, std::int64_t argument) {
    const bool begins = entry.group != group;
    if (begins) {
      group = entry.group;
      before = 0;
      sum = 0;
    }
    if (begins || entry.order != order) {
      order = entry.order;
      result = function == PopulationFunction::rank            ? static_cast<std::int64_t>(before + 1)
               : function == PopulationFunction::smaller_count ? static_cast<std::int64_t>(before)
                                                               : coded(sum);
    }
    ++before;
    sum += argument;
    results.put(entry.record, result);
  });
  results.finish();
}

// Largest remainder: each part is rounded down, and what is left over goes by one to the largest remainders, among equal ones
// to the smaller key.
void Populations::solve_parts(PopulationId id) {
  const Population& population = rules_.populations[id];
  Found& found = found_[id];
  const int places = rules_.fields[population.field].type.scale;
  const int scale = rules_.definitions[population.amount].type.scale;
  Sorting sorting(*this, id, true);
  ScatteredValues results(*found.records, *room_, memory_.sorted);
  struct Part {
    std::uint32_t record;
    std::int64_t argument;
    Int128 whole;
    Int128 remainder;
  };
  std::uint32_t group = none;
  std::vector<Part> parts;
  const auto settle = [&] {
    if (parts.empty()) return;
    const Sum& sum = found.sums[group];
    const Amount& amount = found.amounts[group];
    const auto whole = model::rescaled({amount.amount, scale}, places);
    const bool undecided = sum.negative || sum.total == 0 || amount.differ;
    // An amount that is finer than its parts cannot be their sum.
    bool overflow = !whole || whole->mantissa < 0;
    Int128 left = overflow ? 0 : whole->mantissa;
    for (Part& part : parts) {
      Int128 product = 0;
      overflow = undecided || overflow || model::multiply_overflows(whole->mantissa, part.argument, product);
      if (overflow) break;
      part.whole = product / sum.total;
      part.remainder = product % sum.total;
      left -= part.whole;
    }
    if (undecided || overflow) {
      for (const Part& part : parts) results.put(part.record, number_code(undecided ? State::missing : State::invalid));
    } else {
      std::sort(parts.begin(), parts.end(), [&](const Part& one, const Part& other) {
        if (one.remainder != other.remainder) return one.remainder > other.remainder;
        const int keys = found.keys[one.record].compare(found.keys[other.record]);
        return keys != 0 ? keys < 0 : one.record < other.record;
      });
      for (std::size_t i = 0; left > 0; ++i, --left) ++parts[i].whole;
      for (const Part& part : parts) results.put(part.record, coded(part.whole));
    }
    parts.clear();
  };
  sorting.take([&](const Entry& entry, std::int64_t argument) {
    if (entry.group != group) settle();
    group = entry.group;
    parts.push_back({entry.record, argument, 0, 0});
  });
  settle();
  results.finish();
  found.keys = {};
}

void Populations::solve(std::uint32_t level) {
  for (PopulationId id = 0; id < found_.size(); ++id) {
    Found& found = found_[id];
    if (!found.used || rules_.populations[id].level != level || failure()) continue;
    if (!of_records(id)) {
      std::vector<Sum>& sums = found_[found.summed].sums;
      sums.resize(groupings_[found.grouping].count());
      for (const Sum& sum : sums) found.results.push_back(result_of_group(id, sum));
    } else if (rules_.populations[id].function == PopulationFunction::apportion) {
      solve_parts(id);
    } else {
      solve_ranks(id);
    }
  }
  for (PopulationId id = 0; id < found_.size(); ++id) {
    if (rules_.populations[id].level != level) continue;
    found_[id].sums = {};
    found_[id].amounts = {};
  }
}

// Or a state's code.
std::int64_t Populations::result_of_group(PopulationId id, const Sum& sum) const {
  const PopulationFunction function = rules_.populations[id].function;
  const bool divides = function == PopulationFunction::divisor_total || function == PopulationFunction::divisor_count;
  const bool is_total = function == PopulationFunction::divisor_total || function == PopulationFunction::total;
  const Int128 result = is_total ? sum.total : static_cast<Int128>(sum.count);
  if (divides && (result == 0 || (is_total && sum.negative))) return number_code(State::missing);
  return coded(result);
}

// Results or states' codes, by record.
void Populations::read_codes(PopulationId id, std::uint64_t first, std::span<std::int64_t> codes) const {
  const Found& found = found_[id];
  if (of_records(id)) return found.records->read(first, codes);
  std::array<std::uint32_t, piece> groups{};
  for (std::size_t begin = 0; begin < codes.size(); begin += piece) {
    const std::size_t count = std::min(piece, codes.size() - begin);
    read_groups(groupings_[found.grouping], first + begin, std::span(groups).first(count));
    for (std::size_t i = 0; i < count; ++i) {
      codes[begin + i] = is_group(groups[i]) ? found.results[groups[i]] : number_code(state_of(groups[i]));
    }
  }
}

Value Populations::value_of(PopulationId id, std::int64_t code) const {
  Value value;
  value.state = state_of(code);
  if (value.state == State::known) value.number = {code, rules_.fields[rules_.populations[id].field].type.scale};
  return value;
}

Value Populations::value(PopulationId population, std::uint64_t record) const {
  if (!found_[population].used) return {};
  std::int64_t code = 0;
  read_codes(population, record, {&code, 1});
  return value_of(population, code);
}

void Populations::fill(PopulationId population, std::uint64_t first, std::size_t rows, std::size_t at,
                       columns::Column& column) const {
  const std::span<std::int64_t> values(column.values<std::int64_t>() + at, rows);
  read_codes(population, first, values);
  State* const states = column.states() + at;
  bool all_known = true;
  for (std::size_t row = 0; row < rows; ++row) {
    states[row] = state_of(values[row]);
    all_known &= is_number(values[row]);
    values[row] = is_number(values[row]) ? values[row] : 0;
  }
  if (!all_known) column.set_all_known(false);
}

std::vector<Populations::Group> Populations::groups_of(const std::vector<model::DefinitionId>& grouping) const {
  const auto place =
      std::find_if(groupings_.begin(), groupings_.end(), [&](const Grouping& each) { return each.by == grouping; });
  std::vector<Group> groups;
  if (place == groupings_.end()) return groups;
  for (std::uint32_t number = 0; number < place->names.size(); ++number) {
    Group group{place->names[number], std::vector<Value>(rules_.fields.size())};
    for (PopulationId id = 0; id < found_.size(); ++id) {
      if (!found_[id].used || of_records(id) || &groupings_[found_[id].grouping] != &*place) continue;
      group.values[rules_.populations[id].field] = value_of(id, found_[id].results[number]);
    }
    groups.push_back(std::move(group));
  }
  std::sort(groups.begin(), groups.end(), [](const Group& left, const Group& right) { return left.name < right.name; });
  return groups;
}

}  // namespace fenji::execute
