// Stage: lists. One JSON object as the cells of a record.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fenji::lists {

// Ends a cell that no field can read, whatever its type: a byte that is no UTF-8.
inline constexpr char unreadable_mark = '\xFF';

using JsonCells = std::vector<std::pair<std::string, std::string>>;  // key and cell, in their order, no key twice

// False where `text` is not one object; `cells` is then void. A cell is
//   - of a text the text, empty for null, `true` or `false`;
//   - of a number its digits as they are written, 1500000 for 1.5e6;
//   - of an object or array its JSON, unreadable, as are two different values of one key and texts with bytes that are no
//   UTF-8.
bool read_json_record(std::string_view text, JsonCells& cells);

}  // namespace fenji::lists
