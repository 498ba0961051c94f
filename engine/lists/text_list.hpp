// Stage: lists. A list that is text, made ready for the CSV reader: in UTF-8 or GB18030 without byte order mark, separated by
// commas, its header first. What is so already passes through untouched.
//
// In: bytes in UTF-8, GB18030 or UTF-16, whose cells are separated by commas, tabs, semicolons or `|`, or JSON
// (json_source.hpp).
//   - The encoding is what the byte order mark says, else what is asked for, else UTF-16 where that is evident
//   (utf16_guess.hpp),
//     else the CSV reader finds it.
//   - The delimiter is the one that is asked for; else what a first line `sep=;` says, as Excel has it; else that under which
//     some row names most of the known fields; else that which cuts the first row into cells, the most frequent; in doubt the
//     comma.
//   - Rows above the header are left out (header_row.hpp); lines are counted as in the file all the same.
#pragma once

#include <memory>

#include "engine/lists/list_file.hpp"

namespace fenji::lists {

// `source` at its first byte. `json`: its name says that it is JSON Lines. Fails where the header cannot be told.
Result<std::unique_ptr<ByteSource>> open_text(std::unique_ptr<ByteSource> source, const ListOptions& options, bool json);

}  // namespace fenji::lists
