// Stage: lists. Cells as CSV text (RFC 4180), in UTF-8, as csv_reader.hpp and Excel read it; Excel takes it for UTF-8 only
// behind utf8_byte_order_mark (encoding.hpp).
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace fenji::lists {

inline constexpr char cell_separator = ',';
inline constexpr std::string_view record_end = "\r\n";

// It holds a comma, a quote or a line end.
bool needs_quotes(std::string_view cell);

// Appends one cell, in quotes where it needs them. Separators are the caller's.
void append_cell(std::string& out, std::string_view cell);

// Appends cells, separators and the record's end. One empty cell alone is written `""`, as an empty line is no record.
void append_record(std::string& out, std::span<const std::string_view> cells);

}  // namespace fenji::lists
