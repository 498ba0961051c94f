// Stage: lists. The loops over CSV text whose quotes are simple, for the instructions that the processor at hand has: chosen
// once, when the program runs, so that one program serves all processors of its kind. All give the same.
//
// Those that tell where they stop do so at the latest before the last 64 bytes that are not whole. The first two begin outside
// quotes and stop outside quotes; they understand quotes that enclose whole cells, with doubled quotes and line ends in them,
// and stop before others, at the latest before one whose cell holds line ends and may be longer than `multiline_cell` bytes
// (CsvLimits).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace fenji::lists {

// Of what was passed.
struct LineCounts {
  std::size_t position = 0;  // the loop stopped here
  std::size_t last_end = 0;  // behind the last line end; 0: there was none
  std::size_t records = 0;   // line ends behind something
  std::uint64_t lines = 0;   // LF, CR LF, CR, outside quotes
  // Inside quotes: before last_end, and behind it.
  std::uint64_t lines_in_cells = 0;
  std::uint64_t lines_in_last_cells = 0;
  // Some were seen, in cells or not; doubled quotes.
  bool quotes = false;
  bool carriage_returns = false;
  bool doubled = false;
};

struct PlacedCells {
  std::size_t position = 0;
  std::uint32_t* places = nullptr;  // behind the last that was put down
  // Among the places; those in quotes are none.
  std::size_t line_feeds = 0;
  std::size_t carriage_returns = 0;
  // Some cell stands in quotes, holds doubled ones, holds a line end.
  bool quotes = false;
  bool doubled = false;
  bool multiline = false;
};

struct CsvKernels {
  const char* name = nullptr;

  // `bytes` begin at the start of a record; those before `begin` are there to be looked at.
  LineCounts (*count_lines)(const char* bytes, std::size_t begin, std::size_t size, std::size_t multiline_cell);

  // Puts down commas and line ends outside quotes to `places`, which has room for as many numbers as there are bytes, and 64
  // more.
  PlacedCells (*place_cells)(const char* bytes, std::size_t begin, std::size_t size, std::uint32_t* places,
                             std::size_t multiline_cell);

  // The same of all `size` bytes, behind which 64 are readable, where it is known that there are no carriage returns among
  // them, and no quotes, or such alone as enclose whole cells without line ends. Return what is behind the last place.
  std::uint32_t* (*place_bare_cells)(const char* bytes, std::size_t size, std::uint32_t* places);
  std::uint32_t* (*place_enclosed_cells)(const char* bytes, std::size_t size, std::uint32_t* places);

  // From byte `begin` on, which is not the first, the next one behind a comma or line feed that is a quote or may begin a
  // formula (formula_cells.hpp), whatever stands in quotes; where there is none, where the loop stopped.
  std::size_t (*find_opening)(const char* bytes, std::size_t begin, std::size_t size);
};

// The quickest that this processor can run; and all that it can, for tests.
const CsvKernels& csv_kernels();
std::span<const CsvKernels> all_csv_kernels();

}  // namespace fenji::lists
