// Stage: execute. What the records of a batch contribute to the populations of one pass. Most of it is found apart, by each
// thread for itself; groups are numbered and sums added together.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/execute/population.hpp"

namespace fenji::execute {

class Populations::Adder {
 public:
  // Of pass `level`. `populations` must outlive it.
  Adder(Populations& populations, std::uint32_t level);

  // The records with these numbers, by row of `result`, as the rules of the pass found them; numbers that follow each other
  // cost least. `keys` by row. Rows of `left_out` that are not 0 take no part: their cells cannot be trusted.
  void add(std::span<const std::uint64_t> numbers, const BatchResult& result, const std::vector<std::string_view>& keys,
           const std::vector<std::uint8_t>& left_out);

 private:
  // The groups of a batch.
  struct Groups {
    std::size_t grouping = 0;
    std::vector<std::uint32_t> numbers;  // by row, or a state's code
    // By row, where the number is sought:
    std::vector<std::string_view> keys;
    std::vector<std::uint64_t> hashes;
    std::string text;  // of keys that stand nowhere else
    std::vector<std::size_t> ends;
  };
  // What a population sees of a batch.
  struct Seen {
    model::PopulationId id = model::none;
    std::size_t groups = 0;  // place in groups_
    std::vector<std::int64_t> codes;
    std::uint64_t left_out = 0;
  };

  const ResultColumn& column(model::DefinitionId id) const { return result_->outputs[column_of_[id]]; }
  bool is_new(const Groups& groups) const { return populations_.groupings_[groups.grouping].level == level_; }
  void find_states(Groups& groups);
  void find_keys(Groups& groups);
  void append_key(const ResultColumn& column, std::size_t row, std::string& text) const;
  void number(Groups& groups);
  std::string name_of(const Grouping& grouping, std::size_t row) const;
  void find_codes(Seen& seen);
  void add_sums(const Seen& seen, std::span<const std::uint64_t> numbers, const std::vector<std::string_view>& keys);

  Populations& populations_;
  const std::uint32_t level_;
  std::vector<std::size_t> column_of_;  // by DefinitionId: in BatchResult::outputs
  std::vector<Groups> groups_;
  std::vector<Seen> seen_;
  const BatchResult* result_ = nullptr;
  std::vector<std::uint8_t> passed_;  // by row
};

}  // namespace fenji::execute
