// Stage: lists. What up to 64 bytes of CSV mean: the step by which the block reader and the splitter go forward. Quoted cells
// of the usual kind are understood here, by the parity of quotes; for others ClosingQuote (csv_quotes.hpp) is to be asked.
#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/lists/separators.hpp"

namespace fenji::lists {

// Bit i stands for byte base + i. Nothing is said about bytes from base + count on.
struct CsvStructure {
  std::size_t count = 0;
  // Outside quotes:
  std::uint64_t comma = 0;
  std::uint64_t line_end = 0;    // LF and CR
  std::uint64_t line_break = 0;  // the same without the LF of a CR LF
  std::uint64_t record_end = 0;  // line ends behind something: those of empty lines end no record
  // Quotes that open a cell which closes before `count`, holds no quotes or line ends, and is followed by a separator.
  std::uint64_t quoted = 0;
  bool quotes = false;  // some quote was seen
  // A quote that opens a cell of another kind stands at base + count.
  bool careful = false;
};

// Understands the quotes of `structure`, whose masks still take every byte for one outside quotes. `quote`: all quotes;
// `starts`: bytes at which a cell may start; `ends`: bytes behind which a cell may end.
void resolve_quotes(std::uint64_t quote, std::uint64_t starts, std::uint64_t ends, bool more, CsvStructure& structure);

// Of bytes that begin at the start of a record, from `base` on, which is outside quotes; at most up to `size`. 64 bytes at
// `base` must be readable.
inline CsvStructure find_structure(const char* bytes, std::size_t base, std::size_t size) {
  const char before = base == 0 ? '\n' : bytes[base - 1];
  const std::uint64_t after_line_end = before == '\n' || before == '\r' ? 1 : 0;
  const std::uint64_t after_carriage_return = before == '\r' ? 1 : 0;
  const Separators found = find_separators(bytes + base);

  CsvStructure structure;
  structure.count = size - base < 64 ? size - base : 64;
  const std::uint64_t seen = low_bits(structure.count);
  structure.comma = found.comma & seen;
  structure.line_end = (found.line_feed | found.carriage_return) & seen;
  structure.line_break = structure.line_end & ~(found.line_feed & (found.carriage_return << 1 | after_carriage_return));
  structure.record_end = structure.line_end & ~(structure.line_end << 1 | after_line_end);
  if (const std::uint64_t quote = found.quote & seen; quote != 0) {
    const std::uint64_t separator = structure.comma | structure.line_end;
    const std::uint64_t starts = separator << 1 | after_line_end | (before == ',' ? 1 : 0);
    const bool more = base + structure.count < size;
    const char next = more ? bytes[base + structure.count] : 'x';
    const bool next_separates = next == ',' || next == '\n' || next == '\r';
    const std::uint64_t ends = separator >> 1 | (next_separates ? std::uint64_t{1} << (structure.count - 1) : 0);
    structure.quotes = true;
    resolve_quotes(quote, starts, ends, more, structure);
  }
  return structure;
}

}  // namespace fenji::lists
