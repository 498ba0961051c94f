// Stage: execute. Whole-list steps: totals, counts, ranks and parts that are found from all records. In comes, pass by pass,
// what each record contributes; out go values for the fields that carry them (model::Field::population). Results do not depend
// on the order of the records, nor on who adds which.
//
// Kept for each record, beyond those that PopulationMemory says in a spill: 8 bytes for each rank, larger total, smaller count
// or part, and 4 bytes for each way of grouping; while one of the former is found, up to 32 bytes more. In memory: about 100
// bytes a group and its values, and for a part the keys of all records.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/columns/column.hpp"
#include "engine/execute/awaited_cells.hpp"
#include "engine/execute/batch_result.hpp"
#include "engine/execute/group_numbers.hpp"
#include "engine/execute/record_values.hpp"
#include "engine/execute/spill.hpp"
#include "engine/model/rules.hpp"

namespace fenji::execute {

// How many records are kept in memory of what is kept for each; how many are sorted, or put in their places, at a time.
struct PopulationMemory {
  std::uint64_t kept = std::uint64_t{1} << 19;
  std::size_t sorted = std::size_t{1} << 19;
};

class Populations {
 public:
  // `rules` must outlive it. Populations whose field no result needs are left out. `room` null: all is kept in memory.
  explicit Populations(const model::Rules& rules, std::unique_ptr<SpillRoom> room = nullptr, PopulationMemory memory = {});
  ~Populations();

  // How many passes over the list are needed; in pass 1 … levels() those of this level are found.
  std::uint32_t levels() const { return levels_; }

  // The rules that a pass executes: what it has to know of each record are their outputs. Only fields that it reads are used.
  model::Rules rules_of_pass(std::uint32_t level) const;

  // Adds records in one pass; one a thread.
  class Adder;

  // Call when all records are added.
  void solve(std::uint32_t level);

  // For `rows` records from number `first` on, of populations whose level is solved, into rows from `at` on of a column that
  // was set_all_known(true).
  void fill(model::PopulationId population, std::uint64_t first, std::size_t rows, std::size_t at,
            columns::Column& column) const;
  model::Value value(model::PopulationId population, std::uint64_t record) const;

  // Records that passed all gates and could not be counted, because an argument, condition or group is unknown.
  std::uint64_t left_out(model::PopulationId population) const { return found_[population].left_out; }

  // Why no value can be relied on: what was spilled cannot be had.
  std::optional<Message> failure() const { return room_->failure(); }

  struct Group {
    std::string name;                  // the values of its groups, joined by ` / `; empty for the whole list
    std::vector<model::Value> values;  // by FieldId: of totals and counts that go by this grouping; else not known
  };
  // The groups that records fall into, by name; one for the whole list.
  std::vector<Group> groups_of(const std::vector<model::DefinitionId>& grouping) const;

 private:
  // One way of grouping, shared by the populations that use it.
  struct Grouping {
    std::vector<model::DefinitionId> by;
    std::unique_ptr<RecordValues<std::uint32_t>> of_record;  // number of the group, or a state's code; null for the whole list
    GroupNumbers numbers;
    bool named = false;              // somebody wants the names
    std::vector<std::string> names;  // by number
    std::uint32_t level = 0;         // of the pass that finds it
    std::uint32_t count() const { return by.empty() ? 1 : numbers.count(); }
  };
  struct Sum {
    model::Int128 total = 0;  // of 64-bit numbers: it cannot overflow
    std::uint64_t count = 0;
    bool negative = false;  // an argument is
  };
  // What the records of a group say is to be shared out.
  struct Amount {
    model::Int128 amount = 0;
    bool known = false;
    bool differ = false;
  };
  struct Found {
    bool used = false;
    std::size_t grouping = 0;
    model::PopulationId summed = model::none;  // the first one that sums the same, or none: only the order counts
    std::vector<Sum> sums;                     // by group, of that one
    std::vector<std::int64_t> results;         // by group, where they are the same for all its records, or a state's code
    std::unique_ptr<RecordValues<std::int64_t>> records;  // else: first the argument, then the result; or a state's code
    std::vector<Amount> amounts;                          // apportion: by group
    std::vector<std::string> keys;                        // apportion: by record
    std::uint64_t left_out = 0;
  };
  class Sorting;

  bool of_records(model::PopulationId id) const;
  model::PopulationId summed_by(model::PopulationId id) const;
  std::size_t find_grouping(const std::vector<model::DefinitionId>& by, std::uint32_t level);
  std::vector<model::DefinitionId> asked(std::uint32_t level) const;
  void solve_ranks(model::PopulationId id);
  void solve_parts(model::PopulationId id);
  std::int64_t result_of_group(model::PopulationId id, const Sum& sum) const;
  void read_codes(model::PopulationId id, std::uint64_t first, std::span<std::int64_t> codes) const;
  void read_groups(const Grouping& grouping, std::uint64_t first, std::span<std::uint32_t> groups) const;
  model::Value value_of(model::PopulationId id, std::int64_t code) const;

  const model::Rules& rules_;
  const std::unique_ptr<SpillRoom> room_;
  const PopulationMemory memory_;
  std::uint32_t levels_ = 0;
  std::vector<Grouping> groupings_;
  std::vector<Found> found_;  // by PopulationId
  std::mutex adding_;
};

}  // namespace fenji::execute
