#include "engine/execute/population.hpp"

#include <algorithm>
#include <cassert>
#include <limits>
#include <numeric>
#include <span>

#include "engine/execute/descending_order.hpp"

namespace fenji::execute {

using model::Int128;
using model::none;
using model::Population;
using model::PopulationFunction;
using model::PopulationId;
using model::State;
using model::Value;

namespace {

// Numbers of groups and values of records share their memory with the states of those that have none.
constexpr std::uint32_t first_group_code = 0xffff'fff0;
constexpr std::int64_t least_number = std::numeric_limits<std::int64_t>::min() + 16;

std::uint32_t group_code(State state) { return first_group_code + static_cast<std::uint32_t>(state); }
bool is_group(std::uint32_t number) { return number < first_group_code; }
State state_of(std::uint32_t group) { return is_group(group) ? State::known : static_cast<State>(group - first_group_code); }

std::int64_t number_code(State state) { return std::numeric_limits<std::int64_t>::min() + static_cast<std::int64_t>(state); }
bool is_number(std::int64_t value) { return value >= least_number; }
State state_of(std::int64_t value) {
  return is_number(value) ? State::known : static_cast<State>(value - std::numeric_limits<std::int64_t>::min());
}

bool fits(Int128 value) { return value >= least_number && value <= std::numeric_limits<std::int64_t>::max(); }
std::int64_t coded(Int128 value) { return fits(value) ? static_cast<std::int64_t>(value) : number_code(State::invalid); }

// Behind the gates of a pass; records that fail there contribute nothing.
constexpr State outside = State::not_applicable;

}  // namespace

// What a batch of one pass says, by the definitions that it was asked for.
struct Populations::Pass {
  std::uint64_t first;
  const BatchResult& result;
  const model::Rules& rules;
  const std::vector<std::string_view>& keys;
  const std::vector<std::uint8_t>& left_out;
  std::vector<std::size_t> column_of;  // by DefinitionId: in result.outputs

