// Stage: columns. The loops that read the cells of one field from raw text, for the instructions that the processor at hand
// has: chosen once, when the program runs, so that one program serves all processors of its kind. What they put down is what
// read_cell (cell.hpp) says; which cells they leave to the caller may differ.
//
// All put down one value a row, void for the rows that they append to `rest`, ascending, and return how many those are. `rest`
// has room for `surplus` numbers more than there are rows, of which there is at least one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "engine/columns/cell_spans.hpp"
#include "engine/columns/quick_number.hpp"
#include "engine/columns/short_words.hpp"

namespace fenji::columns {

struct CellKernels {
  static constexpr std::size_t surplus = 8;

  const char* name = nullptr;

  // Digits with an optional sign, point and `%`; maybe with commas between groups and ASCII blanks around them.
  std::size_t (*read_numbers)(const CellSpans& cells, std::size_t rows, const QuickNumber& quick, std::int64_t* values,
                              std::uint32_t* rest);

  // The cells themselves, where is_common_text (cell_text.hpp) holds and, where cells stand in quotes, they hold none.
  std::size_t (*read_texts)(const CellSpans& cells, std::size_t rows, std::string_view* values, std::uint32_t* rest);

  // Codes of words, those of yes/no below 256.
  std::size_t (*read_labels)(const CellSpans& cells, std::size_t rows, const ShortWords& words, std::uint32_t* values,
                             std::uint32_t* rest);
  std::size_t (*read_yes_no)(const CellSpans& cells, std::size_t rows, const ShortWords& words, std::uint8_t* values,
                             std::uint32_t* rest);
};

// The quickest that this processor can run; and all that it can, for tests.
const CellKernels& cell_kernels();
std::span<const CellKernels> all_cell_kernels();

}  // namespace fenji::columns
