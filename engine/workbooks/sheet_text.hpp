// Stage: workbooks. Texts as a cell of a sheet can hold them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace fenji::workbooks {

// UTF-16 units in one cell.
inline constexpr std::size_t longest_text = 32'767;

// Appends `text` to `out` as OOXML writes it in a cell, XML's own escapes apart: control characters as _x0001_, and so a text
// that looks like this escape (_x005F_x0001_); bytes that are no UTF-8 as U+FFFD. False: it was too long, and ends in … now.
bool append_sheet_text(std::string_view text, std::string& out);

}  // namespace fenji::workbooks
