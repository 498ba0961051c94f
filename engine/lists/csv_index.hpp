// Stage: lists. Where the cells of a block begin and end, as bare numbers: the quick way to the cells of plain records, which
// are nearly all. A plain record has one cell for each column of the header, and of quotes that open a cell only those that
// close at its end; doubled ones and line ends may stand between. The other records are named, for CsvSplitter. One index a
// thread.
//
// Places are the commas and line ends outside quotes, in their order, and before them the byte before the block, numbered
// 2^32 - 1. Cell k of a plain record stands between places()[row + k] and places()[row + k + 1], `row` being the record's.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "engine/lists/csv_block.hpp"

namespace fenji::lists {

class CsvIndex {
 public:
  // A record that is not plain, with its bytes but the line end.
  struct Other {
    std::uint32_t record = 0;  // number in the block, from 0
    std::uint32_t begin = 0, end = 0;
    std::uint64_t line = 0;       // where it begins in its file
    bool unclosed_quote = false;  // a quote in it was taken literally: behind it no other record may be put
  };

  // `width`: cells of the header, at least 1.
  explicit CsvIndex(std::size_t width) : width_(width) {}

  std::size_t width() const { return width_; }

  // The block is smaller than 4 GiB.
  void build(const CsvBlock& block);
  // Instead: these records of a block that `whole` was built of, ascending; they keep their numbers. `whole` must stay as it is
  // while this is used.
  void select(const CsvIndex& whole, const std::vector<std::uint32_t>& records);

  std::size_t plain_records() const { return plain_.size(); }
  // Of a plain record, counted among those: its number in the block.
  std::uint32_t record(std::size_t plain) const { return plain_[plain]; }
  const std::uint32_t* rows() const { return rows_.data(); }  // by plain record
  const std::uint32_t* places() const { return shown_; }
  // The bytes of a plain record.
  std::uint32_t begin(std::size_t plain) const { return shown_[rows_[plain]] + 1; }
  std::uint32_t end(std::size_t plain) const { return shown_[rows_[plain] + width_]; }
  // Some cell holds a quote or stands in quotes.
  bool quotes() const { return quotes_; }
  // Some cell in quotes may hold doubled ones, or a line end.
  bool doubled() const { return doubled_; }
  bool multiline() const { return multiline_; }

  const std::vector<Other>& others() const { return others_; }  // ascending

 private:
  bool build_lines(const CsvBlock& block);

  std::size_t width_;
  std::unique_ptr<std::uint32_t[]> places_;
  std::size_t capacity_ = 0;
  const std::uint32_t* shown_ = nullptr;  // its own places, or those of another index
  std::vector<std::uint32_t> rows_;       // by plain record
  std::vector<std::uint32_t> plain_;      // likewise
  std::vector<Other> others_;
  bool quotes_ = false;
  bool doubled_ = false;
  bool multiline_ = false;
};

}  // namespace fenji::lists
