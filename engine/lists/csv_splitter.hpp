// Stage: lists. Splits blocks of raw CSV records into cells; one splitter a thread.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/lists/cell_decoder.hpp"
#include "engine/lists/csv_block.hpp"
#include "engine/lists/csv_index.hpp"
#include "engine/lists/record_block.hpp"

namespace fenji::lists {

class CsvSplitter {
 public:
  // `wanted`: positions of columns in the list, from 0, in any order, each once; the k-th becomes column k of the records.
  // `by_index` false: without the quick way by csv_index.hpp, for comparison; the records are the same.
  explicit CsvSplitter(std::vector<std::uint32_t> wanted, bool by_index = true);

  // Fills `records` with all records of `block`. Their cells are views into `block` and into `records`: both must stay as they
  // are while cells are used. Cells beyond the last wanted one are only counted.
  void split(const CsvBlock& block, RecordBlock& records);

 private:
  bool split_by_index(const CsvBlock& block, RecordBlock& records);
  std::size_t split_closely(const CsvBlock& block, std::size_t from, std::size_t size, std::size_t record, std::uint64_t line,
                            RecordBlock& records);

  std::vector<std::uint32_t> wanted_;
  bool by_index_;
  std::vector<Cell*> targets_;     // by position: where the record's cell goes; the last one stands for all positions behind
  std::optional<CsvIndex> index_;  // for records as wide as the first of the block
  CellDecoder decoder_;
};

}  // namespace fenji::lists
