// Stage: run. What was found from all records, as columns of a batch: records of the list in, by number, the columns that no
// list has out. One object a thread.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/columns/batch.hpp"
#include "engine/execute/population.hpp"
#include "engine/model/rules.hpp"

namespace fenji::run {

class PopulationColumns {
 public:
  // Of populations that are found in passes before `level`; null: there are none. All references must outlive it.
  PopulationColumns(const model::Rules& rules, const execute::Populations* populations, std::uint32_t level);
  // All of them.
  PopulationColumns(const model::Rules& rules, const execute::Populations* populations);

  // Calls `number` for each row, which gives the record's number in the list; numbers that follow each other cost least.
  template <class Number>
  void fill(std::size_t rows, const Number& number, columns::BatchReader& reader) {
    if (columns_.empty()) return;
    numbers_.resize(rows);
    for (std::size_t row = 0; row < rows; ++row) numbers_[row] = number(row);
    fill(reader);
  }

 private:
  void fill(columns::BatchReader& reader);

  const model::Rules& rules_;
  const execute::Populations* populations_;
  std::vector<model::PopulationId> columns_;
  std::vector<std::uint64_t> numbers_;  // by row
};

}  // namespace fenji::run
