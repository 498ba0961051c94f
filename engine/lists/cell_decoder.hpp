// Stage: lists. Makes UTF-8 of the cells of a block that has been split; one decoder a thread.
#pragma once

#include <string_view>

#include "engine/lists/encoding.hpp"
#include "engine/lists/gb18030.hpp"
#include "engine/lists/record_block.hpp"

namespace fenji::lists {

class CellDecoder {
 public:
  // `bytes`: the block, which is looked at as a whole first: where it is valid UTF-8, or ASCII, no cell is touched. Cells that
  // are no text in `encoding` become unreadable.
  void decode(std::string_view bytes, Encoding encoding, RecordBlock& records);
  // One cell.
  void decode(Cell& cell, Encoding encoding, Arena& arena);

  Gb18030Converter& gb18030() { return gb18030_; }

 private:
  void decode_gb18030(Cell& cell, Arena& arena);

  Gb18030Converter gb18030_;
};

}  // namespace fenji::lists
