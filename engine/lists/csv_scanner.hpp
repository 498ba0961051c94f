// Stage: lists. Finds where CSV records end, in bytes that grow at their end: how blocks are cut, their records and lines
// counted. Inside quotes it hops from quote to quote; outside it looks at 64 bytes at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "engine/lists/csv_block.hpp"
#include "engine/lists/csv_quotes.hpp"

namespace fenji::lists {

class CsvScanner {
 public:
  enum class Until : std::uint8_t { end_of_bytes, first_record };

  explicit CsvScanner(CsvLimits limits) : limits_(limits) {}

  // Goes on to byte `size` of bytes that begin at the start of a record; those of earlier calls are still there. They have
  // ByteBuffer::padding behind them. `last`: nothing follows them. `until` is the same in all calls.
  void scan(const char* bytes, std::size_t size, bool last, Until until = Until::end_of_bytes);

  // Of the complete records found so far: where the last one ends, how many, how many lines they and empty lines take.
  std::size_t end() const { return end_; }
  std::size_t records() const { return records_; }
  std::uint64_t lines() const { return lines_; }

  // What kind they are.
  std::optional<LineRecords> line_records() const;

  // A record behind end() is longer than the limit; scanning does not go on.
  bool too_long() const { return too_long_; }

 private:
  void scan_unquoted(const char* bytes, std::size_t limit, Until until);
  bool scan_quoted(const char* bytes, std::size_t size, bool last);

  CsvLimits limits_;
  std::size_t position_ = 0;           // scanned up to here …
  std::optional<ClosingQuote> quote_;  // … or up to this opening quote, which is not closed yet
  std::uint64_t lines_inside_ = 0;     // line ends inside quotes behind end_
  std::size_t end_ = 0;
  std::size_t records_ = 0;
  std::uint64_t lines_ = 0;
  // Of all that was seen, and of that up to end_.
  struct Seen {
    bool odd = false;  // quotes that do not enclose whole cells, carriage returns, line ends in quotes, a last line without end
    LineRecords lines;
  };
  Seen seen_, seen_to_end_;
  bool too_long_ = false;
  bool done_ = false;
};

}  // namespace fenji::lists
