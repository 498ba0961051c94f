// Stage: lists. Splits blocks of raw CSV records into cells; one splitter a thread.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/lists/cell_decoder.hpp"
#include "engine/lists/csv_block.hpp"
#include "engine/lists/record_block.hpp"

namespace fenji::lists {

class CsvSplitter {
 public:
  // `wanted`: positions of columns in the list, from 0, in any order, each once; the k-th becomes column k of the records.
  explicit CsvSplitter(std::vector<std::uint32_t> wanted);

  // Fills `records` with all records of `block`. Their cells are views into `block` and into `records`: both must stay as they
  // are while cells are used. Cells beyond the last wanted one are only counted.
  void split(const CsvBlock& block, RecordBlock& records);

 private:
  std::vector<std::uint32_t> wanted_;
  std::vector<Cell*> targets_;  // by position: where the record's cell goes; the last one stands for all positions behind
  CellDecoder decoder_;
};

}  // namespace fenji::lists
