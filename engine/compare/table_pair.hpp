// Stage: compare. Two result tables: which of their columns are compared with each other, and counting over pairs of records.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/compare/comparison.hpp"

namespace fenji::compare {

struct ComparedColumn {
  std::string name;
  std::size_t before = 0, after = 0;  // place in either table
  bool status = false;
  bool counted = false;  // has a transition matrix
};

// What is counted over records, in any order: shares add up.
struct PairCounts {
  std::uint64_t records = 0, changed = 0, differences = 0;
  std::vector<TransitionCounter> transitions;  // by compared column; of those counted
  std::vector<std::uint64_t> alone;            // by change

  void add(const PairCounts& other);
};

// The cells of one record in one table, by place, without quotes.
using CellAt = std::function<std::string(std::size_t place)>;

// Counts a record and returns which of `columns` differ.
std::vector<std::size_t> count_pair(const std::vector<ComparedColumn>& columns, const CellAt& before, const CellAt& after,
                                    PairCounts& counts);

// Puts down counts and names; `orders` by compared column: the order of its values.
void report(const std::vector<ComparedColumn>& columns, const std::vector<std::vector<std::string>>& orders,
            const PairCounts& counts, Comparison& comparison);

// 状态 / status with `status` set comes last and is compared with that of the other table; notes and what `is_key` names are
// not compared.
struct TableHeader {
  std::vector<std::string> names;
  std::size_t status = 0, notes = 0;  // places; names.size() where there is none
};
std::vector<ComparedColumn> common_columns(const TableHeader& before, const TableHeader& after, const std::string& key,
                                           Comparison& comparison);

}  // namespace fenji::compare
