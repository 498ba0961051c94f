#include "tests/agreement/population_reference.hpp"

#include <algorithm>
#include <limits>
#include <optional>

namespace fenji::agreement {

using model::Int128;
using model::none;
using model::Population;
using model::PopulationFunction;
using model::State;
using model::Value;

namespace {

// What one record brings to one population.
struct Share {
  bool passed = false;
  State group_state = State::known;
  std::vector<std::string> group;
  bool outside = false;  // its condition does not hold
  State state = State::known;
  Int128 argument = 0;
  Int128 amount = 0;

  bool counts() const { return passed && !outside && state == State::known; }
};

// The engine keeps a number of a record in 64 bits, some of which stand for the states.
bool fits(Int128 value) {
  return value >= Int128{std::numeric_limits<std::int64_t>::min()} + 16 && value <= std::numeric_limits<std::int64_t>::max();
}

bool is_of_group(PopulationFunction function) {
  return function == PopulationFunction::total || function == PopulationFunction::count ||
         function == PopulationFunction::divisor_count || function == PopulationFunction::divisor_total;
}

Share share_of(const model::Rules& rules, const Population& population, const ListRecord& record,
               const execute::Evaluation& evaluation) {
  Share share;
  share.passed = record.passed;
  if (!share.passed) return share;
  const auto value = [&](model::DefinitionId id) -> const Value& { return evaluation.definitions[id].value; };
  for (const model::DefinitionId by : population.groups) {
    share.group_state = std::max(share.group_state, value(by).state);
    share.group.push_back(model::to_text(value(by), rules.definitions[by].type, rules, rules.language));
  }
  share.state = share.group_state;
  for (const model::DefinitionId part : {population.condition, population.argument, population.amount}) {
    if (part != none) share.state = std::max(share.state, value(part).state);
  }
  if (population.condition != none) {
    const Value& condition = value(population.condition);
    share.outside = condition.state == State::known && !condition.yes;
  }
  if (share.state != State::known) return share;
  if (population.argument != none) share.argument = value(population.argument).number.mantissa;
  if (!fits(share.argument)) share.state = State::invalid;
  if (population.amount != none) share.amount = value(population.amount).number.mantissa;
  return share;
}

class Solver {
 public:
  Solver(const model::Rules& rules, const Population& population, const std::vector<ListRecord>& records,
         const std::vector<Share>& shares)
      : rules_(rules), population_(population), records_(records), shares_(shares) {}

  Value value(std::size_t record) const {
    const Share& own = shares_[record];
    if (is_of_group(population_.function)) return own.group_state == State::known ? of_group(own) : without(own.group_state);
    if (own.outside) return without(State::not_applicable);
    if (own.state != State::known) return without(own.state);
    return population_.function == PopulationFunction::apportion ? part(record) : of_record(own);
  }

 private:
  static Value without(State state) {
    Value value;
    value.state = state;
    return value;
  }

  Value with(Int128 number) const {
    Value value;
    value.state = fits(number) ? State::known : State::invalid;
    if (value.state == State::known) value.number = {number, rules_.fields[population_.field].type.scale};
    return value;
  }

  template <class Look>
  void each_of_group(const Share& own, Look look) const {
    for (std::size_t i = 0; i < shares_.size(); ++i) {
      if (shares_[i].counts() && shares_[i].group == own.group) look(i, shares_[i]);
    }
  }

  Value of_group(const Share& own) const {
    Int128 total = 0, count = 0;
    bool negative = false;
    each_of_group(own, [&](std::size_t, const Share& other) {
      total += other.argument;
      ++count;
      negative = negative || other.argument < 0;
    });
    switch (population_.function) {
      case PopulationFunction::total:
        return with(total);
      case PopulationFunction::divisor_total:
        return total == 0 || negative ? without(State::missing) : with(total);
      case PopulationFunction::divisor_count:
        return count == 0 ? without(State::missing) : with(count);
      default:
        return with(count);
    }
  }

  Value of_record(const Share& own) const {
    Int128 above = 0, larger = 0, smaller = 0;
    each_of_group(own, [&](std::size_t, const Share& other) {
      if (other.argument > own.argument) above += other.argument;
      larger += other.argument > own.argument ? 1 : 0;
      smaller += other.argument < own.argument ? 1 : 0;
    });
    if (population_.function == PopulationFunction::larger_total) return with(above);
    return with(population_.function == PopulationFunction::rank ? larger + 1 : smaller);
  }

  Value part(std::size_t record) const {
    const Share& own = shares_[record];
    Int128 total = 0;
    bool undecided = false;
    each_of_group(own, [&](std::size_t, const Share& other) {
      total += other.argument;
      undecided = undecided || other.argument < 0 || other.amount != own.amount;
    });
    if (undecided || total == 0) return without(State::missing);
    const int scale = rules_.definitions[population_.amount].type.scale;
    const auto whole = model::rescaled({own.amount, scale}, rules_.fields[population_.field].type.scale);
    if (!whole || whole->mantissa < 0) return without(State::invalid);
    bool overflow = false;
    Int128 left = whole->mantissa;
    const auto product = [&](const Share& share) {
      Int128 result = 0;
      overflow = model::multiply_overflows(whole->mantissa, share.argument, result) || overflow;
      return overflow ? 0 : result;
    };
    each_of_group(own, [&](std::size_t, const Share& other) { left -= product(other) / total; });
    if (overflow) return without(State::invalid);
    const Int128 remainder = product(own) % total;
    Int128 before = 0;  // records that are given one of what is left over before this one
    each_of_group(own, [&](std::size_t other, const Share& share) {
      const Int128 rest = product(share) % total;
      const int keys = records_[other].key.compare(records_[record].key);
      before += rest > remainder || (rest == remainder && (keys < 0 || (keys == 0 && other < record))) ? 1 : 0;
    });
    return with(product(own) / total + (before < left ? 1 : 0));
  }

  const model::Rules& rules_;
  const Population& population_;
  const std::vector<ListRecord>& records_;
  const std::vector<Share>& shares_;
};

}  // namespace

PopulationReference find_reference(const model::Rules& rules, std::vector<ListRecord>& records) {
  PopulationReference reference;
  reference.values.resize(rules.populations.size());
  reference.left_out.resize(rules.populations.size(), 0);
  std::uint32_t levels = 0;
  for (const Population& population : rules.populations) {
    if (rules.fields[population.field].used) levels = std::max(levels, population.level);
  }
  for (std::uint32_t level = 1; level <= levels; ++level) {
    std::vector<std::vector<Share>> shares(rules.populations.size());
    for (ListRecord& record : records) {
      const execute::Evaluation evaluation = execute::evaluate(rules, record.read);
      record.passed = record.takes_part && evaluation.layer == rules.gates.size() + 1;
      for (model::PopulationId id = 0; id < rules.populations.size(); ++id)
        shares[id].push_back(share_of(rules, rules.populations[id], record, evaluation));
    }
    for (model::PopulationId id = 0; id < rules.populations.size(); ++id) {
      const Population& population = rules.populations[id];
      if (population.level != level || !rules.fields[population.field].used) continue;
      const Solver solver(rules, population, records, shares[id]);
      for (std::size_t record = 0; record < records.size(); ++record) {
        reference.values[id].push_back(records[record].passed ? solver.value(record) : Value{});
        const Share& share = shares[id][record];
        reference.left_out[id] += share.passed && !share.outside && share.state != State::known ? 1 : 0;
      }
      for (std::size_t record = 0; record < records.size(); ++record)
        records[record].read.fields[population.field] = reference.values[id][record];
    }
  }
  return reference;
}

}  // namespace fenji::agreement
