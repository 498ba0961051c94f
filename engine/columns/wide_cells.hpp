// Stage: columns. The loops of cell_kernels.hpp, and with its contract, for eight cells at once: by AVX-512. They leave more
// cells to the caller than narrower loops do.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "engine/columns/cell_spans.hpp"
#include "engine/columns/quick_number.hpp"
#include "engine/columns/short_words.hpp"

namespace fenji::columns {

// Whether the processor at hand can run the others.
bool has_wide_cells();

// No commas between groups of digits, and no blanks.
std::size_t read_wide_numbers(const CellSpans& cells, std::size_t rows, const QuickNumber& quick, std::int64_t* values,
                              std::uint32_t* rest);

std::size_t read_wide_texts(const CellSpans& cells, std::size_t rows, std::string_view* values, std::uint32_t* rest);

std::size_t read_wide_words(const CellSpans& cells, std::size_t rows, const ShortWords::Few& words, std::uint32_t* values,
                            std::uint32_t* rest);
std::size_t read_wide_words(const CellSpans& cells, std::size_t rows, const ShortWords::Few& words, std::uint8_t* values,
                            std::uint32_t* rest);

}  // namespace fenji::columns