  bool passed(std::size_t row) const { return left_out[row] == 0 && result.layers[row] == rules.gates.size() + 1; }
  const ResultColumn& column(model::DefinitionId id) const { return result.outputs[column_of[id]]; }
  State state(model::DefinitionId id, std::size_t row) const { return column(id).vector.state(row); }
  bool yes(model::DefinitionId id, std::size_t row) const { return column(id).vector.at<std::uint8_t>(row) != 0; }
  Int128 number(model::DefinitionId id, std::size_t row) const {
    const ResultColumn& found = column(id);
    return found.representation == model::Representation::i128 ? found.vector.at<Int128>(row)
                                                               : found.vector.at<std::int64_t>(row);
  }
};

Populations::Populations(const model::Rules& rules) : rules_(rules), found_(rules.populations.size()) {
  for (PopulationId id = 0; id < rules.populations.size(); ++id) {
    const Population& population = rules.populations[id];
    if (!rules.fields[population.field].used) continue;
    found_[id].used = true;
    found_[id].grouping = find_grouping(population.groups, population.level);
    levels_ = std::max(levels_, population.level);
  }
}

bool Populations::of_records(PopulationId id) const {
  return rules_.populations[id].function >= PopulationFunction::larger_total;
}

std::size_t Populations::find_grouping(const std::vector<model::DefinitionId>& by, std::uint32_t level) {
  const auto found = std::find_if(groupings_.begin(), groupings_.end(), [&](const Grouping& each) { return each.by == by; });
  const auto place = static_cast<std::size_t>(found - groupings_.begin());
  if (found == groupings_.end()) groupings_.push_back({by, {}, {}, {}, level});
  if (by.empty()) groupings_[place].names = {""};
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
  return rules;
}

void Populations::add(std::uint32_t level, std::uint64_t first, const BatchResult& result,
                      const std::vector<std::string_view>& keys, const std::vector<std::uint8_t>& left_out) {
  Pass pass{first, result, rules_, keys, left_out, std::vector<std::size_t>(rules_.definitions.size(), 0)};
  const std::vector<model::DefinitionId> columns = asked(level);
  for (std::size_t i = 0; i < columns.size(); ++i) pass.column_of[columns[i]] = i;
  const std::lock_guard lock(adding_);
  for (Grouping& grouping : groupings_) {
    if (grouping.level == level) add_groups(pass, grouping);
  }
  for (PopulationId id = 0; id < found_.size(); ++id) {
    if (found_[id].used && rules_.populations[id].level == level) add_records(pass, id);
  }
}

void Populations::add_groups(Pass& pass, Grouping& grouping) const {
  if (grouping.by.empty()) return;
  const std::size_t end = pass.first + pass.result.rows;
  if (grouping.of_record.size() < end) grouping.of_record.resize(end, group_code(outside));
  std::string name, values;
  for (std::size_t row = 0; row < pass.result.rows; ++row) {
    if (!pass.passed(row)) continue;
    State state = State::known;
    for (const model::DefinitionId by : grouping.by) state = std::max(state, pass.state(by, row));
    std::uint32_t& number = grouping.of_record[pass.first + row];
    if (state != State::known) {
      number = group_code(state);
      continue;
    }
    name.clear();
    values.clear();
    for (const model::DefinitionId by : grouping.by) {
      const std::string text =
          model::to_text(value_at(pass.column(by), row), rules_.definitions[by].type, rules_, rules_.language);
      if (!name.empty()) name += " / ";
      name += text;
      values += std::to_string(text.size());
      values += ':';
      values += text;
    }
    const auto [found, added] = grouping.numbers.emplace(values, static_cast<std::uint32_t>(grouping.names.size()));
    if (added) grouping.names.push_back(name);
    number = found->second;
  }
}

std::uint32_t Populations::group_of(const Grouping& grouping, std::uint64_t record) const {
  if (grouping.by.empty()) return 0;
  return record < grouping.of_record.size() ? grouping.of_record[record] : group_code(outside);
}

void Populations::add_records(Pass& pass, PopulationId id) {
  const Population& population = rules_.populations[id];
  Found& found = found_[id];
  const Grouping& grouping = groupings_[found.grouping];
  const bool each = of_records(id);
  const std::size_t end = pass.first + pass.result.rows;
  if (each && found.records.size() < end) found.records.resize(end, number_code(outside));
  if (population.amount != none && found.keys.size() < end) found.keys.resize(end);
  if (found.sums.size() < grouping.names.size()) found.sums.resize(grouping.names.size());
  for (std::size_t row = 0; row < pass.result.rows; ++row) {
    if (!pass.passed(row)) continue;
    const std::uint64_t record = pass.first + row;
    const std::uint32_t group = group_of(grouping, record);
    State state = state_of(group);
    for (const model::DefinitionId part : {population.condition, population.argument, population.amount}) {
      if (part != none) state = std::max(state, pass.state(part, row));
    }
    // Outside its condition a record takes no part, whatever else is unknown of it.
    if (population.condition != none && pass.state(population.condition, row) == State::known &&
        !pass.yes(population.condition, row)) {
      continue;
    }
    Int128 number = 0;
    if (state == State::known && population.argument != none) {
      number = pass.number(population.argument, row);
      if (!fits(number)) state = State::invalid;
    }
    if (state != State::known) {
      ++found.left_out;
      if (each) found.records[record] = number_code(state);
      continue;
    }
    if (each) found.records[record] = static_cast<std::int64_t>(number);
    Sum& sum = found.sums[group];
    ++sum.count;
    sum.overflow = sum.overflow || model::add_overflows(sum.total, number, sum.total);
    sum.negative = sum.negative || number < 0;
    if (population.amount == none) continue;
    found.keys[record] = pass.keys[row];
    const Int128 amount = pass.number(population.amount, row);
    sum.amounts_differ = sum.amounts_differ || (sum.has_amount && sum.amount != amount);
    sum.amount = amount;
    sum.has_amount = true;
  }
}

// The records that take part, by group and, within it, the greatest argument first.
std::vector<std::uint32_t> Populations::in_order(PopulationId id) const {
  const Found& found = found_[id];
  const Grouping& grouping = groupings_[found.grouping];
  assert(found.records.size() <= std::numeric_limits<std::uint32_t>::max());
  std::vector<std::size_t> begins(grouping.names.size() + 1);  // by group, and the end
  for (std::uint32_t record = 0; record < found.records.size(); ++record) {
    if (is_number(found.records[record])) ++begins[group_of(grouping, record) + 1];
  }
  std::partial_sum(begins.begin(), begins.end(), begins.begin());
  std::vector<std::uint32_t> order(begins.back());
  std::vector<std::size_t> next = begins;
  for (std::uint32_t record = 0; record < found.records.size(); ++record) {
    if (is_number(found.records[record])) order[next[group_of(grouping, record)]++] = record;
  }
  for (std::size_t group = 0; group + 1 < begins.size(); ++group) {
    sort_descending(std::span(order).subspan(begins[group], begins[group + 1] - begins[group]), found.records);
  }
  return order;
}

void Populations::solve_ranks(PopulationId id) {
  Found& found = found_[id];
  const Grouping& grouping = groupings_[found.grouping];
  const std::vector<std::uint32_t> order = in_order(id);
  const PopulationFunction function = rules_.populations[id].function;
  for (std::size_t begin = 0; begin < order.size();) {
    const std::uint32_t group = group_of(grouping, order[begin]);
    std::size_t group_end = begin;
    while (group_end < order.size() && group_of(grouping, order[group_end]) == group) ++group_end;
    Int128 above = 0;
    for (std::size_t tie = begin; tie < group_end;) {
      const std::int64_t argument = found.records[order[tie]];
      std::size_t tie_end = tie;
      while (tie_end < group_end && found.records[order[tie_end]] == argument) ++tie_end;
      const Int128 result = function == PopulationFunction::rank            ? static_cast<Int128>(tie - begin + 1)
                            : function == PopulationFunction::smaller_count ? static_cast<Int128>(group_end - tie_end)
                                                                            : above;
      for (std::size_t i = tie; i < tie_end; ++i) found.records[order[i]] = coded(result);
      above += static_cast<Int128>(argument) * static_cast<Int128>(tie_end - tie);
      tie = tie_end;
    }
    begin = group_end;
  }
}

// Largest remainder: each part is rounded down, and what is left over goes by one to the largest remainders, among equal ones
// to the smaller key.
void Populations::solve_parts(PopulationId id) {
  const Population& population = rules_.populations[id];
  Found& found = found_[id];
  const Grouping& grouping = groupings_[found.grouping];
  const std::vector<std::uint32_t> order = in_order(id);
  const int places = rules_.fields[population.field].type.scale;
  const int scale = rules_.definitions[population.amount].type.scale;
  for (std::size_t begin = 0; begin < order.size();) {
    const std::uint32_t group = group_of(grouping, order[begin]);
    std::size_t end = begin;
    while (end < order.size() && group_of(grouping, order[end]) == group) ++end;
    const Sum& sum = found.sums[group];
    const auto whole = model::rescaled({sum.amount, scale}, places);
    const bool undecided = sum.negative || sum.total == 0 || sum.amounts_differ;
    struct Part {
      std::uint32_t record;
      Int128 whole;
      Int128 remainder;
    };
    std::vector<Part> parts;
    // An amount that is finer than its parts cannot be their sum.
    bool overflow = sum.overflow || !whole || whole->mantissa < 0;
    Int128 left = overflow ? 0 : whole->mantissa;
    for (std::size_t i = begin; i < end && !undecided && !overflow; ++i) {
      Int128 product = 0;
      overflow = overflow || model::multiply_overflows(whole->mantissa, found.records[order[i]], product);
      if (overflow) break;
      parts.push_back({order[i], product / sum.total, product % sum.total});
      left -= parts.back().whole;
    }
    if (undecided || overflow) {
      for (std::size_t i = begin; i < end; ++i)
        found.records[order[i]] = number_code(undecided ? State::missing : State::invalid);
    } else {
      std::sort(parts.begin(), parts.end(), [&](const Part& one, const Part& other) {
        if (one.remainder != other.remainder) return one.remainder > other.remainder;
        const int keys = found.keys[one.record].compare(found.keys[other.record]);
        return keys != 0 ? keys < 0 : one.record < other.record;
      });
      for (std::size_t i = 0; left > 0; ++i, --left) ++parts[i].whole;
      for (const Part& part : parts) found.records[part.record] = coded(part.whole);
    }
    begin = end;
  }
  found.keys = {};
}

void Populations::solve(std::uint32_t level) {
  for (PopulationId id = 0; id < found_.size(); ++id) {
    Found& found = found_[id];
    if (!found.used || rules_.populations[id].level != level) continue;
    found.sums.resize(groupings_[found.grouping].names.size());
    if (!of_records(id)) {
      for (const Sum& sum : found.sums) found.groups.push_back(result_of_group(id, sum));
    } else if (rules_.populations[id].function == PopulationFunction::apportion) {
      solve_parts(id);
    } else {
      solve_ranks(id);
    }
  }
}

// Or a state's code.
std::int64_t Populations::result_of_group(PopulationId id, const Sum& sum) const {
  const PopulationFunction function = rules_.populations[id].function;
  const bool divides = function == PopulationFunction::divisor_total || function == PopulationFunction::divisor_count;
  const bool is_total = function == PopulationFunction::divisor_total || function == PopulationFunction::total;
  const Int128 result = is_total ? sum.total : static_cast<Int128>(sum.count);
  if (divides && (result == 0 || (is_total && sum.negative))) return number_code(State::missing);
  return sum.overflow ? number_code(State::invalid) : coded(result);
}

// The result or a state's code.
std::int64_t Populations::code_of(PopulationId id, std::uint64_t record) const {
  const Found& found = found_[id];
  if (of_records(id)) return record < found.records.size() ? found.records[record] : number_code(State::missing);
  const std::uint32_t group = group_of(groupings_[found.grouping], record);
  return is_group(group) ? found.groups[group] : number_code(state_of(group));
}

Value Populations::value_of(PopulationId id, std::int64_t code) const {
  Value value;
  value.state = state_of(code);
  if (value.state == State::known) value.number = {code, rules_.fields[rules_.populations[id].field].type.scale};
  return value;
}

Value Populations::value(PopulationId population, std::uint64_t record) const {
  return found_[population].used ? value_of(population, code_of(population, record)) : Value{};
}

void Populations::fill(PopulationId population, std::uint64_t first, std::size_t rows, std::size_t at,
                       columns::Column& column) const {
  std::int64_t* const values = column.values<std::int64_t>() + at;
  State* const states = column.states() + at;
  bool all_known = true;
  for (std::size_t row = 0; row < rows; ++row) {
    const std::int64_t code = code_of(population, first + row);
    const bool known = is_number(code);
    values[row] = known ? code : 0;
    states[row] = state_of(code);
    all_known &= known;
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
      group.values[rules_.populations[id].field] = value_of(id, found_[id].groups[number]);
    }
    groups.push_back(std::move(group));
  }
  std::sort(groups.begin(), groups.end(), [](const Group& left, const Group& right) { return left.name < right.name; });
  return groups;
}

Reasons named_by_cells(const Reasons& reasons, const model::Rules& rules, const AwaitedCells& awaited,
                       const std::function<State(model::FieldId)>& state) {
  Reasons named;
  for (const Reason& reason : reasons) {
    const bool of_field = reason.kind == Reason::Kind::missing || reason.kind == Reason::Kind::unreadable;
    const PopulationId population = of_field ? rules.fields[reason.first].population : none;
    const std::size_t before = named.size();
    if (population != none) {
      for (const model::FieldId cell : rules.populations[population].cells) {
        if (state(cell) == State::missing && awaited.awaits(population, cell))
          named.push_back({Reason::Kind::missing, cell, 0});
        if (state(cell) == State::invalid && awaited.reads(population, cell))
          named.push_back({Reason::Kind::unreadable, cell, 0});
      }
    }
    if (named.size() > before) continue;
    named.push_back(population == none ? reason : Reason{Reason::Kind::undetermined, reason.first, 0});
  }
  std::sort(named.begin(), named.end());
  named.erase(std::unique(named.begin(), named.end()), named.end());
  return named;
}

}  // namespace fenji::execute
