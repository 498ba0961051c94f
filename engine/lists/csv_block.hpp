// Stage: lists. Raw bytes of whole CSV records: what the reader's thread hands to the threads that split them.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/lists/byte_buffer.hpp"
#include "engine/lists/encoding.hpp"

namespace fenji::lists {

// How far a quote and a record may reach: what keeps memory bounded, and a forgotten quote from swallowing the list.
struct CsvLimits {
  // Bytes of one record without its line end; a longer one ends the reading with a message. From 64 to 2^30.
  std::size_t record = std::size_t{64} << 20;
  // Bytes between the quotes of a cell that holds line ends. Excel's cells hold 32,767 characters, at most 260 kB with every
  // quote doubled. At most `record`.
  std::size_t multiline_cell = std::size_t{1} << 20;
  bool lines_in_cells = true;  // line ends inside quotes count as lines
};

// Records that are lines, each ended by a line feed, with no empty ones between and no carriage returns in them.
struct LineRecords {
  bool quotes = false;   // some; they enclose whole cells
  bool doubled = false;  // some of those have others in them, which are doubled
};

// Begins at the start of a record (or of empty lines before it) and ends behind the line end of another, or of the list.
struct CsvBlock {
  ByteBuffer bytes;
  Encoding encoding = Encoding::utf8;  // utf8 while only ASCII was seen
  std::uint64_t first_record = 0;      // number of its first record in the list, from 0, the header not counted
  std::uint64_t first_line = 1;        // of its first byte, from 1
  std::size_t records = 0;
  std::optional<LineRecords> lines;  // nothing: they may be of any kind
  CsvLimits limits;
};

}  // namespace fenji::lists
