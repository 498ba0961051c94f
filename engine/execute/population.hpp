// Stage: execute. Whole-list steps: totals, counts, ranks and parts that are found from all records. In comes, pass by pass,
// what each record contributes; out go values for the fields that carry them (model::Field::population). Results do not depend
// on the order of the records, nor on who adds which. Kept per record: 8 bytes for each rank, larger total, smaller count or
// part, and 4 bytes for each way of grouping; a part keeps the record's key as well, and finding ranks takes 4 bytes more.
#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/columns/column.hpp"
#include "engine/execute/awaited_cells.hpp"
#include "engine/execute/batch_result.hpp"
#include "engine/model/rules.hpp"

namespace fenji::execute {

class Populations {
 public:
  // `rules` must outlive it. Populations whose field no result needs are left out.
  explicit Populations(const model::Rules& rules);

  // How many passes over the list are needed; in pass 1 … levels() those of this level are found.
  std::uint32_t levels() const { return levels_; }

  // The rules that a pass executes: what it has to know of each record are their outputs.
  model::Rules rules_of_pass(std::uint32_t level) const;

  // The records from number `first` on, as the rules of the pass found them; `keys` by row. Any order of calls, any thread.
  // Rows of `left_out` that are not 0 take no part: their cells cannot be trusted.
  void add(std::uint32_t level, std::uint64_t first, const BatchResult& result, const std::vector<std::string_view>& keys,
           const std::vector<std::uint8_t>& left_out);

  // Call when all records are added.
  void solve(std::uint32_t level);

  // For `rows` records from number `first` on, of populations whose level is solved, into rows from `at` on of a column that
  // was set_all_known(true).
  void fill(model::PopulationId population, std::uint64_t first, std::size_t rows, std::size_t at,
            columns::Column& column) const;
  model::Value value(model::PopulationId population, std::uint64_t record) const;

  // Records that passed all gates and could not be counted, because an argument, condition or group is unknown.
  std::uint64_t left_out(model::PopulationId population) const { return found_[population].left_out; }

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
    std::vector<std::uint32_t> of_record;                    // number of the group, or a state's code; empty for the whole list
    std::vector<std::string> names;                          // by number
    std::unordered_map<std::string, std::uint32_t> numbers;  // by the values, told apart also where the names are alike
    std::uint32_t level = 0;                                 // of the pass that finds it
  };
  struct Sum {
    model::Int128 total = 0;
    std::uint64_t count = 0;
    bool overflow = false;
    bool negative = false;    // an argument is
    bool has_amount = false;  // apportion
    bool amounts_differ = false;
    model::Int128 amount = 0;
  };
  struct Found {
    bool used = false;
    std::size_t grouping = 0;
    std::vector<Sum> sums;              // by group
    std::vector<std::int64_t> groups;   // by group: the result, where it is the same for all its records, or a state's code
    std::vector<std::int64_t> records;  // by record: first the argument, then the result; or a state's code
    std::vector<std::string> keys;      // apportion: by record
    std::uint64_t left_out = 0;
  };
  struct Pass;

  bool of_records(model::PopulationId id) const;
  std::size_t find_grouping(const std::vector<model::DefinitionId>& by, std::uint32_t level);
  std::vector<model::DefinitionId> asked(std::uint32_t level) const;
  void add_groups(Pass& pass, Grouping& grouping) const;
  void add_records(Pass& pass, model::PopulationId id);
  std::uint32_t group_of(const Grouping& grouping, std::uint64_t record) const;
  std::int64_t result_of_group(model::PopulationId id, const Sum& sum) const;
  std::int64_t code_of(model::PopulationId id, std::uint64_t record) const;
  model::Value value_of(model::PopulationId id, std::int64_t code) const;
  std::vector<std::uint32_t> in_order(model::PopulationId id) const;
  void solve_ranks(model::PopulationId id);
  void solve_parts(model::PopulationId id);

  const model::Rules& rules_;
  std::uint32_t levels_ = 0;
  std::vector<Grouping> groupings_;
  std::vector<Found> found_;  // by PopulationId
  std::mutex adding_;
};

// What a value hangs on that comes from a population: the cells of the record itself that it waits for, because they are
// missing or cannot be read, by `state`; `undetermined` where there are none.
Reasons named_by_cells(const Reasons& reasons, const model::Rules& rules, const AwaitedCells& awaited,
                       const std::function<model::State(model::FieldId)>& state);

}  // namespace fenji::execute
