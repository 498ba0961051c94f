// Stage: run. The cells of kept columns (kept_columns.hpp) on their way from a block of the list to its result lines. Columns
// that stand side by side in the list are one piece, which is copied as it is; a cell is looked at by itself only where it has
// quotes, or bytes that are no text in the list's encoding. One writer a thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/lists/arena.hpp"
#include "engine/lists/byte_buffer.hpp"
#include "engine/lists/cell_decoder.hpp"
#include "engine/lists/csv_block.hpp"
#include "engine/lists/csv_index.hpp"
#include "engine/lists/csv_splitter.hpp"
#include "engine/run/gb18030_text.hpp"

namespace fenji::run {

class KeptCells {
 public:
  // `width`: cells of the header; `positions` are smaller, each once.
  KeptCells(const std::vector<std::uint32_t>& positions, std::size_t width);

  // `index` was built of the block; null: it is built here. Both must stay as they are while cells are appended.
  void take(const lists::CsvBlock& block, const lists::CsvIndex* index);

  // Appends the cells of the next record of the block, each with a separator in front; empty where the record is too short to
  // have them. All records have been appended when the next block is taken.
  void append_next(lists::ByteBuffer& out);

  // `lines` with the cells of all records of the block, one line each.
  void append_all(std::string_view lines, lists::ByteBuffer& out);

 private:
  // Columns side by side.
  struct Piece {
    std::uint32_t first = 0, count = 0;
  };

  void append_piece(const Piece& piece, const std::uint32_t* places, lists::ByteBuffer& out);
  void append_cells(const Piece& piece, const std::uint32_t* places, lists::ByteBuffer& out);
  void append_other(const lists::CsvIndex::Other& other, lists::ByteBuffer& out);
  std::string_view decoded(std::string_view text);
  void append_cell(std::string_view text, lists::ByteBuffer& out);

  std::vector<Piece> pieces_;
  lists::CsvIndex own_index_;
  lists::CsvSplitter splitter_;
  lists::RecordBlock records_;
  const lists::CsvBlock* block_ = nullptr;
  const lists::CsvIndex* index_ = nullptr;
  std::uint32_t next_ = 0;             // record of the block
  std::size_t plain_ = 0, other_ = 0;  // the next of each kind
  bool as_written_ = false;            // the block is UTF-8
  bool gb18030_ = false;
  Gb18030Text gb18030_text_;
  lists::CellDecoder decoder_;
  lists::Arena arena_;
  std::string scratch_;
};

}  // namespace fenji::run
