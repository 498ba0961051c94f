// Stage: lists. A run of records of a list, split into the cells that were asked for: what every reader of lists hands to
// the rest of the program, whatever the file's format. Cells are columns of views; nothing is allocated per cell.
#pragma once

#include <cassert>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/lists/arena.hpp"

namespace fenji::lists {

struct Cell {
  enum class State : std::uint8_t {
    text,
    absent,      // the record has fewer cells; the text is empty
    unreadable,  // bytes that are no text in the list's encoding: in the text U+FFFD stands for them; counts as invalid
  };

  const char* data = nullptr;
  std::uint32_t size = 0;  // bytes
  State state = State::absent;

  std::string_view text() const { return {data, size}; }  // UTF-8
};

// What is wrong with the quotes of a record; the greater prevails. Its cells stand all the same.
enum class QuoteFault : std::uint8_t {
  none,
  text_after_quote,  // `"a"b`: text follows a closing quote; it belongs to the cell (ab)
  unclosed_quote,    // a quote opens a cell and is never closed; it is part of the cell's text
};

struct RecordInfo {
  std::uint64_t number = 0;        // in its list, from 0
  std::uint64_t line = 0;          // where it begins in its file, from 1
  std::uint32_t cells = 0;         // how many it has: short and long records can be told
  std::uint32_t fault_column = 0;  // position of the first cell with `fault`, from 0
  QuoteFault fault = QuoteFault::none;
};

class RecordBlock {
 public:
  std::size_t records() const { return infos_.size(); }
  std::size_t columns() const { return columns_; }
  // Number of the first record in its list, from 0.
  std::uint64_t first_record() const { return first_record_; }
  // By record, of the column asked for as number `column`.
  std::span<const Cell> column(std::size_t column) const {
    assert(column < columns_);
    return {cells_.data() + column * records(), records()};
  }
  const Cell& cell(std::size_t record, std::size_t column) const { return this->column(column)[record]; }
  const RecordInfo& info(std::size_t record) const { return infos_[record]; }

  // For readers: prepares for new content, of which nothing holds until written. Keeps its memory.
  void reset(std::size_t records, std::size_t columns, std::uint64_t first_record) {
    infos_.resize(records);
    columns_ = columns;
    first_record_ = first_record;
    // One column more, for the cells that nobody asked for: so they need no branch.
    const std::size_t cells = (columns + 1) * records;
    if (cells_.size() < cells) cells_.resize(cells);
    arena_.clear();
  }
  Cell* cells() { return cells_.data(); }  // (columns() + 1) columns of records() cells
  RecordInfo* infos() { return infos_.data(); }
  Arena& arena() { return arena_; }  // holds texts that are not as they stand in the file

 private:
  std::vector<Cell> cells_;
  std::vector<RecordInfo> infos_;
  std::size_t columns_ = 0;
  std::uint64_t first_record_ = 0;
  Arena arena_;
};

}  // namespace fenji::lists
