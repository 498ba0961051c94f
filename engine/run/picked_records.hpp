// Stage: run. Some records of a block, split the ordinary way: those that a bare index (lists/csv_index.hpp) finds not plain,
// or that somebody wants to see whole. One object a thread.
#pragma once

#include <span>

#include "engine/lists/csv_index.hpp"
#include "engine/lists/csv_splitter.hpp"
#include "engine/run/record_cells.hpp"

namespace fenji::run {

class PickedRecords {
 public:
  // All references must outlive it.
  PickedRecords(const model::Rules& rules, const ListColumns& columns) : cells_(rules, columns), splitter_(cells_.wanted()) {}

  // Calls `take` with the cells of these records, in their order, as many at a time as can be split together. They have their
  // numbers and lines in the list.
  template <class Take>
  void split(const lists::CsvBlock& block, std::span<const lists::CsvIndex::Other> records, const Take& take) {
    for (std::size_t begin = 0; begin < records.size();) {
      begin = split_some(block, records, begin);
      take(cells_);
    }
  }

 private:
  std::size_t split_some(const lists::CsvBlock& block, std::span<const lists::CsvIndex::Other> records, std::size_t begin);

  RecordCells cells_;
  lists::CsvSplitter splitter_;
  lists::CsvBlock some_;
  lists::RecordBlock records_;
};

}  // namespace fenji::run
